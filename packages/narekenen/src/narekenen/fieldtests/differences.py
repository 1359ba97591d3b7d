"""Intervals for the paired difference (n10 - n01) / n.

The score interval needs only n10, n01 and the number of pairs in the denominator, so that it serves all three
denominators: all pairs, pairs with at least one positive answer, pairs answered differently.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from narekenen.fieldtests.intervals import Array, Limits, bisect, floats, quantile, wilson


def score_statistic(n10: ArrayLike, n01: ArrayLike, n: ArrayLike, difference: ArrayLike) -> Array:
    """Tango's z of H0: difference = `difference` (Tango 1998, Stat Med 17:891). At 0 it is McNemar's z.

    The nuisance share is estimated under H0; the statistic falls when `difference` rises. 0 where it is 0/0.
    """
    b, c, n_, d = floats(n10, n01, n, difference)
    B = -b - c + (2 * n_ - b + c) * d
    C = -c * d * (1 - d)
    p01 = (np.sqrt(np.maximum(B * B - 8 * n_ * C, 0)) - B) / (4 * np.maximum(n_, 1e-300))
    variance = n_ * np.maximum(2 * p01 + d * (1 - d), 0)
    gap = b - c - n_ * d
    with np.errstate(divide="ignore", invalid="ignore"):
        z = gap / np.sqrt(variance)
    return np.where(np.abs(gap) < 1e-12 * np.maximum(n_, 1), 0.0, z)


def tango(n10: ArrayLike, n01: ArrayLike, n: ArrayLike, level: float = 0.95) -> Limits:
    """Score limits (Tango 1998). Default: keeps its level also for few pairs and at 0 discordant pairs."""
    b, c, n_ = floats(n10, n01, n)
    z = quantile(level)
    one = np.ones_like(n_)

    def statistic(difference: Array) -> Array:
        return score_statistic(b, c, n_, difference)

    low, high = bisect(statistic, (z, -z), (-one, one))
    return np.where(b - c <= -n_, -1.0, low), np.where(b - c >= n_, 1.0, high)


def wald(n10: ArrayLike, n01: ArrayLike, n: ArrayLike, level: float = 0.95) -> Limits:
    """Delta-method limits: variance (D - (n10 - n01)^2 / n) / n^2. Too narrow below some 50 discordant pairs."""
    b, c, n_ = floats(n10, n01, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        difference = (b - c) / n_
        half = quantile(level) * np.sqrt(b + c - (b - c) ** 2 / n_) / n_
    return np.clip(difference - half, -1, 1), np.clip(difference + half, -1, 1)


def bonett_price(n10: ArrayLike, n01: ArrayLike, n: ArrayLike, level: float = 0.95) -> Limits:
    """Wald limits after one pair more in each discordant cell (Bonett and Price 2012): good, and by hand."""
    b, c, n_ = floats(n10, n01, n)
    p, q = (b + 1) / (n_ + 2), (c + 1) / (n_ + 2)
    half = quantile(level) * np.sqrt((p + q - (p - q) ** 2) / (n_ + 2))
    return np.clip(p - q - half, -1, 1), np.clip(p - q + half, -1, 1)


def newcombe(n11: ArrayLike, n10: ArrayLike, n01: ArrayLike, n00: ArrayLike, level: float = 0.95) -> Limits:
    """Square-and-add limits over all pairs (Newcombe 1998, Stat Med 17:2635, method 10, correlation corrected)."""
    a, b, c, d = floats(n11, n10, n01, n00)
    n = a + b + c + d
    p1, p2 = (a + b) / n, (a + c) / n
    (l1, u1), (l2, u2) = wilson(a + b, n, level), wilson(a + c, n, level)
    margins = np.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    product = a * d - b * c
    product = np.where(product > 0, np.maximum(product - n / 2, 0), product)
    phi = np.where(margins > 0, product / np.maximum(margins, 1e-300), 0.0)
    low = np.sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    high = np.sqrt((p2 - l2) ** 2 - 2 * phi * (p2 - l2) * (u1 - p1) + (u1 - p1) ** 2)
    return p1 - p2 - low, p1 - p2 + high
