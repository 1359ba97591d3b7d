"""Intervals for ratios in pairs: of the two chances of a positive answer, and of the discordant counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from narekenen.fieldtests.intervals import (
    Array,
    Limits,
    binomial_cdf,
    bisect,
    clopper_pearson,
    floats,
    quantile,
    wilson,
)


def ratio_wald(n11: ArrayLike, n10: ArrayLike, n01: ArrayLike, level: float = 0.95) -> Limits:
    """Log-Wald limits of (n11 + n10) / (n11 + n01). Not a number where either margin is empty."""
    a, b, c = floats(n11, n10, n01)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = np.log((a + b) / (a + c))
        half = quantile(level) * np.sqrt((b + c) / ((a + b) * (a + c)))
        return np.exp(centre - half), np.exp(centre + half)


def _tang_statistic(a: Array, b: Array, c: Array, n: Array, phi: Array) -> Array:
    m = a + b + c
    A, B, C = n * (1 + phi), (a + c) * phi**2 - (a + b + 2 * c), c * (1 - phi) * m / n
    p01 = (np.sqrt(np.maximum(B * B - 4 * A * C, 0)) - B) / (2 * A)
    variance = np.maximum(A * p01 + m * (phi - 1), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (a + b - (a + c) * phi) / np.sqrt(variance)
    return np.where(np.isnan(z), 0.0, z)


def tang(n11: ArrayLike, n10: ArrayLike, n01: ArrayLike, n00: ArrayLike, level: float = 0.95) -> Limits:
    """Score limits of (n11 + n10) / (n11 + n01) (Tang, Tang and Chan 2003, Stat Med 22:1217). Infinite where it is."""
    a, b, c, d = floats(n11, n10, n01, n00)
    n, z = a + b + c + d, quantile(level)
    far = np.full_like(n, 30.0)

    def statistic(log_phi: Array) -> Array:
        return _tang_statistic(a, b, c, n, np.exp(log_phi))

    low, high = (np.exp(end) for end in bisect(statistic, (z, -z), (-far, far)))
    return np.where(a + b == 0, 0.0, low), np.where(a + c == 0, np.inf, high)


def _as_odds(limits: Limits) -> Limits:
    with np.errstate(divide="ignore"):
        return limits[0] / (1 - limits[0]), limits[1] / (1 - limits[1])


def odds_wald(n10: ArrayLike, n01: ArrayLike, level: float = 0.95) -> Limits:
    """Log-Wald limits of the conditional odds ratio n10 / n01. Not a number where either is 0."""
    b, c = floats(n10, n01)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, half = np.log(b / c), quantile(level) * np.sqrt(1 / b + 1 / c)
        return np.exp(centre - half), np.exp(centre + half)


def odds_wilson(n10: ArrayLike, n01: ArrayLike, level: float = 0.95) -> Limits:
    """Wilson limits of n10 among the discordant pairs, as odds."""
    b, c = floats(n10, n01)
    return _as_odds(wilson(b, b + c, level))


def odds_exact(n10: ArrayLike, n01: ArrayLike, level: float = 0.95) -> Limits:
    """Clopper-Pearson limits of n10 among the discordant pairs, as odds."""
    b, c = floats(n10, n01)
    return _as_odds(clopper_pearson(b, b + c, level))


def odds_midp(n10: ArrayLike, n01: ArrayLike, level: float = 0.95) -> Limits:
    """Mid-P limits of n10 among the discordant pairs, as odds: they agree with the mid-p test."""
    b, c = floats(n10, n01)
    n, tail = b + c, (1 - level) / 2

    def below(p: Array) -> Array:
        return (binomial_cdf(b, n, p) + binomial_cdf(b - 1, n, p)) / 2

    zero, one = np.zeros_like(n), np.ones_like(n)
    low, high = bisect(below, (1 - tail, tail), (zero, one))
    return _as_odds((np.where(b == 0, 0.0, low), np.where(c == 0, 1.0, high)))
