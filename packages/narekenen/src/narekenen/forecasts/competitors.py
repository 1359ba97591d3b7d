"""Forecasts that anybody can make in a minute. Whoever forecasts must do better than these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from narekenen.errors import UnusableInput


def last_year_again(by_year: dict[int, float], issued: date) -> float | None:
    """The value of the last calendar year that was complete on the day of issue; None when it is not known."""
    return by_year.get(issued.year - 1)


def pace_so_far(by_year: dict[int, float], issued: date) -> float | None:
    """The mean of all calendar years that were complete on the day of issue; None when the last one is not known."""
    before = [value for year, value in by_year.items() if year < issued.year]
    return sum(before) / len(before) if issued.year - 1 in by_year else None


def as_earned(by_year: dict[int, float], plan: dict[int, float], issued: date, year: int) -> float | None:
    """The planned number of a year times SPI(t) on the day of issue: how fast the plan went until then (Lipke 2003).

    plan   what had been planned per year by then, the years before the day of issue without a gap
    None where no planned year was complete, one of them is not known, or nothing was planned.
    """
    gone = sorted(each for each in plan if each < issued.year)
    if not gone or year not in plan or gone != list(range(gone[0], issued.year)) or any(y not in by_year for y in gone):
        return None
    totals, running = [], 0.0
    for each in sorted(plan):
        running += plan[each]
        totals.append(running)
    if running <= 0 or min(plan.values()) < 0:
        return None
    return plan[year] * earned_schedule(tuple(totals), sum(by_year[each] for each in gone), float(len(gone))).index


def at_pace(done: float, total: float, per_year: float, known_on: date) -> date | None:
    """The day on which everything is finished when it goes on at this pace; None when it never ends."""
    left = total - done
    if left <= 0:
        return known_on
    if per_year <= 0 or left / per_year > 1000:
        return None
    return known_on + timedelta(days=round(left / per_year * 365.25))


@dataclass(frozen=True, slots=True)
class EarnedSchedule:
    """earned: periods of the plan that the work done is worth; index: earned / elapsed (below 1 is behind);
    periods: how many periods the whole takes at that index, None when nothing was earned."""

    earned: float
    index: float
    periods: float | None


def earned_schedule(plan: tuple[float, ...], done: float, elapsed: float) -> EarnedSchedule:
    """Earned schedule (Lipke 2003): ES = C + (EV - PV_C) / (PV_C+1 - PV_C); SPI(t) = ES / AT; EAC(t) = PD / SPI(t).

    plan      planned running totals at the end of period 1, 2, …; rising
    done      what is finished now
    elapsed   periods gone by, above 0
    """
    if not plan or list(plan) != sorted(plan) or plan[0] < 0 or elapsed <= 0 or done < 0:
        raise UnusableInput("The plan does not rise, or no time has gone by", where="earned schedule")
    totals = (0.0, *plan)
    complete = max(i for i, total in enumerate(totals) if total <= done)
    earned = float(complete)
    if complete < len(plan):
        earned += (done - totals[complete]) / (totals[complete + 1] - totals[complete])
    index = earned / elapsed
    return EarnedSchedule(earned, index, len(plan) / index if index > 0 else None)
