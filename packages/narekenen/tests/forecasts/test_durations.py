"""Lead times in whole days against scipy.stats, body and tails separately; random bits and compiled look-ups."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from narekenen.errors import UnusableInput
from narekenen.forecasts.drawing import fill_bits, fill_days, one_day, remaining_days
from narekenen.forecasts.durations import LONGEST, Duration, days_of, weibull_parameters
from narekenen.forecasts.streams import draw, identity, keys, uniforms


def frozen(duration):
    """The same distribution by scipy.stats."""
    mean, sd = duration.mean, duration.sd
    if duration.kind == "lognormal":
        s = math.sqrt(math.log1p((sd / mean) ** 2))
        return stats.lognorm(s, scale=mean * math.exp(-s * s / 2))
    if duration.kind == "gamma":
        return stats.gamma((mean / sd) ** 2, scale=sd * sd / mean)
    shape, scale = weibull_parameters(mean, sd)
    return stats.weibull_min(shape, scale=scale)


KINDS = [Duration(kind, 430, 215) for kind in ("lognormal", "gamma", "weibull")] + [Duration("lognormal", 20, 30)]


@pytest.mark.parametrize("duration", KINDS, ids=lambda d: f"{d.kind}{d.mean:g}")
def test_mean_and_spread_are_those_asked_for(duration):
    assert frozen(duration).mean() == pytest.approx(duration.mean)
    assert frozen(duration).std() == pytest.approx(duration.sd)


@pytest.mark.parametrize("duration", KINDS, ids=lambda d: f"{d.kind}{d.mean:g}")
def test_body_and_tails_are_the_rounded_quantiles_of_scipy(duration):
    tables, truth = duration.tables(), frozen(duration)
    fine = np.array([0, 5, 1000, 2**18, 2**20 + 7, 2**26 + 99], dtype=np.uint32)
    for bits, tail in ((fine, "lower"), (~fine, "upper")):
        u = (bits.astype(np.float64) + 0.5) / 2**32
        exact = truth.ppf(u) if tail == "lower" else truth.isf(1 - u)
        found = days_of(tables, bits)
        # The innermost level is exact; a cell of an outer one spans at most 1/64 of the probability left beyond it.
        np.testing.assert_allclose(found, np.clip(exact, 1, LONGEST), atol=0.51, rtol=0.004)
    body = np.linspace(2**27, 2**32 - 2**27, 1000).astype(np.uint32)
    np.testing.assert_allclose(days_of(tables, body), truth.ppf(body / 2**32), atol=1.1)


def test_the_last_of_many_is_as_late_as_theory_says():
    """The mean of the longest of 17,500 log-normal times: a cell too coarse moves it by hundreds of days."""
    duration, n, runs = Duration("lognormal", 430, 215), 17_500, 400
    low, high = identity(tuple(f"a{i}" for i in range(n)))
    tables = duration.tables()
    found = [days_of(tables, draw(low, high, int(k))).max() for k in keys("tail", "work", np.arange(runs))]
    truth = frozen(duration)
    expected = integrate.quad(lambda x: 1 - truth.cdf(x) ** n, 0, 40_000, limit=400, points=[1500, 3000, 6000])[0]
    assert abs(np.mean(found) - expected) < 4 * np.std(found) / math.sqrt(runs)


def test_many_draws_follow_the_distribution_and_keep_apart():
    low, high = identity(tuple(f"a{i}" for i in range(20_000)))
    columns = [draw(low, high, int(k)) for k in (*keys("s", "work", np.arange(20)), *keys("s", "safe", np.arange(20)))]
    u = np.array(columns) / 2**32
    assert stats.kstest(u.ravel(), "uniform").pvalue > 1e-4
    correlations = np.corrcoef(u)[np.triu_indices(40, 1)]
    assert abs(correlations).max() < 5 / math.sqrt(20_000)
    neighbours = np.corrcoef(u.T[:200])[np.triu_indices(200, 1)]
    assert stats.kstest(neighbours * math.sqrt(39), "norm").pvalue > 1e-4
    assert len(np.unique(np.array(columns))) > 0.999 * u.size
    for bit in range(32):
        ones = np.mean([(column >> np.uint32(bit)) & 1 for column in columns])
        assert abs(ones - 0.5) < 5 * 0.5 / math.sqrt(u.size)


def test_compiled_bits_and_days_equal_the_plain_ones():
    low, high = identity(tuple(f"x{i}" for i in range(5000)))
    bits, days, tables = np.empty(5000, np.uint32), np.empty(5000, np.int32), KINDS[0].tables()
    for key in keys("seed", "work", np.arange(3)):
        fill_bits(low, high, key, bits)
        np.testing.assert_array_equal(bits, draw(low, high, int(key)))
        bits[:8] = [0, 1, 2**32 - 1, 2**32 - 2, 2**26 - 1, 2**26, 2**32 - 2**26, 2**32 - 2**26 - 1]
        fill_days(tables, bits, days)
        np.testing.assert_array_equal(days, days_of(tables, bits))
        assert [one_day(tables, h) for h in bits[:50]] == days[:50].tolist()


@pytest.mark.parametrize("age", [0, 100, 430, 1500])
def test_residual_time_is_the_conditional_distribution(age):
    """P(more than x to go at age a) = S(a + x) / S(a), by scipy."""
    duration = Duration("lognormal", 430, 215)
    tables, truth = duration.tables(), frozen(duration)
    low, high = identity(tuple(f"r{i}" for i in range(20_000)))
    bits = draw(low, high, int(keys("residual", str(age), np.array([0]))[0]))
    left = np.array([remaining_days(tables, h, age) for h in bits])
    assert left.min() >= 1
    for x in (30, 200, 600):
        expected = truth.sf(age + x + 0.5) / truth.sf(age + 0.5)
        assert abs(np.mean(left > x) - expected) < 4.5 * math.sqrt(expected * (1 - expected) / 20_000) + 1e-4


def test_work_older_than_its_distribution_ends_the_next_day():
    assert remaining_days(Duration("fixed", 10).tables(), np.uint32(77), 5000) == 1
    assert remaining_days(Duration("fixed", 10).tables(), np.uint32(77), 4) == 6


def test_fixed_and_observed_durations():
    assert set(days_of(Duration("fixed", 12).tables(), np.arange(9, dtype=np.uint32) * 400_000_000)) == {12}
    bits = np.arange(0, 2**32, 2**20, dtype=np.uint64).astype(np.uint32)
    found = days_of(Duration("empirical", values=(5, 5, 9, 0)).tables(), bits)
    assert [np.mean(found == d) for d in (1, 5, 9)] == pytest.approx([0.25, 0.5, 0.25], abs=1e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        ("fixed", -3, 0),
        ("lognormal", 0, 1),
        ("gamma", 10, 0),
        ("gamma", 10, -1),
        ("weibull", 10, 101),
        ("fixed", 1e9, 0),
    ],
)
def test_durations_that_cannot_be(wrong):
    with pytest.raises(UnusableInput):
        Duration(*wrong)


def test_other_unusable_durations():
    for wrong in (("normal", 5, 1, ()), ("empirical", 0, 0, ()), ("empirical", 0, 0, (-1.0,))):
        with pytest.raises(UnusableInput):
            Duration(*wrong)


def test_uniforms_lie_strictly_inside_and_depend_on_every_part():
    reps = np.arange(10_000)
    u = uniforms("a", "b", reps)
    assert 0 < u.min() < u.max() < 1
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    for other in (uniforms("c", "b", reps), uniforms("a", "c", reps)):
        assert abs(np.corrcoef(u, other)[0, 1]) < 0.05
