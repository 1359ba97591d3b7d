"""Small areas by partial pooling: each area's interval borrows from the others as far as they are alike.

Never a league table: the result is an interval per area and one for the spread between areas. The uncertainty about
that spread is averaged over, not plugged in, so that the intervals do not come out too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, ndtr

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import Array

GRID = 60


@dataclass(frozen=True, slots=True)
class Pooled:
    """One area. `own` is what its data alone say, `value` the pooled centre (median), low..high the interval."""

    area: str
    own: float
    value: float
    low: float
    high: float
    n: float


@dataclass(frozen=True, slots=True)
class Pooling:
    """All areas; `centre` and `spread` (standard deviation between areas) as posterior means."""

    areas: tuple[Pooled, ...]
    centre: float
    spread: float
    level: float


def _quantiles(cdf: Array, grid: Array, level: float) -> tuple[float, float, float]:
    low, middle, high = (float(np.interp(q, cdf, grid)) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    return low, middle, high


def pool_differences(values: Mapping[str, tuple[float, float]], *, level: float = 0.95) -> Pooling:
    """Normal-normal model with a flat prior on the spread and the centre (Rubin 1981; Gelman et al., BDA 5.4).

    values   area -> (estimate, standard error), at least three areas, standard errors above 0
    For net differences of areas with some 30 discordant pairs or more; for counts use `pool_shares`.
    """
    wrong = tuple(f"{area}: standard error {se!r}" for area, (_, se) in values.items() if not se > 0)
    if wrong or len(values) < 3:
        raise UnusableInput(f"{len(values)} areas", where="pooling", problems=wrong,
                            why="Needed are at least three areas, each with a standard error above 0")  # fmt: skip
    y = np.array([v for v, _ in values.values()])
    s2 = np.array([se**2 for _, se in values.values()])
    reach = 4 * float(y.std()) + 2 * float(np.sqrt(s2.min()))
    tau = np.linspace(0, reach, 4 * GRID)[:, None]
    weight = 1 / (s2 + tau**2)
    mean, total = (weight * y).sum(axis=1) / weight.sum(axis=1), weight.sum(axis=1)
    log_p = 0.5 * (np.log(weight).sum(axis=1) - np.log(total) - (weight * (y - mean[:, None]) ** 2).sum(axis=1))
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    keep = s2 / (s2 + tau**2)  # how much of the common centre an area takes over
    theta = keep * mean[:, None] + (1 - keep) * y
    variance = (1 - keep) * s2 + keep**2 / total[:, None]
    grid = np.linspace(y.min() - 4 * math.sqrt(s2.max()), y.max() + 4 * math.sqrt(s2.max()), 2001)
    areas = []
    for i, (area, (own, se)) in enumerate(values.items()):
        sd = np.sqrt(np.maximum(variance[:, i], 1e-18))
        cdf = p @ ndtr((grid[None, :] - theta[:, i, None]) / sd[:, None])
        low, middle, high = _quantiles(cdf, grid, level)
        areas.append(Pooled(area, own, middle, low, high, 1 / se**2))
    return Pooling(tuple(areas), float(p @ mean), float(p @ tau[:, 0]), level)


def pool_shares(counts: Mapping[str, tuple[int, int]], *, level: float = 0.95) -> Pooling:
    """Beta-binomial model on a grid; prior uniform on the mean and (a + b)^(-5/2) on the precision (BDA 5.3).

    counts   area -> (successes, trials), at least three areas with a trial
    For shares of visits, calls or tests, also with 5 per area (43 municipalities, 215 visits).
    """
    wrong = tuple(f"{area}: {k} of {n}" for area, (k, n) in counts.items() if not 0 <= k <= n or n < 1)
    if wrong or len(counts) < 3:
        raise UnusableInput(f"{len(counts)} areas", where="pooling", problems=wrong,
                            why="Needed are at least three areas with successes between 0 and trials")  # fmt: skip
    k = np.array([x for x, _ in counts.values()], dtype=np.float64)
    n = np.array([x for _, x in counts.values()], dtype=np.float64)
    mean, size = (x.ravel() for x in np.meshgrid(
        (np.arange(GRID) + 0.5) / GRID, np.exp(np.linspace(math.log(0.5), math.log(1e4), GRID)), indexing="ij"
    ))  # fmt: skip
    a, b = mean * size, (1 - mean) * size
    log_p = -1.5 * np.log(size) - len(k) * betaln(a, b)  # d size = size d log size: -5/2 + 1
    for ki, ni in zip(k, n, strict=True):
        log_p += betaln(a + ki, b + ni - ki)
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    likely = p > 1e-5 * p.max()
    a, b, mean, size, p = a[likely], b[likely], mean[likely], size[likely], p[likely] / p[likely].sum()
    grid = np.linspace(0, 1, 201)
    spread = np.sqrt(mean * (1 - mean) / (size + 1))
    areas, known = [], {}
    for area, (ki, ni) in counts.items():
        if (ki, ni) not in known:
            cdf = p @ betainc((a + ki)[:, None], (b + ni - ki)[:, None], grid[None, :])
            known[ki, ni] = _quantiles(cdf, grid, level)
        low, middle, high = known[ki, ni]
        areas.append(Pooled(area, ki / ni, middle, low, high, ni))
    return Pooling(tuple(areas), float(p @ mean), float(p @ spread), level)
