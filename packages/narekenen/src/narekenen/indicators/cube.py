"""Unique persons per margin, in one pass grouped by person.

Unique counts do not add up: a person who stays in two municipalities counts once in each and once in the country. So
every margin of the table is counted itself. Persons are spread over small buckets by a hash of their pseudonym; in a
bucket the records of one person are chained and walked, and each cell keeps a stamp of the last person it counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput, say
from narekenen.indicators.cubekernel import count_margins, spread_over_buckets

Ints = NDArray[np.int64]
MOST_CELLS = 50_000_000


@dataclass(frozen=True, slots=True)
class Cube:
    """Unique persons per cell of every margin.

    names   the dimensions, in the order of the axes
    tables  margin (names kept, in order) -> array with one axis per name; () is the number of persons in all
    """

    names: tuple[str, ...]
    tables: dict[tuple[str, ...], Ints]

    def count(self, **where: int) -> int:
        """Persons with these codes; dimensions that are not named are not looked at."""
        kept = tuple(name for name in self.names if name in where)
        return int(self.tables[kept][tuple(where[name] for name in kept)])


def all_margins(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Every subset of the dimensions, the whole first, the empty one last."""
    return tuple(kept for size in range(len(names), -1, -1) for kept in combinations(names, size))


def unique_persons(
    person: ArrayLike,
    codes: dict[str, ArrayLike],
    sizes: dict[str, int],
    *,
    margins: Sequence[Sequence[str]] | None = None,
    until: ArrayLike | None = None,
) -> Cube:
    """Count each person once per cell of each margin.

    person   pseudonyms as 64-bit integers, one per record
    codes    dimension -> code per record, 0 to size - 1; what is unknown has a code of its own
    margins  subsets of the dimensions; None for all of them
    until    last code of the last dimension (a period): a record then counts in each period from its code to this one
    Raises UnusableInput when lengths differ, a code lies outside its size, or the table would pass 50 million cells.
    Not for sums of stays or nights, which do add up.
    """
    names = tuple(codes)
    kept = [tuple(margin) for margin in (all_margins(names) if margins is None else margins)]
    persons = np.ascontiguousarray(person).astype(np.uint64, copy=False)
    columns = [np.asarray(codes[name]) for name in names]
    ends = columns[-1] if until is None else np.asarray(until)
    _check(names, persons, columns, ends, sizes, kept)
    strides, offsets, shapes = _layout(names, sizes, kept)
    packed, last = _packed(names, columns, ends, sizes)
    starts, order_person, order_packed = spread_over_buckets(persons, packed, _bucket_bits(len(persons)))
    counts = count_margins(
        starts, order_person, order_packed, np.array([sizes[n] for n in names]), last, strides, offsets[:-1],
        int(offsets[-1]),
    )  # fmt: skip
    parts = zip(kept, offsets[:-1], offsets[1:], shapes, strict=True)
    return Cube(names, {margin: counts[first:end].reshape(shape) for margin, first, end, shape in parts})


def add(one: Cube, other: Cube) -> Cube:
    """The counts of two sets of records that have no person in common."""
    return Cube(one.names, {margin: table + other.tables[margin] for margin, table in one.tables.items()})


def _check(
    names: tuple[str, ...], persons: NDArray[np.uint64], columns: list[NDArray[np.int64]], ends: NDArray[np.int64],
    sizes: dict[str, int], margins: list[tuple[str, ...]],
) -> None:  # fmt: skip
    problems = []
    for name, column in [*zip(names, columns, strict=True), (f"until ({names[-1]})", ends)]:
        size = sizes[name] if name in sizes else sizes[names[-1]]
        if column.shape != persons.shape:
            problems.append(
                say("{name}: {size} codes for {records} records", name=name, size=column.size, records=persons.size)
            )
        elif column.size and (column.min() < 0 or column.max() >= size):
            problems.append(
                say(
                    "{name}: codes run from {low} to {high}, outside 0 to {most}",
                    name=name,
                    low=column.min(),
                    high=column.max(),
                    most=size - 1,
                )
            )
    problems += [
        say("margin {margin}: not made of {names}", margin=margin, names=names)
        for margin in margins
        if not set(margin) <= set(names)
    ]
    cells = sum(int(np.prod([sizes[name] for name in margin], dtype=np.int64)) for margin in margins if not problems)
    if cells > MOST_CELLS:
        problems.append(say("{cells} cells in all; at most {most}", cells=cells, most=MOST_CELLS))
    if not problems and ends is not columns[-1] and np.any(ends < columns[-1]):
        problems.append(say("{n} records end before they begin", n=int((ends < columns[-1]).sum())))
    if problems:
        raise UnusableInput("These records cannot be counted", where="cube", problems=tuple(problems))


def _layout(
    names: tuple[str, ...], sizes: dict[str, int], margins: list[tuple[str, ...]]
) -> tuple[Ints, Ints, list[tuple[int, ...]]]:
    """Strides per margin and dimension (0 where it is summed out), where each margin starts, and its shape."""
    strides = np.zeros((len(margins), len(names)), dtype=np.int64)
    offsets, shapes = [0], []
    for row, margin in enumerate(margins):
        shape = tuple(sizes[name] for name in margin)
        step = 1
        for name in reversed(margin):
            strides[row, names.index(name)] = step
            step *= sizes[name]
        offsets.append(offsets[-1] + step)
        shapes.append(shape)
    return strides, np.array(offsets), shapes


def _packed(
    names: tuple[str, ...], columns: list[NDArray[np.int64]], ends: NDArray[np.int64], sizes: dict[str, int]
) -> tuple[NDArray[np.uint64], bool]:
    """All codes of a record in one number, with the number of further periods in front; whether there are any."""
    from narekenen.indicators.cubekernel import pack

    spans = ends is not columns[-1]
    product = int(np.prod([sizes[name] for name in names], dtype=object)) * (sizes[names[-1]] if spans else 1)
    if product >= 2**63:
        raise UnusableInput("The dimensions have too many codes together", where="cube", do="Count fewer dimensions")
    packed = np.zeros(len(columns[0]), dtype=np.uint64)
    if spans:
        pack(packed, np.ascontiguousarray(ends - columns[-1]), 1)
    for name, column in zip(names, columns, strict=True):
        pack(packed, np.ascontiguousarray(column), sizes[name])
    return packed, spans


def _bucket_bits(records: int) -> int:
    """So many buckets that one holds about four thousand records and stays in the cache."""
    return max(0, min(13, int(np.log2(max(records, 1) / 4096 + 1)) + 1)) if records > 8192 else 0
