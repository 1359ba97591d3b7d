"""Tables with a name and numbers per row, out of CSV, XLSX or Parquet: every bad cell is named at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.columns import column_named
from narekenen.fieldtests.tables import Table, read_table
from narekenen.indicators.notation import Notation, doubtful, notations, number

TEXT = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Area:
    """One row: its name and its numbers, in the order that they were asked for."""

    name: str
    numbers: tuple[Decimal, ...]


def read_areas(path: Table, name: str, columns: Sequence[str], *, unique: bool = True) -> tuple[Area, ...]:
    """The named columns of a file. `columns` empty: every column but the name.

    Numbers are written as 1234.5, 1.234,50 or 1,234.50, one way per column. Raises UnusableInput naming every column
    that lacks, every cell that is empty, no number or to be read in two ways, and (unique) every name
    that occurs twice.
    """
    frame = read_table(path)
    there = column_named(frame.columns, name)
    wanted = [column_named(frame.columns, column) for column in columns] or [c for c in frame.columns if c != there]
    lacking = [column for column in (there, *wanted) if column not in frame.columns]
    if lacking or not frame.height:
        raise UnusableInput(
            say("There is no column {names}", names=", ".join(lacking)) if lacking else "The table has no rows",
            where=path.name, why=say("The file has {there}", there=", ".join(frame.columns)),
        )  # fmt: skip
    table = frame.select(there, *wanted)
    marks, problems = _notations(path, table, wanted)
    areas, seen = [], set[str]()
    for row, (label, *cells) in enumerate(table.iter_rows(), start=2):
        numbers = [number(cell or "", mark) for cell, mark in zip(cells, marks, strict=True)]
        problems += [
            say("row {row}, {column}: {cell!r} is no number", row=row, column=column, cell=cell) if cell
            else say("row {row}, {column} is empty: missing is not 0", row=row, column=column)
            for column, cell, found in zip(wanted, cells, numbers, strict=True) if found is None
        ]  # fmt: skip
        if not label or (unique and label in seen):
            problems.append(
                say("row {row}: {label!r} occurs twice", row=row, label=label)
                if label
                else say("row {row}: there is no name", row=row)
            )
        seen.add(label or "")
        areas.append(Area(label or "", tuple(found for found in numbers if found is not None)))
    if problems:
        raise UnusableInput("The table cannot be used; nothing was computed", where=path.name, problems=tuple(problems))
    return tuple(areas)


def column_names(path: Table, name: str) -> tuple[str, ...]:
    """Every column but the one with names."""
    frame = read_table(path, rows=0)
    return tuple(column for column in frame.columns if column != column_named(frame.columns, name))


def _notations(path: Table, table: pl.DataFrame, columns: Sequence[str]) -> tuple[list[Notation], list[str]]:
    """The decimal mark of each column, and what is wrong. Numbers of XLSX and Parquet have a point by themselves."""
    marks: list[Notation] = []
    problems: list[str] = []
    for column in columns:
        cells = [cell for cell in table[column].to_list() if cell]
        shown = notations(cells)
        if path.suffix.lower() in TEXT:
            problems += [
                say("{column}: {cell!r} may be read with thousands or with decimals; write it without either, or show "
                    "in another cell which", column=column, cell=cell) for cell in doubtful(cells)[:3]
            ]  # fmt: skip
        if len(shown) == 2:
            problems.append(
                say("{column}: some numbers have a decimal point and others a decimal comma", column=column)
            )
        marks.append("comma" if shown == {"comma"} else "point")
    return marks, problems
