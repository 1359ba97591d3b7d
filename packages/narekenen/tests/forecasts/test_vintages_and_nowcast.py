"""Vintages that cannot be altered, ledgers and bridges that add up, and nowcasts that cover what they say."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.ledgerlines import LedgerLine
from narekenen.forecasts.nowcast import nowcast, reporting_triangle
from narekenen.forecasts.plan import AddOn, Addresses, Capacity, Plan, Shared, Stage
from narekenen.forecasts.running import run
from narekenen.forecasts.vintages import bridge, farewell, issue, ledger_of, unchanged

START = date(2024, 1, 1)


def programme(n=200):
    addresses = Addresses(tuple(f"a{i:03}" for i in range(n)), ("r",) * n, tuple(range(n)))
    stage = Stage("build", Duration("gamma", 60, 30))
    return Plan(START, (stage,), (Capacity("build", ((START, 12),)),), addresses, shared=Shared(0.3, 0.9), horizon=6000)


@pytest.fixture(scope="module")
def outcome():
    return run(programme(), replications=500, shares=(0.95,))


def test_an_altered_vintage_shows(outcome):
    vintage = issue(outcome, 0.95, on=date(2024, 3, 1))
    assert unchanged(vintage)
    assert vintage.quantiles == tuple(sorted(vintage.quantiles))
    assert vintage.quantiles[49] == sorted(outcome.dates[:, 0].tolist())[250]
    bent = replace(vintage, quantiles=(0, *vintage.quantiles[1:]))
    assert not unchanged(bent)
    with pytest.raises(UnusableInput, match="not those of the day of issue"):
        farewell(bent, START)


def test_every_address_of_a_change_in_scope_is_explained(outcome):
    first = issue(outcome, 0.95, on=date(2024, 3, 1))
    smaller = run(programme(189), replications=20, shares=(0.95,))
    lines = (LedgerLine("found safe", -11), LedgerLine("not included for want of data", 0, 411))
    second = issue(smaller, 0.95, on=date(2025, 3, 1), ledger=lines, before=first)
    assert second.addresses == 189
    with pytest.raises(UnusableInput, match=r"explains \+0 addresses, the scope changed by -11"):
        issue(smaller, 0.95, on=date(2025, 3, 1), before=first)
    with pytest.raises(UnusableInput):
        issue(smaller, 0.95, on=date(2024, 3, 1), ledger=lines, before=first)
    with pytest.raises(UnusableInput):
        issue(smaller, 0.8, on=date(2025, 3, 1))


def test_a_ledger_from_two_plans():
    old, new = programme(10), programme(8)
    new = replace(new, addresses=Addresses((*new.addresses.names, "b1"), ("r",) * 9, (0,) * 9))
    reasons = {"a008": "withdrawn", "a009": "withdrawn", "b1": "new request"}
    assert ledger_of(old, new, reasons) == (LedgerLine("new request", 1), LedgerLine("withdrawn", -2))
    with pytest.raises(UnusableInput, match="without a reason") as raised:
        ledger_of(old, new, {"b1": "x"})
    assert raised.value.problems == ("a008", "a009")


def test_a_farewell_scores_by_hand(outcome):
    vintage = issue(outcome, 0.95, on=date(2024, 3, 1))
    middle = START + timedelta(days=vintage.quantiles[49])
    right, late = farewell(vintage, middle, target=middle), farewell(vintage, middle + timedelta(days=700))
    assert right.error == 0
    assert late.error == -700
    assert (right.inside_80, late.inside_80) == (True, False)
    assert right.crps < late.crps
    assert late.brier is None
    assert right.brier == pytest.approx((1 - np.mean(np.array(vintage.quantiles) <= vintage.quantiles[49])) ** 2)
    assert right.pinball == pytest.approx(right.crps / 2, rel=0.05)


def test_windows_hold_the_truth_as_often_as_they_say(outcome):
    """The truth is one more replication of the same plan: P10 to P90 holds eight out of ten."""
    vintage = issue(outcome, 0.95, on=date(2024, 3, 1))
    truths = run(programme(), replications=300, shares=(0.95,), seed="truth").dates[:, 0]
    hits = sum(farewell(vintage, START + timedelta(days=int(day))).inside_80 for day in truths)
    low, high = stats.binom.ppf((0.0005, 0.9995), 300, 0.8)
    assert low - 5 <= hits <= high + 5  # the quantiles themselves come from 500 replications


def test_the_bridge_adds_up_and_knows_no_order():
    causes = {
        "policy": lambda p: replace(p, addons=(AddOn("m", "build", 0.5, 0.5, 30, 30),)),
        "capacity": lambda p: replace(p, capacities=(Capacity("build", ((START, 9),)),)),
        "nothing": lambda p: p,
    }
    found = bridge(programme(), causes, replications=40)
    assert sum(found.steps.values()) == pytest.approx(found.new - found.old)
    assert found.steps["nothing"] == pytest.approx(0)
    assert found.steps["policy"] > 0
    turned = bridge(programme(), dict(reversed(causes.items())), replications=40)
    assert turned.steps == pytest.approx(found.steps)
    with pytest.raises(UnusableInput):
        bridge(programme(), {"later": lambda p: replace(p, start=date(2025, 1, 1))}, replications=2)


def triangle_of(rng, months=30, longest=8, mean=40):
    """True counts, and the triangle as known at the end of the last month."""
    delays = np.array([0.3, 0.25, 0.15, 0.1, 0.08, 0.05, 0.04, 0.02, 0.01])
    full = np.stack([rng.multinomial(n, delays) for n in rng.poisson(mean, months)]).astype(float)
    seen = full.copy()
    for row in range(months):
        seen[row, months - row :] = np.nan
    return full.sum(axis=1), seen


def test_nowcasts_reach_their_nominal_coverage():
    rng, hits, n = np.random.default_rng(9), 0, 0
    for i in range(150):
        truth, seen = triangle_of(rng)
        for row in nowcast(seen, level=0.9, seed=i)[-4:]:
            hits += row.low <= truth[row.period] <= row.high
            n += 1
    low, high = stats.binom.ppf((0.0005, 0.9995), n, 0.9)
    assert low <= hits <= high + 12  # whole numbers make windows a little wider than asked for


def test_the_mean_of_nowcasts_is_right_and_far_above_what_is_registered():
    rng, truths, means, seen_now = np.random.default_rng(2), [], [], []
    for i in range(150):
        truth, seen = triangle_of(rng)
        row = nowcast(seen, seed=i)[-1]
        truths.append(truth[row.period])
        means.append(row.mean)
        seen_now.append(row.registered)
    assert np.mean(means) == pytest.approx(np.mean(truths), rel=0.06)
    assert np.mean(seen_now) < 0.4 * np.mean(truths)


def test_the_triangle_of_dates_by_hand():
    happened = (date(2024, 1, 5), date(2024, 1, 20), date(2024, 2, 3), date(2024, 3, 1), date(2024, 1, 9))
    noted = (date(2024, 1, 9), date(2024, 3, 1), date(2024, 3, 5), date(2024, 3, 31), date(2024, 9, 1))
    found = reporting_triangle(happened, noted, known_on=date(2024, 3, 31), months=3, longest=2)
    np.testing.assert_array_equal(found, [[1, 0, 1], [0, 1, np.nan], [1, np.nan, np.nan]])
    open_ = reporting_triangle(happened, noted, known_on=date(2024, 3, 30), months=3, longest=2)
    np.testing.assert_array_equal(open_, [[1, 0, np.nan], [0, np.nan, np.nan], [np.nan] * 3])
    with pytest.raises(UnusableInput, match="before it happened"):
        reporting_triangle((date(2024, 2, 1),), (date(2024, 1, 1),), known_on=START, months=1, longest=1)


def test_triangles_that_say_nothing():
    nan = np.nan
    for wrong in ([[1.0, nan], [1.0, nan]], [[1.0, 2.0], [nan, 1.0]], [[1.0, -2.0], [1.0, nan]]):
        with pytest.raises(UnusableInput):
            nowcast(np.array(wrong))
    assert nowcast(np.array([[5.0, 1.0], [nan, nan]])) == ()
