"""Answers out of the replications: dates with their certainty, the S-curve with its fan, production, targets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy import stats

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats, Ints, Longs
from narekenen.forecasts.running import Outcome

FAN = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class DateAnswer:
    """The date by which a share is finished, at one certainty.

    day      None: not within the horizon
    low, high   95 % interval of the simulation itself (order statistics); more replications make it narrower
    """

    share: float
    certainty: float
    day: date | None
    low: date | None
    high: date | None


@dataclass(frozen=True, slots=True)
class FanRow:
    """Addresses finished at the end of a quarter: quantiles at the levels of FAN. Not a course that can happen as such:
    each quarter has its own quantiles."""

    end: date
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """Addresses finished within a calendar year in a region ("*" is all): mean and the 10th, 50th, 90th percentile."""

    year: int
    region: str
    mean: float
    p10: float
    p50: float
    p90: float


def as_date(outcome: Outcome, day: int) -> date | None:
    """A day number as a date; None at the horizon, where nothing is known."""
    horizon = outcome.plan.horizon
    return None if day >= horizon else outcome.plan.start + timedelta(days=day)


def when(outcome: Outcome, share: float, certainty: float) -> DateAnswer:
    """The first date by which the share is finished in at least `certainty` of the replications."""
    if share not in outcome.shares or not 0 < certainty < 1:
        raise UnusableInput(
            say("share {share:g} with certainty {certainty:g}", share=share, certainty=certainty),
            why="The share must have been asked for in the run, and the certainty lies between 0 and 1",
        )  # fmt: skip
    days = np.sort(outcome.dates[:, outcome.shares.index(share)])
    R = len(days)
    ranks = [math.ceil(certainty * R) - 1, int(stats.binom.ppf(0.025, R, certainty)) - 1,
             int(stats.binom.ppf(0.975, R, certainty))]  # fmt: skip
    found = [as_date(outcome, int(days[min(max(rank, 0), R - 1)])) for rank in ranks]
    return DateAnswer(share, certainty, *found)


def chance_by(outcome: Outcome, share: float, day: date) -> float:
    """Share of the replications in which the share of addresses is finished on or before a date."""
    if share not in outcome.shares:
        raise UnusableInput(say("share {share:g}", share=share), why="It was not asked for in the run")
    limit = (day - outcome.plan.start).days
    if limit >= outcome.plan.horizon:
        raise UnusableInput(say("{day} lies beyond the horizon", day=day), do="Run with a longer horizon")
    return float(np.mean(outcome.dates[:, outcome.shares.index(share)] <= limit))


def fan(outcome: Outcome) -> tuple[FanRow, ...]:
    """The S-curve per calendar quarter."""
    total = outcome.curve.sum(axis=1).cumsum(axis=1)
    levels = np.quantile(total, FAN, axis=0, method="inverted_cdf")
    ends = [outcome.plan.start + timedelta(days=int(edge) - 1) for edge in outcome.arrays.edges[1:]]
    return tuple(FanRow(end, tuple(levels[:, q].tolist())) for q, end in enumerate(ends))


def courses(outcome: Outcome, number: int = 5) -> tuple[tuple[int, ...], ...]:
    """A few whole replications, addresses finished at the end of each quarter: what can happen, beside the fan."""
    total = outcome.curve[:number].sum(axis=1).cumsum(axis=1)
    return tuple(tuple(row) for row in total.tolist())


def _years(outcome: Outcome) -> tuple[list[int], Ints]:
    years = [(outcome.plan.start + timedelta(days=int(edge))).year for edge in outcome.arrays.edges[:-1]]
    return sorted(set(years)), np.array(years, dtype=np.int32)


def per_year(outcome: Outcome) -> tuple[list[int], Longs]:
    """Calendar years and addresses finished in them, shape (replications, regions, years)."""
    years, of_quarter = _years(outcome)
    made = [outcome.curve[:, :, of_quarter == year].sum(axis=2) for year in years]
    return years, np.stack(made, axis=2).astype(np.int64)


def production(outcome: Outcome) -> tuple[YearRow, ...]:
    """Production per year, first of all regions together and then of each."""
    years, made = per_year(outcome)
    rows = []
    for name, counts in [("*", made.sum(axis=1)), *zip(outcome.arrays.regions, made.transpose(1, 0, 2), strict=True)]:
        low, middle, high = np.quantile(counts, (0.1, 0.5, 0.9), axis=0, method="inverted_cdf")
        rows += [
            YearRow(year, name, float(counts[:, i].mean()), float(low[i]), float(middle[i]), float(high[i]))
            for i, year in enumerate(years)
            if counts[:, i].any()
        ]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class TargetChance:
    """Probability that a year meets its target, and that it and all years before it do."""

    year: int
    target: int
    alone: float
    jointly: float


def target_chances(outcome: Outcome, targets: dict[int, int]) -> tuple[TargetChance, ...]:
    """How likely yearly targets are met, each alone and jointly up to and including each year."""
    years, made = per_year(outcome)
    if strange := [year for year in targets if year not in years]:
        raise UnusableInput(
            say("Targets for {strange}", strange=strange),
            why=say("The forecast covers {first} to {last}", first=years[0], last=years[-1]),
        )
    total, so_far, rows = made.sum(axis=1), np.ones(len(made), bool), []
    for year in sorted(targets):
        met = total[:, years.index(year)] >= targets[year]
        so_far &= met
        rows.append(TargetChance(year, targets[year], float(met.mean()), float(so_far.mean())))
    return tuple(rows)


def targets_for(outcome: Outcome, certainty: float) -> dict[int, int]:
    """Yearly targets whose running total is reached, at the end of every year, with at least this certainty.

    The running total of the targets is the (1 - certainty) quantile of the forecast's: targets that are consistent
    with the scenario. For each year alone; the chance that all hold is given by `target_chances`.
    """
    if not 0 < certainty < 1:
        raise UnusableInput(say("A certainty of {certainty:g}", certainty=certainty), why="It lies between 0 and 1")
    years, made = per_year(outcome)
    running: Floats = np.sort(made.sum(axis=1).cumsum(axis=1), axis=0).astype(np.float64)
    # The k-th largest is reached by k replications: the largest k values hold with at least that certainty.
    row = running[len(running) - math.ceil(certainty * len(running) - 1e-9)]
    steps = np.diff(row, prepend=0.0)
    return {year: int(step) for year, step in zip(years, steps, strict=True)}
