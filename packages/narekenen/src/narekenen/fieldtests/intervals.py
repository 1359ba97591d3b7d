"""Small shared ground of the interval kernels: arrays, Wilson limits, bisection.

Every kernel takes counts (numbers or arrays that broadcast) and returns two arrays (low, high).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc, betaincinv, ndtri

Array = NDArray[np.float64]
Limits = tuple[Array, Array]


def floats(*values: ArrayLike) -> tuple[Array, ...]:
    """The values as float arrays of one common shape."""
    return tuple(np.broadcast_arrays(*[np.asarray(value, dtype=np.float64) for value in values]))


def quantile(level: float) -> float:
    """The two-sided standard normal quantile: 1.96 for a level of 0.95."""
    return float(ndtri(0.5 + level / 2))


def bisect(score: Callable[[Array], Array], targets: tuple[float, float], ends: Limits, steps: int = 54) -> Limits:
    """Where the decreasing function `score` passes each of the two targets, to about 2^-steps of the range.

    ends   where to look: from, to. Both targets are sought at once: `score` gets arrays with one more axis, of two.
    """
    low, high = (np.stack([end, end]) for end in ends)
    target = np.reshape(np.asarray(targets), (2,) + (1,) * (low.ndim - 1))
    for _ in range(steps):
        middle = (low + high) / 2
        above = score(middle) > target
        low = np.where(above, middle, low)
        high = np.where(above, high, middle)
    middle = (low + high) / 2
    return middle[0], middle[1]


def binomial_cdf(k: ArrayLike, n: ArrayLike, p: ArrayLike) -> Array:
    """P(X <= k) for X ~ binomial(n, p), by the incomplete beta function; 0 below k = 0 and 1 from k = n."""
    k_, n_, p_ = floats(k, n, p)
    inside = betainc(np.maximum(n_ - k_, 1e-300), np.maximum(k_, 0) + 1, 1 - p_)
    return np.where(k_ < 0, 0.0, np.where(k_ >= n_, 1.0, inside))


def wilson(successes: ArrayLike, trials: ArrayLike, level: float = 0.95) -> Limits:
    """Wilson score limits of a share (Wilson 1927). Not for clustered trials."""
    k, n = floats(successes, trials)
    z = quantile(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = (k + z * z / 2) / (n + z * z)
        half = z * np.sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def clopper_pearson(successes: ArrayLike, trials: ArrayLike, level: float = 0.95) -> Limits:
    """Exact limits of a share (Clopper and Pearson 1934): never below the level, wider than needed."""
    k, n = floats(successes, trials)
    tail = (1 - level) / 2
    low = np.where(k == 0, 0.0, betaincinv(np.maximum(k, 1e-9), n - k + 1, tail))
    high = np.where(k == n, 1.0, betaincinv(k + 1, np.maximum(n - k, 1e-9), 1 - tail))
    return low, high
