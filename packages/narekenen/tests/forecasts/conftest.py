"""A second, plain engine for the tests: day by day, with lists, no arrays, no tricks."""

import math
from collections import Counter
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from narekenen.forecasts.arrays import build
from narekenen.forecasts.durations import Duration, days_of
from narekenen.forecasts.plan import (
    EVERYWHERE,
    AddOn,
    Addresses,
    Capacity,
    Inclusion,
    Plan,
    Risk,
    Shared,
    Stage,
)
from narekenen.forecasts.sharing import share_luck
from narekenen.forecasts.streams import draw, keys

START = date(2024, 1, 1)


def remaining(tables, h, age):
    """Days to go after `age` days, by bisection on the days of all 2**32 numbers."""
    low, high = 0, 2**32 - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if day_of(tables, middle) > age else (middle + 1, high)
    at = min(low + int((2**32 - low) * (h + 0.5) / 2**32), 2**32 - 1)
    return max(1, day_of(tables, at) - age)


def day_of(tables, h):
    return int(days_of(tables, np.array([h], dtype=np.uint32))[0])


def places_on(plan, luck, stage, region, day):
    """Places from the definition: the point in force `delay` days ago, times every shared factor, rounded."""
    capacity = next(c for c in plan.capacities if c.stage == stage and c.region in (region, EVERYWHERE))
    earlier = max(0, day - int(luck.delay[0]))
    points = [((d - plan.start).days, value) for d, value in capacity.points]
    past = [point for point in points if point[0] <= earlier]
    future = [point for point in points if point[0] > earlier]
    value = past[-1][1] if past else 0.0
    if capacity.linear and past and future:
        (d0, v0), (d1, v1) = past[-1], future[0]
        value = v0 + (v1 - v0) * (earlier - d0) / (d1 - d0)
    quarter = sum(edge <= day for edge in build_edges(plan)[1:-1])
    value = math.floor(value * float(luck.capacity[0, quarter]) + 0.5)
    for i, risk in enumerate(plan.risks):
        first = int(luck.events[0, i])
        if first >= 0 and risk.stage in (stage, EVERYWHERE) and first <= day < first + risk.days:
            value = math.floor(value * risk.capacity_factor + 0.5)
    return value


_EDGES = {}


def build_edges(plan):
    key = (plan.start, plan.horizon)
    if key not in _EDGES:
        _EDGES[key] = build(plan).edges.tolist()
    return _EDGES[key]


def at_time(key, times):
    """The key of a later time through a stage: splitmix64 of the key, so many steps on (Steele, Lea and Flood 2014)."""
    if times == 0:
        return key
    x = (key + times * 0x9E3779B97F4A7C15) % 2**64
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB % 2**64
    return x ^ (x >> 31)


class Course:
    """Everything that luck decides in one replication, by address, stage and number of the time (0 is the first)."""

    def __init__(self, plan, seed, r):
        self.plan, self.seed, self.r, self.arrays, self.known = plan, seed, r, build(plan), {}
        self.luck = share_luck(plan, self.arrays, seed, r, r + 1)
        scope, group, limits = self.draws("scope", 0), self.arrays.group, self.luck.inclusion[0]
        self.member = [group[u] < 0 or scope[u] < limits[group[u]] for u in range(len(group))]

    def draws(self, purpose, times):
        key = int(keys(self.seed, purpose, np.array([self.r]))[0])
        return [int(x) for x in draw(self.arrays.low, self.arrays.high, at_time(key, times))]

    def bit(self, purpose, u, times=0):
        if (purpose, times) not in self.known:
            self.known[purpose, times] = self.draws(purpose, times)
        return self.known[purpose, times][u]

    def says(self, what, limit, s, u, times):
        return self.bit(f"{what}\x1f{self.plan.stages[s].name}", u, times) < int(limit)

    def wish(self, s, u, times):
        """Days that the owner of u waits before stage s."""
        waits = self.says("wait", self.arrays.wait[s], s, u, times)
        return day_of(self.arrays.waits[s], self.bit(f"waits\x1f{self.plan.stages[s].name}", u, times)) if waits else 0

    def work(self, s, u, times):
        """Days at work of u in stage s; the first time what is left, where it was at work there already."""
        stage, a = self.plan.stages[s], self.arrays
        h, age = self.bit(f"work\x1f{stage.name}", u, times), int(a.age[u])
        begun = times == 0 and a.at[u] == s and age >= 0
        days = remaining(a.tables[s], h, age) if begun else day_of(a.tables[s], h)
        if self.luck.duration[0] != 1.0:
            days = max(1, math.floor(days * float(self.luck.duration[0]) + 0.5))
        for i, addon in enumerate(self.plan.addons):
            applies = self.bit(f"applies\x1f{addon.name}", u) < self.luck.addons[0, i]
            if addon.stage == stage.name and a.eligible[i, u] and applies:
                days += (
                    addon.days_low
                    + self.bit(f"extra\x1f{addon.name}", u) * (addon.days_high - addon.days_low + 1) // 2**32
                )
        return days


