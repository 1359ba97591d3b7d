"""Scores of forecasts when the truth arrives. Smaller is better for all but coverage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats


def crps_sample(sample: Floats, truth: float) -> float:
    """Continuous ranked probability score of a sample: E|X - y| - E|X - X'| / 2 (Gneiting and Raftery 2007).

    In the unit of the forecast; of a single number it is the absolute error.
    """
    x = np.sort(np.asarray(sample, dtype=np.float64))
    if not len(x):
        raise UnusableInput("A forecast without a sample cannot be scored")
    n = len(x)
    spread = float(np.sum((2 * np.arange(1, n + 1) - n - 1) * x)) / (n * n)
    return float(np.mean(np.abs(x - truth))) - spread


def crps_range(low: float, high: float, truth: float) -> float:
    """CRPS of a range read as evenly spread between low and high; of a single number the absolute error.

    With z = (y - low) / (high - low) inside the range: (high - low) (z^2 - z + 1/3); outside, the distance to the
    nearer end comes on top of a third of the width.
    """
    if low > high:
        raise UnusableInput(
            say("The range {low:g} to {high:g}", low=low, high=high), why="Its low end is above its high end"
        )
    width = high - low
    if width == 0:
        return abs(truth - low)
    z = min(max((truth - low) / width, 0.0), 1.0)
    beyond = max(low - truth, truth - high, 0.0)
    return beyond + width * (z * z - z + 1 / 3)


def pinball(quantile: float, level: float, truth: float) -> float:
    """Quantile score: (y - q) level when the truth is higher, (q - y) (1 - level) when it is lower."""
    if not 0 < level < 1:
        raise UnusableInput(say("The level {level:g}", level=level), why="It lies between 0 and 1")
    return (truth - quantile) * level if truth >= quantile else (quantile - truth) * (1 - level)


def brier(probability: float, happened: bool) -> float:
    """Squared distance of a probability to what happened: 0 at best, 1 at worst, 0.25 for always 50 %."""
    if not 0 <= probability <= 1:
        raise UnusableInput(say("The probability {probability:g}", probability=probability), why="It lies from 0 to 1")
    return (probability - happened) ** 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often windows held the truth, beside how often a well calibrated forecaster would be seen to.

    low, high    from 2.5 % to 97.5 % of the binomial distribution with the nominal level: as a share
    """

    nominal: float
    n: int
    hits: int
    share: float
    low: float
    high: float

    @property
    def as_expected(self) -> bool:
        return self.low <= self.share <= self.high


def coverage(inside: tuple[bool, ...], nominal: float) -> Coverage:
    """Coverage of windows at a nominal level. Raises UnusableInput for no windows or a level out of range."""
    if not inside or not 0 < nominal < 1:
        raise UnusableInput("No windows, or a level that is not between 0 and 1")
    n, hits = len(inside), sum(inside)
    low, high = (float(stats.binom.ppf(tail, n, nominal)) / n for tail in (0.025, 0.975))
    return Coverage(nominal, n, hits, hits / n, low, high)


def skill(score: float, naive: float) -> float | None:
    """1 - score / naive: above 0 better than the naive forecast, below 0 worse; None when the naive one is perfect."""
    return None if naive == 0 else 1 - score / naive
