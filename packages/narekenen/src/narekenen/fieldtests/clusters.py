"""Pairs that share an agency or landlord are not independent: tests and intervals over clusters.

Input is always a G x 4 array of counts per cluster in the order n10, n01, n11, n00.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_ndtr, stdtrit

from narekenen.errors import UnusableInput
from narekenen.fieldtests.bootstrap import _values
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.estimands import DEFAULT, estimand
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.mcnemar import TestResult
from narekenen.trace.model import Estimate

FEW = 20  # below this many clusters a resampled interval is known to be too narrow
EXACT = 14  # up to this many informative clusters all sign patterns are counted
MANY = 30  # from this many informative clusters the normal reference is used


def _counts(clusters: ArrayLike) -> Array:
    counts = np.asarray(clusters, dtype=np.float64)
    if counts.ndim != 2 or counts.shape[1] != 4 or len(counts) < 2 or (counts < 0).any():
        raise UnusableInput(
            f"Cluster counts have the shape {counts.shape}",
            why="Needed is one row per cluster with n10, n01, n11, n00, and at least two clusters",
            where="clusters",
        )
    return counts


def total_cells(clusters: ArrayLike) -> PairedCells:
    """The cells of all clusters together."""
    n10, n01, n11, n00 = (int(x) for x in _counts(clusters).sum(axis=0))
    return PairedCells(n11=n11, n10=n10, n01=n01, n00=n00)


def _gaps(clusters: ArrayLike) -> Array:
    """n10 - n01 of the clusters in which these differ: the others carry no evidence either way."""
    counts = _counts(clusters)
    gaps = counts[:, 0] - counts[:, 1]
    return np.asarray(gaps[gaps != 0])


def clustered_score(clusters: ArrayLike) -> TestResult:
    """Test of equal treatment that lets pairs of one cluster hang together (Durkalski et al. 2003, Stat Med 22:2417).

    Statistic: sum of d over the root of the sum of d squared, d = n10 - n01 per cluster; normal. It cannot exceed the
    root of the number of clusters, so with few of them `sign_flip` is the test to use: see `clustered_test`.
    """
    d = _gaps(clusters)
    z = float(d.sum()) / math.sqrt(float(d @ d)) if len(d) else 0.0
    log_p = min(math.log(2) + float(log_ndtr(-abs(z))), 0.0)
    return TestResult("clustered_score", math.exp(log_p), log_p / math.log(10), z)


def sign_flip(clusters: ArrayLike, *, seed: str, flips: int = 9_999) -> TestResult:
    """Permutation test: under equal treatment each cluster's d could as well have had the other sign.

    Valid for any number of clusters and any dependence inside them. All sign patterns up to 14 clusters; beyond that
    random ones, and p counts the table itself, so that it is never 0.
    """
    d = _gaps(clusters)
    seen = abs(float(d.sum())) - 1e-9
    if len(d) <= EXACT:
        patterns = (np.arange(2 ** len(d))[:, None] >> np.arange(len(d))) & 1
        p = float((np.abs((2 * patterns - 1) @ d) >= seen).mean())
        return TestResult("sign_flip", p, math.log10(p), float(d.sum()))
    rng, extreme = generator(seed, "sign flip"), 0
    for start in range(0, flips, 512):
        signs = rng.integers(0, 2, size=(min(512, flips - start), len(d)), dtype=np.int8) * 2 - 1
        extreme += int((np.abs(signs @ d) >= seen).sum())
    p = (extreme + 1) / (flips + 1)
    return TestResult("sign_flip", p, math.log10(p), float(d.sum()))


def clustered_test(clusters: ArrayLike, *, seed: str) -> TestResult:
    """The test to report where pairs share an agency: sign flips below 30 informative clusters, else the score test."""
    return sign_flip(clusters, seed=seed) if len(_gaps(clusters)) < MANY else clustered_score(clusters)


def cluster_delta(clusters: ArrayLike, name: str = DEFAULT, *, level: float = 0.95) -> Estimate:
    """Delta-method limits with the variance between clusters, Student with G - 1 degrees of freedom.

    For the share meetvragen (a difference or count over a denominator): sum of (a - value * b)^2 times G / (G - 1).
    """
    counts, cells = _counts(clusters), total_cells(clusters)
    question = estimand(name)
    value = question.value(cells)
    if value is None or question.unit == "ratio":
        return Estimate(name, None, question.unit, method="cluster delta", reason="not defined for this meetvraag")
    above, below = _numerator(name, counts), _denominator(name, counts)
    G = len(counts)
    residual = above - value * below
    se = math.sqrt(float(residual @ residual) * G / (G - 1)) / float(below.sum())
    half = float(stdtrit(G - 1, 0.5 + level / 2)) * se
    return Estimate(
        name, value, question.unit, value - half, value + half, level, question.parts(cells)[1], "cluster delta",
        warnings=_few(G),
    )  # fmt: skip


def _numerator(name: str, counts: Array) -> Array:
    gross = name in ("gross_all", "gdr_any_positive")
    return counts[:, 0] if gross else counts[:, 0] - counts[:, 1]


def _denominator(name: str, counts: Array) -> Array:
    columns = {
        "ndr_any_positive": [0, 1, 2], "gdr_any_positive": [0, 1, 2], "net_all": [0, 1, 2, 3],
        "gross_all": [0, 1, 2, 3], "exclusive_share": [0, 1], "relative_gap": [0, 2],
    }[name]  # fmt: skip
    return np.asarray(counts[:, columns].sum(axis=1))


def _few(clusters: int) -> tuple[str, ...]:
    return (f"only {clusters} clusters: the interval is likely too narrow",) if clusters < FEW else ()


def cluster_bootstrap(
    clusters: ArrayLike, name: str = DEFAULT, *, seed: str, replicates: int = 999, level: float = 0.95
) -> Estimate:
    """Percentile limits from resampling whole clusters. Too narrow below some 20 clusters, and it says so."""
    counts, cells = _counts(clusters), total_cells(clusters)
    question = estimand(name)
    value, n = question.value(cells), question.parts(cells)[1]
    if value is None:
        return Estimate(name, None, question.unit, n=n, method="cluster bootstrap", reason="denominator is empty")
    n10, n01, n11, n00 = _resampled(counts, replicates, seed).T
    draws = _values(name, n10, n01, n11, n10 + n01 + n11 + n00)
    kept = draws[np.isfinite(draws)]
    low, high = (float(x) for x in np.quantile(kept, [(1 - level) / 2, (1 + level) / 2]))
    return Estimate(name, value, question.unit, low, high, level, n, "cluster bootstrap", warnings=_few(len(counts)))


def _resampled(counts: Array, replicates: int, seed: str) -> Array:
    """Totals (replicates, 4) of as many clusters as there are, drawn with replacement.

    Equal clusters are interchangeable: with few kinds their numbers are one multinomial draw.
    """
    G = len(counts)
    kinds, sizes = np.unique(counts, axis=0, return_counts=True)
    if 8 * len(kinds) < G:
        times = generator(seed, "clusters", str(G)).multinomial(G, sizes / G, size=replicates)
        return np.asarray(times.astype(np.float64) @ kinds)
    return np.asarray(_times_drawn(G, replicates, seed) @ counts)


@lru_cache(maxsize=1)
def _times_drawn(G: int, replicates: int, seed: str) -> Array:
    """How often each cluster is drawn, (replicates, G). The same for all groups of one size: common random numbers."""
    chosen = generator(seed, "clusters", str(G)).integers(0, G, size=(replicates, G), dtype=np.int32)
    flat = (chosen + (G * np.arange(replicates))[:, None]).ravel()
    return np.bincount(flat, minlength=replicates * G).reshape(replicates, G).astype(np.float64)


def design_effect(clusters: ArrayLike, name: str = DEFAULT) -> float:
    """How many times larger the variance is than for independent pairs: the squared ratio of the two delta widths."""
    counts, cells = _counts(clusters), total_cells(clusters)
    value = estimand(name).value(cells)
    if value is None or estimand(name).unit == "ratio":
        return math.nan
    above, below = _numerator(name, counts), _denominator(name, counts)
    between = float(((above - value * below) ** 2).sum())
    alone = cells.n10 if name in ("gross_all", "gdr_any_positive") else cells.discordant
    within = alone - value**2 * float(below.sum())
    if name in ("relative_gap",):
        # a pair's contribution is (n10 - n01) - value * (n10 + n11): its square summed over the four kinds of pair
        within = cells.n10 * (1 - value) ** 2 + cells.n01 + cells.n11 * value**2
    return between / within if within > 0 else math.nan
