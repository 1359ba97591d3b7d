"""Compiled draws: random bits per unit, and whole days for them. The same bits as `streams`, the same days as
`durations`."""

from __future__ import annotations

import numpy as np

from narekenen.forecasts.arrays import Ints
from narekenen.forecasts.compiling import bare
from narekenen.forecasts.durations import BITS, TAIL, Table
from narekenen.forecasts.streams import M1, M2, M3, Words

C1, C2, C3 = np.uint32(M1), np.uint32(M2), np.uint32(M3)
BODY = np.uint32(32 - BITS)
W1, W2, W3 = np.uint32(32 - TAIL), np.uint32(32 - 2 * TAIL), np.uint32(32 - 3 * TAIL)
FAR1, FAR2, FAR3 = np.uint32(2**TAIL - 1), np.uint32(2 ** (2 * TAIL) - 1), np.uint32(2 ** (3 * TAIL) - 1)
S15, S17, S11, S14, S16 = np.uint32(15), np.uint32(17), np.uint32(11), np.uint32(14), np.uint32(16)
ONE = np.uint32(1)


@bare
def fill_bits(low: Words, high: Words, key: np.uint64, bits: Words) -> None:
    """32 random bits per unit under one key."""
    first, second = np.uint32(key & np.uint64(0xFFFFFFFF)), np.uint32(key >> np.uint64(32))
    for u in range(len(low)):
        h = low[u] ^ first
        h = np.uint32((h ^ (h >> S17)) * C1)
        h = np.uint32((h ^ (h >> S11)) * C2)
        h = h ^ high[u] ^ second
        h = np.uint32((h ^ (h >> S15)) * C3)
        h = np.uint32((h ^ (h >> S14)) * C1)
        bits[u] = h ^ (h >> S16)


@bare
def one_bits(low: np.uint32, high: np.uint32, key: np.uint64) -> np.uint32:
    """The same 32 random bits for one unit."""
    h = low ^ np.uint32(key & np.uint64(0xFFFFFFFF))
    h = np.uint32((h ^ (h >> S17)) * C1)
    h = np.uint32((h ^ (h >> S11)) * C2)
    h = h ^ high ^ np.uint32(key >> np.uint64(32))
    h = np.uint32((h ^ (h >> S15)) * C3)
    h = np.uint32((h ^ (h >> S14)) * C1)
    return np.uint32(h ^ (h >> S16))


@bare
def one_day(tables: Table, h: np.uint32) -> np.int64:
    """Whole days for 32 random bits."""
    row, word = 0, h
    if word >> W1 != FAR1:
        row, word = 3, np.uint32(~h)
        if word >> W1 != FAR1:
            return np.int64(tables[0, h >> BODY])
    if word >> W2 != FAR2:
        return np.int64(tables[row + 1, (word & np.uint32((ONE << W1) - ONE)) >> np.uint32(W1 - BITS)])
    if word >> W3 != FAR3:
        return np.int64(tables[row + 2, (word & np.uint32((ONE << W2) - ONE)) >> np.uint32(W2 - BITS)])
    return np.int64(tables[row + 3, word & np.uint32((ONE << W3) - ONE)])


@bare
def fill_days(tables: Table, bits: Words, days: Ints) -> None:
    """Whole days per unit: first the body for everybody, then the two tails, so that the first pass has no branch."""
    body = tables[0]
    for u in range(len(bits)):
        days[u] = body[bits[u] >> BODY]
    for u in range(len(bits)):
        if np.uint32((bits[u] >> W1) + ONE) & FAR1 <= ONE:
            days[u] = one_day(tables, bits[u])


@bare
def remaining_days(tables: Table, h: np.uint32, age: int) -> np.int64:
    """Days still to go for work that has lasted `age` days: the table read at F(age) + u (1 - F(age)).

    P(more than x to go) = S(age + x) / S(age). Work older than its distribution reaches ends the next day.
    """
    below, above = 0, (1 << 32) - 1
    while below < above:  # the first 32-bit number that stands for more than `age` days
        middle = (below + above) // 2
        if one_day(tables, np.uint32(middle)) > age:
            above = middle
        else:
            below = middle + 1
    at = below + int(((1 << 32) - below) * (float(h) + 0.5) / 4294967296.0)
    left = one_day(tables, np.uint32(min(at, (1 << 32) - 1))) - age
    return np.int64(left if left > 1 else 1)
