"""survival::clogit in R on the same data: coefficients, standard errors and log-likelihoods to all printed digits."""

import numpy as np
import polars as pl
import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.conditional_logit import fit

INTER1 = {  # clogit(callback ~ gender * origin + strata(offer)), log-likelihood -384.903
    "genderWoman": (-0.4815343, 0.246674), "originM": (-0.6432661, 0.2498616), "originS": (-1.4657077, 0.2733812),
    "originV": (-1.6915105, 0.2821826), "Woman:M": (-0.8688851, 0.3859142), "Woman:S": (-0.3963944, 0.410386),
    "Woman:V": (1.4293155, 0.3798194),
}  # fmt: skip
BR = {
    "arabic": (-1.39764788, 0.11349220), "italian": (-0.46747836, 0.10369818), "polish": (-0.62967189, 0.10167643),
    "turkish": (-1.25257695, 0.10935141),
}  # fmt: skip


def check(model, expected, digits):
    """Equal to the printed digits: half a unit in the last place, and a little for R's own rounding."""
    for row in model.coefficients:
        assert (row.value, row.se) == pytest.approx(expected[row.name], abs=0.6 * 10**-digits)


@pytest.mark.shared
def test_inter1_with_eight_candidates_per_offer(shared):
    data = pl.read_csv(shared / "data/fieldtests/callback_inter1.csv", infer_schema=False)
    woman = (data["gender"] == "Woman").to_numpy()
    origins = [(data["origin"] == o).to_numpy() for o in "MSV"]
    X = np.column_stack([woman, *origins, *(woman & o for o in origins)])
    model = fit(data["offer"].cast(int), (data["callback"] == "TRUE").to_numpy(), X, list(INTER1))
    check(model, INTER1, 7)
    assert round(model.loglik, 3) == -384.903
    assert model.n_strata == 310


@pytest.mark.shared
def test_br_spiegel_four_profiles_in_one_model(shared):
    data = pl.read_csv(shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv", infer_schema=False)
    control = data.unique("listing_id", maintain_order=True).select(
        "listing_id", pl.lit("german").alias("profile"), pl.col("positive_control").alias("y")
    )
    rows = pl.concat([control, data.select("listing_id", "profile", pl.col("positive_test").alias("y"))])
    X = np.column_stack([(rows["profile"] == name).to_numpy() for name in BR])
    model = fit(rows["listing_id"].cast(int), (rows["y"] == "1").to_numpy(), X, list(BR))
    check(model, BR, 8)
    assert (round(model.loglik_null, 3), round(model.loglik, 3)) == (-1130.889, -1000.414)
    assert model.coefficients[0].log10_p == pytest.approx(np.log10(7.5285969e-35), abs=1e-6)


@pytest.mark.shared
def test_bertrand_and_mullainathan_2004_by_advertisement(shared):
    data = pl.read_csv(shared / "data/fieldtests/bm2004_ads.csv", infer_schema=False)
    X = (data["race"] == "b").to_numpy()[:, None]
    model = fit(data["adid"].cast(int), (data["call"] == "1").to_numpy(), X, ["black"])
    check(model, {"black": (-0.768233003, 0.1447352056)}, 9)
    assert (round(model.loglik_null, 4), round(model.loglik, 4)) == (-275.8225, -261.0706)


def pairs(n10, n01, extra=None):
    n = n10 + n01
    y = np.array([[1, 0]] * n10 + [[0, 1]] * n01).ravel()
    X = np.tile([0.0, 1.0], n)[:, None]
    return np.repeat(np.arange(n), 2), y, X if extra is None else np.column_stack([X, extra])


def test_pairs_alone_give_the_log_of_the_discordant_ratio():
    model = fit(*pairs(307, 80), ["arabic"])
    row = model.coefficients[0]
    assert row.value == pytest.approx(-np.log(307 / 80), abs=1e-10)
    assert row.se == pytest.approx(np.sqrt(1 / 307 + 1 / 80), abs=1e-10)
    assert row.low < row.value < row.high


def test_a_large_stratum_does_not_overflow():
    rng = np.random.Generator(np.random.Philox(3))
    X = rng.normal(size=(400, 1)) * 3
    y = rng.random(400) < 1 / (1 + np.exp(-0.5 * X[:, 0]))
    model = fit(np.repeat([0, 1], 200), y, X, ["x"])
    assert model.coefficients[0].value == pytest.approx(0.5, abs=4 * model.coefficients[0].se)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (pairs(3, 0), "runs off to infinity"),
        (pairs(4, 3, np.ones(14)), "cannot be estimated"),
        (pairs(4, 3, np.tile([0.0, 2.0], 7)), "cannot be estimated"),
        ((np.repeat([0, 1], 2), np.array([1, 1, 0, 0]), np.array([[0.0], [1.0]] * 2)), "equal treatment only"),
    ],
)
def test_what_cannot_be_estimated_is_said(arguments, part):
    with pytest.raises(UnusableInput, match=part):
        fit(*arguments, [f"column {i}" for i in range(arguments[2].shape[1])])
