"""Mitigations as objects, date and money together, forecasts that anybody can make tried on a history."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.jointly import Costs, budget_for, costs_of, joint_confidence
from narekenen.forecasts.mitigations import Mitigation, apply, decided, worth
from narekenen.forecasts.plan import Addresses, Capacity, Plan, Risk, Shared, Stage
from narekenen.forecasts.rivals import rivals
from narekenen.forecasts.running import run

START = date(2025, 1, 1)
STRIKE = Risk("strike", 0.6, START, date(2025, 6, 1), 200, 0.2)
FLOOD = Risk("flood", 0.3, date(2026, 1, 1), date(2026, 6, 1), 100, 0.5)


def programme(**more):
    n = 200
    addresses = Addresses(tuple(f"a{i:03}" for i in range(n)), ("r",) * n, tuple(2 * i for i in range(n)))
    stage = Stage("build", Duration("lognormal", 60, 30))
    return replace(
        Plan(START, (stage,), (Capacity("build", ((START, 25.0),)),), addresses, risks=(STRIKE, FLOOD),
             shared=Shared(0.1, 0.5), horizon=4000), **more
    )  # fmt: skip


TALKS = Mitigation("talks", "strike", probability=0.1, cost=50_000)
DYKE = Mitigation("dyke", "flood", capacity_factor=1.0, cost=2_000_000, waits_for="the council decides")


def test_what_is_decided_is_done_and_what_waits_for_a_decision_is_not():
    assert decided([TALKS, DYKE]) == (TALKS,)
    assert decided([TALKS, DYKE], frozenset({"the council decides"})) == (TALKS, DYKE)
    changed = apply(programme(), [TALKS, DYKE])
    assert [(r.probability, r.capacity_factor, r.days) for r in changed.risks] == [(0.1, 0.2, 200), (0.3, 1.0, 100)]


def test_worth_is_the_paired_difference_and_the_best_comes_first():
    plan = programme()
    rows = worth(plan, [DYKE, TALKS], replications=80)
    assert [row.mitigation for row in rows] == [TALKS, DYKE]
    base, other = (run(each, replications=80, shares=(0.95,)) for each in (plan, apply(plan, [TALKS])))
    assert rows[0].days == pytest.approx(float((base.dates - other.dates).mean()))
    assert rows[0].per_address > rows[1].per_address >= 0
    assert 0 < rows[0].helps <= 0.6
    assert rows[0].euro_per_day == pytest.approx(50_000 / (rows[0].per_address * 200))


def test_a_mitigation_of_nothing_wins_nothing():
    (row,) = worth(programme(), [Mitigation("nothing", "strike", probability=0.6, cost=9)], replications=20)
    assert (row.days, row.per_address, row.helps, row.euro_per_day) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Mitigation("x", "war"), "no risk 'war'"), (Mitigation("x", "strike", probability=0.9), "worse"),
        (Mitigation("x", "strike", cost=-1), "negative"),
    ],
)  # fmt: skip
def test_mitigations_that_fit_no_risk_are_refused(wrong, says):
    with pytest.raises(UnusableInput, match=says):
        apply(programme(), [wrong])


COSTS = Costs(1e6, 20_000, 5_000, 0.2)


def test_joint_confidence_is_the_share_in_the_corner():
    """P(T <= t and C <= c), as NASA counts its joint confidence level: between the Frechet bounds."""
    outcome = run(programme(), replications=500, shares=(0.95,))
    by = date.fromordinal(START.toordinal() + int(np.median(outcome.dates)))
    euro = costs_of(outcome, 0.95, COSTS)
    budget = float(np.median(euro))
    found = joint_confidence(outcome, 0.95, COSTS, by=by, budget=budget)
    assert found.date == pytest.approx(0.5, abs=0.02)
    assert found.cost == pytest.approx(0.5, abs=0.01)
    assert max(0.0, found.date + found.cost - 1) <= found.both <= min(found.date, found.cost)
    assert found.both > found.date * found.cost  # late is dear: they go together
    plain = costs_of(outcome, 0.95, replace(COSTS, cv=0.0))
    np.testing.assert_allclose(plain, 1e6 + 20_000 * 200 + 5_000 * outcome.dates[:, 0])
    assert np.log(euro / plain).std() == pytest.approx(np.sqrt(np.log1p(0.04)), rel=0.15)


def test_the_budget_for_a_level_reaches_it_and_no_smaller_one_does():
    outcome = run(programme(), replications=400, shares=(0.95,))
    by = date.fromordinal(START.toordinal() + int(np.quantile(outcome.dates, 0.9)))
    budget = budget_for(outcome, 0.95, COSTS, by=by)
    assert joint_confidence(outcome, 0.95, COSTS, by=by, budget=budget).both >= 0.7
    assert joint_confidence(outcome, 0.95, COSTS, by=by, budget=budget - 1).both < 0.7
    assert budget_for(outcome, 0.95, COSTS, by=START) is None
    with pytest.raises(UnusableInput):
        budget_for(outcome, 0.95, COSTS, by=by, level=1)
    with pytest.raises(UnusableInput):
        costs_of(outcome, 0.95, Costs(-1, 0, 0))


def test_rivals_on_the_yearly_targets_of_groningen():
    """The targets as published, middles of ranges; over 2022-2024 they are nearer than last year again."""
    done = {2020: 587, 2021: 661, 2022: 1038, 2023: 1122, 2024: 1229}
    plan = {2021: 1100, 2022: 1250, 2023: 1100, 2024: 1400}
    rows = {row.name: row for row in rivals(done, plan)}
    assert {row.n for row in rows.values()} == {3}
    assert rows["last year again"].error == pytest.approx((377 + 84 + 107) / 3)
    assert rows["plan"].error == pytest.approx((212 + 22 + 171) / 3)
    assert rows["at pace"].error == pytest.approx(np.mean([1038 - 624, 1122 - 762, 1229 - 852]))
    assert rivals(done, plan)[0].name == "plan"


def test_a_plan_that_comes_true_is_never_off_and_earned_schedule_follows_it():
    plan = {2021: 100, 2022: 200, 2023: 300}
    rows = {row.name: row for row in rivals({2020: 50, **plan}, plan)}
    assert rows["plan"].error == rows["earned schedule"].error == 0
    half = {2020: 50, 2021: 50, 2022: 100, 2023: 150}
    assert {row.name: row for row in rivals(half, plan)}["earned schedule"].error < 60


def test_rivals_need_a_plan_without_a_gap_and_two_years():
    for done, plan in (({2021: 1}, {2021: 1}), ({2021: 1, 2022: 2}, {2020: 1, 2022: 2})):
        with pytest.raises(UnusableInput, match="No year"):
            rivals(done, plan)