class Walker:
    """One unit on its way: where it is, what it is doing, and what was noted of it."""

    def __init__(self, course, u):
        self.c, self.u, self.times, self.sent = course, u, Counter(), Counter()
        self.doing, self.stage, self.day, self.notes = "comes", -1, 0, {}

    def comes_to(self, first, day, sure=False):
        """Next stage that it visits, from the first on, or out."""
        for s in range(first, len(self.c.plan.stages)):
            k = self.times[s]
            self.times[s] += 1
            if sure or self.c.says("visit", self.c.arrays.visit[s], s, self.u, k):
                self.doing, self.stage, self.day = "waits", s, day + self.c.wish(s, self.u, k)
                self.notes[s, k] = [min(self.day, self.c.plan.horizon), self.c.plan.horizon, self.c.plan.horizon]
                return
            sure = False
        self.doing, self.day = "finished", day

    def starts(self, day):
        k, horizon = self.times[self.stage] - 1, self.c.plan.horizon
        self.doing, self.day = "works", min(day + self.c.work(self.stage, self.u, k), horizon)
        self.notes[self.stage, k][1:] = [day, self.day]

    def ends(self, day):
        s, u, k, stage = self.stage, self.u, self.times[self.stage] - 1, self.c.plan.stages[self.stage]
        if self.c.says("safe", self.c.arrays.safe[s], s, u, k):
            self.doing = "safe"
        elif stage.back and self.sent[s] < stage.back_most and self.c.says("back", round(stage.back * 2**32), s, u, k):
            self.sent[s] += 1
            self.comes_to([each.name for each in self.c.plan.stages].index(stage.back_to), day, sure=True)
        else:
            self.comes_to(s + 1, day)


def brute_force(plan, seed, r):
    """(notes, finish, member): day by day through the whole programme, from the rules as they are written in words.
    notes is one dict per unit: (stage, number of the time) -> [ready, started, done]."""
    c, stages = Course(plan, seed, r), [stage.name for stage in plan.stages]
    a, n, horizon = c.arrays, len(c.arrays.low), plan.horizon
    walkers, pools = [Walker(c, u) for u in range(n)], {}
    for capacity in plan.capacities:
        pools[stages.index(capacity.stage), capacity.region] = []  # who is at work, or has started this quarter
    standing = plan.addresses.column("at", "")
    where = {unit: standing[i] for i, unit in enumerate(a.unit_of.tolist())}

    def pool_of(w):
        everywhere = (w.stage, EVERYWHERE)
        return everywhere if everywhere in pools else (w.stage, a.regions[a.region[w.u]])

    capacities = {(stages.index(each.stage), each.region): each for each in plan.capacities}
    for day in range(horizon):
        for w in walkers:
            if w.doing == "comes" and c.member[w.u] and a.release[w.u] == day:
                at = stages.index(where[w.u]) if where[w.u] else -1
                if at >= 0 and a.age[w.u] >= 0:
                    w.stage, w.times[at], w.notes[at, 0] = at, 1, [0, 0, 0]
                    w.starts(day)
                    pools[pool_of(w)] += [] if capacities[pool_of(w)].starts else [w]
                else:
                    w.comes_to(max(at, 0), day, sure=at >= 0)
            elif w.doing == "works" and w.day == day:
                if w in pools[pool_of(w)] and not capacities[pool_of(w)].starts:
                    pools[pool_of(w)].remove(w)
                w.ends(day)
        for pool, working in pools.items():
            if capacities[pool].starts and day in build_edges(plan):
                working.clear()
            queue = [w for w in walkers if w.doing == "waits" and w.day <= day and pool_of(w) == pool]
            places = places_on(plan, c.luck, stages[pool[0]], pool[1], day) if queue else 0
            for w in sorted(queue, key=lambda w: (a.priority[w.u], w.day, w.u)):
                busy = sum(int(a.size[v.u]) for v in working)
                if busy + a.size[w.u] > places and not (busy == 0 and places > 0):
                    break
                w.starts(day)
                working.append(w)
    finish = [w.day if w.doing in ("finished", "safe") else horizon for w in walkers]
    counted = [plan.count_safe if w.doing == "safe" else c.member[w.u] for w in walkers]
    return [w.notes for w in walkers], finish, counted


def steps_of(arrays, steps, horizon):
    """What the engine noted, as the plain one does: one dict per unit, without what does not happen in time."""
    found = [{} for _ in arrays.low]
    for s in range(len(arrays.rows) - 1):
        for k in range(arrays.rows[s + 1] - arrays.rows[s]):
            for u, row in enumerate(steps[arrays.rows[s] + k].T.tolist()):
                if -1 < row[0] < horizon:
                    found[u][s, k] = row
    return found


