"""A works programme as a flow of means per quarter: the linear programme behind a proposal of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from scipy import optimize, sparse

from narekenen.errors import UnusableInput
from narekenen.forecasts.arrays import Arrays, Floats
from narekenen.forecasts.plan import EVERYWHERE, Plan

QUARTER = 91.3125  # days
STANDS_BY = 1e-3  # worth of a unit of budget that stands by, beside 1 for an address that starts a quarter sooner
Pool = tuple[str, str]  # stage, region


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be chosen. One entry per stage, in the plan's order; it holds for each of its regions that has places
    for itself.

    cost      of one place for one quarter          budget   per quarter, for all stages and regions together
    lowest, highest   places                        change   most places more or fewer than the quarter before
    """

    cost: tuple[float, ...]
    budget: float
    lowest: tuple[float, ...]
    highest: tuple[float, ...]
    change: tuple[float, ...]


def pools_of(plan: Plan) -> tuple[Pool, ...]:
    """The pools of a plan in order of stage and region; all regions together is "*"."""
    order = {stage.name: s for s, stage in enumerate(plan.stages)}
    return tuple(sorted(((c.stage, c.region) for c in plan.capacities), key=lambda pool: (order[pool[0]], pool[1])))


@dataclass(slots=True)
class Rows:
    """Rows of a sparse matrix with their right-hand sides, filled one after the other."""

    where: list[tuple[int, int]]
    values: list[float]
    sides: list[float]

    def add(self, entries: list[tuple[int, float]], side: float) -> None:
        self.where += [(len(self.sides), column) for column, _ in entries]
        self.values += [value for _, value in entries]
        self.sides.append(side)

    def matrix(self, columns: int) -> Floats:
        rows, places = zip(*self.where, strict=True)
        # The stubs of scipy know dense matrices only; HiGHS takes sparse ones.
        return cast("Floats", sparse.csr_array((self.values, (rows, places)), shape=(len(self.sides), columns)))


def solve(plan: Plan, arrays: Arrays, limits: Limits, pools: tuple[Pool, ...]) -> Floats:
    """Places, shape (pools, quarters). Variables per stage, region and quarter: who reaches it, who starts and who is
    left waiting at the end; and per pool and quarter the places. Raises UnusableInput where nothing fits the limits."""
    lengths = np.diff(arrays.edges).astype(np.float64)
    S, G, Q, means = len(plan.stages), len(arrays.regions), len(lengths), mean_days(plan)
    cells, back = S * G * Q, [returning(plan, s) for s in range(S)]
    number = {stage.name: s for s, stage in enumerate(plan.stages)}
    equal, upper = Rows([], [], []), Rows([], [], [])

    def at(kind: int, s: int, g: int, q: int) -> int:
        return kind * cells + (s * G + g) * Q + q

    def left(s: int, g: int, q: int, share: float) -> list[tuple[int, float]]:
        """What leaves stage s in quarter q: its starts of one lead time ago, over the quarters in which that ends."""
        lag, part = divmod(means[s] / QUARTER, 1.0)
        over = ((int(lag), 1 - part), (int(lag) + 1, part))
        return [(at(1, s, g, q - delay), -share * weight) for delay, weight in over if q >= delay and weight > 0]

    for g in range(G):
        mine = arrays.region == g
        released = np.bincount(arrays.release[mine], arrays.size[mine], plan.horizon)[: plan.horizon]
        arriving = np.add.reduceat(released, arrays.edges[:-1])
        for s, stage in enumerate(plan.stages):
            for q in range(Q):
                reach = [(at(0, s, g, q), 1.0)]
                if s:
                    before = plan.stages[s - 1]
                    reach.append((at(0, s - 1, g, q), -(1 - before.visit)))
                    reach += left(s - 1, g, q, (1 - before.safe) * (1 - back[s - 1]))
                equal.add(reach, 0.0 if s else float(arriving[q]))
                waiting = [(at(2, s, g, q), 1.0), (at(1, s, g, q), 1.0), (at(0, s, g, q), -stage.visit)]
                waiting += [(at(2, s, g, q - 1), -1.0)] if q else []
                for b, sender in enumerate(plan.stages):
                    if back[b] > 0 and number[sender.back_to] == s:
                        waiting += left(b, g, q, (1 - sender.safe) * back[b])
                equal.add(waiting, 0.0)
    starts = {(c.stage, c.region): c.starts for c in plan.capacities}
    for q in range(Q):
        for p, (name, region) in enumerate(pools):
            s, place = number[name], 3 * cells + p * Q + q
            those = range(G) if region == EVERYWHERE else [arrays.regions.index(region)]
            rate = 1.0 if starts[name, region] else lengths[q] / max(means[s], 1.0)
            upper.add([(place, -rate), *((at(1, s, g, q), 1.0) for g in those)], 0.0)
            for sign in (1.0, -1.0) if q else ():
                upper.add([(place, sign), (place - 1, -sign)], limits.change[s])
        upper.add([(3 * cells + p * Q + q, limits.cost[number[name]]) for p, (name, _) in enumerate(pools)],
                  limits.budget)  # fmt: skip
    # Chance brings work in other quarters than its mean: what the means do not need stands by, in proportion to the
    # work of each pool. One variable per quarter, of which each pool has at least its part.
    shares = _work(plan, arrays, pools, limits)
    for q in range(Q):
        for p in range(len(pools)):
            upper.add([(3 * cells + p * Q + q, -1.0), (3 * cells + len(pools) * Q + q, float(shares[p]))], 0.0)
    gain = np.zeros(3 * cells + (len(pools) + 1) * Q)
    gain[3 * cells + len(pools) * Q :] = -STANDS_BY
    for g in range(G):
        gain[at(1, S - 1, g, 0) : at(1, S - 1, g, 0) + Q] = -np.arange(Q, 0, -1)
    bounds = [(0.0, None)] * (3 * cells) + [
        (limits.lowest[number[name]], limits.highest[number[name]]) for name, _ in pools for _ in range(Q)
    ]
    bounds += [(0.0, None)] * Q
    found = optimize.linprog(
        gain, upper.matrix(len(gain)), upper.sides, equal.matrix(len(gain)), equal.sides, bounds, method="highs"
    )
    if not found.success or found.x is None:
        raise UnusableInput("No places satisfy these limits", where="staffing", why=str(found.message))
    return np.asarray(found.x[3 * cells : -Q].reshape(len(pools), Q), dtype=np.float64)


