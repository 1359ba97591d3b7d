"""Random effects per municipality: amounts equal to MixedLM, counts to the negative binomial and to integration."""

import numpy as np
import pytest
from scipy import integrate, stats

from narekenen.allocation.multilevel import fit_amounts, fit_counts
from narekenen.allocation.weights import fit_weights
from narekenen.errors import UnusableInput

NAMES = ("one", "a")


def households(groups=30, each=20, between=4.0, within=9.0, seed=1):
    rng = np.random.default_rng(seed)
    place = np.repeat(np.arange(groups), each)
    X = np.column_stack([np.ones(len(place)), rng.normal(size=len(place))])
    y = X @ [10, 2] + rng.normal(0, between**0.5, groups)[place] + rng.normal(0, within**0.5, len(place))
    return X, y, place


def events(groups=60, each=8, theta=0.4, seed=2):
    rng = np.random.default_rng(seed)
    place = np.repeat(np.arange(groups), each)
    X = np.column_stack([np.ones(len(place)), rng.normal(size=len(place))])
    exposure = rng.uniform(0.5, 3, len(place))
    u = rng.gamma(1 / theta, theta, groups)
    return X, rng.poisson(np.exp(X @ [0.2, 0.5]) * exposure * u[place]), exposure, place


def test_amounts_against_mixedlm():
    sm = pytest.importorskip("statsmodels.api")
    X, y, place = households()
    peer = sm.MixedLM(y, X, groups=place).fit(reml=True, method=["bfgs"], gtol=1e-10)
    found = fit_amounts(X, y, place, NAMES)
    assert found.coefficients == pytest.approx(peer.fe_params, rel=1e-6)
    assert found.between == pytest.approx(float(np.asarray(peer.cov_re)[0, 0]), rel=1e-4)
    assert found.within == pytest.approx(peer.scale, rel=1e-5)
    assert found.covariance.ravel() == pytest.approx(np.asarray(peer.cov_params())[:2, :2].ravel(), rel=1e-4)
    assert found.log_likelihood == pytest.approx(peer.llf, rel=1e-8)
    theirs = [float(np.asarray(peer.random_effects[g])[0]) for g in range(30)]
    assert dict(zip(found.groups, found.effects, strict=True)) == pytest.approx(
        {str(g): e for g, e in enumerate(theirs)}, rel=1e-4, abs=1e-4
    )


def test_counts_with_one_row_per_group_are_negative_binomial():
    sm = pytest.importorskip("statsmodels.api")
    X, y, exposure, _ = events(groups=400, each=1)
    peer = sm.NegativeBinomial(y, X, exposure=exposure).fit(disp=0, method="newton", maxiter=200, tol=1e-12)
    found = fit_counts(X, y, np.arange(400), NAMES, exposure=exposure)
    assert found.coefficients == pytest.approx(peer.params[:2], rel=1e-5)
    assert found.between == pytest.approx(peer.params[2], rel=1e-4)
    assert found.log_likelihood == pytest.approx(peer.llf, rel=1e-9)
    assert found.covariance.ravel() == pytest.approx(np.asarray(peer.cov_params())[:2, :2].ravel(), rel=1e-3)


def test_the_likelihood_of_counts_is_the_integral_over_the_effect():
    X, y, exposure, place = events(groups=5, each=3)
    found = fit_counts(X, y, place, NAMES, exposure=exposure)
    mean, a = np.exp(X @ found.coefficients) * exposure, 1 / found.between
    whole = 0.0
    for g in range(5):
        rows = place == g

        def density(u, rows=rows):
            return stats.poisson.pmf(y[rows], mean[rows] * u).prod() * stats.gamma.pdf(u, a, scale=1 / a)

        whole += np.log(integrate.quad(density, 0, 60, epsabs=0, epsrel=1e-10, limit=200)[0])
    assert found.log_likelihood == pytest.approx(whole, rel=1e-7)


def test_effects_are_shrunken_and_their_intervals_hold_the_truth():
    rng = np.random.default_rng(9)
    place = np.repeat(np.arange(300), rng.integers(1, 40, 300))
    u = rng.gamma(1 / 0.3, 0.3, 300)
    X = np.ones((len(place), 1))
    y = rng.poisson(np.exp(0.7) * u[place])
    found = fit_counts(X, y, place, ("one",))
    effects = dict(zip(map(int, found.groups), zip(found.low, found.effects, found.high, strict=True), strict=True))
    inside = np.mean([effects[g][0] <= u[g] <= effects[g][2] for g in range(300)])
    assert 0.92 <= inside <= 0.98
    raw = np.bincount(place, y) / np.bincount(place) / np.exp(found.coefficients[0])
    assert np.var(found.effects) < np.var(raw)


def test_no_difference_between_groups_gives_the_plain_weights():
    rng = np.random.default_rng(4)
    X = np.column_stack([np.ones(3000), rng.normal(size=3000)])
    y = rng.poisson(np.exp(X @ [1.0, 0.2]))
    found, plain = fit_counts(X, y, np.arange(3000) % 50, NAMES), fit_weights(X, y, NAMES)
    assert found.between < 0.005
    assert found.coefficients == pytest.approx(plain.coefficients, abs=0.005)


@pytest.mark.parametrize("fit", [fit_counts, fit_amounts])
def test_what_cannot_be_fitted(fit):
    X, y = np.ones((6, 1)), np.arange(6.0)
    with pytest.raises(UnusableInput, match="two groups"):
        fit(X, y, np.zeros(6), ("one",))
    with pytest.raises(UnusableInput, match="depend on each other"):
        fit(np.ones((6, 2)), y, np.arange(6) % 3, NAMES)
    with pytest.raises(UnusableInput, match="missing or infinite"):
        fit(X, np.array([1, 2, np.nan, 4, 5, 6]), np.arange(6) % 3, ("one",))
