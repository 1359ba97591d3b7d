"""Trends with control limits: is this month outside what the own past makes likely, or just the usual ups and downs.

Individuals chart (XmR): Shewhart 1931; the limits are the mean plus or minus 2.66 times the mean moving range. p- and
u-charts for shares and rates with their own base per point; with `laney` widened by the spread between points that
chance does not explain (Laney 2002, doi 10.1081/QEN-120006555), which large bases need.

A signal is a reason to look for a cause. It does not say that something is wrong, nor what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput, say

Floats = NDArray[np.float64]
Rule = Literal["outside", "run", "trend", "two_of_three"]
D2 = 1.128  # mean of the range of two standard normal values: 2 / sqrt(pi)
RUN, TREND = 8, 6  # points on one side of the centre; points that only rise or only fall


@dataclass(frozen=True, slots=True)
class Signal:
    """rule, and the last point (from 0) at which it holds."""

    rule: Rule
    at: int


@dataclass(frozen=True, slots=True)
class Chart:
    """values with centre, and limits per point (three standard deviations). sigma_z: 1 where nothing was widened."""

    values: Floats
    centre: float
    low: Floats
    high: Floats
    sigma_z: float
    signals: tuple[Signal, ...]


def individuals(values: ArrayLike, *, baseline: int | None = None) -> Chart:
    """An XmR chart. baseline: how many first points set centre and limits (all when None), eight or more."""
    x = np.asarray(values, dtype=float)
    first = _baseline(x, baseline)
    centre = float(first.mean())
    sigma = float(np.abs(np.diff(first)).mean() / D2)
    return _chart(x, centre, np.full(len(x), sigma), 1.0, lowest=-np.inf)


def shares(count: ArrayLike, base: ArrayLike, *, laney: bool = True, baseline: int | None = None) -> Chart:
    """A p-chart (p'-chart with `laney`): count of base persons per point."""
    x, n = _pair(count, base)
    if np.any(x > n):
        raise UnusableInput("A count is above its base", where="control chart")
    k = len(_baseline(x, baseline))
    centre = float(x[:k].sum() / n[:k].sum())
    return _attributes(x / n, np.sqrt(centre * (1 - centre) / n), centre, k, laney, highest=1.0)


def rates(count: ArrayLike, base: ArrayLike, *, laney: bool = True, baseline: int | None = None) -> Chart:
    """A u-chart (u'-chart with `laney`): events per unit of base (days, persons) per point."""
    x, n = _pair(count, base)
    k = len(_baseline(x, baseline))
    centre = float(x[:k].sum() / n[:k].sum())
    return _attributes(x / n, np.sqrt(centre / n), centre, k, laney)


def _attributes(values: Floats, sigma: Floats, centre: float, k: int, laney: bool, highest: float = np.inf) -> Chart:
    if centre == 0 or not np.all(sigma > 0):
        raise UnusableInput(
            "All points are nothing, or all are everything: no chart can be drawn", where="control chart"
        )
    spread = 1.0
    if laney:
        spread = max(1.0, float(np.abs(np.diff((values[:k] - centre) / sigma[:k])).mean() / D2))
    return _chart(values, centre, sigma * spread, spread, lowest=0.0, highest=highest)


def _chart(x: Floats, centre: float, sigma: Floats, spread: float, *, lowest: float, highest: float = np.inf) -> Chart:
    low, high = np.maximum(centre - 3 * sigma, lowest), np.minimum(centre + 3 * sigma, highest)
    return Chart(x, centre, low, high, spread, _signals(x, centre, sigma))


def _signals(x: Floats, centre: float, sigma: Floats) -> tuple[Signal, ...]:
    """The rules of Western Electric (1956) that add little false alarm: one point beyond three sigma, two of three
    beyond two on one side, eight on one side, six in one direction."""
    found = []
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(sigma > 0, (x - centre) / sigma, np.sign(x - centre) * np.inf)
    z = np.where(np.isnan(z), 0.0, z)
    for i in range(len(x)):
        if abs(z[i]) > 3:
            found.append(Signal("outside", i))
        for side in (1, -1):
            last = side * z[max(0, i - 2) : i + 1]
            if side * z[i] > 2 and (last > 2).sum() >= 2:
                found.append(Signal("two_of_three", i))
            if i + 1 >= RUN and np.all(side * z[i + 1 - RUN : i + 1] > 0):
                found.append(Signal("run", i))
            if i + 1 >= TREND and np.all(side * np.diff(x[i + 1 - TREND : i + 1]) > 0):
                found.append(Signal("trend", i))
    return tuple(found)


def _pair(count: ArrayLike, base: ArrayLike) -> tuple[Floats, Floats]:
    x, n = np.asarray(count, dtype=float), np.asarray(base, dtype=float)
    if x.shape != n.shape or np.any(x < 0) or np.any(~(n > 0)):
        raise UnusableInput("Each point has a count from 0 on and a base above 0", where="control chart")
    return x, n


def _baseline(x: Floats, baseline: int | None) -> Floats:
    k = len(x) if baseline is None else baseline
    if x.ndim != 1 or not np.isfinite(x).all() or not 8 <= k <= len(x):
        raise UnusableInput(
            say("{many} points, {k} of them to set the limits", many=len(x), k=k), where="control chart",
            why="Limits from fewer than eight points say little", do="Give eight points or more, none of them missing",
        )  # fmt: skip
    return x[:k]
