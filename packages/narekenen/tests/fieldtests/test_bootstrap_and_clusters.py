"""Resampling four counts equals resampling all pairs; clusters widen what hangs together."""

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.bootstrap import multinomial_bootstrap, replicate_counts
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.clusters import (
    cluster_bootstrap,
    cluster_delta,
    clustered_score,
    design_effect,
    sign_flip,
    total_cells,
)
from narekenen.fieldtests.estimands import ESTIMANDS, estimate
from narekenen.fieldtests.keyed import generator, keyed_bytes
from narekenen.fieldtests.mcnemar import mcnemar

CELLS = PairedCells(n11=46, n10=31, n01=18, n00=105)


def naive(cells, replicates, rng):
    kinds = np.repeat([0, 1, 2, 3], [cells.n10, cells.n01, cells.n11, cells.n00])
    return np.array([np.bincount(rng.choice(kinds, len(kinds)), minlength=4)[:3] for _ in range(replicates)])


def test_four_counts_resampled_have_the_moments_of_pairs_resampled():
    fast = np.stack(replicate_counts(CELLS, 40_000, generator("s", "a")), axis=1)
    slow = naive(CELLS, 4_000, generator("s", "b"))
    assert fast.mean(axis=0) == pytest.approx([31, 18, 46], abs=0.15)
    p = np.array([31, 18, 46]) / 200
    assert np.cov(fast.T) == pytest.approx(200 * (np.diag(p) - np.outer(p, p)), abs=0.8)
    assert np.cov(slow.T) == pytest.approx(np.cov(fast.T), abs=2.0)


@pytest.mark.parametrize("name", ESTIMANDS)
def test_percentile_limits_lie_near_the_analytic_ones_for_many_pairs(name):
    large = PairedCells(n11=4640, n10=3070, n01=800, n00=18_830)
    drawn = multinomial_bootstrap({"x": large}, name, seed="1", replicates=4_000)["x"]
    analytic = estimate(large, name)
    assert (drawn.low, drawn.high) == pytest.approx((analytic.low, analytic.high), rel=0.02, abs=0.0015)


def test_a_stratum_keeps_its_limits_whatever_else_is_asked():
    alone = multinomial_bootstrap({"Utrecht": CELLS}, seed="7")
    among = multinomial_bootstrap({"Delft": CELLS, "Utrecht": CELLS}, seed="7")
    assert alone["Utrecht"] == among["Utrecht"]
    assert among["Delft"] != among["Utrecht"]
    assert multinomial_bootstrap({"Utrecht": CELLS}, seed="8") != alone


def test_parts_of_an_identity_are_never_glued():
    assert keyed_bytes("s", "ab", "c") != keyed_bytes("s", "a", "bc")


def test_lost_replicates_and_empty_denominators_are_said():
    few = PairedCells(n11=0, n10=1, n01=1, n00=30)
    assert "empty denominator" in multinomial_bootstrap({"x": few}, seed="1")["x"].warnings[0]
    none = PairedCells(n11=0, n10=0, n01=0, n00=30)
    result = multinomial_bootstrap({"x": none}, seed="1")["x"]
    assert result.value is None
    assert result.reason


def clustered(seed, clusters=200, size=10, spread=0.0):
    rng = generator("clusters", str(seed))
    lean = rng.normal(0, spread, clusters) if spread else np.zeros(clusters)
    p = 1 / (1 + np.exp(-lean))
    different = rng.binomial(size, 0.3, clusters)
    n10 = rng.binomial(different, p)
    n11 = rng.binomial(size - different, 0.4)
    return np.stack([n10, different - n10, n11, size - different - n11], axis=1)


def test_clusters_that_are_alike_change_little():
    counts = clustered(1)
    cells = total_cells(counts)
    assert design_effect(counts) == pytest.approx(1, abs=0.25)
    assert clustered_score(counts).p == pytest.approx(mcnemar(cells, "asymptotic").p, abs=0.1)
    delta, plain = cluster_delta(counts), estimate(cells, method="delta")
    assert (delta.low, delta.high) == pytest.approx((plain.low, plain.high), abs=0.012)


def test_clusters_that_differ_widen_interval_and_test():
    counts = clustered(2, spread=2.0)
    assert design_effect(counts) > 1.4
    cells = total_cells(counts)
    assert cluster_delta(counts).high - cluster_delta(counts).low > 1.15 * (estimate(cells).high - estimate(cells).low)
    assert clustered_score(counts).p > mcnemar(cells, "asymptotic").p
    assert sign_flip(counts, seed="1").p == pytest.approx(clustered_score(counts).p, abs=0.03)


@pytest.mark.parametrize("name", ESTIMANDS)
def test_the_cluster_bootstrap_agrees_with_the_delta_method(name):
    counts = clustered(3, clusters=400, spread=1.0)
    drawn, delta = cluster_bootstrap(counts, name, seed="1", replicates=3_000), cluster_delta(counts, name)
    assert drawn.low < drawn.value < drawn.high
    if delta.value is not None:
        assert (drawn.low, drawn.high) == pytest.approx((delta.low, delta.high), abs=0.012)


def test_pairs_as_clusters_of_one_give_the_plain_delta_interval_and_a_design_effect_of_one():
    rows = [[1, 0, 0, 0]] * 31 + [[0, 1, 0, 0]] * 18 + [[0, 0, 1, 0]] * 46 + [[0, 0, 0, 1]] * 105
    for name in ("ndr_any_positive", "net_all", "exclusive_share", "gross_all", "relative_gap"):
        assert design_effect(rows, name) == pytest.approx(1.0)
    plain = estimate(CELLS, method="delta")
    assert cluster_delta(rows).low == pytest.approx(plain.low, abs=1.5e-3)  # Student instead of normal
    assert clustered_score(rows).statistic == pytest.approx(mcnemar(CELLS, "asymptotic").statistic)


def test_few_clusters_are_warned_about_and_one_is_refused():
    assert "only 3 clusters" in cluster_bootstrap(clustered(1, clusters=3), seed="1").warnings[0]
    with pytest.raises(UnusableInput, match="at least two clusters"):
        clustered_score([[1, 2, 3, 4]])
    with pytest.raises(UnusableInput):
        cluster_delta([[1, 2, 3], [1, 2, 3]])


def test_no_difference_anywhere_is_no_evidence():
    counts = [[0, 0, 3, 4], [0, 0, 2, 2], [1, 1, 0, 0]]
    assert clustered_score(counts).p == 1.0
    assert sign_flip(counts, seed="1").p == 1.0
