"""Two plans under the same luck: the difference in days, who waits longer, and the price of a policy goal."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats, Longs
from narekenen.forecasts.plan import AddOn, Plan
from narekenen.forecasts.running import Mapper, Outcome, run

SMALLEST_GROUP = 10


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """Mean extra days per address of a group; None where the group has fewer than ten addresses."""

    kind: str
    name: str
    addresses: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Second plan minus first, replication by replication.

    days          10th, 50th, 90th percentile and mean of the difference in the date of the share
    later         share of the replications in which the second is later
    per_address   mean extra days per address that both plans finish
    over_month    share of those that wait more than 30 days longer, over addresses and replications
    unfinished    share of address-replications that one of the plans does not finish within the horizon: left out of
                  the days, which are then too low
    only_first, only_second   units that only one of the plans has: they count in the date of the share, not in the
                  days per address
    """

    share: float
    days: tuple[float, float, float, float]
    later: float
    per_address: float
    over_month: float
    unfinished: float
    only_first: int
    only_second: int
    groups: tuple[GroupDifference, ...]


def compare(first: Outcome, second: Outcome, share: float) -> Difference:
    """The paired difference of two runs with the same seed, replications, start and horizon, kept per address.

    Raises UnusableInput where they cannot be paired: an unpaired difference would be many times wider.
    """
    problems: list[str] = [
        text for text, same in (
            ("the seeds differ", first.seed == second.seed),
            ("the replications differ", len(first.dates) == len(second.dates)),
            ("the horizons differ", first.plan.horizon == second.plan.horizon),
            ("the starts differ", first.plan.start == second.plan.start),
        ) if not same
    ]  # fmt: skip
    if share not in first.shares or share not in second.shares:
        problems.append(say("share {share:g} was not asked for in both", share=share))
    if not len(first.finished) or not len(second.finished):
        problems.append("days per address were not kept (per_address)")
    if problems:
        raise UnusableInput("The two forecasts cannot be paired", problems=tuple(problems))
    horizon = first.plan.horizon
    dates = (second.dates[:, second.shares.index(share)] - first.dates[:, first.shares.index(share)]).astype(np.float64)
    both, mine, theirs = np.intersect1d(first.arrays.names, second.arrays.names, return_indices=True)
    if not len(both):
        raise UnusableInput("The two forecasts have no address in common")
    old, new = first.finished[:, mine], second.finished[:, theirs]
    inside = (old >= 0) & (new >= 0)
    done = inside & (old < horizon) & (new < horizon)
    days = np.where(done, new - old, 0).astype(np.float64)
    weight = done * first.arrays.size[mine]
    low, middle, high = np.quantile(dates, (0.1, 0.5, 0.9), method="inverted_cdf")
    return Difference(
        share, (float(low), float(middle), float(high), float(dates.mean())), float(np.mean(dates > 0)),
        float((days * weight).sum() / max(weight.sum(), 1)), float((weight * (days > 30)).sum() / max(weight.sum(), 1)),
        float(1 - done.sum() / max(inside.sum(), 1)), len(first.arrays.names) - len(both),
        len(second.arrays.names) - len(both),
        _groups(first, mine, days * weight, weight.astype(np.float64)),
    )  # fmt: skip


def _groups(outcome: Outcome, kept: Longs, days: Floats, weight: Floats) -> tuple[GroupDifference, ...]:
    addresses, rows = outcome.plan.addresses, []
    column = np.full(len(outcome.arrays.names), -1)
    column[kept] = np.arange(len(kept))
    place = column[outcome.arrays.unit_of]  # of each address among the units that both plans have
    for kind in ("regions", "tags", "priority"):
        values = np.array(addresses.column(kind, "")).astype(str)
        names = sorted(set(values.tolist()))
        for name in names if len(names) > 1 else []:
            members = (values == name) & (place >= 0)
            units, n = np.unique(place[members]), int(members.sum())
            total = weight[:, units].sum()
            mean = float(days[:, units].sum() / total) if n >= SMALLEST_GROUP and total > 0 else None
            rows.append(GroupDifference(kind, name, n, mean))
    return tuple(rows)


def price_of_goal(
    plan: Plan, goal: tuple[AddOn, ...], *, share: float = 0.95, replications: int = 200, seed: str = "narekenen",
    mapper: Mapper | None = None,
) -> Difference:  # fmt: skip
    """What a new policy goal costs everybody in the queue, in days per waiting address.

    goal   the add-ons that come on top of the plan. Under the same luck, so that what differs is the goal alone.
    """
    runs = [
        run(each, replications=replications, seed=seed, shares=(share,), per_address=True, mapper=mapper)
        for each in (plan, replace(plan, addons=(*plan.addons, *goal)))
    ]
    return compare(runs[0], runs[1], share)
