"""A second, plain engine for the tests: day by day, with lists, no arrays, no tricks."""

import math
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


def bits(arrays, seed, purpose, replication):
    key = int(keys(seed, purpose, np.array([replication]))[0])
    return [int(x) for x in draw(arrays.low, arrays.high, key)]


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


def work_days(plan, arrays, luck, seed, r, s, u):
    """Days at work of unit u in stage s."""
    stage = plan.stages[s]
    h = bits(arrays, seed, f"work\x1f{stage.name}", r)[u]
    in_hand = arrays.at[u] == s and arrays.age[u] >= 0
    days = remaining(arrays.tables[s], h, int(arrays.age[u])) if in_hand else day_of(arrays.tables[s], h)
    if luck.duration[0] != 1.0:
        days = max(1, math.floor(days * float(luck.duration[0]) + 0.5))
    for i, addon in enumerate(plan.addons):
        applies = bits(arrays, seed, f"applies\x1f{addon.name}", r)[u] < luck.addons[0, i]
        if addon.stage == stage.name and arrays.eligible[i, u] and applies:
            width = addon.days_high - addon.days_low + 1
            days += addon.days_low + bits(arrays, seed, f"extra\x1f{addon.name}", r)[u] * width // 2**32
    return days


def course(plan, seed, r):
    """Everything that luck decides in one replication: members, and per stage who visits, waits and works how long."""
    arrays = build(plan)
    luck = share_luck(plan, arrays, seed, r, r + 1)
    n, out = len(arrays.low), []
    scope = bits(arrays, seed, "scope", r)
    member = [arrays.group[u] < 0 or scope[u] < luck.inclusion[0, arrays.group[u]] for u in range(n)]
    for s, stage in enumerate(plan.stages):
        draws = {p: bits(arrays, seed, f"{p}\x1f{stage.name}", r) for p in ("visit", "wait", "waits", "safe")}
        rows = []
        for u in range(n):
            at, in_hand = int(arrays.at[u]), arrays.at[u] == s and arrays.age[u] >= 0
            visits = at == s or (at < s and draws["visit"][u] < arrays.visit[s])
            waits = 0
            if visits and not in_hand and draws["wait"][u] < arrays.wait[s]:
                waits = day_of(arrays.waits[s], draws["waits"][u])
            works = work_days(plan, arrays, luck, seed, r, s, u)
            rows.append((visits, in_hand, waits, works, draws["safe"][u] < arrays.safe[s]))
        out.append(rows)
    return arrays, luck, member, out


def brute_force(plan, seed, r):
    """(steps, finish, member): day by day, stage by stage, from the rule as it is written in words."""
    arrays, luck, member, rows = course(plan, seed, r)
    n, horizon = len(arrays.low), plan.horizon
    here = [int(min(arrays.release[u], horizon)) if member[u] else horizon for u in range(n)]
    finish, counted, steps = [horizon] * n, list(member), []
    for s, stage in enumerate(plan.stages):
        step = [[-1, -1, -1] for _ in range(n)]
        for u in range(n):
            if rows[s][u][0] or here[u] >= horizon:
                step[u] = [min(here[u] + rows[s][u][2], horizon), horizon, horizon]
        per_region = not any(c.stage == stage.name and c.region == EVERYWHERE for c in plan.capacities)
        for region in arrays.regions if per_region else (EVERYWHERE,):
            mine = [
                u for u in range(n)
                if rows[s][u][0] and here[u] < horizon and (region in (EVERYWHERE, arrays.regions[arrays.region[u]]))
            ]  # fmt: skip
            one_pool(plan, luck, stage.name, region, arrays, mine, rows[s], step, horizon)
        for u in range(n):
            here[u] = here[u] if step[u][0] == -1 else step[u][2]
            if step[u][1] not in (-1, horizon) and step[u][2] < horizon and rows[s][u][4]:
                finish[u], here[u], counted[u] = step[u][2], horizon, plan.count_safe
        steps.append(step)
    finish = [here[u] if finish[u] == horizon else finish[u] for u in range(n)]
    return steps, finish, counted


def one_pool(plan, luck, stage, region, arrays, mine, rows, step, horizon):
    """Day by day; where places are starts per quarter, what counts is who started in the quarter so far."""
    waiting, working = [], []
    per_quarter = next(c for c in plan.capacities if c.stage == stage and c.region in (region, EVERYWHERE)).starts
    for u in mine:
        if rows[u][1]:
            step[u] = [0, 0, min(rows[u][3], horizon)]
            working += [] if per_quarter else [u]
        else:
            waiting.append(u)
    for day in range(horizon):
        if not waiting:
            return
        places = places_on(plan, luck, stage, region, day)
        if per_quarter:
            working = [] if day in build_edges(plan) else working
        else:
            working = [u for u in working if step[u][2] > day]
        queue = sorted((u for u in waiting if step[u][0] <= day), key=lambda u: (arrays.priority[u], step[u][0], u))
        for u in queue:
            busy = sum(int(arrays.size[v]) for v in working)
            if busy + arrays.size[u] <= places or (busy == 0 and places > 0):
                step[u][1:] = [day, min(day + rows[u][3], horizon)]
                working.append(u)
                waiting.remove(u)
            else:
                break


def random_plan(rng, *, rich=True, n=None, horizon=400):
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
    return SimpleNamespace(brute_force=brute_force, course=course, places_on=places_on, random_plan=random_plan)
