"""A window for each address: it holds as often as it says, it is never narrower than that, "later" is later."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import AddOn, Addresses, Capacity, Inclusion, Plan, Shared, Stage
from narekenen.forecasts.running import run
from narekenen.forecasts.windows import (
    Later,
    Window,
    conformal_margin,
    in_turn,
    later_windows,
    of_addresses,
    outward,
    read_later,
    waits,
    windows,
)

START = date(2025, 1, 1)
SHARED = Shared(0.2, 0.9, 0.2, 0, 120)


def programme(n=300, **more):
    addresses = Addresses(
        tuple(f"a{i:03}" for i in range(n)), ("r",) * n, tuple(3 * i for i in range(n)),
        complexes=tuple("lane" if i in (5, 6) else "" for i in range(n)),
        tags=tuple("heavy" if i % 3 == 0 and i not in (5, 6) else "" for i in range(n)),
    )  # fmt: skip
    addresses = replace(addresses, release=tuple(15 if i in (5, 6) else 3 * i for i in range(n)))
    stages = (Stage("design", Duration("lognormal", 200, 80)), Stage("build", Duration("gamma", 90, 40)))
    capacities = tuple(Capacity(stage.name, ((START, 60.0),)) for stage in stages)
    plan = Plan(START, stages, capacities, addresses, shared=SHARED, horizon=6000)
    return replace(plan, **more)


LATER = Later(400, "build", 30, 60)


def test_windows_hold_as_often_as_they_say_when_the_plan_is_right():
    plan = programme()
    told = windows(run(plan, replications=400, seed="told", per_address=True), level=0.8)
    truth = run(plan, replications=400, seed="truth", per_address=True)
    held = [
        (window.low - START).days <= day <= (window.high - START).days
        for unit, name in enumerate(truth.arrays.names)
        for day, window in zip(truth.finished[:, unit].tolist(), [told[name]] * 400, strict=True)
    ]
    assert np.mean(held) == pytest.approx(0.8, abs=0.03)


def test_an_address_outside_the_programme_has_no_window_and_a_late_one_no_end():
    plan = programme(inclusions=(Inclusion("never", 0.0, 0.0),), horizon=900)
    groups = tuple("never" if name == "a001" else "" for name in plan.addresses.names)
    outcome = run(replace(plan, addresses=replace(plan.addresses, groups=groups)), replications=50, per_address=True)
    found = of_addresses(outcome, windows(outcome))
    assert "a001" not in found
    assert found["a299"].high is None
    assert found["a000"].high is not None
    assert found["a005"] == found["a006"]


def test_days_per_address_and_a_level_are_needed():
    plan = programme()
    with pytest.raises(UnusableInput, match="not kept"):
        windows(run(plan, replications=2))
    with pytest.raises(UnusableInput):
        windows(run(plan, replications=2, per_address=True), level=1.0)


def test_later_is_later_for_nearly_everybody_and_asks_each_address_once():
    plan = programme()
    outcome = run(plan, replications=60, per_address=True)
    now = of_addresses(outcome, windows(outcome))
    later = later_windows(plan, LATER, replications=60)
    assert set(later) == set(plan.addresses.names)
    shift = [(later[name].low - now[name].low).days for name in now]
    assert np.median(shift) > 100
    assert np.mean(np.array(shift) > 0) > 0.95


def test_the_turns_part_the_addresses_and_keep_complexes_whole():
    plan = programme()
    turns = [in_turn(plan, turn) for turn in range(10)]
    assert sorted(name for turn in turns for name in turn) == sorted(plan.addresses.names)
    assert any({"a005", "a006"} <= set(turn) for turn in turns)


def test_who_waits_keeps_the_add_ons_of_the_own_tag_and_work_in_hand_is_not_postponed():
    addon = AddOn("m28", "build", 1.0, 1.0, 7, 7, "heavy")
    plan = programme(addons=(addon,))
    at = tuple("design" if name == "a010" else "" for name in plan.addresses.names)
    age = tuple(10 if name == "a010" else -1 for name in plan.addresses.names)
    plan = replace(plan, addresses=replace(plan.addresses, at=at, age=age))
    for turn in range(10):
        changed = waits(plan, LATER, turn)
        chosen = [
            i for i, (a, b) in enumerate(zip(plan.addresses.release, changed.addresses.release, strict=True)) if a != b
        ]
        assert "a010" not in {plan.addresses.names[i] for i in chosen}
        for i in chosen:
            applies = [a for a in changed.addons if a.only == changed.addresses.tags[i]]
            heavy = plan.addresses.tags[i] == "heavy"
            assert sum(a.days_low for a in applies) == 30 + (7 if heavy else 0)
    with pytest.raises(UnusableInput, match="no stage 'paint'"):
        waits(plan, replace(LATER, stage="paint"), 0)


@given(st.integers(5, 400), st.integers(0, 10**6))
def test_conformal_margins_cover_by_vovk_gammerman_and_shafer(n, seed):
    """Their theorem: a new miss is at most the margin with probability at least the level (exactly, over the draws)."""
    misses = np.sort(np.random.default_rng(seed).normal(0, 50, n).round().astype(np.int32))
    margin = conformal_margin(misses, 0.8)
    assert margin >= 0
    assert np.sum(misses <= margin) >= min(n, np.ceil(0.8 * (n + 1))) or np.ceil(0.8 * (n + 1)) > n


def test_a_margin_makes_windows_that_were_too_narrow_hold():
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(2000):
        truths = rng.normal(0, 100, 50)
        misses = np.maximum(-50 - truths, truths - 50).astype(np.int32)  # windows from -50 to 50 hold 38 %
        margin = conformal_margin(misses, 0.8)
        held += abs(rng.normal(0, 100)) <= 50 + margin
    low, high = stats.binom.interval(0.999, 2000, 0.8)
    assert low <= held <= high + 30  # 41/51 and whole days: a little above 80 %


def test_a_margin_learns_nothing_from_too_few():
    assert conformal_margin(np.array([500, 500, 500], np.int32), 0.8) == 0
    assert conformal_margin(np.array([-5] * 50, np.int32), 0.8) == 0


@given(st.dates(date(2024, 1, 1), date(2060, 1, 1)), st.integers(0, 3000))
def test_outward_is_whole_quarters_and_never_narrower(low, width):
    high = date.fromordinal(low.toordinal() + width)
    shown = outward(Window(low, high))
    assert shown.low <= low
    assert high <= shown.high
    assert (low - shown.low).days < 92 > (shown.high - high).days
    assert (shown.low.day, shown.low.month % 3) == (1, 1)
    assert (date.fromordinal(shown.high.toordinal() + 1).day, shown.high.month % 3) == (1, 0)
    assert outward(Window(low, None)).high is None


def test_what_later_means_stands_in_the_plan():
    said = {"postpone": 365, "stage": "build", "days_low": 30, "days_high": 60}
    value = {
        "programme": {"start": "2025-01-01"}, "stages": [{"name": "build", "mean": 3}],
        "capacity": [{"stage": "build", "from": "2025-01-01", "places": 1}],
        "addresses": [{"name": "a", "release": "2025-01-01"}], "later": said,
    }  # fmt: skip
    assert read_later(value) == Later(365, "build", 30, 60)
    assert read_later({**value, "later": {}}) is None
    for wrong in ({"stage": "build"}, {**said, "days_low": 90}, {**said, "more": 1}):
        with pytest.raises(UnusableInput, match="later"):
            read_later({**value, "later": wrong})
