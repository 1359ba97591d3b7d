"""Totals of one table that do not follow from their terms, and those that do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.explanations import Explanation, explain
from narekenen.arithmetic.guards import Guard, is_certain
from narekenen.arithmetic.model import Severity
from narekenen.arithmetic.rounding import Fit, half_step, total_slack
from narekenen.arithmetic.sheets import Sheet
from narekenen.arithmetic.sumgroups import Direction, SumGroup, sum_groups
from narekenen.arithmetic.sumlines import SumLine, Total, compare, summands, totals
from narekenen.arithmetic.totaljudgement import is_proven, judge
from narekenen.readings.model import NumberReading


@dataclass(frozen=True, slots=True)
class Checked:
    """One total in one series: `cells` are (row, column) of the total and of each term, `labels` their words. `watched`
    says of a sum that holds whether a number in it printed otherwise would have been noticed."""

    direction: Direction
    labels: tuple[str, ...]
    printed: NumberReading
    terms: tuple[NumberReading, ...]
    cells: tuple[tuple[int, int], ...]
    follows: Decimal
    severity: Severity
    exact: bool
    explanation: Explanation | None = None
    watched: bool = False

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

    def holds_with(self, cell: tuple[int, int], value: Decimal) -> bool:
        """Whether the total follows from its terms, exactly or by rounding, when one of its cells has that value."""
        right = self.correction(cell)
        if right is None:
            return False
        return abs(value - right) <= total_slack(self.printed, self.terms) + half_step(self.printed)


def checked_totals(sheet: Sheet, direction: Direction) -> list[Checked]:
    """Every total of the table in one direction with what follows; those that nobody should hear of are left out.

    Severity "confirmation": the sum holds, exactly or by rounding. "finding": it does not, and the table itself
    shows how it is built. "hint": other columns show that it is a total, but this one may hold an average.
    """
    found: list[Checked] = []
    for group in sum_groups(sheet, direction):
        guard = Guard(sheet, group)
        for total in totals(group.lines):
            found += _checked(sheet, group, total, guard)
    return [check for check in found if check.severity == "confirmation" or not _is_between(sheet, check)]


def _checked(page: Sheet, group: SumGroup, total: Total, guard: Guard) -> list[Checked]:
    lines = group.lines
    compared = [(s, result) for s in range(len(group.across)) if (result := compare(lines, total, s))]
    holding = [s for s, result in compared if result[0] != "off"]
    hits, misses = len(holding), len(compared) - len(holding)
    if (hits == 0 and _same_gap(lines, total, compared)) or not (total.by_words or is_proven(hits, misses)):
        return []
    found = []
    for s, (fits, follows) in compared:
        printed = lines[total.at].numbers[s]
        terms = summands(lines, total, s)
        if printed is None:
            continue
        slip = explain([term.value for term in terms], printed.value, printed.step) if fits == "off" else None
        severity: Severity | None = "confirmation"
        if fits == "off":
            certain = is_certain(page, group, total, s, holding)
            doubtful = page.table.doubts and not (hits or certain)
            severity = None if doubtful else judge(lines, total, s, hits, misses, slip, certain=certain)
        if fits == "rounded" and not total.by_words:
            continue
        if severity:
            used = [t for t in total.terms if lines[t].numbers[s]]
            cells = tuple(group.place(line, s) for line in (total.at, *used))
            labels = tuple(lines[t].label for t in (total.at, *used))
            watched = fits != "off" and guard.watches(total, s, holding, misses)
            exact = fits == "exact"
            check = Checked(
                group.direction, labels, printed, tuple(terms), cells, follows, severity, exact, slip, watched
            )
            found.append(check)
    return found


def _same_gap(lines: Sequence[SumLine], total: Total, compared: Sequence[tuple[int, tuple[Fit, Decimal]]]) -> bool:
    """Two sums that both differ by the same: something belongs to them that the table does not show."""
    gaps = [number.value - result[1] for s, result in compared if (number := lines[total.at].numbers[s])]
    return len(gaps) >= 2 and len(set(gaps)) == 1


def _is_between(sheet: Sheet, check: Checked) -> bool:
    """Columns that do not look as if they can be added may still be in the total beside them: do they explain it?"""
    if check.direction == "rows":
        return False
    columns = [column for _, column in check.cells]
    others = [
        number.value
        for column in sheet.columns("rate", "share", "ordinal")
        if min(columns) - 2 <= column <= max(columns) and (number := sheet.number(check.cells[0][0], column))
    ]
    return check.difference in (*others, sum(others, Decimal(0)))
