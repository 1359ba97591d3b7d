"""Who starts when: counting queues in whole days.

The rule when capacity falls: nobody stops; work in hand is finished, and nothing new starts in that stage until fewer
are in hand than the new number of places.

A day goes: what ends that day frees its places; then those who wait start, by priority, then by who came first, then
by name, as long as there is a place. A complex starts when there are places for all its addresses, or when nothing is
in hand and there is a place at all (a complex may be larger than the capacity); who is behind it waits with it.
"""

from __future__ import annotations

from narekenen.forecasts.arrays import Ints
from narekenen.forecasts.compiling import bare, kernel


@bare
def by_day(ready: Ints, horizon: int, counts: Ints, order: Ints) -> int:
    """Units in order of the day on which they are ready, on one day by number; returns how many are ready in time."""
    counts[: horizon + 1] = 0
    first, last = horizon, 0
    for u in range(len(ready)):
        a = ready[u]
        if a < horizon:
            counts[a] += 1
            first, last = min(first, a), max(last, a)
    total = 0
    for day in range(first, last + 1):
        here = counts[day]
        counts[day] = total
        total += here
    for u in range(len(ready)):
        a = ready[u]
        if a < horizon:
            order[counts[a]] = u
            counts[a] += 1
    return total


@kernel
def by_class(order: Ints, known: int, classes: Ints, offsets: Ints, sorted_: Ints) -> None:
    """The same units parted by class, their order kept; class c stands in sorted_[offsets[c] : offsets[c + 1]]."""
    offsets[:] = 0
    for i in range(known):
        offsets[classes[order[i]] + 1] += 1
    for c in range(1, len(offsets)):
        offsets[c] += offsets[c - 1]
    place = offsets[:-1].copy()
    for i in range(known):
        u = order[i]
        c = classes[u]
        sorted_[place[c]] = u
        place[c] += 1


@bare
def serve_singles(
    order: Ints, ready: Ints, days: Ints, places: Ints, ends: Ints, busy: int, horizon: int, start: Ints, done: Ints
) -> None:
    """First come, first served, one place each. `ends` holds per day how many places come free; it is used up."""
    day = -1
    for i in range(len(order)):
        u = order[i]
        while day < horizon and (day < ready[u] or busy >= places[day]):
            day += 1
            if day < horizon:
                busy -= ends[day]
        if day >= horizon:
            return
        busy += 1
        start[u] = day
        end = min(day + days[u], horizon)
        done[u] = end
        ends[end] += 1


@bare
def serve_classes(
    sorted_: Ints, heads: Ints, tails: Ints, size: Ints, ready: Ints, days: Ints, places: Ints, ends: Ints, busy: int,
    horizon: int, start: Ints, done: Ints,
) -> None:  # fmt: skip
    """By priority, complexes taking all their places at once; class k waits in sorted_[heads[k] : tails[k]]."""
    left = 0
    for k in range(len(heads)):
        left += tails[k] - heads[k]
    day = -1
    while left > 0 and day < horizon - 1:
        day += 1
        busy -= ends[day]
        blocked = False
        for k in range(len(heads)):
            while not blocked and heads[k] < tails[k] and ready[sorted_[heads[k]]] <= day:
                u = sorted_[heads[k]]
                if busy + size[u] > places[day] and not (busy == 0 and places[day] > 0):
                    blocked = True
                else:
                    busy += size[u]
                    start[u] = day
                    end = min(day + days[u], horizon)
                    done[u] = end
                    ends[end] += size[u]
                    heads[k] += 1
                    left -= 1


@bare
def serve_starts(
    sorted_: Ints, heads: Ints, tails: Ints, size: Ints, ready: Ints, days: Ints, places: Ints, until: Ints,
    horizon: int, start: Ints, done: Ints,
) -> None:  # fmt: skip
    """By priority, so many starts in each quarter; `until` is the day on which the next quarter begins, per day.

    A complex takes as many starts as it has addresses, or starts alone in its quarter. What is left over is gone.
    """
    left, started, turn = 0, 0, 0
    for k in range(len(heads)):
        left += tails[k] - heads[k]
    day = -1
    while left > 0 and day < horizon - 1:
        day += 1
        if day >= turn:
            started, turn = 0, until[day]
        blocked = False
        for k in range(len(heads)):
            while not blocked and heads[k] < tails[k] and ready[sorted_[heads[k]]] <= day:
                u = sorted_[heads[k]]
                if started + size[u] > places[day] and not (started == 0 and places[day] > 0):
                    blocked = True
                else:
                    started += size[u]
                    start[u] = day
                    done[u] = min(day + days[u], horizon)
                    heads[k] += 1
                    left -= 1