def _work(plan: Plan, arrays: Arrays, pools: tuple[Pool, ...], limits: Limits) -> Floats:
    """Places per unit of budget that stand by in each pool: in proportion to the mean work that comes to it."""
    number, means = {stage.name: s for s, stage in enumerate(plan.stages)}, mean_days(plan)
    sizes = np.bincount(arrays.region, arrays.size, len(arrays.regions))
    starts = {(c.stage, c.region): c.starts for c in plan.capacities}
    work, reach = np.zeros(len(pools)), np.cumprod([1.0, *(1 - stage.safe for stage in plan.stages)])
    for p, (name, region) in enumerate(pools):
        here = sizes.sum() if region == EVERYWHERE else sizes[arrays.regions.index(region)]
        days = QUARTER if starts[name, region] else means[number[name]]
        work[p] = max(here * reach[number[name]] * plan.stages[number[name]].visit * days, 1.0)
    price = float(np.array([limits.cost[number[name]] for name, _ in pools]) @ work)
    return np.asarray(work / max(price, 1e-9), dtype=np.float64)


def mean_days(plan: Plan) -> list[float]:
    """Mean days at work per stage, with the middle of every add-on."""
    found = [float(stage.duration.mean or np.mean(stage.duration.values)) for stage in plan.stages]
    tags = plan.addresses.column("tags", "")
    for addon in plan.addons:
        part = sum(tag == addon.only for tag in tags) / len(tags) if addon.only else 1.0
        share, days = (addon.share_low + addon.share_high) / 2, (addon.days_low + addon.days_high) / 2
        found[[stage.name for stage in plan.stages].index(addon.stage)] += part * share * days
    return found


def returning(plan: Plan, b: int) -> float:
    """Share of all who leave stage b and are not safe that goes back, over all their times there.

    With g = (1 - safe) x back, and m the share of those sent back that comes to b again, an address comes there
    1 + gm + … + (gm)^most times and goes back g (1 + … + (gm)^(most - 1)) times.
    """
    stage, names = plan.stages[b], [each.name for each in plan.stages]
    if stage.back <= 0 or stage.safe >= 1:
        return 0.0
    goes, again = (1 - stage.safe) * stage.back, 1.0
    for s in range(names.index(stage.back_to), b):
        here = plan.stages[s]
        again *= 1 - here.safe if s == names.index(stage.back_to) else 1 - here.visit * here.safe
    again *= stage.visit if stage.back_to != stage.name else 1.0
    powers = [(goes * again) ** k for k in range(stage.back_most + 1)]
    return goes * sum(powers[:-1]) / sum(powers) / (1 - stage.safe)
