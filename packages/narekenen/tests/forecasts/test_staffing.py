"""Places proposed by a linear programme: within the limits, better in simulation or not taken."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from narekenen.cli import main
from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.fluid import returning
from narekenen.forecasts.plan import Addresses, Capacity, Plan, Stage
from narekenen.forecasts.planfile import read_plan
from narekenen.forecasts.running import trace
from narekenen.forecasts.staffing import Limits, staff
from narekenen.forecasts.staffingfile import spent
from narekenen.forecasts.template import write_template

START = date(2024, 1, 1)
N = 600

REGIONAL = (Capacity("design", ((START, 15),), "n"), Capacity("design", ((START, 15),), "z"),
            Capacity("build", ((START, 20),)))  # fmt: skip
TWO = Addresses(tuple(f"a{i:03}" for i in range(N)), tuple("n" if i % 4 else "z" for i in range(N)),
                tuple(i * 500 // N for i in range(N)))  # fmt: skip


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


def test_what_the_means_do_not_need_stands_by_for_those_who_come_late():
    """With wide spread and half of them waiting long, a few come long after the mean of all: places are there still."""
    wide = replace(
        programme(30, 10), stages=(Stage("design", Duration("lognormal", 120, 240), wait_share=0.5,
                                         wait=Duration("lognormal", 400, 400)), programme().stages[1]),
    )  # fmt: skip
    found = staff(wide, replace(LIMITS, budget=120, highest=(120, 120)), replications=20)
    assert found.better
    assert found.after < 0.9 * found.before
    last = np.array(found.places)[:, -1]
    assert last.sum() == 120  # all of the budget, to the last quarter, in proportion to the work: 120 to 50 days
    assert last[0] / last[1] == pytest.approx(120 / 50, rel=0.05)


def template(tmp_path, capsys, *more):
    path = tmp_path / "p.xlsx"
    if not path.exists():
        write_template(path, "nl")
    status = main(["forecast", "staff", str(path), "--replications", "20", *more])
    return status, capsys.readouterr()


def test_the_command_proposes_within_limits_and_gives_rows_of_a_plan(tmp_path, capsys):
    limits = tmp_path / "grenzen.csv"
    limits.write_text("fase;kosten;laagst;hoogst;verandering\nassess;1;;160;\nbuild;2;10;;\n")
    more = ("--limits", str(limits), "--budget", "1400", "--lang")
    status, told = template(tmp_path, capsys, *more, "nl")
    assert status == 0
    assert "Met deze plaatsen is 95% gemiddeld op " in told.out
    assert "build, north: " in told.out
    status, told = template(tmp_path, capsys, *more, "en", "--json")
    found = json.loads(told.out)
    assert (status, found["schema"], found["budget"]) == (0, "narekenen/forecast.staff/1", 1400)
    assert found["better"] is (found["after"] < found["before"])
    cost = {"assess": 1, "design": 1, "build": 2}
    spent = Counter()
    for row in found["capacity"]:
        spent[row["from"]] += cost[row["stage"]] * row["places"]
        assert row["places"] <= (160 if row["stage"] == "assess" else 1400)
    assert max(spent.values()) <= 1400


def test_without_a_budget_the_proposal_costs_no_more_than_the_plan(tmp_path, capsys):
    _, told = template(tmp_path, capsys, "--json")
    path = tmp_path / "p.xlsx"
    assert json.loads(told.out)["budget"] == spent(read_plan(path), (1.0, 1.0, 1.0)) == 600


def test_limits_that_cannot_be_read_are_named_by_cell(tmp_path, capsys):
    limits = tmp_path / "l.csv"
    limits.write_text("stage,cost,lowest\nroof,1,\nbuild,dear,\nassess,1,\nassess,2,\n,1,\n")
    status, told = template(tmp_path, capsys, "--limits", str(limits), "--lang", "en")
    assert status == 2
    for part in ("l!A2: the plan has no stage 'roof'", "l!B3: 'dear' is no number", "l!A5: 'assess' occurs twice",
                 "l!A6: is empty"):  # fmt: skip
        assert part in told.err
    limits.write_text("stage,cost\n")
    assert template(tmp_path, capsys, "--limits", str(limits))[0] == 2


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
        (replace(LIMITS, budget=14), programme(capacities=REGIONAL, addresses=TWO), "cost more than the budget"),
    ],
)  # fmt: skip
def test_limits_that_do_not_fit(limits, plan, part):
    with pytest.raises(UnusableInput, match=part):
        staff(plan, limits)


def test_places_per_region_go_where_the_addresses_are():
    """Three in four addresses lie in n: of the places for design n gets about three times as many as z."""
    found = staff(programme(capacities=REGIONAL, addresses=TWO), LIMITS, replications=20)
    assert found.pools == (("design", "n"), ("design", "z"), ("build", "*"))
    assert found.better
    n, z, build = found.places
    assert all(a + b + c <= 80 for a, b, c in zip(n, z, build, strict=True))
    assert 2.0 < sum(n[:8]) / sum(z[:8]) < 4.5
    assert [row.region for row in found.regions] == ["n", "z"]
    assert found.regions[0].after < found.regions[0].before
    assert [(c.stage, c.region) for c in found.plan.capacities] == list(found.pools)


def test_a_proposal_that_makes_one_region_later_is_taken_only_where_that_is_allowed():
    """z has more places than it needs, n too few: what n wins, z pays for."""
    uneven = (Capacity("design", ((START, 10),), "n"), Capacity("design", ((START, 45),), "z"),
              Capacity("build", ((START, 25),)))  # fmt: skip
    plan = programme(capacities=uneven, addresses=TWO)
    taken = staff(plan, LIMITS, replications=10)
    assert taken.better
    assert any(row.after > row.before for row in taken.regions)
    kept = staff(plan, LIMITS, replications=10, no_region_later=True)
    assert not kept.better
    assert kept.plan == plan


def test_starts_per_quarter_are_proposed_as_starts():
    starts = (Capacity("design", ((START, 20),), starts=True), Capacity("build", ((START, 40),)))
    found = staff(programme(capacities=starts), replace(LIMITS, cost=(0.1, 1)), replications=5)
    assert found.better
    assert [c.starts for c in found.plan.capacities] == [True, False]


@pytest.mark.parametrize(("safe", "visit", "most"), [(0.0, 1.0, 1), (0.2, 0.7, 2), (0.5, 1.0, 5)])
def test_the_share_that_goes_back_is_that_of_the_simulation(safe, visit, most):
    n = 4000
    five = Duration("fixed", 5)
    check = Stage("check", five, safe=safe, visit=visit, back=0.5, back_to="look", back_most=most)
    stages = (Stage("look", five, safe=safe), Stage("design", five, visit=visit, safe=safe), check)
    plan = Plan(START, stages, tuple(Capacity(s.name, ((START, n),)) for s in stages),
                Addresses(tuple(f"a{i}" for i in range(n)), ("r",) * n, (0,) * n), horizon=400)  # fmt: skip
    arrays, steps, _ = trace(plan, replications=(0, 1))
    came = [(steps[0, arrays.rows[s] : arrays.rows[s + 1], 0] >= 0).sum(axis=1) for s in (0, 2)]
    share = came[0][1:].sum() / came[1].sum() / (1 - safe)
    assert returning(plan, 2) == pytest.approx(share, abs=0.035)
    assert returning(plan, 0) == 0


def test_who_comes_back_needs_places_where_they_come_back():
    plan = programme()
    again = replace(plan, stages=(plan.stages[0], replace(plan.stages[1], back=0.8, back_to="build", back_most=5)))
    once, often = staff(plan, LIMITS, replications=5), staff(again, LIMITS, replications=5)
    assert sum(often.places[1][:10]) > 1.5 * sum(once.places[1][:10])
