"""A table that already counts: one row per group with its four cells, as reports print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from narekenen.errors import UnusableInput
from narekenen.fieldtests.columns import plain_name

NAMES = {
    "n10": ("n10", "c10", "control_only", "only_control", "alleen_controle"),
    "n01": ("n01", "c01", "test_only", "only_test", "alleen_test"),
    "n11": ("n11", "c11", "both", "beide"),
    "n00": ("n00", "c00", "neither", "none", "geen_van_beide", "geen"),
}
ANSWERS = {"n10": ("1", "0"), "n01": ("0", "1"), "n11": ("1", "1"), "n00": ("0", "0")}
MOST = 20_000_000  # pairs of one table: beyond it a count is a slip of the pen, and memory would not hold it


def cell_columns(header: Sequence[str]) -> dict[str, str]:
    """Cell -> column of the file; empty when the file is no table of cells."""
    plain = {plain_name(name): name for name in header}
    found = {
        cell: next((plain[plain_name(name)] for name in names if plain_name(name) in plain), "")
        for cell, names in NAMES.items()
    }
    return found if all(found.values()) else {}


def expand(frame: pl.DataFrame, columns: Mapping[str, str], where: str) -> pl.DataFrame:
    """One row per pair, with `control`, `test` and a running `listing`; other columns are repeated.

    Raises UnusableInput naming every cell that is no whole number from 0, and when the pairs are too many to be true.
    """
    problems, total = [], 0
    for cell, column in columns.items():
        for line, text in enumerate(frame[column], start=2):
            if not (text or "").strip().isdecimal():
                problems.append(f"row {line}: {cell} is {text!r}, which is no whole number from 0")
            else:
                total += int(text)
    for line, row in enumerate(frame.select(columns.values()).iter_rows(), start=2):
        if not any((text or "").strip(" 0") for text in row):
            problems.append(f"row {line}: a group without pairs")
    if total > MOST:
        problems.append(f"the counts add up to {total:,} pairs; at most {MOST:,} are read")
    if problems:
        raise UnusableInput("Cells are no counts", where=where, problems=tuple(problems))
    kept = [name for name in frame.columns if name not in columns.values()]
    parts = [
        frame.select(
            *kept, pl.lit(ANSWERS[cell][0]).alias("control"), pl.lit(ANSWERS[cell][1]).alias("test"),
            pl.lit(0).repeat_by(pl.col(column).str.strip_chars().cast(pl.UInt32)).alias("times"),
        ).filter(pl.col("times").list.len() > 0).explode("times").drop("times")
        for cell, column in columns.items()
    ]  # fmt: skip
    return pl.concat(parts).with_columns(pl.int_range(pl.len()).cast(pl.String).alias("listing"))
