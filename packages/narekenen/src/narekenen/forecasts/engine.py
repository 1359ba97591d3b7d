"""The compiled engine: all replications of one task, stage after stage, in whole days.

Every index into a day is guarded by the horizon: what would lie beyond it is "not finished" (day = horizon).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from narekenen.forecasts.arrays import Floats, Ints, Longs
from narekenen.forecasts.compiling import bare, kernel
from narekenen.forecasts.drawing import fill_bits, fill_days, remaining_days
from narekenen.forecasts.loops import PER_STAGE, serve_loop
from narekenen.forecasts.queues import by_class, by_day, serve_classes, serve_singles, serve_starts
from narekenen.forecasts.streams import Keys, Words

Flags = npt.NDArray[np.uint8]


@bare
def fill_places(
    base: Floats, factor: Floats, delay: int, edges: Ints, events: Ints, bears: Ints, days: Ints, event_factor: Floats,
    places: Ints,
) -> None:  # fmt: skip
    """Places per day of one pool: its timetable, `delay` days later, times what the replication shares, rounded."""
    horizon = len(base)
    for q in range(len(edges) - 1):
        f = factor[q]
        for day in range(edges[q], edges[q + 1]):
            value = base[day - delay] if day > delay else base[0]
            places[day] = np.int32(math.floor(min(value * f, 1e9) + 0.5))
    for e in range(len(events)):
        if events[e] >= 0 and bears[e] == 1:
            for day in range(min(events[e], horizon), min(events[e] + days[e], horizon)):
                places[day] = np.int32(math.floor(min(places[day] * event_factor[e], 1e9) + 0.5))


@kernel
def prepare(
    s: int, ready: Ints, days: Ints, bits: Words, low: Words, high: Words, keys: Keys, tables: Ints, waits: Ints,
    visit: int, wait: int, at: Ints, age: Ints, factor: float, standing: bool, horizon: int, done: Ints,
) -> None:  # fmt: skip
    """Who comes to this stage and when, and how long the work takes. Units that pass it by are done when ready."""
    first = 1 + PER_STAGE * s
    fill_bits(low, high, keys[first + 3], bits)
    fill_days(tables, bits, days)
    for u in range(len(ready) if standing else 0):
        if at[u] == s and age[u] >= 0 and ready[u] < horizon:
            days[u] = remaining_days(tables, bits[u], age[u])
    if factor != 1.0:
        for u in range(len(ready)):
            longer = math.floor(min(days[u] * factor, 1e9) + 0.5)
            days[u] = longer if longer > 1 else 1
    done[:] = horizon
    if visit < 1 << 32:
        fill_bits(low, high, keys[first], bits)
    for u in range(len(ready) if standing or visit < 1 << 32 else 0):
        if at[u] > s or (at[u] < s and bits[u] >= visit):
            done[u] = ready[u]
            ready[u] = horizon
    if wait > 0:
        fill_bits(low, high, keys[first + 1], bits)
        lengths, extra = np.empty_like(bits), np.empty_like(days)
        fill_bits(low, high, keys[first + 2], lengths)
        fill_days(waits, lengths, extra)
        for u in range(len(ready)):
            if bits[u] < wait and at[u] <= s and not (at[u] == s and age[u] >= 0):
                ready[u] = min(ready[u] + extra[u], horizon)


@bare
def add_extra(
    low: Words, high: Words, applies: np.uint64, extra: np.uint64, share: int, span: Ints, eligible: Flags, bits: Words,
    more: Words, days: Ints,
) -> None:  # fmt: skip
    """One add-on: a larger share holds every address of a smaller one, because each keeps its own number."""
    fill_bits(low, high, applies, bits)
    fill_bits(low, high, extra, more)
    width = np.uint64(span[1] - span[0] + 1)
    for u in range(len(days)):
        if eligible[u] == 1 and bits[u] < share:
            days[u] += span[0] + np.int32((np.uint64(more[u]) * width) >> np.uint64(32))


@bare
def in_hand(
    s: int, at: Ints, age: Ints, size: Ints, days: Ints, pool: Ints, starts: Flags, horizon: int, ready: Ints,
    start: Ints, done: Ints, ends: Ints, busy: Ints,
) -> None:  # fmt: skip
    """What is at work when the programme starts goes on, whatever the number of places."""
    for u in range(len(ready)):
        if at[u] == s and age[u] >= 0 and ready[u] < horizon:
            start[u], done[u] = 0, min(days[u], horizon)
            if starts[pool[u]] == 0:
                ends[pool[u], done[u]] += size[u]
                busy[pool[u]] += size[u]
            ready[u] = horizon


@kernel
def serve(
    ready: Ints, days: Ints, size: Ints, priority: Ints, pool: Ints, levels: int, single: bool, places: Ints,
    starts: Flags, until: Ints, ends: Ints, busy: Ints, horizon: int, counts: Ints, order: Ints, start: Ints,
    done: Ints,
) -> None:  # fmt: skip
    """All pools of one stage."""
    known = by_day(ready, horizon, counts, order)
    queue, classes = order, len(places) * levels
    offsets = np.zeros(classes + 1, np.int32)
    offsets[classes] = known
    if classes > 1:
        queue = np.empty(known, np.int32)
        mine = np.empty_like(pool)
        for u in range(len(pool)):
            mine[u] = pool[u] * levels + priority[u]
        by_class(order, known, mine, offsets, queue)
    for p in range(len(places)):
        heads = offsets[p * levels : (p + 1) * levels].copy()
        tails = offsets[p * levels + 1 : (p + 1) * levels + 1].copy()
        if starts[p] == 1:
            serve_starts(queue, heads, tails, size, ready, days, places[p], until, horizon, start, done)
        elif levels == 1 and single:
            serve_singles(queue[heads[0] : tails[0]], ready, days, places[p], ends[p], busy[p], horizon, start, done)
        else:
            serve_classes(queue, heads, tails, size, ready, days, places[p], ends[p], busy[p], horizon, start, done)


@bare
def count_quarters(
    finish: Ints, member: Flags, size: Ints, region: Ints, quarter: Ints, horizon: int, by_day_: Ints, curve: Ints
) -> int:
    """Addresses finished per day, and per region and quarter; returns how many belong to the total."""
    total = 0
    by_day_[:] = 0
    for u in range(len(finish)):
        if member[u] == 1:
            total += size[u]
            by_day_[finish[u]] += size[u]
    if len(curve) == 1:
        for day in range(horizon):
            curve[0, quarter[day]] += by_day_[day]
        return total
    for u in range(len(finish)):
        if member[u] == 1 and finish[u] < horizon:
            curve[region[u], quarter[finish[u]]] += size[u]
    return total


@bare
def days_of_shares(by_day_: Ints, total: int, shares: Floats, horizon: int, days: Ints) -> None:
    """First day on which each share of the total is finished (shares ascending); the horizon where it is not."""
    reached, day = 0, -1
    for i in range(len(shares)):
        needed = math.ceil(shares[i] * total - 1e-9)
        while reached < needed and day < horizon - 1:
            day += 1
            reached += by_day_[day]
        days[i] = max(day, 0) if reached >= needed else horizon


@bare
def keep_trace(ready: Ints, start: Ints, done: Ints, horizon: int, kept: Ints) -> None:
    """Ready, started and done per unit; -1 for a stage that was passed by."""
    for u in range(len(ready)):
        passed = start[u] == horizon and ready[u] == horizon and done[u] < horizon
        kept[0, u] = -1 if passed else min(ready[u], start[u])
        kept[1, u] = -1 if passed else start[u]
        kept[2, u] = -1 if passed else done[u]


@kernel
def simulate(
    low: Words, high: Words, size: Ints, release: Ints, region: Ints, priority: Ints, group: Ints, at: Ints, age: Ints,
    tables: Ints, waits: Ints, visit: Longs, safe: Longs, wait: Longs, pool: Ints, pool_first: Ints,
    pool_starts: Flags, base: Floats, addon_stage: Ints, addon_days: Ints, eligible: Flags, edges: Ints,
    capacity: Floats, delay: Ints, duration: Floats,
    inclusion: Longs, addons: Longs, events: Ints, risk_pool: Ints, risk_days: Ints, risk_factor: Floats, keys: Keys,
    count_safe: bool, shares: Floats, dates: Ints, curve: Ints, totals: Ints, finished: Ints, trace: Ints,
    back: Longs, back_to: Ints, back_most: Ints, loop: tuple[int, int], rows: Ints,
) -> None:  # fmt: skip
    """Fill `dates` (replications, shares), `curve` (replications, regions, quarters), `totals` (replications);
    `finished` (replications, units) where it has rows, and `trace` (replications, rows, 3, units) likewise: the
    day ready, started and done, the horizon for what does not happen in time, -1 for a stage that is passed by."""
    n, horizon, levels = len(low), base.shape[1], int(priority.max()) + 1
    single, standing = size.max() == 1, at.max() >= 0
    bits, more = np.empty(n, np.uint32), np.empty(n, np.uint32)
    ready, days, start = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n, np.int32)
    done, finish = np.empty(n, np.int32), np.empty(n, np.int32)
    order, counts, by_day_ = np.empty(n, np.int32), np.empty(horizon + 1, np.int32), np.empty(horizon + 1, np.int32)
    member, mine = np.empty(n, np.uint8), np.zeros(n, np.int32)
    quarter, places = np.empty(horizon + 1, np.int32), np.empty(base.shape, np.int32)
    until = np.empty(horizon + 1, np.int32)
    extra = np.zeros((loop[1] - loop[0] + 1, n if loop[0] >= 0 else 0), np.int32)
    unseen = np.zeros((0, 3, n), np.int32)
    for q in range(len(edges) - 1):
        quarter[edges[q] : edges[q + 1]] = q
        until[edges[q] : edges[q + 1]] = edges[q + 1]
    steady = delay.max() == 0 and len(risk_days) == 0 and capacity.min() == 1.0 and capacity.max() == 1.0
    for r in range(len(keys)):
        for p in range(len(base) if r == 0 or not steady else 0):
            fill_places(
                base[p], capacity[r], delay[r], edges, events[r], risk_pool[:, p], risk_days, risk_factor, places[p]
            )
        member[:] = 1
        finish[:] = horizon
        for u in range(n):
            ready[u] = min(release[u], horizon)
        if inclusion.shape[1] > 0:
            fill_bits(low, high, keys[r, 0], bits)
            for u in range(n):
                if group[u] >= 0 and bits[u] >= inclusion[r, group[u]]:
                    member[u], ready[u] = 0, horizon
        for s in range(len(tables)):
            if s == loop[0]:
                kept = unseen if len(trace) == 0 else trace[r]
                extra[:] = 0
                for a in range(len(addon_stage)):
                    if loop[0] <= addon_stage[a] <= loop[1]:
                        key = 1 + PER_STAGE * len(tables) + 2 * a
                        add_extra(
                            low, high, keys[r, key], keys[r, key + 1], addons[r, a], addon_days[a], eligible[a], bits,
                            more, extra[addon_stage[a] - s],
                        )  # fmt: skip
                serve_loop(
                    loop[0], loop[1], low, high, size, region, priority, at, age, tables, waits, visit, safe, wait,
                    back, back_to, back_most, pool, pool_first, pool_starts, places, until, keys[r], extra,
                    duration[r], horizon, count_safe, rows, ready, finish, member,
                    kept,
                )  # fmt: skip
            if loop[0] <= s <= loop[1]:
                continue
            prepare(
                s, ready, days, bits, low, high, keys[r], tables[s], waits[s], visit[s], wait[s], at, age, duration[r],
                standing, horizon, done,
            )  # fmt: skip
            key = 1 + PER_STAGE * len(tables)
            for a in range(len(addon_stage)):
                if addon_stage[a] == s:
                    add_extra(
                        low, high, keys[r, key + 2 * a], keys[r, key + 2 * a + 1], addons[r, a], addon_days[a],
                        eligible[a], bits, more, days,
                    )  # fmt: skip
            first, last = pool_first[s], pool_first[s + 1]
            ends, busy = np.zeros((last - first, horizon + 1), np.int32), np.zeros(last - first, np.int32)
            for u in range(n if len(base) > len(tables) else 0):
                mine[u] = pool[s, region[u]] - first
            start[:] = horizon
            if standing:
                in_hand(
                    s, at, age, size, days, mine, pool_starts[first:last], horizon, ready, start, done, ends, busy
                )  # fmt: skip
            serve(
                ready, days, size, priority, mine, levels, single, places[first:last], pool_starts[first:last], until,
                ends, busy, horizon, counts, order, start, done,
            )  # fmt: skip
            if len(trace) > 0:
                keep_trace(ready, start, done, horizon, trace[r, rows[s]])
            for u in range(n):  # numba compiles the words of an error for `ready[:] = done`, which takes two seconds
                ready[u] = done[u]
            if safe[s] > 0:
                fill_bits(low, high, keys[r, 1 + PER_STAGE * s + 4], bits)
                for u in range(n):
                    if bits[u] < safe[s] and start[u] < horizon and done[u] < horizon:
                        finish[u], ready[u] = done[u], horizon
                        member[u] = count_safe
        for u in range(n):
            if finish[u] == horizon:
                finish[u] = ready[u]
        totals[r] = count_quarters(finish, member, size, region, quarter, horizon, by_day_, curve[r])
        days_of_shares(by_day_, totals[r], shares, horizon, dates[r])
        if len(finished) > 0:
            for u in range(n):
                finished[r, u] = finish[u] if member[u] == 1 else -1