def random_plan(rng, *, rich=True, back=False, n=None, horizon=400):
    """A small programme with everything in it."""
    n = n or int(rng.integers(3, 30))
    S, regions = int(rng.integers(1, 4)), [f"r{i}" for i in range(int(rng.integers(1, 3)))]
    region = [str(rng.choice(regions)) for _ in range(n)]
    stages, capacities = [], []
    for s in range(S):
        kind = str(rng.choice(["lognormal", "weibull", "gamma", "fixed", "empirical"]))
        mean = float(rng.integers(3, 40))
        stages.append(Stage(
            f"s{s}", Duration(kind, mean, mean * float(rng.uniform(0.2, 1.5)), tuple(rng.integers(0, 50, 6).tolist())),
            visit=float(rng.choice([1.0, 0.6])) if rich else 1.0, safe=float(rng.choice([0.0, 0.3])) if rich else 0.0,
            wait_share=float(rng.choice([0.0, 0.4])) if rich else 0.0, wait=Duration("gamma", 20, 10),
            **(
                {"back": float(rng.choice([0.3, 0.9, 1.0])), "back_to": f"s{rng.integers(0, s + 1)}",
                 "back_most": int(rng.integers(1, 4))}
                if back and rng.random() < 0.6 else {}
            ),
        ))  # fmt: skip
        for r in sorted(set(region)) if rich and rng.random() < 0.5 else [EVERYWHERE]:
            days = sorted(rng.choice(np.arange(-5, 150), 3, replace=False).tolist())
            values = [*rng.integers(0, 6, 2).tolist(), int(rng.integers(1, 6))]
            points = tuple(
                (date.fromordinal(START.toordinal() + int(d)), float(v)) for d, v in zip(days, values, strict=True)
            )
            linear, starts = bool(rich and rng.random() < 0.3), bool(rich and rng.random() < 0.3)
            capacities.append(Capacity(f"s{s}", points, r, linear, starts))
    names = tuple(f"a{i:02}" for i in rng.permutation(n))
    addresses = Addresses(names, tuple(region), tuple(rng.integers(-5, 60, n).tolist()),
                          priority=tuple(rng.integers(0, 3, n).tolist()) if rng.random() < 0.6 else ())  # fmt: skip
    if not rich:
        return Plan(START, tuple(stages), tuple(capacities), addresses, horizon=horizon)
    return with_more(rng, Plan(START, tuple(stages), tuple(capacities), addresses, horizon=horizon), n)


def with_more(rng, plan, n):
    a = plan.addresses
    host = [int(rng.integers(0, 6)) if rng.random() < 0.5 else -1 for _ in range(n)]
    first = {h: i for i, h in reversed(list(enumerate(host))) if h >= 0}
    like = [first.get(h, i) for i, h in enumerate(host)]
    at = [str(rng.choice(["", *(stage.name for stage in plan.stages)])) for _ in range(n)]
    age = [int(rng.integers(-1, 40)) if at[i] else -1 for i in range(n)]
    tags = [str(rng.choice(["", "heavy"])) for _ in range(n)]
    groups = [str(rng.choice(["", "perhaps"])) for _ in range(n)]
    standing = rng.random() < 0.5
    columns = {"regions": a.regions, "release": a.release, "priority": a.column("priority", 0), "tags": tags,
               "groups": groups, "at": at if standing else [""] * n, "age": age if standing else [-1] * n}  # fmt: skip
    addresses = Addresses(
        a.names, complexes=tuple(f"c{h}" if h >= 0 else "" for h in host),
        **{name: tuple(values[i] for i in like) for name, values in columns.items()},
    )  # fmt: skip
    regions = set(addresses.regions)
    capacities = [c for c in plan.capacities if c.region in (*regions, EVERYWHERE)]
    only = "heavy" if "heavy" in addresses.tags and rng.random() < 0.5 else ""
    stage = plan.stages[-1].name
    return Plan(
        plan.start, plan.stages, tuple(capacities), addresses,
        (AddOn("m6", stage, 0.2, 0.7, 3, 30, only), AddOn("m28", plan.stages[0].name, 0.5, 0.5, 5, 5)),
        (Risk("strike", 0.7, START, date(2024, 3, 1), 30, 0.4, str(rng.choice([stage, EVERYWHERE]))),),
        (Inclusion("perhaps", 0.3, 0.9),),
        Shared(0.3, 0.5, 0.2, 0, 40) if rng.random() < 0.7 else Shared(),
        plan.horizon, bool(rng.random() < 0.5),
    )  # fmt: skip


@pytest.fixture(scope="session")
def plainly():
    """The plain engine and its makers of programmes."""
    return SimpleNamespace(
        brute_force=brute_force, Course=Course, Walker=Walker, places_on=places_on, random_plan=random_plan,
        steps_of=steps_of,
    )  # fmt: skip
