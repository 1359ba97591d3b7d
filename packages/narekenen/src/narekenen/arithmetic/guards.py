"""Whether one number of a sum that holds, printed otherwise, would be noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from narekenen.arithmetic.cleancolumns import closes_clean_column, is_column_of_amounts, is_full_row, is_no_sum
from narekenen.arithmetic.sheets import Sheet
from narekenen.arithmetic.sumgroups import SumGroup
from narekenen.arithmetic.sumlines import SumLine, Total, totals
from narekenen.arithmetic.totaljudgement import is_allowed, is_proven
from narekenen.arithmetic.totalnames import names_a_sum

_LEAST_HOLDING = 2
_MOST_WORK = 500_000


def is_certain(page: Sheet, group: SumGroup, total: Total, series: int, holding: Sequence[int]) -> bool:
    """Whether a labelled total is a sum in this series, whatever is printed there.

    A row with a total at the side that holds in two others, a column of amounts with a total that holds in two others,
    or a total that closes a clean column. `holding` are the series in which the same total holds.
    """
    if len(holding) >= _LEAST_HOLDING and is_full_row(page, group, total, series, holding):
        return True
    if is_no_sum(group, total, series):
        return False
    among_sums = group.direction == "rows" and total.by_words and len(holding) >= _LEAST_HOLDING
    named = among_sums and names_a_sum(page, group, total, series)
    if named and is_column_of_amounts(page, group, total, series):
        return True
    return closes_clean_column(page, group, total, series)


@dataclass(slots=True)
class Guard:
    """The sums of one group of lines as they are found when one series is left out of account."""

    page: Sheet
    group: SumGroup
    _without: dict[int, set[tuple[int, tuple[int, ...]]]] = field(default_factory=dict)

    def watches(self, total: Total, series: int, holding: Sequence[int], misses: int) -> bool:
        """Whether a number of this sum that was printed otherwise by more than rounding would be a finding.

        The sum must be found, and known to be one, by its words and the other series alone. Left aside is what a new
        value may be by chance: one that makes the total a mean or what is left of the first line, or below zero.
        """
        if self.group.direction == "rows" and self.page.kinds[self.group.across[series]] == "share":
            return False  # a total of shares that is not a hundred is taken for a share of something else
        if self._is_too_much():
            return False
        others = [one for one in holding if one != series]
        if not total.by_words:
            known = is_proven(len(others), misses + 1)
        else:
            known = is_allowed(len(others), misses + 1) and is_certain(self.page, self.group, total, series, others)
        return known and (total.at, total.terms) in self._found_without(series)

    def _is_too_much(self) -> bool:
        """Finding the sums again for each series takes too long in a table of hundreds of totals."""
        lines = self.group.lines
        return len(lines) * sum(line.said == "total" for line in lines) * len(self.group.across) > _MOST_WORK

    def _found_without(self, series: int) -> set[tuple[int, tuple[int, ...]]]:
        if series not in self._without:
            lines = [_without(line, series) for line in self.group.lines]
            self._without[series] = {(total.at, total.terms) for total in totals(lines)}
        return self._without[series]


def _without(line: SumLine, series: int) -> SumLine:
    """The line with a cell in this series of which nothing is known."""
    if line.numbers[series] is None:
        return line
    numbers, unknown = list(line.numbers), list(line.unknown)
    numbers[series], unknown[series] = None, True
    return replace(line, numbers=tuple(numbers), unknown=tuple(unknown))
