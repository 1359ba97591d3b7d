"""Places per stage, region and quarter under a budget: a linear programme proposes, the simulation decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats, Longs, build
from narekenen.forecasts.fluid import Limits, Pool, pools_of, solve
from narekenen.forecasts.plan import Capacity, Plan
from narekenen.forecasts.running import Outcome, run

__all__ = ["Limits", "Pool", "Regional", "Staffing", "staff"]


@dataclass(frozen=True, slots=True)
class Regional:
    """Mean day of the end of the quarter in which a region has finished the share of its own addresses."""

    region: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Staffing:
    """plan: the better of the two in simulation; before, after: mean day of the share with the given and the proposed
    places; better: was the proposal taken?; places: per pool (stage, region; "*" is all together) and quarter."""

    plan: Plan
    pools: tuple[Pool, ...]
    places: tuple[tuple[int, ...], ...]
    before: float
    after: float
    better: bool
    regions: tuple[Regional, ...]


def staff(
    plan: Plan, limits: Limits, *, share: float = 0.95, replications: int = 100, seed: str = "narekenen",
    no_region_later: bool = False,
) -> Staffing:  # fmt: skip
    """Propose places per stage, region and quarter with HiGHS, and simulate both plans under the same luck.

    The linear programme knows means only, and takes every address from its first stage: what reaches a stage in a
    quarter, at most places x days / mean lead time starts, and what starts leaves after its mean lead time. It
    maximises finished addresses x quarters left, so that early is better. It is a proposal: chance, complexes,
    priorities and work in hand are in the simulation, which decides. A stage keeps the pools that the plan gives it:
    one for all regions, or one for each; of starts per quarter the number of starts is proposed.
    no_region_later   take the proposal only where no region is later for it
    Raises UnusableInput for limits that do not fit the plan, or that nothing satisfies.
    """
    pools = pools_of(plan)
    _refuse(plan, limits, pools)
    arrays = build(plan)
    places = _whole(solve(plan, arrays, limits, pools), plan, limits, pools)
    days = [plan.start + timedelta(days=int(edge)) for edge in arrays.edges[:-1]]
    starts = {(c.stage, c.region): c.starts for c in plan.capacities}
    proposal = replace(plan, capacities=tuple(
        Capacity(stage, tuple(zip(days, map(float, row), strict=True)), region, starts=starts[stage, region])
        for (stage, region), row in zip(pools, places.tolist(), strict=True)
    ))  # fmt: skip
    runs = [run(each, replications=replications, seed=seed, shares=(share,)) for each in (plan, proposal)]
    before, after = (float(each.dates.mean()) for each in runs)
    ends = [_regional(each, share) for each in runs]
    regions = tuple(Regional(*row) for row in zip(arrays.regions, *ends, strict=True))
    better = after < before and not (no_region_later and any(row.after > row.before for row in regions))
    return Staffing(
        proposal if better else plan, pools, tuple(map(tuple, places.tolist())), before, after, better, regions
    )


def _regional(outcome: Outcome, share: float) -> list[float]:
    """Mean day per region of the end of the quarter in which it reached the share of what it finishes itself."""
    running = outcome.curve.cumsum(axis=2)
    reached = running >= share * running[:, :, -1:] - 1e-9
    ends = outcome.arrays.edges[1:].astype(np.float64) - 1
    return [float(ends[reached[:, g].argmax(axis=1)].mean()) for g in range(running.shape[1])]


def _whole(solution: Floats, plan: Plan, limits: Limits, pools: tuple[Pool, ...]) -> Longs:
    """Whole places: rounded down, and what that leaves of the budget goes to the largest remainders."""
    places = np.maximum(np.floor(solution + 1e-6), 1).astype(np.int64)
    left = solution - places
    stage_of = {stage.name: s for s, stage in enumerate(plan.stages)}
    cost = np.array([limits.cost[stage_of[stage]] for stage, _ in pools])
    most = np.array([limits.highest[stage_of[stage]] for stage, _ in pools])
    for q in range(places.shape[1]):
        spare = limits.budget - float(cost @ places[:, q])
        for p in np.argsort(-left[:, q], kind="stable").tolist():
            if left[p, q] > 1e-6 and cost[p] <= spare and places[p, q] + 1 <= most[p]:
                places[p, q] += 1
                spare -= float(cost[p])
    return places


def _refuse(plan: Plan, limits: Limits, pools: tuple[Pool, ...]) -> None:
    columns = {name: getattr(limits, name) for name in ("cost", "lowest", "highest", "change")}
    problems: list[str] = [
        say("{name} has {count} entries for {count2} stages", name=name, count=len(values), count2=len(plan.stages))
        for name, values in columns.items()
        if len(values) != len(plan.stages)
    ]
    problems += [
        say("{name} holds a negative number", name=name)
        for name, values in columns.items()
        if any(v < 0 for v in values)
    ]
    if not problems and any(low < 1 or low > high for low, high in zip(limits.lowest, limits.highest, strict=True)):
        problems.append("the lowest number of places lies from 1 to the highest")
    each = {stage.name: sum(name == stage.name for name, _ in pools) for stage in plan.stages}
    if not problems and limits.budget < sum(
        cost * low * each[stage.name] for stage, cost, low in zip(plan.stages, limits.cost, limits.lowest, strict=True)
    ):
        problems.append("the lowest numbers of places cost more than the budget")
    if problems:
        raise UnusableInput("The limits do not fit the plan", where="staffing", problems=tuple(problems))
