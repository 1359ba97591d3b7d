"""Every margin of a large table with a row per combination: all its tables, their cells and counts.

A column that another one fixes (a municipality lies in one region) is nested: a table with the municipality holds the
region too, so that no margin is made twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput

Ints = NDArray[np.int64]
MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Margins:
    """codes: (rows, columns), one row per combination in which somebody is; counts: persons per row; sets: the columns
    of each table as bits; keys: of all cells of all tables, sorted (`key_of`); numbers: their counts; strides: of the
    columns in a key; above: per column the columns that it fixes, as bits, itself included."""

    codes: Ints
    counts: Ints
    sets: Ints
    keys: Ints
    numbers: Ints
    strides: Ints
    above: Ints

    def key_of(self, columns: int) -> Ints:
        """The key of the cell of each row in the table of these columns: 0 stands for all classes of a column."""
        return keys_of(self.codes, self.strides, columns)

    def table_of(self, keys: Ints) -> Ints:
        """The columns of the table of each cell, as bits."""
        found = np.zeros(len(keys), dtype=np.int64)
        for column in range(len(self.strides)):
            found |= (self.class_of(keys, column) >= 0).astype(np.int64) << column
        return found

    def class_of(self, keys: Ints, column: int) -> Ints:
        """The code of each cell in a column, -1 for all classes."""
        size = int(self.strides[column + 1] if column + 1 < len(self.strides) else np.iinfo(np.int64).max)
        return np.asarray(keys % size // self.strides[column] - 1)


def keys_of(codes: Ints, strides: Ints, columns: int) -> Ints:
    """One number per row for its cell in the table of these columns (bits)."""
    chosen = [column for column in range(len(strides)) if columns >> column & 1]
    return np.asarray((codes[:, chosen] + 1) @ strides[chosen])


def margins(codes: Sequence[ArrayLike], counts: ArrayLike) -> Margins:
    """All margins of a table of counts.

    codes     per column the code of each row, from 0; a combination may stand in several rows
    counts    persons per row
    Raises UnusableInput for lengths that differ, codes or counts below zero, and more columns or classes than fit.
    """
    columns = [np.asarray(column, dtype=np.int64) for column in codes]
    number = np.asarray(counts, dtype=np.int64)
    _check(columns, number)
    there = number > 0
    rows, at = np.unique(np.column_stack(columns)[there], axis=0, return_inverse=True)
    persons = np.bincount(at.ravel(), weights=number[there], minlength=len(rows)).astype(np.int64)
    sizes = [int(column.max(initial=0)) + 2 for column in columns]
    if float(np.prod(np.array(sizes, dtype=float))) > 2.0**62:
        raise UnusableInput("The table has more classes than can be numbered", where="margins")
    strides = np.cumprod([1, *sizes[:-1]]).astype(np.int64)
    above = _above(rows)
    every = range(1 << len(columns))
    sets = np.array(
        [some for some in every if all(above[c] & ~some == 0 for c in range(len(columns)) if some >> c & 1)]
    )
    keys, numbers = [], []
    for some in sets:
        found, cell = np.unique(keys_of(rows, strides, int(some)), return_inverse=True)
        keys.append(found)
        numbers.append(np.bincount(cell, weights=persons).astype(np.int64))
    flat, held = np.concatenate(keys), np.concatenate(numbers)
    order = np.argsort(flat, kind="stable")
    return Margins(rows, persons, sets, flat[order], held[order], strides, above)


def _above(rows: Ints) -> Ints:
    """Per column the columns that it fixes: every class of it stands with one class of those."""
    columns = rows.shape[1]
    classes = [len(np.unique(rows[:, column])) for column in range(columns)]
    found = np.zeros(columns, dtype=np.int64)
    for column in range(columns):
        for other in range(columns):
            both = rows[:, column] * (int(rows[:, other].max(initial=0)) + 1) + rows[:, other]
            nested = classes[other] > 1 and len(np.unique(both)) == classes[column]
            found[column] |= (column == other or nested) << other
    return found


def _check(columns: list[Ints], number: Ints) -> None:
    if not columns or any(column.shape != number.shape for column in columns):
        raise UnusableInput("Codes and counts of unequal length", where="margins")
    if len(columns) > MOST_COLUMNS:
        raise UnusableInput("More columns than every margin can be made of", where="margins", do="Leave some out")
    if np.any(number < 0) or any(np.any(column < 0) for column in columns):
        raise UnusableInput("A code or a count lies below zero", where="margins")
