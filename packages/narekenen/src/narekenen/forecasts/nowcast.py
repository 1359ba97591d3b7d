"""What has happened but is not registered yet, nowcast: every figure has an "as known on"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats

DRAWS = 4000


@dataclass(frozen=True, slots=True)
class NowcastRow:
    """One month: registered by now, and the range of what it will be once everything is registered."""

    period: int
    registered: int
    mean: float
    low: float
    high: float


def reporting_triangle(
    happened: tuple[date, ...], registered: tuple[date, ...], *, known_on: date, months: int, longest: int
) -> Floats:
    """Counts per month in which it happened (rows, the last one is the month of `known_on`) and delay in months
    (columns 0 to `longest`); not-a-number where that delay is not known yet.

    Only months that were complete count as known: the delay that falls in the month of `known_on` is left open unless
    that is its last day. Registered later than `longest` months counts as `longest`. Raises UnusableInput naming what
    was registered before it happened.
    """
    last = known_on.year * 12 + known_on.month - 1
    complete = date.fromordinal(known_on.toordinal() + 1).month != known_on.month
    table = np.zeros((months, longest + 1))
    problems = []
    for i, (event, noted) in enumerate(zip(happened, registered, strict=True), start=1):
        if noted < event:
            problems.append(
                say("case {i}: registered on {noted}, before it happened on {event}", i=i, noted=noted, event=event)
            )
        row = event.year * 12 + event.month - 1 - (last - months + 1)
        if noted <= known_on and 0 <= row < months:
            delay = noted.year * 12 + noted.month - (event.year * 12 + event.month)
            table[row, min(delay, longest)] += 1
    if problems:
        raise UnusableInput("Dates are out of order", where="registrations", problems=tuple(problems[:40]))
    for row in range(months):
        table[row, max(0, months - row - (0 if complete else 1)) :] = np.nan
    return table


def nowcast(triangle: Floats, *, level: float = 0.9, seed: int = 1) -> tuple[NowcastRow, ...]:
    """Chain ladder with its uncertainty, for every month that is not complete.

    triangle   counts (months, delays), not-a-number where not known yet; at the longest delay all is registered
    The share of what is registered by delay d is the product of the later steps 1 - h_k, where h_k is the part of all
    that is registered by delay k which came at k itself, over the months where k is known. h has a Beta posterior
    (Jeffreys); given the share q, what is still to come after r registered is negative binomial (r + 1/2, q).
    Assumes that delays do not change over the months and that cases are registered one by one: a single large clean-up
    of a register breaks it. Raises UnusableInput where no month is known to the longest delay.
    """
    known = np.isfinite(triangle)
    if triangle.ndim != 2 or not known.any() or not known.all(axis=1).any() or not 0 < level < 1:
        raise UnusableInput("No month is known up to the longest delay, or the level is not between 0 and 1")
    if np.any(known[:, 1:] & ~known[:, :-1]) or np.any(triangle[known] < 0):
        raise UnusableInput("The triangle has holes or negative counts")
    rng, longest = np.random.default_rng(seed), triangle.shape[1] - 1
    steps = np.ones((DRAWS, longest + 1))  # 1 - h per delay
    for k in range(1, longest + 1):
        rows = triangle[known[:, k]]
        here, all_ = rows[:, k].sum(), rows[:, : k + 1].sum()
        steps[:, k] = 1 - rng.beta(here + 0.5, all_ - here + 0.5, DRAWS)
    found = []
    for period in range(len(triangle)):
        reach = int(known[period].sum())
        if reach > longest or reach == 0:  # complete, or nothing known of it at all
            continue
        registered = float(np.nansum(triangle[period]))
        share = np.clip(steps[:, reach:].prod(axis=1), 1e-6, 1 - 1e-12)
        total = registered + rng.negative_binomial(registered + 0.5, share)
        low, high = np.quantile(total, ((1 - level) / 2, (1 + level) / 2), method="inverted_cdf")
        found.append(NowcastRow(period, int(registered), float(total.mean()), float(low), float(high)))
    return tuple(found)
