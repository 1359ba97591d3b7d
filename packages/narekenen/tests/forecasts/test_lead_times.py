"""Lead times out of records with open cases: against scipy, against lifetables by hand, and against a known truth."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from narekenen.errors import UnusableInput
from narekenen.forecasts.fitcard import card_sentence, fit_card
from narekenen.forecasts.fits import best_fit, fit
from narekenen.forecasts.lifetables import cumulative_incidence, kaplan_meier
from narekenen.forecasts.spells import Spells, spells


def exactly(days):
    days = np.asarray(days, dtype=float)
    return Spells(days, days, np.zeros_like(days))


def history(mean, cv, age, n, rng):
    """Starts spread over a programme of `age` days; what has not ended by then is open."""
    s = math.sqrt(math.log1p(cv * cv))
    started, lasts = rng.uniform(0, age, n), rng.lognormal(math.log(mean) - s * s / 2, s, n)
    seen = age - started
    low = np.minimum(lasts, seen)
    return Spells(low, np.where(lasts <= seen, lasts, np.inf), np.zeros(n))


@pytest.mark.parametrize("family", ["lognormal", "gamma", "weibull"])
def test_without_open_cases_the_fit_is_that_of_scipy(family):
    rng = np.random.default_rng(3)
    values = rng.gamma(4, 100, 500)
    found = fit(exactly(values), family)
    if family == "lognormal":
        shape, _, scale = stats.lognorm.fit(values, floc=0)
        assert (found.first, found.second) == pytest.approx((math.log(scale), shape), rel=1e-4)
    else:
        shape, _, scale = (stats.gamma if family == "gamma" else stats.weibull_min).fit(values, floc=0)
        assert (math.exp(found.first), math.exp(found.second)) == pytest.approx((shape, scale), rel=2e-3)
    assert found.log_likelihood == pytest.approx(
        {"lognormal": stats.lognorm, "gamma": stats.gamma, "weibull": stats.weibull_min}[family]
        .logpdf(values, shape, 0, scale).sum(), abs=0.01,
    )  # fmt: skip


@pytest.mark.parametrize("family", ["lognormal", "gamma", "weibull"])
def test_with_open_cases_the_fit_is_that_of_scipy(family):
    """scipy.stats fits CensoredData with intervals and open cases (no late entry)."""
    rng = np.random.default_rng(5)
    values, seen = rng.gamma(4, 100, 400), rng.uniform(50, 900, 400)
    interval = rng.random(400) < 0.3
    low = np.where(values <= seen, np.where(interval, np.floor(values / 30) * 30 + 1e-6, values), seen)
    high = np.where(values <= seen, np.where(interval, low + 30, values), np.inf)
    found = fit(Spells(low, high, np.zeros(400)), family)
    law = {"lognormal": stats.lognorm, "gamma": stats.gamma, "weibull": stats.weibull_min}[family]
    between = (low < high) & np.isfinite(high)
    data = stats.CensoredData(
        uncensored=low[low == high], right=low[np.isinf(high)], interval=np.stack([low, high], 1)[between]
    )
    with np.errstate(all="ignore"):
        shape, _, scale = law.fit(data, *((1.5,) if family == "weibull" else ()), floc=0, scale=400)
    assert found.mean == pytest.approx(law.mean(shape, 0, scale), rel=2e-3)
    assert found.sd == pytest.approx(law.std(shape, 0, scale), rel=5e-3)


AGES = (365, 456, 548, 730, 1095)


@pytest.mark.parametrize("age", AGES)
def test_a_mean_of_430_days_is_recovered_at_every_age_where_the_naive_mean_says_220_to_370(age):
    rng = np.random.default_rng([430, age])
    card = fit_card(history(430, 0.5, age, 16_500, rng))
    assert 215 <= card.naive <= 375
    lognormal = next(each for each in (card.best, *card.others) if each.family == "lognormal")
    assert abs(lognormal.mean - 430) < 15
    assert lognormal.low < 430 < lognormal.high
    assert card.best.family == "lognormal"


def test_the_interval_of_the_mean_covers_the_truth_as_often_as_it_says():
    rng, hits, runs = np.random.default_rng(11), 0, 120
    for _ in range(runs):
        found = fit(history(430, 0.5, 730, 300, rng), "lognormal")
        hits += found.low <= 430 <= found.high
    low, high = stats.binom.ppf((0.001, 0.999), runs, 0.95)
    assert low <= hits <= high


def test_a_register_that_began_later_needs_late_entry():
    """Cases from before the register are seen only if they lasted; ignoring that makes the mean too long."""
    rng = np.random.default_rng(8)
    started, lasts = rng.uniform(-1500, 1000, 20_000), rng.gamma(4, 107.5, 20_000)
    kept = started + lasts > 0
    started, lasts = started[kept], lasts[kept]
    entry, seen = np.maximum(0, -started), 1000 - started
    low, high = np.minimum(lasts, seen), np.where(lasts <= seen, lasts, np.inf)
    assert fit(Spells(low, high, entry), "gamma").mean == pytest.approx(430, rel=0.02)
    assert fit(Spells(low, high, np.zeros_like(low)), "gamma").mean > 440


def test_kaplan_meier_of_the_leukaemia_patients():
    """6-MP arm of Freireich et al. 1963 as in every textbook: S(6) = 0.857, S(10) = 0.753, S(23) = 0.448."""
    times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    open_ = [0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]
    low = np.array(times, dtype=float)
    table = kaplan_meier(Spells(low, np.where(open_, np.inf, low), np.zeros(21)))
    assert table.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert table.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert table.survival.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert table.error.round(4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert table.quantile(0.5) == 23
    assert table.quantile(0.7) is None


def test_competing_ends_and_those_under_way_add_up_to_one():
    rng = np.random.default_rng(2)
    low = rng.integers(1, 100, 300).astype(float)
    ends = tuple(rng.choice(["built", "safe", "withdrawn"], 300).tolist())
    records = Spells(low, np.where(rng.random(300) < 0.3, np.inf, low), np.zeros(300))
    table, found = kaplan_meier(records), cumulative_incidence(records, ends)
    assert set(found) == {"built", "safe", "withdrawn"}
    np.testing.assert_allclose(sum(share for _, share in found.values()) + table.survival, 1, atol=1e-12)


def test_late_entry_in_the_life_table_by_hand():
    low, entry = np.array([3.0, 5.0, 8.0]), np.array([0.0, 4.0, 0.0])
    table = kaplan_meier(Spells(low, low, entry))
    assert table.at_risk.tolist() == [2, 2, 1]
    assert table.survival.tolist() == [0.5, 0.25, 0.0]


def test_intervals_have_no_life_table():
    with pytest.raises(UnusableInput):
        kaplan_meier(Spells(np.array([1.0]), np.array([4.0]), np.zeros(1)))


def test_days_still_to_go_are_the_conditional_quantile():
    found = fit(exactly(np.random.default_rng(1).gamma(4, 100, 300)), "gamma")
    for age in (0.0, 200.0, 1200.0):
        for share in (0.1, 0.5, 0.9):
            x = found.still_to_go(age, share)
            left = found.survival(np.array([age + x]))[0] / found.survival(np.array([age]))[0]
            assert left == pytest.approx(1 - share, abs=1e-6)
    assert found.duration().mean == found.mean


def test_records_as_they_were_known_on_a_day():
    start, day = date(2020, 1, 1), timedelta(days=1)
    starts = (start, start, start + 50 * day, start + 400 * day, start - 100 * day, start + 10 * day)
    ends = (start + 100 * day, start + 300 * day, None, None, start + 20 * day, start + 10 * day)
    found = spells(starts, ends, known_on=start + 200 * day, register_from=start)
    assert found.low.tolist() == [100, 200, 150, 120, 0.5]
    assert found.high.tolist() == [100, np.inf, np.inf, 120, 0.5]
    assert found.entry.tolist() == [0, 0, 0, 100, 0]


def test_dates_out_of_order_are_all_named():
    start, day = date(2020, 1, 1), timedelta(days=1)
    with pytest.raises(UnusableInput) as raised:
        spells(
            (start, start, start - 9 * day), (start - day, start, start - 5 * day), known_on=start, register_from=start
        )
    assert len(raised.value.problems) == 2
    assert "case 1: ends on 2019-12-31" in raised.value.problems[0]
    assert "before the register began" in raised.value.problems[1]


def test_unusable_records():
    with pytest.raises(UnusableInput, match="different length"):
        Spells(np.array([]), np.array([]), np.array([]))
    with pytest.raises(UnusableInput, match="2 durations"):
        Spells(np.array([5.0, -1.0, 3.0]), np.array([4.0, -1.0, 3.0]), np.zeros(3))
    with pytest.raises(UnusableInput, match="at least 5"):
        fit(exactly([1, 2, 3]), "gamma")
    with pytest.raises(UnusableInput, match="No distribution fits"):
        best_fit(exactly([1, 2, 3]))


def test_the_card_says_both_means():
    rng = np.random.default_rng(4)
    card = fit_card(history(430, 0.5, 548, 3000, rng), "engineering")
    assert card.ended + card.open == card.cases == 3000
    assert "Alleen wat klaar is: " in card_sentence(card)
    assert "counting what is still open" in card_sentence(card, "en")
    assert card.naive < 320 < card.best.mean
