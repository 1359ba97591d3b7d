"""The search for exchanges of persons that leave as many published numbers as possible as they are (numba).

An exchange takes persons of one or two rows and gives them other classes. Two rows i and j that swap the columns in
`swap`: every table with columns of one side only stays as it is. One row that takes the classes of another (swap 0):
every table with a column in which they differ changes. Rows are given as codes; a cell is a key (`margins.keys_of`).
"""

from __future__ import annotations

import numba
import numpy as np

GOOD, TRIES = 48, 400
EMPTY = -1


@numba.njit(cache=True)
def _slot(keys, key):  # type: ignore[no-untyped-def]
    """The place of a key in the hash table, or of the empty place where it would stand."""
    mask = len(keys) - 1
    at = ((key * np.int64(-7046029254386353131)) >> 20) & mask
    while keys[at] != EMPTY and keys[at] != key:
        at = (at + 1) & mask
    return at


@numba.njit(cache=True)
def listed_table(listed, weights):  # type: ignore[no-untyped-def]
    """A hash table of the published cells: their keys, and what each is worth (0 once it is withheld)."""
    size = 1024
    while size < 2 * len(listed):
        size *= 2
    keys, worth = np.full(size, EMPTY, np.int64), np.zeros(size, np.float32)
    for number in range(len(listed)):
        at = _slot(keys, listed[number])
        keys[at], worth[at] = listed[number], weights[number]
    return keys, worth


@numba.njit(cache=True)
def _differ(one, other):  # type: ignore[no-untyped-def]
    bits = 0
    for column in range(len(one)):
        if one[column] != other[column]:
            bits |= 1 << column
    return bits


@numba.njit(cache=True)
def _fits(i, j, swap, above):  # type: ignore[no-untyped-def]
    """Whether both rows stay possible: a class and what it is nested in go together, or the latter is the same."""
    for column in range(len(i)):
        for other in range(len(i)):
            if above[column] >> other & 1 and (swap >> column & 1) != (swap >> other & 1) and i[other] != j[other]:
                return False
    return True


@numba.njit(cache=True)
def _corner_key(i, j, swap, some, strides):  # type: ignore[no-untyped-def]
    """The cell, in the table of the columns `some`, of row i with the columns `swap` of row j."""
    key = 0
    for column in range(len(i)):
        if some >> column & 1:
            key += ((j[column] if swap >> column & 1 else i[column]) + 1) * strides[column]
    return key


@numba.njit(cache=True)
def changes(some, swap, different):  # type: ignore[no-untyped-def]
    """Whether an exchange changes anything in the table of these columns."""
    if swap == 0:
        return some & different != 0
    return (some & different & swap) != 0 and (some & different & ~swap) != 0


@numba.njit(cache=True)
def _price(i, j, swap, different, sets, strides, keys, worth, most, take):  # type: ignore[no-untyped-def]
    """What the published cells are worth that this exchange changes; stops beyond `most`. take: withhold them."""
    price = 0.0
    full = (1 << len(i)) - 1
    for some in sets:
        if not changes(some, swap, different):
            continue
        for corner in range(4 if swap else 2):
            part = (0 if corner == 0 else full) if swap == 0 else (0, full, swap, full & ~swap)[corner]
            at = _slot(keys, _corner_key(i, j, part, some, strides))
            if keys[at] != EMPTY:
                price += worth[at]
                if take:
                    worth[at] = 0.0
        if price >= most:
            return price
    return price


@numba.njit(cache=True)
def _draw(rng, row, some, strides, givers, cells, table):  # type: ignore[no-untyped-def]
    """A row in the same cell as this one, at random; -1 where there is none."""
    key = 0
    for column in range(len(row)):
        if some >> column & 1:
            key += (row[column] + 1) * strides[column]
    first = np.searchsorted(cells[table], key)
    last = np.searchsorted(cells[table], key + 1)
    if last <= first:
        return -1
    return givers[table, first + int(rng.random() * (last - first))]


