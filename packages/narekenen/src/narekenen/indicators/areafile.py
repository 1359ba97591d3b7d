"""Tables with a name and numbers per row, out of CSV, XLSX or Parquet: every bad cell is named at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.fieldtests.columns import column_named
from narekenen.fieldtests.tables import read_table


@dataclass(frozen=True, slots=True)
class Area:
    """One row: its name and its numbers, in the order that they were asked for."""

    name: str
    numbers: tuple[Decimal, ...]


def read_areas(path: Path, name: str, columns: Sequence[str], *, unique: bool = True) -> tuple[Area, ...]:
    """The named columns of a file. `columns` empty: every column but the name.

    Numbers are written as 1234.5 or 1.234,50. Raises UnusableInput naming every column that lacks, every cell that is
    empty or no number, and (unique) every name that occurs twice.
    """
    frame = read_table(path)
    there = column_named(frame.columns, name)
    wanted = [column_named(frame.columns, column) for column in columns] or [c for c in frame.columns if c != there]
    lacking = [column for column in (there, *wanted) if column not in frame.columns]
    if lacking or not frame.height:
        raise UnusableInput(
            f"There is no column {', '.join(lacking)}" if lacking else "The table has no rows", where=path.name,
            why=f"The file has {', '.join(frame.columns)}",
        )  # fmt: skip
    areas, problems, seen = [], list[str](), set[str]()
    for row, (label, *cells) in enumerate(frame.select(there, *wanted).iter_rows(), start=2):
        numbers = [_number(cell) for cell in cells]
        problems += [
            f"row {row}, {column}: {cell!r} is no number" if cell else f"row {row}, {column} is empty: missing is not 0"
            for column, cell, number in zip(wanted, cells, numbers, strict=True) if number is None
        ]  # fmt: skip
        if not label or (unique and label in seen):
            problems.append(f"row {row}: {label!r} occurs twice" if label else f"row {row}: there is no name")
        seen.add(label or "")
        areas.append(Area(label or "", tuple(number for number in numbers if number is not None)))
    if problems:
        raise UnusableInput("The table cannot be used; nothing was computed", where=path.name, problems=tuple(problems))
    return tuple(areas)


def column_names(path: Path, name: str) -> tuple[str, ...]:
    """Every column but the one with names."""
    frame = read_table(path, rows=0)
    return tuple(column for column in frame.columns if column != column_named(frame.columns, name))


def _number(cell: str | None) -> Decimal | None:
    text = (cell or "").strip().replace("\xa0", "").removeprefix("€").strip().replace("−", "-")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
