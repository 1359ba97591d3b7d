"""A published table as cells with the sums between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """values: one count per cell. lines: arrays of cell numbers, a row per sum: parts first, the total in the last
    column. shape: of the table with its totals, when it is one crossed table."""

    values: Ints
    lines: tuple[Ints, ...]
    shape: tuple[int, ...]

    def wrong(self) -> list[int]:
        """Totals that are not the sum of their parts (cell numbers)."""
        return [
            int(row[-1]) for line in self.lines for row in line
            if self.values[row[:-1]].sum() != self.values[row[-1]]
        ]  # fmt: skip


def crossed(inner: ArrayLike) -> Cells:
    """A crossed table of counts with every margin; the totals are the last of each axis.

    Raises UnusableInput for a negative count or a table without dimensions.
    """
    table = np.asarray(inner, dtype=np.int64)
    if table.ndim == 0 or np.any(table < 0) or 0 in table.shape:
        raise UnusableInput("A table has dimensions and counts from zero on", where="disclosure")
    for axis in range(table.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    number = np.arange(table.size).reshape(table.shape)
    lines = tuple(np.moveaxis(number, axis, -1).reshape(-1, table.shape[axis]) for axis in range(table.ndim))
    return Cells(table.ravel(), lines, table.shape)


def grouped(cells: Cells, axis: int, groups: Sequence[Sequence[int]]) -> Cells:
    """The same table with subtotals along one axis as further cells: each group is a list of places on that axis.

    The groups together must hold every place once, so that the total is also the sum of the subtotals.
    """
    size = cells.shape[axis] - 1
    if sorted(place for group in groups for place in group) != list(range(size)):
        raise UnusableInput("Groups must hold every place once", where="disclosure")
    across = cells.lines[axis]
    first = len(cells.values)
    values, lines, subtotal = [cells.values], list(cells.lines), np.empty((len(across), len(groups)), dtype=np.int64)
    for g, group in enumerate(groups):
        parts = across[:, list(group)]
        subtotal[:, g] = first + np.arange(len(across))
        first += len(across)
        values.append(cells.values[parts].sum(axis=1))
        lines.append(np.column_stack([parts, subtotal[:, g]]))
    lines.append(np.column_stack([subtotal, across[:, -1]]))
    return Cells(np.concatenate(values), tuple(lines), cells.shape)


def equations(cells: Cells, unknown: Mask) -> tuple[sp.csr_matrix, NDArray[np.float64]]:
    """What an attacker knows of the unknown cells: matrix x unknown values = right hand side; empty rows left out."""
    place = np.full(len(cells.values), -1)
    place[unknown] = np.arange(int(unknown.sum()))
    rows, columns, signs, sides, at = [], [], [], [], 0
    for line in cells.lines:
        hidden = unknown[line]
        kept = hidden.any(axis=1)
        line, hidden = line[kept], hidden[kept]
        sign = np.ones(line.shape[1])
        sign[-1] = -1
        row, column = np.nonzero(hidden)
        rows.append(row + at)
        columns.append(place[line[row, column]])
        signs.append(sign[column])
        sides.append(-(np.where(hidden, 0, cells.values[line]) * sign).sum(axis=1))
        at += len(line)
    parts = [np.concatenate(part) if part else np.empty(0) for part in (signs, rows, columns, sides)]
    matrix = sp.csr_matrix((parts[0], (parts[1].astype(int), parts[2].astype(int))), shape=(at, int(unknown.sum())))
    return matrix, parts[3]
