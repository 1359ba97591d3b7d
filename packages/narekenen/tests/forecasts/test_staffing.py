"""Places proposed by a linear programme: within the limits, better in simulation or not taken."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import Addresses, Capacity, Plan, Stage
from narekenen.forecasts.staffing import Limits, staff

START = date(2024, 1, 1)
N = 600

REGIONAL = (Capacity("design", ((START, 9),), "r"), Capacity("build", ((START, 9),)))


def programme(design=40, build=40, **more):
    addresses = Addresses(tuple(f"a{i:03}" for i in range(N)), ("r",) * N, tuple(i * 500 // N for i in range(N)))
    stages = (Stage("design", Duration("gamma", 200, 80)), Stage("build", Duration("gamma", 50, 20)))
    capacities = (Capacity("design", ((START, design),)), Capacity("build", ((START, build),)))
    return replace(Plan(START, stages, capacities, addresses, horizon=12 * 365), **more)


LIMITS = Limits(cost=(1, 1), budget=80, lowest=(5, 5), highest=(80, 80), change=(80, 80))


def test_places_go_where_the_work_is():
    """Design takes four times as long as build: of 80 places, four in five belong there once both are under way."""
    found = staff(programme(), LIMITS, replications=30)
    assert found.better
    assert found.after < 0.75 * found.before
    design, build = found.places
    assert all(d + b <= 80 for d, b in zip(design, build, strict=True))
    assert design[2] >= 60
    assert [c.stage for c in found.plan.capacities] == ["design", "build"]


def test_limits_on_change_and_number_hold():
    found = staff(programme(), replace(LIMITS, change=(4, 4), highest=(60, 30)), replications=5)
    for places, most in zip(found.places, (60, 30), strict=True):
        assert all(abs(a - b) <= 5 for a, b in pairwise(places))  # 4, and one by rounding
        assert 5 <= min(places) <= max(places) <= most


def test_a_plan_that_is_better_already_is_kept():
    rich = programme(400, 400)
    found = staff(rich, LIMITS, replications=5)
    assert not found.better
    assert found.plan == rich


def test_addresses_found_safe_need_no_place_later():
    plan = programme()
    safe = replace(plan, stages=(replace(plan.stages[0], safe=0.9), plan.stages[1]))
    ordinary, few = staff(plan, LIMITS, replications=5), staff(safe, LIMITS, replications=5)
    assert sum(few.places[0][:6]) > sum(ordinary.places[0][:6])


@pytest.mark.parametrize(
    ("limits", "plan", "part"),
    [
        (replace(LIMITS, cost=(1,)), programme(), "cost has 1 entries for 2 stages"),
        (replace(LIMITS, change=(-1, 1)), programme(), "change holds a negative"),
        (replace(LIMITS, lowest=(0, 5)), programme(), "lowest number of places"),
        (replace(LIMITS, budget=9), programme(), "cost more than the budget"),
        (LIMITS, programme(capacities=REGIONAL), "per region"),
    ],
)  # fmt: skip
def test_limits_that_do_not_fit(limits, plan, part):
    with pytest.raises(UnusableInput, match=part):
        staff(plan, limits)
