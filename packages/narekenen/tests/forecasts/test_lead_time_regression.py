"""Lead times by what is known of a case: known truths found again, equal to the fit without columns."""

import numpy as np
import pytest
import statsmodels.api as sm

from narekenen.errors import UnusableInput
from narekenen.forecasts.fits import fit
from narekenen.forecasts.regression import lead_time_regression
from narekenen.forecasts.spells import Spells


def made(rng, n, *, factor=1.5, spread=0.5, noise="normal", seen=np.inf):
    """Cases of which half are heavy and take `factor` times as long; open where they take longer than `seen`."""
    heavy = (np.arange(n) % 2).astype(float)
    e = rng.normal(0, 1, n) if noise == "normal" else np.log(-np.log(rng.uniform(0, 1, n)))
    days = np.exp(np.log(300) + np.log(factor) * heavy + spread * e)
    limit = np.broadcast_to(seen, n)
    open_ = days > limit
    low = np.where(open_, limit, days)
    return Spells(low, np.where(open_, np.inf, low), np.zeros(n)), {"heavy": heavy}


def test_without_open_cases_it_is_least_squares_on_the_logarithm():
    """statsmodels OLS: coefficients equal, its standard error times sqrt((n - 2) / n)."""
    rng = np.random.default_rng(1)
    spells, columns = made(rng, 200)
    found = lead_time_regression(spells, columns)
    ols = sm.OLS(np.log(spells.low), sm.add_constant(columns["heavy"])).fit()
    assert np.log(found.effects[0].factor) == pytest.approx(ols.params[1], abs=1e-4)
    assert found.base == pytest.approx(np.exp(ols.params[0]), rel=1e-4)
    error = np.log(found.effects[0].high / found.effects[0].low) / (2 * 1.96)
    assert error == pytest.approx(ols.bse[1] * np.sqrt(198 / 200), rel=1e-2)


@pytest.mark.parametrize(("family", "noise"), [("lognormal", "normal"), ("weibull", "extreme")])
def test_intervals_hold_the_truth_with_half_of_the_cases_open(family, noise):
    """40 histories: at least 33 of 40 intervals hold a factor of 1.5 (95 % binomial band from 33)."""
    held = 0
    for seed in range(40):
        spells, columns = made(np.random.default_rng(seed), 150, noise=noise, seen=340.0)
        (effect,) = lead_time_regression(spells, columns, family).effects
        held += effect.low <= 1.5 <= effect.high
    assert held >= 33


def test_with_a_column_of_no_meaning_it_is_the_fit_without():
    rng = np.random.default_rng(3)
    spells, _ = made(rng, 400, factor=1.0, seen=rng.uniform(200, 900, 400))
    noise = (np.arange(400) % 4 < 2).astype(float)
    for family in ("lognormal", "weibull"):
        plain, found = fit(spells, family), lead_time_regression(spells, {"noise": noise}, family)
        assert found.log_likelihood >= plain.log_likelihood - 1e-6
        assert found.log_likelihood - plain.log_likelihood < 5
        assert found.effects[0].low < 1 < found.effects[0].high


def test_intervals_of_a_month_and_late_entry_change_little():
    rng = np.random.default_rng(5)
    exact, columns = made(rng, 600)
    low = np.floor(exact.low / 30) * 30
    monthly = Spells(np.maximum(low, 0.0), low + 30, np.minimum(low, 60.0))
    a, b = (lead_time_regression(spells, columns).effects[0].factor for spells in (exact, monthly))
    assert b == pytest.approx(a, rel=0.05)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"same": np.ones(40)}, "the same for every case"),
        ({"a": np.arange(40.0), "b": 2 * np.arange(40.0)}, "say the same"),
        ({"a": np.full(40, np.nan)}, "no number"),
        ({str(i): np.arange(40.0) ** (i + 1) % 7 for i in range(8)}, "at least 5 for each"),
    ],
)
def test_columns_that_explain_nothing_are_refused(columns, says):
    spells, _ = made(np.random.default_rng(6), 40)
    with pytest.raises((UnusableInput, np.linalg.LinAlgError), match=says):
        lead_time_regression(spells, columns)
