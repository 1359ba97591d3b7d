"""Totals of one table that do not follow from their terms, and whether to speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from narekenen.arithmetic.explanations import Explanation, explain
from narekenen.arithmetic.model import Severity
from narekenen.arithmetic.rounding import Fit
from narekenen.arithmetic.sheets import Sheet, counts_up, is_clear_total, said
from narekenen.arithmetic.sumlines import SumLine, Total, compare, summands, totals
from narekenen.readings.model import NumberReading

Direction = Literal["rows", "columns"]

# Lists that say that they are not complete, and lines that are no amounts of one kind.
_NOT_ALL = re.compile(
    r"\b(?:waarvan|onder andere|o\.a\.|belangrijkste|grootste|top \d+|selectie|voorbeelden|excl(?:usief|\.)|of which)\b"
    r"|\bper\b|gemiddeld|tarief|prijs\b|%",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One total in one series: `cells` are (row, column) of the total and of each term, `labels` their words."""

    direction: Direction
    labels: tuple[str, ...]
    printed: NumberReading
    terms: tuple[NumberReading, ...]
    cells: tuple[tuple[int, int], ...]
    follows: Decimal
    severity: Severity
    exact: bool
    explanation: Explanation | None = None

    @property
    def difference(self) -> Decimal:
        return self.printed.value - self.follows

    def correction(self, cell: tuple[int, int]) -> Decimal | None:
        """The value that this cell would have if it alone were otherwise; None for a cell that takes no part."""
        if cell == self.cells[0]:
            return self.follows
        for place, term in zip(self.cells[1:], self.terms, strict=True):
            if place == cell:
                return term.value + self.difference
        return None


def checked_totals(sheet: Sheet, direction: Direction) -> list[Checked]:
    """Every total of the table in one direction with what follows; those that nobody should hear of are left out.

    Severity "confirmation": the sum holds, exactly or by rounding. "finding": it does not, and the table itself
    shows how it is built. "hint": other columns show that it is a total, but this one may hold an average.
    """
    found: list[Checked] = []
    for group in _groups(sheet, direction):
        for total in totals(group.lines):
            found += _checked(group, total, direction)
    return found


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that may be added to one another; `across` are the columns (or rows) that the series stand for."""

    lines: tuple[SumLine, ...]
    along: tuple[int, ...]
    across: tuple[int, ...]
    direction: Direction

    def place(self, line: int, series: int) -> tuple[int, int]:
        at, other = self.along[line], self.across[series]
        return (at, other) if self.direction == "rows" else (other, at)


def _groups(sheet: Sheet, direction: Direction) -> list[_Group]:
    """All rows together; but columns of different units apart, because a row may mix counts and amounts."""
    rows = tuple(row for row in range(len(sheet.table.rows)) if not _numbers_columns(sheet, row))
    if direction == "rows":
        columns = tuple(sheet.columns("quantity", "share"))
        lines = [_row(sheet, row, columns) for row in rows]
        return [_Group(tuple(lines), rows, columns, direction)]
    units: dict[str, list[int]] = {}
    for column in sheet.columns("quantity"):
        units.setdefault(sheet.unit(column), []).append(column)
    groups = []
    for columns_of_unit in units.values():
        lines = [_column(sheet, column, rows) for column in columns_of_unit]
        groups.append(_Group(tuple(lines), tuple(columns_of_unit), rows, direction))
    return groups


def _same_gap(lines: Sequence[SumLine], total: Total, compared: Sequence[tuple[int, tuple[Fit, Decimal]]]) -> bool:
    """Two sums that both differ by the same: something belongs to them that the table does not show."""
    gaps = [number.value - result[1] for s, result in compared if (number := lines[total.at].numbers[s])]
    return len(gaps) >= 2 and len(set(gaps)) == 1


def _numbers_columns(sheet: Sheet, row: int) -> bool:
    """A row of 1, 2, 3 … below a header says only which column is which."""
    numbers = [cell.number for cell in sheet.table.rows[row] if cell.number]
    return len(numbers) >= 3 and counts_up(numbers)


def _row(sheet: Sheet, row: int, columns: Sequence[int]) -> SumLine:
    label = sheet.labels[row]
    kind = said(label)
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


def _checked(group: _Group, total: Total, direction: Direction) -> list[Checked]:
    lines = group.lines
    compared = [(s, result) for s in range(len(group.across)) if (result := compare(lines, total, s))]
    hits = sum(result[0] != "off" for _, result in compared)
    if hits == 0 and _same_gap(lines, total, compared):
        return []
    found = []
    for s, (fits, follows) in compared:
        printed = lines[total.at].numbers[s]
        terms = summands(lines, total, s)
        if printed is None:
            continue
        slip = explain([term.value for term in terms], printed.value, printed.step) if fits == "off" else None
        severity = _severity(lines, total, s, hits, len(compared), slip) if fits == "off" else "confirmation"
        if fits == "rounded" and not total.by_words:
            continue
        if severity:
            used = [t for t in total.terms if lines[t].numbers[s]]
            cells = tuple(group.place(line, s) for line in (total.at, *used))
            labels = tuple(lines[t].label for t in (total.at, *used))
            found.append(
                Checked(direction, labels, printed, tuple(terms), cells, follows, severity, fits == "exact", slip)
            )
    return found


def _severity(
    lines: Sequence[SumLine], total: Total, series: int, hits: int, compared: int, slip: Explanation | None
) -> Severity | None:
    """How to speak of a total that does not follow from its terms; None when it may well be no sum at all."""
    misses = compared - hits
    if not total.by_words:
        return "finding" if hits >= 3 * misses else None
    terms = [number.value for number in summands(lines, total, series)]
    printed = lines[total.at].numbers[series]
    if printed is None or _is_difference(terms, printed.value):
        return None
    among = 0 <= min(terms) <= printed.value <= max(terms)
    if hits and hits >= misses:
        return "hint" if among and not slip else "finding"
    if among or any(lines[t].said for t in _left_out(total, slip)):
        return None
    if slip:
        return "finding" if misses <= 2 else None
    if misses > 1 or _may_be_other(lines, total, terms, printed.value):
        return None
    least = Decimal("0.5") if is_clear_total(lines[total.at].label) else Decimal("0.8")
    follows = sum(terms, Decimal(0))
    return "finding" if follows and least <= printed.value / follows <= 1 / least else None


def _left_out(total: Total, slip: Explanation | None) -> tuple[int, ...]:
    """The lines that a total leaves out: a subtotal among them says that it was meant to."""
    return total.terms[slip.first : slip.last + 1] if slip and slip.slip == "left_out" else ()


def _is_difference(terms: list[Decimal], printed: Decimal) -> bool:
    """What is left of the first after the others, or of the last two lines: "Totaal over"."""
    return printed in (terms[0] - sum(terms[1:], Decimal(0)), terms[-2] - terms[-1])


def _may_be_other(lines: Sequence[SumLine], total: Total, terms: list[Decimal], printed: Decimal) -> bool:
    """A product, or the total of more than is listed: then a sum proves nothing."""
    if any(_NOT_ALL.search(lines[t].label) for t in (total.at, *total.terms)):
        return True
    product = Decimal(1)
    for term in terms[:6]:
        product *= term
    return printed in (product, terms[-1] * terms[-2])
