"""Control limits: published examples, known false alarm rates, and what each rule sees."""

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.controlcharts import individuals, rates, shares


def test_individuals_against_the_worked_example_of_the_nist_handbook():
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches, mean moving range 1.8778."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    chart = individuals(flow)
    assert chart.centre == pytest.approx(50.81)
    assert chart.high[0] == pytest.approx(55.8041, abs=5e-4)
    assert chart.low[0] == pytest.approx(45.8159, abs=5e-4)
    assert chart.signals == ()


def test_rules_see_what_they_are_for():
    still = [0.0, 1.0] * 10
    assert {s.rule for s in individuals([*still, 9.0]).signals} >= {"outside"}
    run = individuals([*still, *([0.7, 0.9] * 5)], baseline=20).signals
    assert ("run", 27) in {(s.rule, s.at) for s in run}
    trend = individuals([*still, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7], baseline=20).signals
    assert ("trend", 25) in {(s.rule, s.at) for s in trend}


def test_false_alarms_of_a_steady_process_are_rare():
    rng = np.random.default_rng(5)
    alarms = sum(any(s.rule == "outside" for s in rates(rng.poisson(40, 24), np.ones(24)).signals) for _ in range(400))
    # 24 points at 0.27 % each is 6 %; Laney's factor never narrows the limits
    assert alarms / 400 < 0.12


def test_large_bases_are_not_all_alarms_with_laney():
    rng = np.random.default_rng(6)
    base = np.full(30, 1_000_000)
    count = rng.binomial(base, np.clip(rng.normal(0.2, 0.01, 30), 0, 1))
    plain, wide = shares(count, base, laney=False), shares(count, base)
    assert sum(s.rule == "outside" for s in plain.signals) > 15
    assert sum(s.rule == "outside" for s in wide.signals) <= 1
    assert wide.sigma_z > 10
    assert plain.sigma_z == 1


def test_limits_follow_the_base_and_stay_in_bounds():
    chart = shares([1, 5, 3, 2, 1, 0, 2, 4], [4, 50, 30, 20, 10, 5, 20, 40], laney=False)
    centre = 18 / 179
    assert chart.centre == pytest.approx(centre)
    assert chart.high[1] == pytest.approx(centre + 3 * (centre * (1 - centre) / 50) ** 0.5)
    assert (chart.low >= 0).all()
    assert (chart.high <= 1).all()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: individuals([1, 2, 3]), "fewer than eight"),
        (lambda: individuals([1.0] * 7 + [np.nan]), "none of them missing"),
        (lambda: shares([2] * 8, [1] * 8), "above its base"),
        (lambda: rates([1] * 8, [0] * 8), "base above 0"),
        (lambda: rates([0] * 8, [5] * 8), "no chart can be drawn"),
    ],
)
def test_what_cannot_be_charted(make, said):
    with pytest.raises(UnusableInput, match=said):
        make()
