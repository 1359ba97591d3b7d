"""Funnels: the test files of PHEindicatormethods, and the limits that FunnelPlotR's tests state."""

import numpy as np
import polars as pl
import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.funnels import (
    TAILS,
    judge_ratios,
    judge_shares,
    overdispersed_limits,
    overdispersion,
    ratio_limits,
    share_limits,
    smooth_ratio_limits,
)


@pytest.fixture(scope="module")
def table(shared):
    return lambda name: pl.read_csv(shared / f"data/monitor/phe/testdata_funnel_{name}.csv", encoding="utf8-lossy")


@pytest.mark.shared
def test_shares_of_303_areas_in_phe(table):
    area, count, base, verdict = table("prop_inputs").get_columns()
    found = judge_shares(count.to_numpy(), base.to_numpy())
    assert len(area) == 303
    assert [one or "not significant" for one in found] == [one.lower() for one in verdict]
    assert sum("0.001" in one for one in found) == 260  # without overdispersion


@pytest.mark.shared
def test_limits_of_shares_in_phe(table):
    n, low2, high2, low3, high3, average = (column.to_numpy() for column in table("prop_outputs").get_columns())
    _, count, base, _ = table("prop_inputs").get_columns()
    mean = count.sum() / base.sum()
    assert round(100 * mean, 6) == average[0]
    found = [100 * limit for tail in TAILS for limit in share_limits(n, mean, tail)]
    for ours, printed in zip(found, (low2, high2, low3, high3), strict=True):
        assert np.abs(ours - printed).max() < 5.1e-7  # all six decimals that are printed


@pytest.mark.shared
def test_ratios_of_300_areas_in_phe(table):
    observed, expected, verdict = table("ratio_inputs").get_columns()
    found = judge_ratios(observed.to_numpy(), expected.to_numpy())
    assert len(found) == 300
    assert [one or "not significant" for one in found] == [one.lower() for one in verdict]


@pytest.mark.shared
def test_limits_of_ratios_in_phe(table):
    data = table("ratio_outputs")
    observed = data.get_columns()[0].to_numpy()
    for tail, mark in zip(TAILS, ("2s", "3s"), strict=True):
        low, high = ratio_limits(observed, tail)
        # Their search stops at 1e-7 of its range (5.571644585 for 5.571643391); ours is the quantile itself.
        assert low == pytest.approx(data[f"lower_{mark}_exp_events"].to_numpy(), rel=1e-6, abs=1e-7)
        assert high == pytest.approx(data[f"upper_{mark}_exp_events"].to_numpy(), rel=1e-6, abs=1e-7)
        assert 100 * observed / low == pytest.approx(data[f"lower_{mark}_isr"].to_numpy(), rel=1e-6, abs=1e-7)


def test_poisson_limits_of_funnelplotr():
    """FunnelPlotR tests: E = 15, 20 and 30, limits at 95% and 99.8%."""
    e = np.array([15, 20, 30])
    assert smooth_ratio_limits(e, 0.025)[0] == pytest.approx([0.5596924, 0.6108260, 0.6746958], abs=5e-8)
    assert smooth_ratio_limits(e, 0.025)[1] == pytest.approx([1.649348, 1.544419, 1.427562], abs=5e-7)
    assert smooth_ratio_limits(e, 0.001)[0] == pytest.approx([0.3862650, 0.4479107, 0.5289724], abs=5e-8)
    assert smooth_ratio_limits(e, 0.001)[1] == pytest.approx([2.082907, 1.902094, 1.702771], abs=5e-7)


@pytest.mark.shared
def test_overdispersion_brings_most_areas_back(table):
    _, count, base, _ = table("prop_inputs").get_columns()
    x, n = count.to_numpy(), base.to_numpy()
    found = overdispersion(x, n, scale="share")
    low, high = overdispersed_limits(found, n, float(x.sum() / n.sum()), 0.001)
    outside = ((x / n < low) | (x / n > high)).sum()
    assert found.phi > 10
    assert outside < 10  # 260 without


@pytest.mark.parametrize("scale", ["log", "root", "share"])
def test_chance_alone_gives_no_overdispersion_to_speak_of(scale):
    rng = np.random.default_rng(11)
    e = rng.uniform(200, 900, 400)
    x = rng.binomial(e.astype(int), 0.3) if scale == "share" else rng.poisson(e)
    found = overdispersion(x, e.astype(int) if scale == "share" else e, scale=scale)
    assert 0.5 < found.phi < 1.3
    assert found.tau2 < 1e-4
    wide = overdispersion(x * rng.uniform(0.6, 1, 400) + 1, e.astype(int), scale=scale)
    assert wide.tau2 > found.tau2
    for tail in TAILS:
        low, high = overdispersed_limits(wide, e, 0.3 if scale == "share" else 1.0, tail)
        plain_low, plain_high = overdispersed_limits(found, e, 0.3 if scale == "share" else 1.0, tail)
        assert (low <= plain_low).all()
        assert (high >= plain_high).all()


def test_too_few_areas_and_logs_of_zero_are_refused():
    with pytest.raises(UnusableInput):
        overdispersion([1, 2], [1, 2])
    with pytest.raises(UnusableInput):
        overdispersion([0, 2, 3], [1, 2, 3])
    assert overdispersion([0, 2, 3], [0.1, 2, 3], scale="root").tau2 == 0
