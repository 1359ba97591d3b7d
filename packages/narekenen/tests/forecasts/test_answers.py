"""Answers out of replications: by hand on small numbers, by definition on random ones."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.forecasts import answers
from narekenen.forecasts.comparing import compare, price_of_goal
from narekenen.forecasts.drivers import drivers, shapley
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import AddOn, Addresses, Capacity, Plan, Shared, Stage
from narekenen.forecasts.running import run, trace
from narekenen.forecasts.tail import decompose, tail

START = date(2024, 1, 1)


def programme(n=600, **more):
    addresses = Addresses(
        tuple(f"a{i:04}" for i in range(n)), tuple("NZ"[i % 3 == 0] for i in range(n)),
        tuple(i * 700 // n for i in range(n)), tags=tuple("heavy" if i % 10 == 0 else "" for i in range(n)),
    )  # fmt: skip
    stages = (Stage("design", Duration("lognormal", 150, 75), wait_share=0.1, wait=Duration("gamma", 90, 40)),
              Stage("build", Duration("gamma", 60, 30)))  # fmt: skip
    capacities = (Capacity("design", ((START, n / 6),)), Capacity("build", ((START, n / 15),)))
    plan = Plan(START, stages, capacities, addresses, shared=Shared(0.2, 0.9, 0.1, 0, 100), horizon=4000)
    return replace(plan, **more)


@pytest.fixture(scope="module")
def outcome():
    return run(programme(), replications=400, per_address=True)


def test_certainty_is_the_share_of_replications_that_made_it(outcome):
    for share in outcome.shares:
        for certainty in (0.5, 0.8, 0.95):
            answer = answers.when(outcome, share, certainty)
            assert answers.chance_by(outcome, share, answer.day) >= certainty
            earlier = date.fromordinal(answer.day.toordinal() - 1)
            assert answers.chance_by(outcome, share, earlier) < certainty
            assert answer.low <= answer.day <= answer.high


def test_the_interval_of_the_simulation_covers_what_many_more_replications_say(outcome):
    truth = answers.when(run(programme(), replications=6000, seed="truth"), 0.95, 0.8).day
    hits = 0
    for block in range(40):
        dates = outcome.dates if block == 0 else run(programme(), replications=200, seed=f"b{block}").dates
        answer = answers.when(replace(outcome, dates=dates), 0.95, 0.8)
        hits += answer.low <= truth <= answer.high
    assert hits >= 33  # 95 % of 40 is 38; fewer than 34 happens once in 200 times


def test_beyond_the_horizon_there_is_no_date():
    short = run(programme(horizon=300), replications=20)
    assert answers.when(short, 1.0, 0.5).day is None
    with pytest.raises(UnusableInput, match="beyond the horizon"):
        answers.chance_by(short, 0.5, date(2026, 1, 1))


def test_fan_and_production_are_the_counts_of_the_replications(outcome):
    rows = answers.fan(outcome)
    assert rows[-1].levels == (600.0,) * 7
    for i, row in enumerate(rows[:12]):
        limit = (row.end - START).days
        counts = np.sort(((outcome.finished >= 0) & (outcome.finished <= limit)).sum(axis=1))
        assert row.levels[3] == counts[math.ceil(0.5 * 400) - 1], i
        assert list(row.levels) == sorted(row.levels)
    made = answers.production(outcome)
    assert sum(row.mean for row in made if row.region == "*") == pytest.approx(600)
    for year in {row.year for row in made}:
        of = {row.region: row.mean for row in made if row.year == year}
        assert of["*"] == pytest.approx(of.get("N", 0) + of.get("Z", 0))
    assert rows[0].end == date(2024, 3, 31)
    course = answers.courses(outcome, 2)
    assert [each[-1] for each in course] == [600, 600]


def test_targets_hold_with_the_certainty_they_were_made_for(outcome):
    targets = answers.targets_for(outcome, 0.8)
    years, made = answers.per_year(outcome)
    running = made.sum(axis=1).cumsum(axis=1)
    total = 0
    for i, year in enumerate(years):
        total += targets[year]
        assert np.mean(running[:, i] >= total) >= 0.8
        assert total == 600 or np.mean(running[:, i] >= total + 1) < 0.8
    rows = answers.target_chances(outcome, {2024: 1, 2025: targets[2025], 2026: 10_000})
    assert rows[0].alone == rows[0].jointly
    assert rows[1].jointly <= min(rows[0].jointly, rows[1].alone)
    assert rows[2].alone == rows[2].jointly == 0


def test_questions_that_cannot_be_answered(outcome):
    for wrong in (
        lambda: answers.when(outcome, 0.33, 0.5), lambda: answers.when(outcome, 0.5, 1.0),
        lambda: answers.chance_by(outcome, 0.33, START), lambda: answers.targets_for(outcome, 1.0),
        lambda: answers.target_chances(outcome, {1999: 5}), lambda: tail(programme(), share=1.0),
    ):  # fmt: skip
        with pytest.raises(UnusableInput):
            wrong()


def test_what_an_address_waited_for_adds_up_to_its_finish():
    plan = programme(addons=(AddOn("m", "build", 0.5, 0.5, 30, 60, "heavy"),))
    arrays, steps, finished = trace(plan, replications=(0, 5))
    parts = decompose(arrays, steps)
    assert np.array_equal(parts.sum(axis=2), finished)
    assert parts.min() == 0
    assert 0.06 < np.mean(parts[:, :, 1] > 0) < 0.14  # the owner's wish, asked for by 10 %


def test_parts_add_up_with_routing_work_in_hand_and_complexes(plainly):
    for case in range(60):
        plan = plainly.random_plan(np.random.default_rng([5, case]), horizon=2000, back=case % 3 > 0)
        arrays, steps, finished = trace(replace(plan, count_safe=True), replications=(0, 3))
        total = decompose(arrays, steps).sum(axis=2)
        inside = (finished >= 0) & (finished < 2000)
        assert np.array_equal(total[inside], finished[inside])


def test_the_tail_is_the_heavy_group_when_only_that_is_slow():
    plan = programme(
        addons=(AddOn("m", "build", 1, 1, 900, 900, "heavy"),),
        capacities=(Capacity("design", ((START, 1e5),)), Capacity("build", ((START, 1e5),))),
    )
    found = tail(plan, share=0.95, replications=10)
    assert found.lifts[0].name == "heavy"
    assert found.lifts[0].lift > 9
    assert sum(c.late for c in found.components) == pytest.approx(found.late_days)
    assert sum(c.others for c in found.components) == pytest.approx(found.other_days)
    extra = {(c.stage, c.part): c.late - c.others for c in found.components}
    assert max(extra, key=extra.get) == ("build", "work")
    assert found.unfinished == 0


def test_the_price_of_a_goal_is_its_days_where_nobody_waits_and_more_in_a_queue():
    goal = (AddOn("goal", "build", 0.5, 0.5, 40, 40),)
    free = (Capacity("design", ((START, 1e5),)), Capacity("build", ((START, 1e5),)))
    alone = price_of_goal(programme(capacities=free), goal, replications=40)
    assert alone.per_address == pytest.approx(20, abs=1.5)
    assert alone.over_month == pytest.approx(0.5, abs=0.04)
    queue = price_of_goal(programme(), goal, replications=40)
    assert queue.per_address > 3 * alone.per_address
    assert queue.later == 1.0
    assert queue.unfinished == 0
    assert {(g.kind, g.name) for g in queue.groups} == {
        ("regions", "N"),
        ("regions", "Z"),
        ("tags", ""),
        ("tags", "heavy"),
    }


def test_groups_below_ten_show_nothing():
    small = programme(60)
    goal = (AddOn("goal", "build", 0.5, 0.5, 40, 40),)
    groups = {g.name: g for g in price_of_goal(small, goal, replications=5).groups}
    assert groups["heavy"].addresses == 6
    assert groups["heavy"].days is None
    assert groups["N"].days is not None


def test_pairing_takes_away_the_luck_that_both_share(outcome):
    other = programme(addons=(AddOn("m", "build", 0.1, 0.1, 30, 30),))
    second = run(other, replications=400, per_address=True)
    paired = compare(outcome, second, 0.95)
    unpaired = run(other, replications=400, per_address=True, seed="elsewhere")
    assert (second.dates - outcome.dates)[:, 2].std() < 0.2 * (unpaired.dates - outcome.dates)[:, 2].std()
    assert paired.days[0] <= paired.days[1] <= paired.days[2]
    with pytest.raises(UnusableInput, match="seeds differ"):
        compare(outcome, unpaired, 0.95)
    with pytest.raises(UnusableInput, match="not kept"):
        compare(outcome, run(other, replications=400), 0.95)


@given(st.lists(st.floats(-100, 100), min_size=8, max_size=8))
def test_shapley_adds_up_and_gives_the_idle_nothing(worth):
    names = ("a", "b", "c")

    def value(on):
        return worth[sum(1 << i for i, name in enumerate(names) if name in on)]

    phi = shapley(value, names)
    assert sum(phi.values()) == pytest.approx(worth[7] - worth[0], abs=1e-9)
    idle = shapley(lambda on: value(on - {"d"}), (*names, "d"))
    assert idle["d"] == pytest.approx(0, abs=1e-9)
    assert [idle[name] for name in names] == pytest.approx([phi[name] for name in names], abs=1e-9)


def test_shapley_of_the_glove_game():
    """One left glove, two right ones: 2/3, 1/6, 1/6 (Shapley and Shubik's textbook example)."""
    phi = shapley(lambda on: float("left" in on and len(on) > 1), ("left", "r1", "r2"))
    assert phi == pytest.approx({"left": 2 / 3, "r1": 1 / 6, "r2": 1 / 6})


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000))
def test_drivers_of_a_date_add_up(seed):
    plan, long = programme(150), Duration("lognormal", 300, 150)
    switches = {
        "longer design": lambda p: replace(p, stages=(replace(p.stages[0], duration=long), p.stages[1])),
        "m6": lambda p: replace(p, addons=(*p.addons, AddOn("m6", "build", 0.2, 0.2, 90, 180))),
    }  # fmt: skip

    def answer(each):
        return float(run(each, replications=20, seed=str(seed), shares=(0.95,)).dates.mean())

    phi = drivers(plan, switches, answer)
    both = switches["m6"](switches["longer design"](plan))
    assert sum(phi.values()) == pytest.approx(answer(both) - answer(plan))
    assert phi["longer design"] > 0


def test_shapley_refuses_too_many_or_double_switches():
    for names in ((), ("a", "a"), tuple("abcdefghijk")):
        with pytest.raises(UnusableInput):
            shapley(lambda on: 0.0, names)
