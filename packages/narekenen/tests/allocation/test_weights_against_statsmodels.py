"""Regression weights: coefficients and covariances equal to statsmodels, and margins in euros that add up."""

import numpy as np
import pytest

from narekenen.allocation.weights import fit_weights, grant_intervals, need_of
from narekenen.errors import UnusableInput

NAMES = ("one", "a", "b")


def sample(rows=4000, seed=3):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(rows), rng.normal(size=rows), rng.random(rows) < 0.3])
    exposure, place = rng.uniform(0.5, 2, rows), rng.integers(0, 40, rows)
    mean = np.exp(X @ [-0.5, 0.3, 0.8] + np.log(exposure) + rng.normal(0, 0.3, 40)[place])
    return X, rng.poisson(mean), exposure, place


@pytest.fixture(scope="module")
def sm():
    return pytest.importorskip("statsmodels.api", reason="statsmodels is in the group bench")


def test_poisson_with_exposure(sm):
    X, y, exposure, _ = sample()
    peer = sm.GLM(y, X, family=sm.families.Poisson(), exposure=exposure).fit(tol=1e-12)
    found = fit_weights(X, y, NAMES, exposure=exposure)
    assert found.coefficients == pytest.approx(peer.params, rel=1e-8)
    assert found.covariance.ravel() == pytest.approx(np.asarray(peer.cov_params()).ravel(), rel=1e-6)
    assert found.deviance == pytest.approx(peer.deviance, rel=1e-10)


def test_logit(sm):
    X, y, _, _ = sample()
    y = (y > 0).astype(float)
    peer = sm.GLM(y, X, family=sm.families.Binomial()).fit(tol=1e-12)
    found = fit_weights(X, y, NAMES, family="logit")
    assert found.coefficients == pytest.approx(peer.params, rel=1e-8)
    assert found.covariance.ravel() == pytest.approx(np.asarray(peer.cov_params()).ravel(), rel=1e-6)


def test_covariances_by_cluster(sm):
    X, y, _, place = sample()
    peer = sm.GLM(y, X, family=sm.families.Poisson()).fit(
        tol=1e-12, cov_type="cluster", cov_kwds={"groups": place, "use_correction": False}
    )
    found = fit_weights(X, y, NAMES, cluster=place)
    expected = np.asarray(peer.cov_params()) * 40 / 39
    assert found.covariance.ravel() == pytest.approx(expected.ravel(), rel=1e-6)
    assert found.covariance[0, 0] > fit_weights(X, y, NAMES).covariance[0, 0]


def test_one_column_is_a_rate():
    """With an intercept alone the estimate is log(events / exposure), its variance 1 / events."""
    found = fit_weights(np.ones((3, 1)), [4, 0, 6], ("one",), exposure=[10, 5, 5])
    assert found.coefficients[0] == pytest.approx(np.log(10 / 20))
    assert found.covariance[0, 0] == pytest.approx(1 / 10)


def test_margins_in_euros_against_drawing_weights_again():
    X, y, _, place = sample()
    weights = fit_weights(X, y, NAMES, cluster=place)
    persons, budget = np.full(len(y), 25.0), 10_000_000_00
    need, change = need_of(X, persons, place, weights)
    found = grant_intervals(need, change, weights, budget)
    assert found.grant.sum() == pytest.approx(budget)
    rng = np.random.default_rng(5)
    drawn = []
    for beta in rng.multivariate_normal(weights.coefficients, weights.covariance, 3000):
        other = np.bincount(place, persons * np.exp(X @ beta))
        drawn.append(other / other.sum() * budget)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    assert found.high - found.low == pytest.approx(high - low, rel=0.12)


def test_margins_vanish_when_every_municipality_is_alike():
    weights = fit_weights(*sample()[:2], NAMES)
    units = np.tile([100.0, 5.0, 30.0], (4, 1))
    found = grant_intervals(units @ np.abs(weights.coefficients), units, weights, 400)
    assert found.grant == pytest.approx([100] * 4)
    assert found.high - found.low == pytest.approx(np.zeros(4), abs=1e-9)


def test_what_cannot_be_estimated():
    X, y, _, _ = sample(200)
    with pytest.raises(UnusableInput, match="depend on each other"):
        fit_weights(np.column_stack([X, X[:, 1]]), y, (*NAMES, "again"))
    with pytest.raises(UnusableInput) as caught:
        fit_weights(X, -y, ("one",), exposure=np.full(200, np.inf))
    assert len(caught.value.problems) == 3
    with pytest.raises(UnusableInput, match="two clusters"):
        fit_weights(X, y, NAMES, cluster=np.zeros(200))
    perfect = np.column_stack([np.ones(40), np.arange(40.0)])
    with pytest.raises(UnusableInput):
        fit_weights(perfect, (np.arange(40) > 20).astype(float), ("one", "x"), family="logit")
    with pytest.raises(UnusableInput, match="do not fit the weights"):
        grant_intervals([1.0], [[1.0]], fit_weights(X, y, NAMES), 5)
