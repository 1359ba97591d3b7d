"""The rows of a table, and its columns read sideways, as lines that may be added to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from narekenen.arithmetic.sheets import Sheet, counts_up, said
from narekenen.arithmetic.sumlines import SumLine

Direction = Literal["rows", "columns"]


@dataclass(frozen=True, slots=True)
class SumGroup:
    """Lines that may be added to one another; `across` are the columns (or rows) that the series stand for."""

    lines: tuple[SumLine, ...]
    along: tuple[int, ...]
    across: tuple[int, ...]
    direction: Direction

    def place(self, line: int, series: int) -> tuple[int, int]:
        at, other = self.along[line], self.across[series]
        return (at, other) if self.direction == "rows" else (other, at)


def sum_groups(sheet: Sheet, direction: Direction) -> list[SumGroup]:
    """All rows together; but columns of different units apart, because a row may mix counts and amounts."""
    rows = tuple(row for row in range(len(sheet.table.rows)) if not _numbers_columns(sheet, row))
    if direction == "rows":
        columns = tuple(sheet.columns("quantity", "share"))
        lines = [_row(sheet, row, columns) for row in rows]
        return [SumGroup(tuple(lines), rows, columns, direction)]
    units: dict[str, list[int]] = {}
    for column in sheet.columns("quantity"):
        units.setdefault(sheet.unit(column), []).append(column)
    groups = []
    for columns_of_unit in units.values():
        lines = [_column(sheet, column, rows) for column in columns_of_unit]
        groups.append(SumGroup(tuple(lines), tuple(columns_of_unit), rows, direction))
    return groups


def _numbers_columns(sheet: Sheet, row: int) -> bool:
    """A row of 1, 2, 3 … below a header says only which column is which."""
    numbers = [cell.number for cell in sheet.table.rows[row] if cell.number]
    return len(numbers) >= 3 and counts_up(numbers)


def _row(sheet: Sheet, row: int, columns: Sequence[int]) -> SumLine:
    label = sheet.labels[row]
    kind = sheet.said[row]
    numbers = [sheet.number(row, column) for column in columns]
    if kind == "total":  # shares add up to a hundred or they are no shares of this whole
        for i, column in enumerate(columns):
            number = numbers[i]
            if sheet.kinds[column] == "share" and number and number.value != 100:
                numbers[i] = None
    return SumLine(label, kind, tuple(numbers), tuple(sheet.is_unknown(row, column) for column in columns))


def _column(sheet: Sheet, column: int, rows: Sequence[int]) -> SumLine:
    label = sheet.header(column)
    unknown = tuple(sheet.is_unknown(row, column) for row in rows)
    return SumLine(label, said(label), tuple(sheet.number(row, column) for row in rows), unknown)
