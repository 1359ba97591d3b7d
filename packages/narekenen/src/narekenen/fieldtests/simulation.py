"""How often a test raises a false alarm and an interval misses, for any design: before the fieldwork, by playing it.

Every number is keyed by its identity (scenario, number of pairs, method), so that one cell of the published table can
be computed again alone and comes out the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from narekenen.fieldtests import clusters, differences, mcnemar, ratios
from narekenen.fieldtests.bootstrap import multinomial_bootstrap
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import fisher
from narekenen.fieldtests.estimands import estimand
from narekenen.fieldtests.intervals import Array, Limits, wilson
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.peers import callback_arrays

ALPHA = 0.05
MOST_CLUSTERED = 4_000  # runs with agencies: every agency is drawn, so these are dear


@dataclass(frozen=True, slots=True)
class Scenario:
    """True shares of pairs; with cluster_size > 1 agencies differ in how they lean (intra-agency correlation)."""

    name: str
    p10: float
    p01: float
    p11: float
    cluster_size: int = 1
    correlation: float = 0.0

    def truth(self, name: str) -> float:
        """The true value of a meetvraag, by its own formula on a million expected pairs."""
        scale = 1_000_000
        parts = [round(scale * p) for p in (self.p11, self.p10, self.p01)]
        cells = PairedCells(n11=parts[0], n10=parts[1], n01=parts[2], n00=scale - sum(parts))
        return float(estimand(name).value(cells) or 0.0)


SCENARIOS = (
    Scenario("null", 0.10, 0.10, 0.25),
    Scenario("alternative", 0.14, 0.06, 0.25),
    Scenario("null, agencies of 5", 0.10, 0.10, 0.25, 5, 0.3),
    Scenario("alternative, agencies of 5", 0.14, 0.06, 0.25, 5, 0.3),
)
SIZES = (50, 200, 500, 3000)


def draw(scenario: Scenario, pairs: int, runs: int) -> Array:
    """Counts n10, n01, n11, n00 of shape (runs, clusters, 4); one cluster per run where pairs are independent."""
    rng = generator("simulation", scenario.name, str(pairs))
    p10, p01, p11 = scenario.p10, scenario.p01, scenario.p11
    if scenario.cluster_size == 1:
        shares = [p10, p01, p11, 1 - p10 - p01 - p11]
        return rng.multinomial(pairs, shares, size=(runs, 1)).astype(np.float64)
    G, size = pairs // scenario.cluster_size, scenario.cluster_size
    weight = 1 / scenario.correlation - 1  # of a beta distribution with that intra-cluster correlation
    lean = p10 / (p10 + p01)
    toward = rng.beta(lean * weight, (1 - lean) * weight, (runs, G))
    different = rng.binomial(size, p10 + p01, (runs, G))
    n10 = rng.binomial(different, toward)
    n11 = rng.binomial(size - different, p11 / (1 - p10 - p01))
    return np.stack([n10, different - n10, n11, size - different - n11], axis=2).astype(np.float64)


Test = Callable[[Array], Array]  # (runs, clusters, 4) -> p per run


def _pooled(counts: Array) -> tuple[Array, ...]:
    return tuple(counts.sum(axis=1).T)


def _paired(kernel: Callable[[Array, Array], Array]) -> Test:
    return lambda counts: np.exp(kernel(*_pooled(counts)[:2]))


def _clustered(counts: Array) -> Array:
    return np.array([clusters.clustered_test(run, seed="simulation").p for run in counts])


def _callback(name: str) -> Test:
    def p(counts: Array) -> Array:
        n10, n01, n11, n00 = _pooled(counts)
        return callback_arrays(n11, n10, n01, n00)[name]

    return p


def _fisher(kind: str) -> Test:
    def one(n10: int, n01: int, n11: int, n00: int) -> float:
        first, second, size = {
            "mcr": (n11 + n10, n11 + n01, n10 + n01 + n11 + n00), "tcs": (n10, n01, n10 + n01 + n11),
            "ecs": (n10, n01, n10 + n01),
        }[kind]  # fmt: skip
        return fisher(first, size - first, second, size - second, midp=False)

    return lambda counts: np.array([one(*row) for row in counts.sum(axis=1).astype(int).tolist()])


TESTS: dict[str, tuple[Test, int]] = {  # name -> test, runs
    "mid-p (default)": (_paired(mcnemar.midp), 20_000),
    "exact": (_paired(mcnemar.exact), 20_000),
    "asymptotic, score": (_paired(mcnemar.asymptotic), 20_000),
    "corrected": (_paired(mcnemar.corrected), 20_000),
    "clustered (default with agencies)": (_clustered, 1_000),
    "callback: Fisher, matched rates": (_fisher("mcr"), 2_000),
    "callback: Pearson, matched rates": (_callback("p_pearson_mcr"), 20_000),
    "callback: Student, matched rates": (_callback("p_student_mcr"), 20_000),
    "callback: Fisher, total shares": (_fisher("tcs"), 2_000),
    "callback: Pearson, total shares": (_callback("p_pearson_tcs"), 20_000),
    "callback: Fisher, exclusive shares": (_fisher("ecs"), 2_000),
    "callback: Pearson, exclusive shares": (_callback("p_pearson_ecs"), 20_000),
    "callback: Student, exclusive shares": (_callback("p_student_ecs"), 20_000),
}
Interval = Callable[[Array], Limits]  # (runs, clusters, 4) -> limits per run


def _any(kernel: Callable[..., Limits]) -> Interval:
    def limits(counts: Array) -> Limits:
        n10, n01, n11, _ = _pooled(counts)
        return kernel(n10, n01, n10 + n01 + n11)

    return limits


def _all(kernel: Callable[..., Limits]) -> Interval:
    return lambda counts: kernel(*_pooled(counts)[:2], counts.sum(axis=(1, 2)))


def _odds(kernel: Callable[..., Limits]) -> Interval:
    def limits(counts: Array) -> Limits:
        n10, n01, _, _ = _pooled(counts)
        tables, index = np.unique(np.stack([n10, n01], axis=1), axis=0, return_inverse=True)
        low, high = kernel(tables[:, 0], tables[:, 1])
        return low[index], high[index]

    return limits


def _table(kernel: Callable[..., Limits]) -> Interval:
    def limits(counts: Array) -> Limits:
        n10, n01, n11, n00 = _pooled(counts)
        return kernel(n11, n10, n01, n00)

    return limits


def _gap(kernel: Callable[..., Limits], last: int) -> Interval:
    def limits(counts: Array) -> Limits:
        n10, n01, n11, n00 = _pooled(counts)
        with np.errstate(divide="ignore"):
            low, high = kernel(*(n11, n10, n01, n00)[:last])
            return 1 - 1 / low, 1 - 1 / high

    return limits


def _bootstrap(counts: Array) -> Limits:
    rows = counts.sum(axis=1).astype(int).tolist()
    strata = {str(i): PairedCells(n11=c, n10=a, n01=b, n00=d) for i, (a, b, c, d) in enumerate(rows)}
    found = multinomial_bootstrap(strata, seed="simulation").values()
    return np.array([e.low for e in found], dtype=float), np.array([e.high for e in found], dtype=float)


def _per_run(kind: Callable[[Array], tuple[object, object]]) -> Interval:
    def limits(counts: Array) -> Limits:
        found = np.array([kind(run) for run in counts], dtype=np.float64)
        return found[:, 0], found[:, 1]

    return limits


def _cluster_delta(run: Array) -> tuple[object, object]:
    found = clusters.cluster_delta(run)
    return found.low, found.high


def _cluster_bootstrap(run: Array) -> tuple[object, object]:
    found = clusters.cluster_bootstrap(run, seed="simulation")
    return found.low, found.high


INTERVALS: dict[str, tuple[str, Interval, int]] = {  # name -> meetvraag, limits, runs
    "ndr_any_positive: Tango (default)": ("ndr_any_positive", _any(differences.tango), 20_000),
    "ndr_any_positive: delta": ("ndr_any_positive", _any(differences.wald), 20_000),
    "ndr_any_positive: Bonett-Price": ("ndr_any_positive", _any(differences.bonett_price), 20_000),
    "ndr_any_positive: multinomial bootstrap": ("ndr_any_positive", _bootstrap, 1_000),
    "ndr_any_positive: cluster delta": ("ndr_any_positive", _per_run(_cluster_delta), 2_000),
    "ndr_any_positive: cluster bootstrap": ("ndr_any_positive", _per_run(_cluster_bootstrap), 500),
    "net_all: Tango (default)": ("net_all", _all(differences.tango), 20_000),
    "net_all: Newcombe": ("net_all", _table(differences.newcombe), 20_000),
    "net_all: delta": ("net_all", _all(differences.wald), 20_000),
    "gdr_any_positive: Wilson (default)": (
        "gdr_any_positive", _table(lambda a, b, c, d: wilson(b, a + b + c)), 20_000),
    "relative_gap: Tang (default)": ("relative_gap", _gap(ratios.tang, 4), 20_000),
    "relative_gap: delta": ("relative_gap", _gap(ratios.ratio_wald, 3), 20_000),
    "conditional_or: mid-p (default)": (
        "conditional_or", _odds(ratios.odds_midp), 20_000),
    "conditional_or: exact": ("conditional_or", _odds(ratios.odds_exact), 20_000),
    "conditional_or: delta": ("conditional_or", _odds(ratios.odds_wald), 20_000),
}  # fmt: skip


def applies(method: str, scenario: Scenario) -> bool:
    """Clustered methods are played with agencies only; peers without them, where they are at their best."""
    clustered = ("cluster" in method and "default)" not in method) or method.startswith("clustered")
    return scenario.cluster_size > 1 if clustered else not (scenario.cluster_size > 1 and method.startswith("callback"))


def rate(scenario: Scenario, pairs: int, method: str) -> float:
    """Share of runs in which the test is significant at 5 %, or in which the 95 % interval holds the true value.

    A run without an interval (an empty denominator) counts as a miss.
    """
    runs = (TESTS[method] if method in TESTS else INTERVALS[method])[-1]
    counts = draw(scenario, pairs, min(runs, MOST_CLUSTERED) if scenario.cluster_size > 1 else runs)
    if method in TESTS:
        return float((TESTS[method][0](counts) <= ALPHA).mean())
    name, limits, _ = INTERVALS[method]
    low, high = limits(counts)
    truth = scenario.truth(name)
    # A limit that equals the truth to rounding holds it: sampling distributions are discrete.
    return float(((low <= truth + 1e-9) & (high >= truth - 1e-9)).mean())
