"""How long a stage takes, in whole days: distributions as tables that are exact far into both tails."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from narekenen.errors import UnusableInput, say

Kind = Literal["fixed", "lognormal", "weibull", "gamma", "empirical"]
KINDS: tuple[Kind, ...] = ("fixed", "lognormal", "weibull", "gamma", "empirical")
LONGEST = 20_000  # days; what is longer still counts as this
BITS = 14  # cells of one level
TAIL = 6  # the outermost 1/64 of a level is resolved by the next level
Floats = npt.NDArray[np.float64]
Table = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Duration:
    """A lead time: mean and standard deviation in days, or `values` observed (empirical). At least one whole day."""

    kind: Kind
    mean: float = 0.0
    sd: float = 0.0
    values: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnusableInput(
                say("{kind!r} is no kind of duration", kind=self.kind),
                do=say("Choose from {those}", those=", ".join(KINDS)),
            )
        if self.kind == "empirical":
            if not self.values or min(self.values) < 0 or max(self.values) > LONGEST:
                raise UnusableInput(
                    "An empirical duration needs observed days",
                    why=say("Each lies from 0 to {longest:,} days", longest=LONGEST),
                )
            return
        if not 0 < self.mean <= LONGEST / 2:
            raise UnusableInput(
                say("A mean duration of {mean:g} days", mean=self.mean),
                why=say("It lies above 0 and is at most {value:,} days", value=LONGEST // 2),
            )
        if self.sd < 0 or (self.sd == 0 and self.kind != "fixed") or self.sd > 10 * self.mean:
            raise UnusableInput(
                say("A standard deviation of {sd:g} days", sd=self.sd),
                why="It is positive and at most ten times the mean",
            )

    def cdf(self, days: npt.ArrayLike) -> Floats:
        """Probability of at most so many days, before rounding to whole days."""
        x = np.maximum(np.asarray(days, dtype=np.float64), 0.0)
        if self.kind == "empirical":
            ordered = np.sort(np.asarray(self.values))
            return np.searchsorted(ordered, x, side="right") / len(ordered)
        if self.kind == "fixed":
            return (x >= self.mean).astype(np.float64)
        cv2 = (self.sd / self.mean) ** 2
        if self.kind == "lognormal":
            s = math.sqrt(math.log1p(cv2))
            with np.errstate(divide="ignore"):
                return np.asarray(special.ndtr((np.log(x / self.mean) + s * s / 2) / s))
        if self.kind == "gamma":
            return np.asarray(special.gammainc(1 / cv2, x / (self.mean * cv2)))
        shape, scale = weibull_parameters(self.mean, self.sd)
        return np.asarray(-np.expm1(-((x / scale) ** shape)))

    def tables(self) -> Table:
        """The table of `whole_days`; computed once for equal durations."""
        return whole_days(self)


@lru_cache(maxsize=256)
def whole_days(duration: Duration) -> Table:
    """Whole days by level and cell, shape (7, 2**14): the body, three levels of the upper tail, three of the lower.

    A day d stands for what lies from d - 0.5 to d + 0.5 days, the first day also for less. A cell holds the day
    at its middle; the last level has one cell per random number, so the tails are exact to 2**-32.
    """
    limits = duration.cdf(np.arange(1, LONGEST) + 0.5)
    cells = (np.arange(2**BITS) + 0.5) / 2**BITS
    rows = [cells]
    for level in (1, 2, 3):
        part = cells * 2.0 ** -(TAIL * level)
        rows.append(1 - 2.0 ** -(TAIL * level) + part)
    # The lower tail is read with the complement of the random number: its first cell is the smallest.
    rows += [1 - rows[level] for level in (1, 2, 3)]
    return np.stack([1 + np.searchsorted(limits, row, side="left") for row in rows]).astype(np.int32)


def weibull_parameters(mean: float, sd: float) -> tuple[float, float]:
    """Shape and scale of the Weibull distribution with this mean and standard deviation."""
    target = math.log1p((sd / mean) ** 2)

    def distance(shape: float) -> float:
        return float(special.gammaln(1 + 2 / shape) - 2 * special.gammaln(1 + 1 / shape)) - target

    shape = float(optimize.brentq(distance, 0.1, 1000.0))
    return shape, mean / math.gamma(1 + 1 / shape)


def days_of(tables: Table, bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    """Whole days for 32 random bits each: what the kernel looks up, written plainly."""
    found = tables[0][bits >> np.uint32(32 - BITS)].copy()
    for side, word in ((0, bits), (3, ~bits)):
        for level in (1, 2, 3):
            width = 32 - TAIL * level
            far = word >> np.uint32(width) == 2 ** (TAIL * level) - 1
            rest = word[far] & np.uint32(2**width - 1)
            found[far] = tables[side + level][rest >> np.uint32(max(0, width - BITS))]
    return np.asarray(found, dtype=np.int32)
