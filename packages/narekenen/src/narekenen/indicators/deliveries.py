"""Deliveries together: who has delivered, what is missing, and what a corrected delivery changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, slots=True)
class Coverage:
    """The total of what was delivered, and the range in which it would lie with the missing ones.

    missing    institution -> what it delivered last time (None when it never did)
    late       institutions that delivered after the due date
    low, high  the total when the missing ones have nothing, and when they have as much as last time; high is None
               when one of them never delivered: then nobody can tell
    """

    total: int
    delivered: int
    expected: int
    late: tuple[str, ...]
    missing: dict[str, int | None]
    low: int
    high: int | None


def coverage(
    due: date, received: Mapping[str, tuple[date, int]], last_time: Mapping[str, int], expected: tuple[str, ...]
) -> Coverage:
    """What lateness and absence do to a total that adds up, such as stays or nights (not unique persons).

    received   institution -> day of receipt and its number
    """
    there = {name: received[name] for name in expected if name in received}
    missing = {name: last_time.get(name) for name in expected if name not in received}
    total = sum(number for _, number in there.values())
    known = [number for number in missing.values() if number is not None]
    return Coverage(
        total, len(there), len(expected), tuple(name for name, (day, _) in there.items() if day > due), missing,
        total, total + sum(known) if len(known) == len(missing) else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What a corrected delivery changes: stays that are new, gone, and the same; persons before and after."""

    added: int
    removed: int
    same: int
    persons_before: int
    persons_after: int


def compare(before: pl.DataFrame, after: pl.DataFrame) -> Change:
    """Frames of two deliveries of one institution for one period, see `delivery.Delivery`."""
    keys = before.columns
    counted = [frame.group_by(keys).len() for frame in (before, after)]
    joined = counted[0].join(counted[1], on=keys, how="full", nulls_equal=True, suffix="_after").select(
        pl.col("len").fill_null(0), pl.col("len_after").fill_null(0)
    )  # fmt: skip
    same = int(joined.select(pl.min_horizontal("len", "len_after").sum()).item())
    return Change(
        after.height - same, before.height - same, same, before["person"].n_unique(), after["person"].n_unique()
    )  # fmt: skip
