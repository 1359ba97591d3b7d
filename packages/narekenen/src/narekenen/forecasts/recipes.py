"""Forecasts as recipes: plain values in, estimates out, so that an outsider computes a published forecast again.

Inputs named `plan` are values of `planvalue`. Names of estimates are keys, not sentences: "date 95 at 80".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.answers import FAN, fan, production, when
from narekenen.forecasts.assumptions import assume, assume_all, key, read_assumptions
from narekenen.forecasts.drivers import shapley
from narekenen.forecasts.planvalue import plan_of
from narekenen.forecasts.report import only_independent
from narekenen.forecasts.running import Outcome, run
from narekenen.trace.canonical import canonical_json
from narekenen.trace.model import Estimate

SHARES = (0.5, 0.8, 0.95, 1.0)
CERTAINTIES = (0.5, 0.8, 0.95)
MOST = 100_000
METHOD = "simulation in whole days (narekenen.forecasts)"


def forecast(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """plan, replications; assumptions (a list, may be left out).

    Gives "addresses"; "date S at C" for shares 50, 80, 95 and 100 % with certainty 50, 80 and 95 %; per calendar year
    "year 2027" and per quarter "quarter 2027-03-31" (running total): median with P10 and P90. n is the number of
    replications. A date beyond the horizon has no value, with its reason.
    """
    replications, asked = count_of(values), values.get("assumptions", [])
    return _forecast(canonical_json([values.get("plan", {}), asked]), replications, seed)


@lru_cache(maxsize=8)
def _forecast(said: bytes, replications: int, seed: str) -> tuple[Estimate, ...]:
    outcome = _outcome(said, replications, seed, SHARES)
    warnings = ("independent_only",) if only_independent(outcome.plan) else ()
    low, middle, high = np.quantile(outcome.totals, (0.1, 0.5, 0.9), method="inverted_cdf")
    found = [_range("addresses", float(middle), float(low), float(high), replications)]
    horizon = outcome.plan.start + timedelta(days=outcome.plan.horizon)
    for share in outcome.shares:
        for certainty in CERTAINTIES:
            answer = when(outcome, share, certainty)
            found.append(
                Estimate(
                    f"date {share * 100:g} at {certainty * 100:g}",
                    None if answer.day is None else answer.day.isoformat(), n=replications, method=METHOD,
                    reason="" if answer.day else f"not before {horizon.isoformat()}", warnings=warnings,
                )
            )  # fmt: skip
    rows = [row for row in production(outcome) if row.region == "*"]
    found += [_range(f"year {row.year}", row.p50, row.p10, row.p90, replications) for row in rows]
    levels = [FAN.index(level) for level in (0.5, 0.1, 0.9)]
    quarters = [(row.end, tuple(row.levels[place] for place in levels)) for row in fan(outcome)]
    moving = [i for i in range(1, len(quarters)) if quarters[i][1] != quarters[i - 1][1]]
    for end, (median, lower, upper) in quarters[: moving[-1] + 1 if moving else 1]:
        found.append(_range(f"quarter {end.isoformat()}", median, lower, upper, replications))
    return tuple(found)


def difference(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """plan, assumptions (one to six), replications; share (per cent, 95) and by (a date).

    Gives "days", how much later the share is finished on average under the same luck, and "addresses", how many more
    are finished by that date; and of each assumption its exact Shapley share in both ("days ramp"): they add up.
    """
    replications, plan = count_of(values), plan_of(values.get("plan", {}))
    assumptions = read_assumptions(values.get("assumptions", []))
    if not assumptions:
        raise UnusableInput("There is no assumption to compare", where="assumptions")
    share, by = float(values.get("share", 95)) / 100, _day(values, "by")
    called = {key(each): each for each in assumptions}

    @cache
    def answer(on: frozenset[str]) -> tuple[float, float]:
        changed = plan
        for name in called:
            changed = assume(changed, called[name]) if name in on else changed
        outcome = run(changed, replications=replications, seed=seed, shares=(share,))
        return float(outcome.dates.mean()), finished_by(outcome, by)

    return _shares_of(answer, tuple(called), ("days", "addresses"), replications)


def bridge(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """old, new (two plans), replications; share (per cent, 95). From the old forecast to the new one, without an order.

    Gives "days" (how much later the share is finished on average, in calendar days) and the Shapley share of each
    cause that differs: "days progress" (the start and the addresses with where they stand), "days lead times", "days
    capacity", "days policy" (add-ons), "days uncertainty" (risks, scope and what is shared). Raises UnusableInput where
    the plans are equal, or where a part of one does not fit the other (a stage of another name).
    """
    replications, share = count_of(values), float(values.get("share", 95)) / 100
    old, new = dict(values.get("old", {})), dict(values.get("new", {}))
    causes = {name: parts for name, parts in CAUSES.items() if any(old.get(p) != new.get(p) for p in parts)}
    if not causes:
        raise UnusableInput("The two plans are the same", where="bridge")

    @cache
    def answer(on: frozenset[str]) -> tuple[float]:
        mixed = dict(old)
        for name in on:
            for part in causes[name]:
                mixed.pop(part, None)
                mixed |= {part: new[part]} if part in new else {}
        plan = plan_of(mixed)
        outcome = run(plan, replications=replications, seed=seed, shares=(share,))
        return (plan.start.toordinal() + float(outcome.dates.mean()),)

    return _shares_of(answer, tuple(causes), ("days",), replications)


CAUSES = {
    "progress": ("programme", "addresses"), "lead times": ("stages",), "capacity": ("capacity",),
    "policy": ("addons",), "uncertainty": ("risks", "inclusions", "shared"),
}  # fmt: skip


def finished_by(outcome: Outcome, day: date) -> float:
    """Mean number of addresses finished at the end of the last quarter that ended on or before a day."""
    ends = outcome.arrays.edges[1:] - 1 <= (day - outcome.plan.start).days
    return float(outcome.curve[:, :, ends].sum(axis=(1, 2)).mean())


def _shares_of(
    answer: Callable[[frozenset[str]], tuple[float, ...]], names: tuple[str, ...], units: tuple[str, ...], n: int
) -> tuple[Estimate, ...]:
    found, none, everything = [], answer(frozenset()), answer(frozenset(names))
    for place, unit in enumerate(units):
        parts = shapley(lambda on, at=place: answer(on)[at], names)  # type: ignore[misc]
        total = everything[place] - none[place]
        found.append(Estimate(unit, round(total, 6), unit=unit, n=n, method="paired, under the same luck"))
        found += [
            Estimate(f"{unit} {name}", round(part, 6), unit=unit, n=n, method="Shapley (1953)")
            for name, part in parts.items()
        ]
    return tuple(found)


def _outcome(said: bytes, replications: int, seed: str, shares: tuple[float, ...]) -> Outcome:
    value, asked = json.loads(said)
    plan = assume_all(plan_of(value), read_assumptions(asked))
    return run(plan, replications=replications, seed=seed, shares=shares)


def _range(name: str, middle: float, low: float, high: float, n: int) -> Estimate:
    return Estimate(name, round(middle), low=round(low), high=round(high), level=0.8, n=n, method=METHOD)


def count_of(values: Mapping[str, Any]) -> int:
    """How many replications are asked for. Raises UnusableInput."""
    n = values.get("replications")
    if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= MOST:
        raise UnusableInput(
            say("{n!r} replications", n=n),
            where="replications",
            why=say("A whole number from 1 to {most:,}", most=MOST),
        )
    return n


def _day(values: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(str(values.get(name)))
    except ValueError as problem:
        raise UnusableInput(
            say("{found!r} is no date", found=values.get(name)), where=name, do="Write it as 2028-12-31"
        ) from problem
