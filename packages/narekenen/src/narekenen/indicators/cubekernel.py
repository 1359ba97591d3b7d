"""The compiled part of the cube: spreading records over buckets, walking persons, stamping cells."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Ints = NDArray[np.int64]
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio (Knuth): spreads neighbouring numbers
EMPTY = -1


@njit(cache=True, nogil=True)
def pack(packed: Words, codes: Ints, size: int) -> None:
    """packed = packed * size + code, in place."""
    for i in range(packed.size):
        packed[i] = packed[i] * np.uint64(size) + np.uint64(codes[i])


@njit(cache=True, nogil=True)
def _mixed(person: np.uint64) -> np.uint64:
    h = person ^ (person >> np.uint64(32))
    h = h * SPREAD
    return h ^ (h >> np.uint64(29))


@njit(cache=True, nogil=True)
def spread_over_buckets(person: Words, packed: Words, bits: int) -> tuple[Ints, Words, Words]:
    """Records ordered by a hash of their person: where each bucket starts, and persons and codes in that order."""
    buckets = 1 << bits
    shift = np.uint64(64 - bits)
    starts = np.zeros(buckets + 1, dtype=np.int64)
    for i in range(person.size):
        b = np.int64((_mixed(person[i]) * SPREAD) >> shift) if bits else 0
        starts[b + 1] += 1
    for b in range(buckets):
        starts[b + 1] += starts[b]
    at = starts[:-1].copy()
    people, codes = np.empty_like(person), np.empty_like(packed)
    for i in range(person.size):
        b = np.int64((_mixed(person[i]) * SPREAD) >> shift) if bits else 0
        people[at[b]] = person[i]
        codes[at[b]] = packed[i]
        at[b] += 1
    return starts, people, codes


@njit(cache=True, nogil=True)
def _chain(people: Words, slots: Ints, heads: Ints, following: Ints, mask: int) -> int:
    """Chain the records of each person of one bucket: heads per person, the next record per record."""
    persons = 0
    for i in range(mask + 1):
        slots[i] = EMPTY
    for i in range(people.size):
        slot = np.int64(_mixed(people[i]) & np.uint64(mask))
        while slots[slot] != EMPTY and people[heads[slots[slot]]] != people[i]:
            slot = (slot + 1) & mask
        if slots[slot] == EMPTY:
            slots[slot] = persons
            following[i] = EMPTY
            heads[persons] = i
            persons += 1
        else:
            following[i] = heads[slots[slot]]
            heads[slots[slot]] = i
    return persons


@njit(cache=True, nogil=True)
def count_margins(
    starts: Ints, people: Words, codes: Words, sizes: Ints, spans: bool, strides: Ints, offsets: Ints, cells: int
) -> Ints:
    """Per cell the number of persons with a record in it. `cells` counts all margins together."""
    largest = 1
    for b in range(starts.size - 1):
        largest = max(largest, starts[b + 1] - starts[b])
    room = 2
    while room < 2 * largest:
        room *= 2
    slots, heads = np.empty(room, dtype=np.int64), np.empty(largest, dtype=np.int64)
    following = np.empty(largest, dtype=np.int64)
    table = np.zeros((cells, 2), dtype=np.int32)  # stamp, count
    margins, dims = strides.shape
    code = np.empty(dims, dtype=np.int64)
    base = np.empty(margins, dtype=np.int64)
    stamp = 0
    for b in range(starts.size - 1):
        first, size = starts[b], starts[b + 1] - starts[b]
        mask = 2
        while mask < 2 * size:
            mask *= 2
        persons = _chain(people[first : first + size], slots, heads, following, mask - 1)
        for p in range(persons):
            stamp += 1
            i = heads[p]
            while i != EMPTY:
                rest = np.int64(codes[first + i])
                for d in range(dims - 1, -1, -1):
                    code[d] = rest % sizes[d]
                    rest //= sizes[d]
                for m in range(margins):
                    cell = offsets[m]
                    for d in range(dims):
                        cell += code[d] * strides[m, d]
                    base[m] = cell
                for more in range(rest + 1 if spans else 1):
                    for m in range(margins):
                        cell = base[m] + more * strides[m, dims - 1]
                        if table[cell, 0] != stamp:
                            table[cell, 0] = stamp
                            table[cell, 1] += 1
                i = following[i]
    return table[:, 1].astype(np.int64)
