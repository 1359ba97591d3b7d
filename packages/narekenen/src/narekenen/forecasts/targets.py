"""A table of yearly targets: does it add up, and can it reach its own end date?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class TargetYear:
    """One row: production within the year and the total at its end, in the same unit; None where the table is empty."""

    year: int
    production: int | None
    cumulative: int | None
    realised: bool = False


@dataclass(frozen=True, slots=True)
class SumFault:
    """The total at the end of a year as it stands in the table, and as its own rows add up."""

    year: int
    stated: int
    computed: int


@dataclass(frozen=True, slots=True)
class TargetsCheck:
    """What one column of targets says.

    start       total before the first year, as the first row implies it
    scope       the number that counts as everything
    share_at    share of the scope at the end of each year, 0 to 1
    reached     the day within which the share asked for is reached, work spread evenly over each year; None: never
    possible    does the table reach that share by the end of its end year? None when no end year was given
    short       how many too few at the end of that year, 0 when it is reached
    """

    name: str
    start: int
    scope: int
    share: float
    end: int | None
    sums: tuple[SumFault, ...]
    totals: dict[int, int]
    share_at: dict[int, float]
    reached: date | None
    possible: bool | None
    short: int


def check_targets(
    rows: tuple[TargetYear, ...],
    *,
    name: str = "targets",
    share: Fraction = Fraction(95, 100),
    scope: int | None = None,
    end: int | None = None,
) -> TargetsCheck:
    """Check one column of targets.

    share    what must be reached, above 0 and at most 1
    scope    everything; None: the highest total of the table
    end      year by whose end the share should be reached
    The totals printed in the table are used where they stand; each is also compared with the total before it plus the
    production of its year. Raises UnusableInput for an empty table, years out of order, negative numbers or a share
    out of range, all named at once.
    """
    problems = _problems(rows, share, scope)
    if problems:
        raise UnusableInput("The targets cannot be checked", where=name, problems=tuple(problems))
    first = rows[0]
    start = 0 if first.cumulative is None else first.cumulative - (first.production or 0)
    total, totals, faults = start, {}, []
    for row in rows:
        computed = total + (row.production or 0)
        if row.cumulative is not None and row.production is not None and row.cumulative != computed:
            faults.append(SumFault(row.year, row.cumulative, computed))
        totals[row.year] = total = computed if row.cumulative is None else row.cumulative
    everything = max(totals.values()) if scope is None else scope
    needed = -(-share.numerator * everything // share.denominator)
    short = 0 if end is None else max(0, needed - total_at(totals, start, end))
    return TargetsCheck(
        name, start, everything, float(share), end, tuple(faults), totals,
        {year: value / everything for year, value in totals.items()},
        day_reached(totals, start, needed), None if end is None else short == 0, short,
    )  # fmt: skip


def _problems(rows: tuple[TargetYear, ...], share: Fraction, scope: int | None) -> list[str]:
    found = [] if rows else ["the table has no rows"]
    years = [row.year for row in rows]
    found += [
        say("year {later} comes after {earlier}: each year once, one after the other", later=later, earlier=earlier)
        for earlier, later in pairwise(years)
        if later != earlier + 1
    ]
    found += [say("{year} is no year from 1900 to 2200", year=year) for year in years if not 1900 <= year <= 2200]
    found += [
        say("{year}: {value} is negative", year=row.year, value=value)
        for row in rows
        for value in (row.production, row.cumulative)
        if value is not None and value < 0
    ]
    found += [
        say("{year}: neither production nor total", year=row.year)
        for row in rows
        if row.production is None and row.cumulative is None
    ]
    if not 0 < share <= 1:
        found.append(say("the share is {share:g}: it lies above 0 and is at most 1", share=float(share)))
    if scope is not None and scope <= 0:
        found.append(say("the scope is {scope}: it must be positive", scope=scope))
    if not found and scope is None and not any((row.cumulative or row.production or 0) > 0 for row in rows):
        found.append("nothing is ever finished in this table")
    return found


def total_at(totals: dict[int, int], start: int, year: int) -> int:
    """The total at the end of a year: before the table its start, after it its last total."""
    known = [total for each, total in totals.items() if each <= year]
    return known[-1] if known else start


def day_reached(totals: dict[int, int], start: int, needed: int) -> date | None:
    """The day within which the total reaches `needed`, work spread evenly over each year; None when it never does."""
    before = start
    for year, total in totals.items():
        if total >= needed:
            days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
            gained = total - before
            worked = 1 if gained <= 0 else max(1, -(-(needed - before) * days // gained))
            return date(year, 1, 1) + timedelta(days=worked - 1)
        before = total
    return None


def below_plan(targets: dict[int, int], plan: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Years at whose end the yearly targets add up to less than the plan, with how many: such targets miss that plan
    even when each of them is met. Both are production per year; compared from the first year that both have."""
    years = sorted(targets.keys() & plan.keys())
    behind, found = 0, []
    for year in years:
        behind += plan[year] - targets[year]
        if behind > 0:
            found.append((year, behind))
    return tuple(found)
