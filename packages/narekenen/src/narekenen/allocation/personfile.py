"""Persons or households for a regression, out of CSV, XLSX or Parquet: every bad cell is counted and placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.columns import column_named
from narekenen.fieldtests.tables import read_table

Floats = NDArray[np.float64]
SHOWN = 20  # bad rows named per column; the rest is counted


@dataclass(frozen=True, slots=True)
class Persons:
    """X: a row per person, a column of ones first. outcome, exposure, municipality: per person, or None."""

    X: Floats
    outcome: Floats
    exposure: Floats | None
    municipality: NDArray[np.str_] | None


def read_persons(
    path: Path, outcome: str, columns: Sequence[str], exposure: str | None = None, municipality: str | None = None
) -> Persons:
    """The named columns; numbers with a decimal point or comma, without thousands marks.

    Raises UnusableInput naming every column that lacks and, per column, the rows that are empty or no number.
    """
    frame = read_table(path)
    numeric = [outcome, *columns, *([exposure] if exposure else [])]
    there = {name: column_named(frame.columns, name) for name in (*numeric, *([municipality] if municipality else []))}
    if lacking := [name for name, column in there.items() if column not in frame.columns]:
        raise UnusableInput(
            say("There is no column {names}", names=", ".join(lacking)),
            where=path.name,
            why=say("The file has {there}", there=", ".join(frame.columns)),
        )
    table = frame.select(
        pl.col(there[name])
        .str.strip_chars()
        .str.replace(",", ".", literal=True)
        .cast(pl.Float64, strict=False)
        .alias(name)
        for name in numeric
    )
    problems = [line for name in numeric if (line := _bad_rows(table[name], name))]
    groups = frame[there[municipality]] if municipality else None
    if groups is not None and groups.null_count():
        problems.append(_places(groups.is_null(), say("{municipality}: empty", municipality=municipality)))
    if problems or not frame.height:
        raise UnusableInput(
            "The table cannot be used; nothing was computed", where=path.name, problems=tuple(problems) or ("no rows",)
        )
    X = np.column_stack([np.ones(table.height), *(table[name].to_numpy() for name in columns)])
    return Persons(
        X, table[outcome].to_numpy(), table[exposure].to_numpy() if exposure else None,
        None if groups is None else groups.to_numpy().astype(str),
    )  # fmt: skip


def _bad_rows(column: pl.Series, name: str) -> str:
    bad = column.is_null() | column.is_nan() | column.is_infinite()
    return _places(bad, say("{name}: empty or no number", name=name)) if bad.fill_null(True).any() else ""


def _places(bad: pl.Series, said: str) -> str:
    rows = [str(row + 2) for row in bad.fill_null(True).arg_true().to_list()]
    more = say(" and {n} more", n=len(rows) - SHOWN) if len(rows) > SHOWN else ""
    return say("{said} in row {rows}{more}", said=said, rows=", ".join(rows[:SHOWN]), more=more)