@numba.njit(cache=True)
def search(  # type: ignore[no-untyped-def]
    codes, counts, sets, strides, above, order, wanted, place, done, threshold, givers, cells, keys, worth, up, rng
):
    """Exchanges that lower (or, with `up`, raise) the small cells of these rows far enough.

    order: rows with small cells, in the order in which they are served; wanted[row in order, table]: how many persons
    the cell of the row is to rise by, or 1 where it must be lowered, 0 where it is not small; place: the number of that
    cell, done: which cells rise already; givers, cells: rows sorted by their cell per table, and those cells.
    Out: per exchange the row that it serves, i, j, swap and persons; and how many cells could not be served.
    """
    found = np.empty((6 * len(order) + 64, 6), np.int64)
    made, failed = 0, 0
    tables, columns = len(sets), codes.shape[1]
    full = (1 << columns) - 1
    table_of = np.full(full + 1, -1, np.int64)
    for table in range(tables):
        table_of[sets[table]] = table
    below = _below(above)
    used = np.empty(64, np.int64)
    for at in range(len(order)):
        row, uses = order[at], 0
        left = wanted[at].copy()
        if up:
            for table in range(tables):
                if left[table] and done[place[at, table]]:
                    left[table] = 0
        while True:
            aim = -1
            for table in range(tables):
                if left[table] > 0 and (aim < 0 or _size(sets[table]) < _size(sets[aim])):
                    aim = table
            if aim < 0:
                break
            best, best_i, best_j, best_swap, best_m = np.inf, -1, -1, 0, 0
            good, tries = 0, 0
            while tries < TRIES and best > 0 and good < GOOD:
                tries += 1
                single = tries % 16 == 0 or (tries > TRIES // 2 and best_i < 0)
                i, j, swap = row, row, 0
                if single:
                    table = int(rng.random() * tables)
                    if up:
                        i = _draw(rng, codes[row], sets[table], strides, givers, cells, table)
                    else:
                        j = _draw(rng, codes[row], sets[table], strides, givers, cells, table)
                else:
                    swap = below[_pick(rng, sets[aim])]
                    other = full & ~swap
                    if up:
                        j = _draw(rng, codes[row], other, strides, givers, cells, table_of[other])
                    for _ in range(1 + int(rng.random() * 3)):
                        other &= ~below[_pick(rng, other)] if other else full
                    if up:
                        table = table_of[_closed(other | swap, above)]
                        i = _draw(rng, codes[row], sets[table], strides, givers, cells, table)
                    else:
                        j = _draw(rng, codes[row], other, strides, givers, cells, table_of[other])
                if i < 0 or j < 0 or i == j:
                    continue
                different = _differ(codes[i], codes[j])
                if not changes(sets[aim], swap, different) or (swap and not _fits(codes[i], codes[j], swap, above)):
                    continue
                if (
                    up
                    and swap
                    and _corner_key(codes[j], codes[i], swap, full, strides)
                    != _corner_key(codes[row], codes[row], 0, full, strides)
                ):
                    continue
                m = counts[row]
                if up:
                    m = counts[i] if swap == 0 else min(counts[i], counts[j])
                    for k in range(uses):
                        if used[k] == i or (swap and used[k] == j):
                            m = 0
                    if m == 0:
                        continue
                    m = min(m, threshold)
                elif swap and counts[j] < threshold - 1:
                    continue
                good += 1
                price = _price(codes[i], codes[j], swap, different, sets, strides, keys, worth, best, False)
                if price < best:
                    best, best_i, best_j, best_swap, best_m = price, i, j, swap, m
            if best_i < 0 or uses > 60 or made >= len(found):
                failed += 1
                left[aim] = 0
                continue
            different = _differ(codes[best_i], codes[best_j])
            _price(codes[best_i], codes[best_j], best_swap, different, sets, strides, keys, worth, np.inf, True)
            found[made] = made, row, best_i, best_j, best_swap, best_m
            made += 1
            used[uses] = best_i
            used[uses + 1] = best_j if best_swap else -1
            uses += 2
            for table in range(tables):
                if left[table] > 0 and changes(sets[table], best_swap, different):
                    left[table] = max(0, left[table] - best_m) if up else 0
                    if up and left[table] == 0:
                        done[place[at, table]] = True
    return found[:made], failed


@numba.njit(cache=True)
def _size(bits):  # type: ignore[no-untyped-def]
    size = 0
    while bits:
        size += bits & 1
        bits >>= 1
    return size


@numba.njit(cache=True)
def _pick(rng, bits):  # type: ignore[no-untyped-def]
    """One of the columns, at random."""
    left = int(rng.random() * _size(bits))
    for column in range(64):
        if bits >> column & 1:
            if left == 0:
                return column
            left -= 1
    return -1


@numba.njit(cache=True)
def _below(above):  # type: ignore[no-untyped-def]
    """Per column the columns that are nested in it, itself included, as bits."""
    found = np.zeros(len(above), np.int64)
    for column in range(len(above)):
        for other in range(len(above)):
            if above[other] >> column & 1:
                found[column] |= 1 << other
    return found


@numba.njit(cache=True)
def _closed(bits, above):  # type: ignore[no-untyped-def]
    """With each column what it is nested in."""
    for column in range(len(above)):
        if bits >> column & 1:
            bits |= above[column]
    return bits
