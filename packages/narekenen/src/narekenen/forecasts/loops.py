"""Stages between which addresses go back (re-assessment): day by day through all of them together.

A day goes as in `queues`: first everything that ends that day frees its places and goes on, then those who wait start.
A later time through a stage is drawn like the first, with numbers of its own, keyed by the number of that time.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from narekenen.forecasts.arrays import FULL, Ints, Longs
from narekenen.forecasts.compiling import bare, kernel, part
from narekenen.forecasts.drawing import fill_bits, fill_days, one_bits, one_day, remaining_days
from narekenen.forecasts.streams import GOLDEN, MIX1, MIX2, Keys, Words

Flags = npt.NDArray[np.uint8]
STEP, FIRST_MIX, SECOND_MIX = np.uint64(GOLDEN), np.uint64(MIX1), np.uint64(MIX2)
S30, S27, S31 = np.uint64(30), np.uint64(27), np.uint64(31)
PER_STAGE = 6  # keys per stage: visit, wait, waits, work, safe, back
VISITS, WISHES, SAFE, BACK = np.uint8(1), np.uint8(2), np.uint8(4), np.uint8(8)
WAITS, WORKS, COMES = np.uint8(0), np.uint8(1), np.uint8(2)  # what a unit is doing; COMES: to the first of these stages


@part
def later_key(key: np.uint64, times: int) -> np.uint64:
    """The key of the same purpose at a later time through the stage; the first time (0) it is the key itself."""
    if times == 0:
        return key
    x = key + np.uint64(times) * STEP
    x = (x ^ (x >> S30)) * FIRST_MIX
    x = (x ^ (x >> S27)) * SECOND_MIX
    return x ^ (x >> S31)


@part
def drawn(low: Words, high: Words, keys: Keys, u: int, s: int, purpose: int, times: int) -> np.uint32:
    """32 random bits of unit u for a purpose of stage s, at its first (0) or a later time there."""
    return one_bits(low[u], high[u], later_key(keys[1 + PER_STAGE * s + purpose], times))


@bare
def draw_first(
    s: int, low: Words, high: Words, keys: Keys, table: Ints, at: Ints, age: Ints, visit: int, wait: int, safe: int,
    back: int, factor: float, extra: Ints, bits: Words, days: Ints, says: Flags,
) -> None:  # fmt: skip
    """What chance says of the first time of every unit in stage s, in passes without branches: days at work, plus
    add-ons; and VISITS, WISHES, SAFE and BACK, a bit each. Nearly all of what is drawn is drawn here."""
    key, n = 1 + PER_STAGE * s, len(low)
    fill_bits(low, high, keys[key + 3], bits)
    fill_days(table, bits, days)
    for u in range(n):
        if at[u] == s and age[u] >= 0:
            days[u] = remaining_days(table, bits[u], age[u])
    if factor != 1.0:
        for u in range(n):
            longer = math.floor(min(days[u] * factor, 1e9) + 0.5)
            days[u] = longer if longer > 1 else 1
    days += extra
    says[:] = VISITS if visit == FULL else 0
    if 0 < visit < FULL:
        fill_bits(low, high, keys[key], bits)
        for u in range(n):
            says[u] |= VISITS if bits[u] < visit else 0
    if wait > 0:
        fill_bits(low, high, keys[key + 1], bits)
        for u in range(n):
            says[u] |= WISHES if bits[u] < wait else 0
    if safe > 0:
        fill_bits(low, high, keys[key + 4], bits)
        for u in range(n):
            says[u] |= SAFE if bits[u] < safe else 0
    if back > 0:
        fill_bits(low, high, keys[key + 5], bits)
        for u in range(n):
            says[u] |= BACK if bits[u] < back else 0


@part
def work_days(table: Ints, bits: np.uint32, factor: float, extra: int) -> int:
    """Days at work at a later time: drawn, times what is shared, plus add-ons."""
    days = int(one_day(table, bits))
    if factor != 1.0:
        days = max(1, math.floor(min(days * factor, 1e9) + 0.5))
    return days + extra


@part
def go_on(
    u: int, to: int, day: int, sure: bool, first: int, last: int, low: Words, high: Words, keys: Keys, visit: Longs,
    wait: Longs, waits: Ints, says: Flags, times: Ints, stage: Ints, rows: Ints, horizon: int, steps: Ints,
) -> int:  # fmt: skip
    """The day on which a unit is ready for the next stage that it visits; -1 when it leaves these stages."""
    for s in range(to, last + 1):
        k = times[u, s - first]
        times[u, s - first] += 1
        first_time = says[s - first, u]
        if sure or (first_time & VISITS if k == 0 else drawn(low, high, keys, u, s, 0, k) < visit[s]):
            if first_time & WISHES if k == 0 else wait[s] > 0 and drawn(low, high, keys, u, s, 1, k) < wait[s]:
                day += int(one_day(waits[s], drawn(low, high, keys, u, s, 2, k)))
            stage[u], day = s, min(day, horizon)
            if len(steps) > 0:
                steps[rows[s] + k, 0, u] = day
                steps[rows[s] + k, 1, u] = steps[rows[s] + k, 2, u] = horizon
            return day
        sure = False
    return -1


@part
def put(u: int, day: int, bucket: Ints, link: Ints, horizon: int) -> None:
    """Note that something happens to the unit on that day."""
    if day < horizon:
        link[u] = bucket[day]
        bucket[day] = u


@part
def by_number(today: Ints, count: int) -> None:
    """The units of one day in order of their number: Shell's sort, which needs no room of its own. A few dozen on most
    days, so that its first gaps are seldom used."""
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, count):
            u, j = today[i], i
            while j >= gap and today[j - gap] > u:
                today[j] = today[j - gap]
                j -= gap
            today[j] = u
        gap //= 3


@kernel
def serve_loop(
    first: int, last: int, low: Words, high: Words, size: Ints, region: Ints, priority: Ints, at: Ints, age: Ints,
    tables: Ints, waits: Ints, visit: Longs, safe: Longs, wait: Longs, back: Longs, back_to: Ints, back_most: Ints,
    pool: Ints, pool_first: Ints, pool_starts: Flags, places: Ints, until: Ints, keys: Keys, extra: Ints,
    factor: float, horizon: int, count_safe: bool, rows: Ints, ready: Ints, finish: Ints, member: Flags, steps: Ints,
) -> None:  # fmt: skip
    """Take all units through stages first to last. `ready` holds the day on which each comes there, and afterwards the
    day on which it is done with them; `finish` and `member` of who is found safe; `steps` (rows, 3, units) too."""
    n, offset, levels = len(ready), pool_first[first], int(priority.max()) + 1
    pools = pool_first[last + 1] - offset
    link, bucket, today = np.full(n, -1, np.int32), np.full(horizon, -1, np.int32), np.empty(n, np.int32)
    stage, doing = np.zeros(n, np.int32), np.full(n, COMES, np.uint8)
    times, returns = np.zeros((n, last - first + 1), np.int32), np.zeros((n, last - first + 1), np.int32)
    heads, tails = np.full((pools, levels), -1, np.int32), np.full((pools, levels), -1, np.int32)
    queued, busy, turn = np.zeros(pools, np.int32), np.zeros(pools, np.int32), np.zeros(pools, np.int32)
    bits, work = np.empty(n, np.uint32), np.empty((last - first + 1, n), np.int32)
    says = np.empty((last - first + 1, n), np.uint8)
    for s in range(first, last + 1):
        draw_first(
            s, low, high, keys, tables[s], at, age, visit[s], wait[s], safe[s], back[s], factor, extra[s - first],
            bits, work[s - first], says[s - first],
        )  # fmt: skip
    day_by_day(
        first, last, low, high, size, region, priority, at, age, tables, waits, visit, safe, wait, back, back_to,
        back_most, pool, pool_first, pool_starts, places, until, keys, extra, factor, horizon, count_safe, rows, ready,
        finish, member, steps, says, work, link, bucket, today, stage, doing, times, returns, heads, tails, queued,
        busy, turn,
    )  # fmt: skip


@bare
def day_by_day(
    first: int, last: int, low: Words, high: Words, size: Ints, region: Ints, priority: Ints, at: Ints, age: Ints,
    tables: Ints, waits: Ints, visit: Longs, safe: Longs, wait: Longs, back: Longs, back_to: Ints, back_most: Ints,
    pool: Ints, pool_first: Ints, pool_starts: Flags, places: Ints, until: Ints, keys: Keys, extra: Ints,
    factor: float, horizon: int, count_safe: bool, rows: Ints, ready: Ints, finish: Ints, member: Flags, steps: Ints,
    says: Flags, work: Ints, link: Ints, bucket: Ints, today: Ints, stage: Ints, doing: Flags, times: Ints,
    returns: Ints, heads: Ints, tails: Ints, queued: Ints, busy: Ints, turn: Ints,
) -> None:  # fmt: skip
    """As `serve_loop`, with all arrays made.

    A unit is either in the bucket of the day on which something happens to it, or in the queue of a pool and priority:
    one link per unit serves both.
    """
    n, offset, pools, levels = len(ready), pool_first[first], heads.shape[0], heads.shape[1]
    inside = 0
    for u in range(n - 1, -1, -1):
        if ready[u] >= horizon or at[u] > last:
            continue
        day, ready[u], s = ready[u], horizon, at[u]
        inside += 1
        if s >= first and age[u] >= 0:
            day = min(work[s - first, u], horizon)
            stage[u], doing[u], times[u, s - first] = s, WORKS, 1
            if pool_starts[pool[s, region[u]]] == 0:
                busy[pool[s, region[u]] - offset] += size[u]
            if len(steps) > 0:
                steps[rows[s], 0, u] = steps[rows[s], 1, u] = 0
                steps[rows[s], 2, u] = day
        put(u, day, bucket, link, horizon)
    for day in range(horizon):
        if inside == 0:
            break
        count, u = 0, bucket[day]
        while u >= 0:
            today[count] = u
            count, u = count + 1, link[u]
        by_number(today, count)
        for i in range(count):
            u = today[i]
            s, arrives = stage[u], day
            if doing[u] != WAITS:
                to, sure = max(at[u], first), at[u] >= first
                if doing[u] == WORKS:
                    k, p = times[u, s - first] - 1, pool[s, region[u]]
                    busy[p - offset] -= size[u] if pool_starts[p] == 0 else 0
                    first_time = says[s - first, u]
                    if first_time & SAFE if k == 0 else drawn(low, high, keys, u, s, 4, k) < safe[s]:
                        finish[u], member[u] = day, count_safe
                        inside -= 1
                        continue
                    to, sure = s + 1, False
                    again = first_time & BACK if k == 0 else drawn(low, high, keys, u, s, 5, k) < back[s]
                    if again and returns[u, s - first] < back_most[s]:
                        returns[u, s - first] += 1
                        to, sure = back_to[s], True
                arrives = go_on(
                    u, to, day, sure, first, last, low, high, keys, visit, wait, waits, says, times, stage, rows,
                    horizon, steps,
                )  # fmt: skip
                if arrives < 0:
                    ready[u] = day
                    inside -= 1
                    continue
                doing[u] = WAITS
            if arrives > day:
                put(u, arrives, bucket, link, horizon)
                continue
            p, level = pool[stage[u], region[u]] - offset, priority[u]
            link[u] = -1
            if heads[p, level] < 0:
                heads[p, level] = u
            else:
                link[tails[p, level]] = u
            tails[p, level] = u
            queued[p] += 1
        for p in range(pools):
            if queued[p] == 0:
                continue
            if pool_starts[offset + p] == 1 and day >= turn[p]:
                busy[p], turn[p] = 0, until[day]
            blocked, most = False, places[offset + p, day]
            for level in range(levels):
                while not blocked and heads[p, level] >= 0:
                    u = heads[p, level]
                    if busy[p] + size[u] > most and not (busy[p] == 0 and most > 0):
                        blocked = True
                        continue
                    s, heads[p, level] = stage[u], link[u]
                    k = times[u, s - first] - 1
                    days = work[s - first, u]
                    if k > 0:
                        days = work_days(tables[s], drawn(low, high, keys, u, s, 3, k), factor, extra[s - first, u])
                    end = min(day + days, horizon)
                    busy[p] += size[u]
                    queued[p] -= 1
                    doing[u] = WORKS
                    if len(steps) > 0:
                        steps[rows[s] + k, 1, u], steps[rows[s] + k, 2, u] = day, end
                    put(u, end, bucket, link, horizon)
