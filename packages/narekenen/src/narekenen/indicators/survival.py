"""Length of stay as it is, not as it happens to be seen: Kaplan and Meier with censoring and left truncation.

Who is in a shelter on the first day of a period are the long stayers (the inspection paradox), and who is still there
on the last day has not finished. Both are used for what they tell and no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narekenen.fieldtests.intervals import quantile
from narekenen.indicators.stays import Period, Stays, served

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Survival:
    """Share still there after each day on which somebody left: `days`, `share`, `low`, `high`.

    at_risk, left   persons under observation on that day of their stay, and how many left on it
    level           of the limits, by the log(-log) scale (Greenwood)
    """

    days: Ints
    share: Floats
    low: Floats
    high: Floats
    at_risk: Ints
    left: Ints
    level: float

    def median(self) -> tuple[int | None, int | None, int | None]:
        """Days after which half has left, with its limits (Brookmeyer and Crowley); None where it is not reached."""
        return _first(self.days, self.share), _first(self.days, self.low), _first(self.days, self.high)


def survival(stays: Stays, period: Period, *, level: float = 0.95) -> Survival:
    """Kaplan-Meier of the length of stay in days, from what is seen within the period.

    A stay comes under observation on the first day of the period or when it begins, and leaves it when it ends or on
    the last day. A stay of 0 days counts as leaving on day 0. Repeated stays of one person count as so many stays: the
    limits are then somewhat too narrow.
    """
    seen = stays.take(served(stays, period) & (stays.exit > period.first))
    entered = np.maximum(period.first - seen.entry, 0)
    ended = seen.exit <= period.last
    length = np.where(ended, seen.exit, period.last + 1) - seen.entry
    size = int(length.max(initial=0)) + 2
    left = np.bincount(length[ended], minlength=size)
    # At risk on day t: under observation before t (or from the start), and not gone before t.
    came = np.bincount(np.where(entered > 0, entered + 1, 0), minlength=size)[:size]
    gone = np.bincount(length + 1, minlength=size)[:size]
    at_risk = np.cumsum(came - gone)
    days = np.flatnonzero(left)
    return _curve(days, at_risk[days], left[days], level)


def _curve(days: Ints, at_risk: Ints, left: Ints, level: float) -> Survival:
    z = quantile(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(np.cumprod(1 - left / at_risk), dtype=np.float64)
        spread = np.sqrt(np.cumsum(left / (at_risk * (at_risk - left)))) / np.abs(np.log(share))
        low, high = share ** np.exp(z * spread), share ** np.exp(-z * spread)
    gone = share <= 0
    return Survival(
        days, share, np.where(gone, 0.0, low), np.where(gone, 0.0, high), at_risk, left, level
    )  # fmt: skip


def _first(days: Ints, share: Floats) -> int | None:
    below = np.flatnonzero(share <= 0.5)
    return int(days[below[0]]) if len(below) else None
