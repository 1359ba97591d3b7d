"""Tests of equal treatment in pairs. All work in logarithms, so that no p-value underflows to 0.

Every kernel takes counts (numbers or arrays) and returns the natural logarithm of the two-sided p-value.
Under equal treatment n10 is binomial(n10 + n01, 1/2), whatever the other two cells are.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, log_ndtr

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.differences import score_statistic
from narekenen.fieldtests.intervals import Array, binomial_cdf, floats

LOG2 = math.log(2)


@dataclass(frozen=True, slots=True)
class TestResult:
    """One test. `p` may be 0.0 where floats end; `log10_p` always says how small it is."""

    __test__ = False  # not a test case, whatever its name says

    method: str
    p: float
    log10_p: float
    statistic: float | None = None


def _log_half_pmf(k: Array, n: Array) -> Array:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) - n * LOG2)


def _log_half_cdf(k: Array, n: Array) -> Array:
    """log P(X <= k) for X ~ binomial(n, 1/2), k <= n/2; by the ratio of neighbouring terms where floats end."""
    with np.errstate(divide="ignore"):
        out = np.asarray(np.log(binomial_cdf(k, n, 0.5)))
    deep = out < math.log(1e-280)
    if deep.any():
        kd, nd = k[deep], n[deep]
        term, total, j = np.ones_like(kd), np.ones_like(kd), 0
        while (term > 1e-17 * total).any():
            term = term * np.maximum(kd - j, 0) / (nd - kd + 1 + j)
            total, j = total + term, j + 1
        out[deep] = _log_half_pmf(kd, nd) + np.log(total)
    return out


def exact(n10: ArrayLike, n01: ArrayLike) -> Array:
    """Exact conditional: 2 P(X <= min). Never above its level, and conservative."""
    b, c = (np.atleast_1d(x) for x in floats(n10, n01))
    return np.minimum(LOG2 + _log_half_cdf(np.minimum(b, c), b + c), 0.0)


def midp(n10: ArrayLike, n01: ArrayLike) -> Array:
    """Mid-p: the exact p less the probability of the table itself (Fagerland, Lydersen and Laake 2013). Default."""
    b, c = (np.atleast_1d(x) for x in floats(n10, n01))
    k, n = np.minimum(b, c), b + c
    tail, point = LOG2 + _log_half_cdf(k, n), _log_half_pmf(k, n)
    return np.where(b == c, 0.0, tail + np.log1p(-np.exp(np.minimum(point - tail, -1e-16))))


def _two_sided(z: Array) -> Array:
    return np.minimum(np.asarray(LOG2 + log_ndtr(-np.abs(z))), 0.0)


def asymptotic(n10: ArrayLike, n01: ArrayLike) -> Array:
    """McNemar 1947: z = (n10 - n01) / sqrt(n10 + n01). The score test of a difference of 0."""
    b, c = (np.atleast_1d(x) for x in floats(n10, n01))
    return _two_sided((b - c) / np.sqrt(np.maximum(b + c, 1)))


def corrected(n10: ArrayLike, n01: ArrayLike) -> Array:
    """McNemar with Edwards' continuity correction, as R's mcnemar.test prints it. Conservative."""
    b, c = (np.atleast_1d(x) for x in floats(n10, n01))
    return _two_sided(np.maximum(np.abs(b - c) - 1, 0) / np.sqrt(np.maximum(b + c, 1)))


def score(n10: ArrayLike, n01: ArrayLike, n: ArrayLike, margin: float = 0.0) -> Array:
    """Tango's score test of H0: (n10 - n01) / n = margin. With margin 0 it is McNemar's asymptotic test."""
    z = score_statistic(n10, n01, n, margin)
    return _two_sided(np.atleast_1d(z))


def unconditional(n10: int, n01: int, n: int) -> float:
    """Exact unconditional test: the largest chance, over the unknown share of discordant pairs, of |z| as seen.

    Costs n times 2,000 steps; n up to some 100,000 is comfortable. One table at a time.
    """
    if n10 == n01:
        return 0.0
    seen = abs(n10 - n01) / math.sqrt(n10 + n01)
    D = np.arange(1, n + 1, dtype=np.float64)
    # The largest minority count that is as extreme as what was seen, with room for rounding.
    limit = np.floor((D - seen * np.sqrt(D)) / 2 + 1e-9)
    extreme = 2 * binomial_cdf(limit, D, 0.5)
    log_choose = gammaln(n + 1) - gammaln(D + 1) - gammaln(n - D + 1)

    def chance(share: float) -> float:
        return float(np.exp(log_choose + D * math.log(share) + (n - D) * math.log1p(-share)) @ extreme)

    grid = np.linspace(1e-6, 1 - 1e-6, 2000)
    best = int(np.argmax([chance(float(share)) for share in grid]))
    fine = np.linspace(grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)], 100)
    return math.log(max(chance(float(share)) for share in fine))


DISCORDANT_TESTS: dict[str, Callable[[ArrayLike, ArrayLike], Array]] = {
    "midp": midp, "exact": exact, "asymptotic": asymptotic, "corrected": corrected,
}  # fmt: skip


def mcnemar(cells: PairedCells, method: str = "midp") -> TestResult:
    """Is treatment equal? `method`: midp (default), exact, asymptotic, corrected, score, unconditional.

    Raises KeyError for another name. Not for pairs that share a landlord or agency: see `clusters.clustered_score`.
    """
    b, c = cells.n10, cells.n01
    if method == "unconditional":
        return _result(method, unconditional(b, c, cells.total))
    statistic = (b - c) / math.sqrt(b + c) if b + c else 0.0
    if method == "score":
        return _result(method, float(score(b, c, cells.total)[0]), statistic)
    if method == "corrected":
        statistic = math.copysign(max(abs(b - c) - 1, 0) / math.sqrt(max(b + c, 1)), b - c)
    shown = statistic if method in ("asymptotic", "corrected") else None
    return _result(method, float(DISCORDANT_TESTS[method](b, c)[0]), shown)


def _result(method: str, log_p: float, statistic: float | None = None) -> TestResult:
    return TestResult(method, math.exp(log_p), log_p / math.log(10) + 0.0, statistic)
