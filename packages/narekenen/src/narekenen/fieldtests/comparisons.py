"""Did it change between two waves, and is it different between two groups; with the composition shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, ndtr

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.differences import tango
from narekenen.fieldtests.estimands import DEFAULT, net_estimand
from narekenen.fieldtests.intervals import quantile


@dataclass(frozen=True, slots=True)
class Change:
    """The second number less the first, with two tests.

    z_p        normal test with the two paired variances
    exact_p    Fisher mid-p on the discordant counts: is the ratio n10/n01 the same in both
    """

    estimand: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    level: float
    z_p: float
    exact_p: float


def variance(cells: PairedCells, size: int) -> float:
    """Of the net difference (n10 - n01) / size, for independent pairs: [D - (n10 - n01)^2 / size] / size^2."""
    d = cells.n10 - cells.n01
    return (cells.discordant - d * d / size) / size**2


def fisher(a: int, b: int, c: int, d: int, *, midp: bool = True) -> float:
    """Two-sided Fisher p of the table a b / c d: tables not more likely than the one seen, itself half with mid-p."""
    row, column, total = a + b, a + c, a + b + c + d
    k = np.arange(max(0, row + column - total), min(row, column) + 1, dtype=np.float64)
    log_p = -(gammaln(k + 1) + gammaln(row - k + 1) + gammaln(column - k + 1) + gammaln(total - row - column + k + 1))
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    seen = p[int(a - k[0])]
    whole = float(p[p <= seen * (1 + 1e-7)].sum())
    return min(whole - (float(seen) / 2 if midp else 0.0), 1.0)


def change(first: PairedCells, second: PairedCells, name: str = DEFAULT, *, level: float = 0.95) -> Change | None:
    """Second less first for a net meetvraag; None where a denominator is empty. Raises UnusableInput for another one.

    Limits: square-and-add of the two score intervals (Zou and Donner 2008). The two sets of pairs must be independent:
    not for two profiles that share their control messages (use `conditional_logit` there).
    """
    return change_all([(first, second)], name, level=level)[0]


def change_all(
    pairs: Sequence[tuple[PairedCells, PairedCells]], name: str = DEFAULT, *, level: float = 0.95
) -> list[Change | None]:
    """`change` for many comparisons at once."""
    size = net_estimand(name).parts
    sides = [[cells for cells, _ in pairs], [cells for _, cells in pairs]]
    limits = [
        tango([c.n10 for c in side], [c.n01 for c in side], [size(c)[1] for c in side], level) for side in sides
    ]  # fmt: skip
    ends = np.stack([end for side in limits for end in side], axis=1).tolist() if pairs else []
    return [_change(first, second, name, level, end) for (first, second), end in zip(pairs, ends, strict=True)]


def _change(
    first: PairedCells, second: PairedCells, name: str, level: float, ends: Sequence[float]
) -> Change | None:  # fmt: skip
    question, (l1, u1, l2, u2) = net_estimand(name), ends
    v1, v2 = question.value(first), question.value(second)
    if v1 is None or v2 is None:
        return None
    d = v2 - v1
    se = math.sqrt(variance(first, question.parts(first)[1]) + variance(second, question.parts(second)[1]))
    z_p = 2 * float(ndtr(-abs(d) / se)) if se > 0 else 1.0
    low, high = d - math.hypot(v2 - l2, u1 - v1), d + math.hypot(u2 - v2, v1 - l1)
    exact = fisher(first.n10, first.n01, second.n10, second.n01)
    return Change(name, v1, v2, d, low, high, level, z_p, exact)


@dataclass(frozen=True, slots=True)
class Composition:
    """How two groups differ in make-up: share of pairs per stratum, and how tight the market was.

    shares         stratum -> (share in the first, share in the second)
    any_positive   share of tests with at least one positive answer, in the first and the second
    """

    shares: dict[str, tuple[float, float]]
    any_positive: tuple[float, float]


def composition(first: Mapping[str, PairedCells], second: Mapping[str, PairedCells]) -> Composition:
    """Composition over the strata that occur in either."""
    totals = [sum(cells.total for cells in side.values()) for side in (first, second)]
    names = list(dict.fromkeys([*first, *second]))
    sides = (first, second)

    def share(name: str, side: int) -> float:
        return sides[side][name].total / totals[side] if name in sides[side] else 0.0

    positive = [sum(c.any_positive for c in side.values()) / n for side, n in zip(sides, totals, strict=True)]
    return Composition({name: (share(name, 0), share(name, 1)) for name in names}, (positive[0], positive[1]))


@dataclass(frozen=True, slots=True)
class Standardised:
    """A net number as if the composition had been the given one; strata without any positive answer are left out."""

    value: float
    low: float
    high: float
    left_out: tuple[str, ...]


def standardised(
    strata: Mapping[str, PairedCells], weights: Mapping[str, float], name: str = DEFAULT, *, level: float = 0.95
) -> Standardised | None:
    """Direct standardisation: sum of weight times stratum value, Wald limits from the paired variances.

    weights   stratum -> weight (any positive scale; for a wave comparison the composition of the first wave)
    None where no stratum has both a weight and a denominator.
    """
    question = net_estimand(name)
    used = {key: c for key, c in strata.items() if question.parts(c)[1] and weights.get(key, 0) > 0}
    scale = sum(weights[key] for key in used)
    if not used:
        return None
    share = {key: weights[key] / scale for key in used}
    value = sum(share[key] * (question.value(c) or 0.0) for key, c in used.items())
    spread = sum(share[key] ** 2 * variance(c, question.parts(c)[1]) for key, c in used.items())
    half = quantile(level) * math.sqrt(spread)
    left = tuple(key for key in {**weights, **strata} if key not in used)
    return Standardised(value, value - half, value + half, left)
