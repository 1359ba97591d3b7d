"""Forecasts that anybody can make, tried on a history year by year, each knowing only what was known then."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.errors import UnusableInput
from narekenen.forecasts.competitors import earned_schedule

RIVALS = ("plan", "last year again", "at pace", "earned schedule")


@dataclass(frozen=True, slots=True)
class RivalScore:
    """One way to forecast next year's number: how far it was off on average, and by how much too high (bias)."""

    name: str
    n: int
    error: float
    bias: float


def rivals(done: dict[int, float], plan: dict[int, float]) -> tuple[RivalScore, ...]:
    """Mean absolute error of each rival over the years that all of them forecast, the best first.

    done   finished per calendar year         plan   planned per calendar year, from its first year without a gap
    "at pace" is the mean of all years before; "earned schedule" the planned number of that year times SPI(t), the
    periods that the work is worth over the periods gone by (Lipke 2003). A year is used where the plan, itself and the
    year before are known. Raises UnusableInput where there is no such year.
    """
    first = min(plan, default=0)
    years = sorted(year for year in done if year in plan and year - 1 in done and year > first)
    if not years or sorted(plan) != list(range(first, first + len(plan))):
        raise UnusableInput("No year can be forecast by all", why="It needs a plan without a gap and two years of work")
    errors: dict[str, list[float]] = {name: [] for name in RIVALS}
    for year in years:
        before = [done[each] for each in sorted(done) if each < year]
        said = (plan[year], done[year - 1], sum(before) / len(before), _earned(done, plan, year))
        for name, value in zip(RIVALS, said, strict=True):
            errors[name].append(value - done[year])
    scores = [
        RivalScore(name, len(row), sum(map(abs, row)) / len(row), sum(row) / len(row)) for name, row in errors.items()
    ]
    return tuple(sorted(scores, key=lambda score: score.error))


def _earned(done: dict[int, float], plan: dict[int, float], year: int) -> float:
    totals, running = [], 0.0
    for each in sorted(plan):
        running += plan[each]
        totals.append(running)
    gone = [each for each in sorted(plan) if each < year]
    earned = earned_schedule(tuple(totals), sum(done.get(each, 0.0) for each in gone), float(len(gone)))
    return plan[year] * earned.index
