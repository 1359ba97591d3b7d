"""Did a share of calls or visits change between two independent samples, and what change could they have shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.intervals import Array, wilson

STEPS = 60


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The second share less the first, all in shares of 1.

    detectable   smallest change, in the direction of the one seen, that so many cases show with a chance of 80 %;
                 None where no change would have
    """

    difference: float
    low: float
    high: float
    p: float
    detectable: float | None


def two_shares_p(k1: Array, n1: Array, k2: Array, n2: Array) -> Array:
    """Two-sided p of equal shares in two independent groups: the score test (Pearson, no correction)."""
    pooled = (k1 + k2) / (n1 + n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (k1 / n1 - k2 / n2) / np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return np.where(np.isnan(z), 1.0, np.asarray(2 * ndtr(-np.abs(z))))


def share_change(first: tuple[int, int], second: tuple[int, int], *, level: float = 0.95) -> ShareChange:
    """(count, of) before and after: the change with square-and-add limits of the two Wilson intervals (Newcombe 1998,
    Stat Med 17:873, method 10) and the score test. Not for the same parties asked twice.

    Raises UnusableInput where a count is no part of its number.
    """
    for count, of in (first, second):
        if not 0 <= count <= of or of == 0:
            raise UnusableInput(say("{count} is no part of {of}", count=count, of=of), where="shares")
    (k1, n1), (k2, n2) = first, second
    v1, v2 = k1 / n1, k2 / n2
    (l1, u1), (l2, u2) = ([float(end) for end in wilson(k, n, level)] for k, n in (first, second))
    low, high = v2 - v1 - math.hypot(v2 - l2, u1 - v1), v2 - v1 + math.hypot(u2 - v2, v1 - l1)
    p = float(two_shares_p(*(np.array([float(x)]) for x in (k1, n1, k2, n2)))[0])
    return ShareChange(v2 - v1, low, high, p, detectable_change(v1, n1, n2, down=v2 < v1))


def power_of_change(before: float, after: float, n1: int, n2: int, *, alpha: float = 0.05) -> float:
    """The chance that the score test is significant on the side of the change: pooled variance under no change, each
    sample's own under the change (Fleiss, Levin and Paik 2003, 4.5, without correction)."""
    pooled = (n1 * before + n2 * after) / (n1 + n2)
    null = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    own = math.sqrt(before * (1 - before) / n1 + after * (1 - after) / n2)
    beyond = abs(after - before) + float(ndtri(alpha / 2)) * null
    return float(ndtr(beyond / own)) if own else float(beyond > 0)


def detectable_change(
    before: float, n1: int, n2: int, *, down: bool, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The smallest fall (or rise) from the share `before` that n1 and n2 cases show with that power; None where not
    even all or nothing does."""
    side, low, high = (-1 if down else 1), 0.0, before if down else 1 - before
    if power_of_change(before, before + side * high, n1, n2, alpha=alpha) < power:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        if power_of_change(before, before + side * middle, n1, n2, alpha=alpha) < power:
            low = middle
        else:
            high = middle
    return high
