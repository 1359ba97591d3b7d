"""Rounding to a base, and what rounded tables still tell."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog

from narekenen.disclosure.tables import Cells, Ints, Mask, equations


def round_to(values: ArrayLike, base: int = 5) -> Ints:
    """Counts to the nearest multiple of an odd base (5: 1 and 2 become 0, 3 and 4 become 5). Sums no longer hold."""
    counts = np.asarray(values, dtype=np.int64)
    return (counts + base // 2) // base * base


def rounded_ranges(cells: Cells, base: int, which: Mask) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per cell in `which` the least and most that fits all rounded cells and the sums between the true ones.

    A single value means that rounding gave the cell away: totals rounded apart can do that.
    """
    matrix: Any
    matrix, side = equations(cells, np.ones(len(cells.values), dtype=bool))
    shown = round_to(cells.values, base)
    low, high = np.maximum(shown - base // 2, 0), shown + (base - 1 - base // 2)
    bounds: Any = np.column_stack([low, high])
    ends: tuple[list[float], list[float]] = ([], [])
    for cell in np.flatnonzero(which):
        for sign, out in zip((1, -1), ends, strict=True):
            aim = np.zeros(len(cells.values))
            aim[cell] = sign
            found: Any = linprog(aim, A_eq=matrix, b_eq=side, bounds=bounds, method="highs")
            out.append(sign * float(found.fun))
    return np.array(ends[0]), np.array(ends[1])
