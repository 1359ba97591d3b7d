"""Funnels: how far may an area lie from the average by chance alone (Spiegelhalter 2005, doi 10.1002/sim.1970)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri, gammaincinv, ndtri

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import Array, Limits, floats

Scale = Literal["log", "root", "share"]
TAILS = (0.025, 0.001)  # outside 95% and outside 99.8%, one side each


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """phi: mean squared z-score. tau2: variance between areas that chance does not explain (0 when there is none).

    z       score of each area on the scale that was chosen
    kept    scores after winsorising, from which phi is computed
    """

    scale: Scale
    phi: float
    tau2: float
    z: Array
    kept: Array


def share_limits(base: ArrayLike, average: float, tail: float) -> Limits:
    """Limits of a share around `average` (0 to 1) for areas with `base` persons: those whose Wilson limit hits it."""
    (n,), z = floats(base), float(-ndtri(tail))
    half = z * np.sqrt(average * (1 - average) / n)
    return np.maximum(average - half, 0), np.minimum(average + half, 1)


def ratio_limits(observed: ArrayLike, tail: float) -> Limits:
    """Per number observed: the expected number at which it lies just on the low limit, and just on the high one.

    Both are exact Poisson: half a chi-squared quantile. observed / expected is the limit of the ratio there.
    """
    (x,) = floats(observed)
    on_high = np.where(x == 0, 0.0, chdtri(2 * np.maximum(x, 1e-9), 1 - tail) / 2)
    return np.asarray(chdtri(2 * x + 2, tail) / 2), on_high


def smooth_ratio_limits(expected: ArrayLike, tail: float) -> Limits:
    """Limits of observed / expected as a smooth line over `expected`: gamma quantiles of E and E + 1 events."""
    (e,) = floats(expected)
    return gammaincinv(e, tail) / e, gammaincinv(e + 1, 1 - tail) / e


def judge_shares(count: ArrayLike, base: ArrayLike) -> tuple[str, ...]:
    """Per area "high (0.001)", "high (0.025)", "low (0.025)", "low (0.001)" or "" against the average of all."""
    x, n = floats(count, base)
    average = float(x.sum() / n.sum())
    return _verdicts(x / n, [share_limits(n, average, tail) for tail in TAILS])


def judge_ratios(observed: ArrayLike, expected: ArrayLike) -> tuple[str, ...]:
    """The same for observed against expected numbers, by exact Poisson limits."""
    x, e = floats(observed, expected)
    return _verdicts(-e, [(-low, -high) for low, high in (ratio_limits(x, tail) for tail in TAILS)])


def _verdicts(value: Array, bounds: list[Limits]) -> tuple[str, ...]:
    out = np.full(value.shape, "", dtype=object)
    for tail, (low, high) in zip(TAILS, bounds, strict=True):
        out[value < low] = f"low ({tail})"
        out[value > high] = f"high ({tail})"
    return tuple(out)


def overdispersion(
    observed: ArrayLike, expected: ArrayLike, *, scale: Scale = "log", trim: float = 0.1
) -> Overdispersion:
    """Additive overdispersion (DerSimonian and Laird), on winsorised z-scores.

    scale  "log": log(O/E), s = 1/sqrt E. "root": sqrt(O/E), s = 1/(2 sqrt E). "share": asin sqrt of observed over
           expected persons against the pooled share, s = 1/(2 sqrt n); expected is then the number of persons.
    trim   share of the scores drawn in at each end
    Raises UnusableInput with fewer than three areas, or a zero count on the log scale.
    """
    x, e = floats(observed, expected)
    if x.size < 3 or np.any(e <= 0) or (scale == "log" and np.any(x <= 0)):
        raise UnusableInput(
            "Overdispersion needs three areas or more, expected numbers above zero, and counts above zero for logs",
            where="funnel", do="Use the root scale where an area counts none",
        )  # fmt: skip
    y, target, s = _transformed(x, e, scale)
    z = (y - target) / s
    low, high = np.quantile(z, [trim, 1 - trim])
    kept = np.clip(z, low, high)
    phi, weight, areas = float((kept**2).mean()), 1 / s**2, x.size
    between = (areas * phi - (areas - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return Overdispersion(scale, phi, max(0.0, float(between)), z, kept)


def _transformed(x: Array, e: Array, scale: Scale) -> tuple[Array, float, Array]:
    if scale == "log":
        return np.log(x / e), 0.0, 1 / np.sqrt(e)
    if scale == "root":
        return np.sqrt(x / e), 1.0, 1 / (2 * np.sqrt(e))
    return np.arcsin(np.sqrt(x / e)), float(np.arcsin(np.sqrt(x.sum() / e.sum()))), 1 / (2 * np.sqrt(e))


def overdispersed_limits(found: Overdispersion, expected: ArrayLike, target: float, tail: float) -> Limits:
    """Limits on the scale of O/E (or of the share) with the variance between areas added to that of chance.

    target  1 for ratios; the pooled share for "share"
    """
    (e,), z = floats(expected), float(-ndtri(tail))
    if found.scale == "log":
        half = z * np.sqrt(1 / e + found.tau2)
        return target * np.exp(-half), target * np.exp(half)
    half = z * np.sqrt(1 / (4 * e) + found.tau2)
    if found.scale == "root":
        return np.maximum(np.sqrt(target) - half, 0) ** 2, (np.sqrt(target) + half) ** 2
    middle = np.arcsin(np.sqrt(target))
    return np.sin(np.maximum(middle - half, 0)) ** 2, np.sin(np.minimum(middle + half, np.pi / 2)) ** 2
