"""Intervals of counts. Those of shares stand in `narekenen.fieldtests.intervals`.

Every function takes numbers or arrays that broadcast and returns two arrays (low, high). What cannot be given is not
a number, never a guess.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri

from narekenen.fieldtests.intervals import Limits, floats, quantile

EXACT_BELOW = 10


def byar(count: ArrayLike, level: float = 0.95) -> Limits:
    """Byar's limits of a Poisson count (Breslow and Day 1987): within 0.2% of the exact ones from 10 on.

    low = x (1 - 1/9x - z/(3 sqrt x))^3, high the same of x + 1 with a plus. A low limit that would be negative is not
    a number. Below 10 use `exact_count`. Not for events that come in clusters, such as stays of one person.
    """
    (x,), z = floats(count), quantile(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return np.where(low < 0, np.nan, low), high


def exact_count(count: ArrayLike, level: float = 0.95) -> Limits:
    """Exact limits of a Poisson count (Garwood 1936): half a chi-squared quantile with 2x and 2x + 2 degrees."""
    (x,), tail = floats(count), (1 - level) / 2
    low = np.where(x == 0, 0.0, chdtri(2 * np.maximum(x, 1e-9), 1 - tail) / 2)
    return low, np.asarray(chdtri(2 * x + 2, tail) / 2)


def count_limits(count: ArrayLike, level: float = 0.95) -> Limits:
    """Exact below ten events, Byar from ten on: the rule of the public health tables in England."""
    (x,) = floats(count)
    exact, near, few = exact_count(x, level), byar(x, level), x < EXACT_BELOW
    return np.where(few, exact[0], near[0]), np.where(few, exact[1], near[1])
