"""Places per stage and quarter under a budget: a linear programme proposes, the simulation decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

import numpy as np
from scipy import optimize, sparse

from narekenen.errors import UnusableInput
from narekenen.forecasts.arrays import Arrays, Floats, build
from narekenen.forecasts.plan import EVERYWHERE, Capacity, Plan
from narekenen.forecasts.running import run

Place = Callable[[int, int, int], int]  # kind, stage, quarter -> column of the programme


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be chosen. One entry per stage, in the plan's order.

    cost      of one place for one quarter          budget   per quarter, for all stages together
    lowest, highest   places                        change   most places more or fewer than the quarter before
    """

    cost: tuple[float, ...]
    budget: float
    lowest: tuple[float, ...]
    highest: tuple[float, ...]
    change: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Staffing:
    """plan: the better of the two in simulation; before, after: mean day of the share with the given and the proposed
    places; better: was the proposal taken?"""

    plan: Plan
    places: tuple[tuple[int, ...], ...]
    before: float
    after: float
    better: bool


def staff(
    plan: Plan, limits: Limits, *, share: float = 0.95, replications: int = 100, seed: str = "narekenen"
) -> Staffing:
    """Propose places per stage and quarter with HiGHS, and simulate both plans under the same luck.

    The linear programme knows means only, and takes every address from its first stage: what reaches a stage in a
    quarter, at most places x days / mean lead time starts, and what starts leaves after its mean lead time. It
    maximises finished addresses x quarters left, so that early is better. It is a proposal: chance, complexes,
    priorities and work in hand are in the simulation, which decides.
    Raises UnusableInput for limits that do not fit the plan, capacity per region, or limits that nothing satisfies.
    """
    _refuse(plan, limits)
    arrays = build(plan)
    quarters = len(arrays.edges) - 1
    solution = _solve(plan, arrays, limits)
    # Rounding down never breaks the budget; a stage keeps at least one place.
    places = np.maximum(np.floor(solution + 1e-6), 1).astype(int)
    days = [plan.start + timedelta(days=int(edge)) for edge in arrays.edges[:-1]]
    proposal = replace(plan, capacities=tuple(
        Capacity(stage.name, tuple((days[q], float(places[s, q])) for q in range(quarters)))
        for s, stage in enumerate(plan.stages)
    ))  # fmt: skip
    before, after = (
        float(run(each, replications=replications, seed=seed, shares=(share,)).dates.mean())
        for each in (plan, proposal)
    )
    better = after < before
    return Staffing(proposal if better else plan, tuple(map(tuple, places.tolist())), before, after, better)


def _refuse(plan: Plan, limits: Limits) -> None:
    columns = {name: getattr(limits, name) for name in ("cost", "lowest", "highest", "change")}
    problems = [f"{name} has {len(values)} entries for {len(plan.stages)} stages" for name, values in columns.items()
                if len(values) != len(plan.stages)]  # fmt: skip
    problems += [f"{name} holds a negative number" for name, values in columns.items() if any(v < 0 for v in values)]
    if not problems and any(low < 1 or low > high for low, high in zip(limits.lowest, limits.highest, strict=True)):
        problems.append("the lowest number of places lies from 1 to the highest")
    if not problems and sum(c * low for c, low in zip(limits.cost, limits.lowest, strict=True)) > limits.budget:
        problems.append("the lowest numbers of places cost more than the budget")
    if any(capacity.region != EVERYWHERE for capacity in plan.capacities):
        problems.append("capacity per region: only one pool per stage can be planned")
    if problems:
        raise UnusableInput("The limits do not fit the plan", where="staffing", problems=tuple(problems))


def _solve(plan: Plan, arrays: Arrays, limits: Limits) -> Floats:
    """Places, shape (stages, quarters). Variables: starts x, reaching r and places c, each (stages, quarters)."""
    S, lengths = len(plan.stages), np.diff(arrays.edges).astype(np.float64)
    Q = len(lengths)
    means = [float(stage.duration.mean or np.mean(stage.duration.values)) for stage in plan.stages]

    def at(kind: int, s: int, q: int) -> int:
        return (kind * S + s) * Q + q

    released = np.add.reduceat(
        np.bincount(arrays.release, arrays.size, plan.horizon)[: plan.horizon], arrays.edges[:-1]
    )
    equal, upper = sparse.lil_matrix((S * Q, 3 * S * Q)), sparse.lil_matrix((5 * S * Q + Q, 3 * S * Q))
    same, most, row = np.zeros(S * Q), np.zeros(5 * S * Q + Q), 0
    for s, stage in enumerate(plan.stages):
        for q in range(Q):
            equal[s * Q + q, at(1, s, q)] = 1.0
            if s == 0:
                same[s * Q + q] = released[q]
            else:
                _reach(equal, s * Q + q, plan, means, s, q, at)
            for k in range(q + 1):  # what has started has reached the stage before
                upper[row, at(0, s, k)] = 1.0
                upper[row, at(1, s, k)] = -stage.visit
            upper[row + 1, at(0, s, q)] = 1.0
            upper[row + 1, at(2, s, q)] = -lengths[q] / max(means[s], 1.0)
            row += 2
            if q:
                for sign in (1.0, -1.0):
                    upper[row, at(2, s, q)], upper[row, at(2, s, q - 1)] = sign, -sign
                    most[row] = limits.change[s]
                    row += 1
    for q in range(Q):
        for s in range(S):
            upper[row, at(2, s, q)] = limits.cost[s]
        most[row] = limits.budget
        row += 1
    gain = np.zeros(3 * S * Q)
    gain[at(0, S - 1, 0) : at(0, S - 1, 0) + Q] = -np.arange(Q, 0, -1)
    bounds = [(0.0, None)] * (2 * S * Q) + [
        (low, high) for low, high in zip(limits.lowest, limits.highest, strict=True) for _ in range(Q)
    ]
    # The stubs of scipy know dense matrices only; HiGHS takes sparse ones.
    above, exactly = cast("Floats", upper[:row].tocsr()), cast("Floats", equal.tocsr())
    found = optimize.linprog(gain, above, most[:row], exactly, same, bounds, method="highs")
    if not found.success or found.x is None:
        raise UnusableInput("No places satisfy these limits", where="staffing", why=str(found.message))
    return np.asarray(found.x[2 * S * Q :].reshape(S, Q), dtype=np.float64)


def _reach(equal: sparse.lil_matrix, row: int, plan: Plan, means: list[float], s: int, q: int, at: Place) -> None:
    """What reaches stage s in quarter q: those who pass the stage before it by, and its starts of one lead time ago,
    parted over the two quarters in which that time ends."""
    before = plan.stages[s - 1]
    equal[row, at(1, s - 1, q)] = -(1 - before.visit)
    lag, part = divmod(means[s - 1] / 91.3125, 1.0)
    for delay, weight in ((int(lag), 1 - part), (int(lag) + 1, part)):
        if q >= delay and weight > 0:
            equal[row, at(0, s - 1, q - delay)] = -weight * (1 - before.safe)
