"""Date and money together: the joint confidence level of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import special

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.running import Outcome
from narekenen.forecasts.sharing import spread
from narekenen.forecasts.streams import uniforms


@dataclass(frozen=True, slots=True)
class Costs:
    """What a programme costs, in euro.

    fixed         whatever happens             per_address   for each address that turns out to belong to it
    per_day       the organisation, for each day until the share is finished
    cv            spread of one log-normal factor (median 1) on everything: prices, which all addresses share
    """

    fixed: float
    per_address: float
    per_day: float
    cv: float = 0.0


@dataclass(frozen=True, slots=True)
class Joint:
    """Share of the replications in which the date holds, in which the money suffices, and in which both do.

    Both is at most the smaller one; NASA asks 70 % for it (NPR 7120.5)."""

    date: float
    cost: float
    both: float


def costs_of(outcome: Outcome, share: float, costs: Costs) -> Floats:
    """Euro per replication. A share that is not finished within the horizon costs up to the horizon: too little."""
    if share not in outcome.shares or min(costs.fixed, costs.per_address, costs.per_day, costs.cv) < 0:
        raise UnusableInput("The costs cannot be computed", why="The share was not run, or a cost is negative")
    days = outcome.dates[:, outcome.shares.index(share)]
    reps = np.arange(len(days), dtype=np.int64)
    factor = np.exp(spread(costs.cv) * special.ndtri(uniforms(outcome.seed, "shared cost", reps)))
    return np.asarray((costs.fixed + costs.per_address * outcome.totals + costs.per_day * days) * factor)


def joint_confidence(outcome: Outcome, share: float, costs: Costs, *, by: date, budget: float) -> Joint:
    """P(T <= by), P(C <= budget) and P(both). A share that is not finished within the horizon is never in time."""
    euro = costs_of(outcome, share, costs)
    days = outcome.dates[:, outcome.shares.index(share)]
    in_time = (days <= (by - outcome.plan.start).days) & (days < outcome.plan.horizon)
    enough = euro <= budget
    return Joint(float(in_time.mean()), float(enough.mean()), float((in_time & enough).mean()))


def budget_for(outcome: Outcome, share: float, costs: Costs, *, by: date, level: float = 0.7) -> float | None:
    """The smallest budget with which date and money hold together at this level; None where the date alone does not."""
    if not 0 < level < 1:
        raise UnusableInput(say("A level of {level:g}", level=level), why="It lies between 0 and 1")
    days = outcome.dates[:, outcome.shares.index(share)]
    in_time = (days <= (by - outcome.plan.start).days) & (days < outcome.plan.horizon)
    needed = int(np.ceil(level * len(days) - 1e-9))
    euro = np.sort(costs_of(outcome, share, costs)[in_time])
    return float(euro[needed - 1]) if needed <= len(euro) else None
