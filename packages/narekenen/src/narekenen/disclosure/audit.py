"""What an attacker can work out who knows the published cells, the sums between cells, and that counts are 0 or more.

Two ways: `fixed` finds the cells that the sums alone determine, for tables of any size; `intervals` gives, by linear
programming (HiGHS), the range that is left for each unknown cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import lsmr

from narekenen.disclosure.tables import Cells, Mask, equations

Floats = NDArray[np.float64]
DENSE = 400  # unknown cells in a group up to which the kernel is found exactly


@dataclass(frozen=True, slots=True)
class Audit:
    """Per unknown cell (numbers in `cells`) the least and the most that fits what is published."""

    cells: NDArray[np.int64]
    low: Floats
    high: Floats

    def width(self) -> Floats:
        """What the attacker does not know: high - low."""
        return self.high - self.low


def _groups(matrix: sp.csr_matrix) -> NDArray[np.int32]:
    """Number of the group of unknown cells that hang together through sums, per unknown cell."""
    _, labels = connected_components(matrix.T @ matrix, directed=False)
    return np.asarray(labels)


def fixed(cells: Cells, unknown: Mask, seed: int = 0) -> NDArray[np.int64]:
    """Unknown cells that follow from the sums alone, whatever the others are: these are given away.

    A cell is free when some change of the unknown cells that keeps all sums moves it. A random change is projected on
    those that keep all sums: what it leaves unmoved is fixed (with probability 1).
    """
    matrix, _ = equations(cells, unknown)
    numbers = np.flatnonzero(unknown)
    moved = np.zeros(len(numbers))
    labels, rng = _groups(matrix), np.random.default_rng(seed)
    order = np.argsort(labels, kind="stable")
    by_column = matrix.tocsc()
    for group in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        moved[group] = _free_part(by_column[:, group], rng.standard_normal(len(group)))
    return numbers[np.abs(moved) < 1e-6]


def _free_part(matrix: sp.csc_matrix, change: Floats) -> Floats:
    """The part of a change that keeps all sums."""
    used = matrix[np.unique(matrix.indices)]
    if matrix.shape[1] <= DENSE:
        dense = used.toarray()
        return np.asarray(change - np.linalg.lstsq(dense, dense @ change, rcond=None)[0])
    kept = lsmr(used, used @ change, atol=1e-12, btol=1e-12, maxiter=20_000)[0]
    return np.asarray(change - kept)


def intervals(cells: Cells, unknown: Mask, which: Mask | None = None) -> Audit:
    """The range of each unknown cell in `which` (all of them when None): two linear programs per cell."""
    matrix, side = equations(cells, unknown)
    numbers = np.flatnonzero(unknown)
    wanted = np.arange(len(numbers)) if which is None else np.flatnonzero(which[numbers])
    labels = _groups(matrix)
    by_column = matrix.tocsc()
    low, high = np.empty(len(wanted)), np.empty(len(wanted))
    for label in np.unique(labels[wanted]):
        group = np.flatnonzero(labels == label)
        part = by_column[:, group]
        rows = np.unique(part.indices)
        for at in np.flatnonzero(labels[wanted] == label):
            aim = np.zeros(len(group))
            aim[np.searchsorted(group, wanted[at])] = 1
            low[at], high[at] = (sign * _best(sign * aim, part[rows], side[rows]) for sign in (1, -1))
    return Audit(numbers[wanted], low, high)


def _best(aim: Floats, matrix: Any, side: Floats) -> float:
    found: Any = linprog(aim, A_eq=matrix, b_eq=side, bounds=(0, None), method="highs")
    if found.status == 3:
        return -np.inf
    if found.status != 0:
        raise ArithmeticError(f"The audit found no table that fits what is published: {found.message}")
    return float(found.fun)
