"""From pairs to counts: cells per group, and counts per agency within a group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.pairfile import PairTable

TIMES, ALONE = "times", "alone"
KINDS = {"n10": (True, False), "n01": (False, True), "n11": (True, True), "n00": (False, False)}


def counted(table: PairTable) -> PairTable:
    """The same pairs with equal ones counted together in a column "times": every later count reads some rows only.

    Equal means equal in profile, wave, agency, the `by` columns and both answers. A pair without an agency stays a
    cluster of its own: it has a number in the column "alone", which is -1 elsewhere.
    """
    keys = [name for name in dict.fromkeys(["profile", "wave", "agency", *table.by]) if name in table.frame.columns]
    frame = table.frame
    if "agency" in keys:
        known = pl.col("agency").is_not_null() & (pl.col("agency") != "")
        frame = frame.with_columns(pl.when(known).then(-1).otherwise(pl.int_range(pl.len())).alias(ALONE))
        keys.append(ALONE)
    grouped = frame.group_by([*keys, "control", "test"]).agg(pl.len().cast(pl.Int64).alias(TIMES))
    return PairTable(grouped, table.flow, table.by)


def _totals(table: PairTable, keys: Sequence[str], within: Sequence[str] = ()) -> pl.DataFrame:
    """n10, n01, n11, n00 per combination of the keys; a missing key is shown as "(unknown)"."""
    times = pl.col(TIMES) if TIMES in table.frame.columns else pl.lit(1, pl.Int64)
    cells = [
        pl.when((pl.col("control") == control) & (pl.col("test") == test)).then(times).otherwise(0).sum().alias(name)
        for name, (control, test) in KINDS.items()
    ]
    frame = table.frame.with_columns(pl.col(list(keys)).fill_null("(unknown)"))
    return frame.group_by([*keys, *within]).agg(cells)


def cells_by(table: PairTable, keys: Sequence[str] = ("profile",)) -> dict[tuple[str, ...], PairedCells]:
    """Cells per combination of the key columns, sorted; a missing key is shown as "(unknown)"."""
    found = {
        tuple(row[:-4]): PairedCells(n10=row[-4], n01=row[-3], n11=row[-2], n00=row[-1])
        for row in _totals(table, keys).iter_rows()
    }
    return dict(sorted(found.items()))


def cluster_counts(table: PairTable, keys: Sequence[str] = ("profile",)) -> dict[tuple[str, ...], Array]:
    """Counts per agency (rows n10, n01, n11, n00) of every group; a pair without an agency is its own cluster."""
    ready = table if ALONE in table.frame.columns else counted(table)
    names = list(KINDS)
    # Sorted, so that the resampling draws from one order whatever the order of the rows was.
    parts = _totals(ready, keys, ("agency", ALONE)).sort(names).partition_by(list(keys), as_dict=True)
    return {
        tuple(str(x) for x in key): np.ascontiguousarray(part.select(names).to_numpy(), dtype=np.float64)
        for key, part in parts.items()
    }
