"""Addresses that go back to an earlier stage: by hand, as properties, in a plan file and in what the tail tells."""

import time
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.plan import AddOn, Addresses, Capacity, Plan, Stage
from narekenen.forecasts.planfile import read_plan
from narekenen.forecasts.planvalue import plan_of, read_value
from narekenen.forecasts.running import processes, run, trace
from narekenen.forecasts.tail import decompose, tail
from narekenen.forecasts.template import write_template

START = date(2024, 1, 1)


def programme(back=0.3, most=2, n=300, *, places=40, to="assess", safe=0.2, **more):
    stages = (
        Stage("assess", Duration("gamma", 30, 10), safe=safe),
        Stage("design", Duration("gamma", 60, 20), back=back, back_to=to, back_most=most),
        Stage("build", Duration("gamma", 40, 10)),
    )
    capacities = tuple(Capacity(stage.name, ((START, places),)) for stage in stages)
    addresses = Addresses(tuple(f"a{i:03}" for i in range(n)), ("r",) * n, tuple(i for i in range(n)))
    return replace(Plan(START, stages, capacities, addresses, horizon=6000), **more)


def test_two_addresses_by_hand():
    """One place each; assess 10 days, design 5, and everybody is sent back once. On day 15 the first comes back to
    assess, where the second started on day 10; it waits until day 20 and is through design again at 35."""
    stages = (Stage("assess", Duration("fixed", 10)),
              Stage("design", Duration("fixed", 5), back=1.0, back_to="assess", back_most=1))  # fmt: skip
    capacities = tuple(Capacity(stage.name, ((START, 1),)) for stage in stages)
    plan = Plan(START, stages, capacities, Addresses(("a", "b"), ("r", "r"), (0, 0)), horizon=200)
    arrays, steps, finished = trace(plan, replications=(0, 1))
    assert arrays.rows.tolist() == [0, 2, 4]
    assert steps[0, :, :, 0].tolist() == [[0, 0, 10], [15, 20, 30], [10, 10, 15], [30, 30, 35]]
    assert steps[0, :, :, 1].tolist() == [[0, 10, 20], [25, 30, 40], [20, 20, 25], [40, 40, 45]]
    assert finished[0].tolist() == [35, 45]
    parts = decompose(arrays, steps)[0]
    #                           release, assess: wish queue work again, design: wish queue work again
    assert parts.tolist() == [[0, 0, 0, 10, 15, 0, 0, 5, 5], [0, 0, 10, 10, 15, 0, 0, 5, 5]]


def test_a_slider_answers_within_a_second_where_addresses_go_back():
    """17,500 addresses, three stages, a tenth goes back from the second to the first: 150 replications."""
    plan = programme(0.1, 1, n=17_500, places=4000, safe=0.0)
    later = replace(plan.addresses, release=tuple(i // 8 for i in range(17_500)))
    run(replace(plan, addresses=later), replications=1)  # so that what is compiled is there
    began = time.process_time()
    run(replace(plan, addresses=later), replications=150)
    assert time.process_time() - began < 1


def test_many_on_one_day_queue_by_name():
    """More than a few dozen of one day are put in order of their names too, however they come."""
    plan = programme(1e-9, n=500, places=1)
    at_once = replace(plan.addresses, release=(0,) * 500)
    _, steps, _ = trace(replace(plan, addresses=at_once), replications=(0, 1))
    assert (np.diff(steps[0, 0, 1][steps[0, 0, 1] < 6000]) > 0).all()


def test_sharing_nothing_back_is_the_plan_without_going_back():
    """The engine for loops and the one stage after stage give every address the same day."""
    without = run(programme(0.0), replications=20, per_address=True)
    never = run(programme(1e-9), replications=20, per_address=True)
    assert np.array_equal(without.finished, never.finished)
    assert np.array_equal(without.curve, never.curve)


def test_the_number_of_times_is_what_chance_says_and_never_above_the_most():
    """Found safe with 0.2, else back with 0.3, at most twice: 0.8 x 0.3 go back once, of these 0.8 x 0.3 again."""
    _, steps, _ = trace(programme(n=4000, places=1e6), replications=(0, 1))
    came = [int((steps[0, row, 0] >= 0).sum()) for row in range(3)]  # first, second and third time at assess
    back = 0.8 * 0.3
    for k, count in enumerate(came):
        expected = 4000 * back**k
        assert abs(count - expected) <= 4 * np.sqrt(expected * (1 - back**k)) + 1e-9, (k, count)
    _, steps, _ = trace(programme(1.0, 2, safe=0.0), replications=(0, 1))
    assert (steps[0, :, 0] >= 0).sum(axis=1).tolist() == [300] * 7  # three times assess, three times design, once build


def test_a_larger_share_holds_every_address_of_a_smaller_one_and_order_changes_nothing():
    def came_back(plan):
        arrays, steps, _ = trace(plan, replications=(3, 4))
        return {arrays.names[u] for u in np.flatnonzero(steps[0, 1, 0] >= 0)}

    assert came_back(programme(0.1)) < came_back(programme(0.2)) < came_back(programme(0.6))
    plan = programme()
    a = plan.addresses
    turned = replace(plan, addresses=Addresses(a.names[::-1], a.regions, a.release[::-1]))
    first, second = (run(each, replications=300, per_address=True) for each in (plan, turned))
    assert np.array_equal(first.finished, second.finished)
    spread = run(plan, replications=300, per_address=True, mapper=processes(2))
    assert np.array_equal(first.finished, spread.finished)


def test_an_add_on_has_the_same_days_each_time():
    """Who comes to design again has 7 to 30 days more there, the same number each time."""
    plan = programme(1.0, 1, safe=0.0, addons=(AddOn("m", "design", 1, 1, 7, 30),))
    fixed = tuple(replace(stage, duration=Duration("fixed", 10)) for stage in plan.stages)
    _, steps, _ = trace(replace(plan, stages=fixed), replications=(0, 1))
    first, second = (steps[0, row, 2] - steps[0, row, 1] for row in (2, 3))
    assert np.array_equal(first, second)
    assert len(set(first.tolist())) > 15


def test_going_back_costs_days_and_the_tail_says_so():
    before, after = run(programme(0.0), replications=50), run(programme(), replications=50)
    assert (after.dates[:, 2] - before.dates[:, 2]).mean() > 20
    found = tail(programme(), replications=10)
    again = sum(c.late - c.others for c in found.components if c.part == "again")
    assert sum(c.late for c in found.components) == pytest.approx(found.late_days)
    assert again > 0.3 * (found.late_days - found.other_days)


def test_the_template_has_it_and_a_plan_file_in_both_languages_and_forms_says_it(tmp_path):
    plans = []
    for lang in ("nl", "en"):
        write_template(tmp_path / f"{lang}.xlsx", lang)
        plans.append(read_plan(tmp_path / f"{lang}.xlsx"))
    assert plans[0] == plans[1]
    design = plans[0].stages[1]
    assert (design.back, design.back_to, design.back_most) == (0.05, "assess", 1)
    value, _ = read_value(tmp_path / "nl.xlsx")
    assert plan_of(value).stages == plans[0].stages
    (tmp_path / "p.toml").write_text(TOML, encoding="utf-8")
    assert read_plan(tmp_path / "p.toml").stages[0] == Stage(
        "look", Duration("lognormal", 9, 3), back=0.25, back_to="look", back_most=3
    )


TOML = """
[programme]
start = 2024-01-01
[[stages]]
name = "look"
mean = 9
sd = 3
back = "25%"
back_to = "look"
back_most = 3
[[capacity]]
stage = "look"
from = 2024-01-01
places = 4
[[addresses]]
name = "x"
release = 2024-01-01
"""


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (('back = "25%"', "back = 1.5"), "look: back is 1.5: a share lies from 0 to 1"),
        (('back = "25%"', 'back = "some"'), r"stages\[1\].back: 'some' is no number"),
        (("back_most = 3", "back_most = 2.5"), r"stages\[1\].back_most: '2.5' is no whole"),
        (("back_most = 3", "back_most = 0"), "back_most is 0: from 1 to 20 times"),
        (('back_to = "look"', 'back_to = "roof"'), "goes back to 'roof', not this stage or one before"),
        (('back_to = "look"\n', ""), "goes back to '', not this stage or one before"),
    ],
    ids=["share", "word", "half", "never", "unknown", "nowhere"],
)
def test_what_is_wrong_is_named_by_its_place(tmp_path, change, part):
    (tmp_path / "p.toml").write_text(TOML.replace(*change), encoding="utf-8")
    with pytest.raises(UnusableInput, match=part):
        run(read_plan(tmp_path / "p.toml"), replications=1)


def test_nobody_goes_back_to_a_later_stage():
    with pytest.raises(UnusableInput, match="back to 'build', not this stage or one before"):
        run(programme(to="build"), replications=1)


def test_a_share_may_pass_the_first_stage_by():
    """An address that has not begun is not an address that stands at the first stage."""
    plan = programme(0.0, n=2000)
    skipping = replace(plan, stages=(replace(plan.stages[0], visit=0.25), *plan.stages[1:]))
    _, steps, _ = trace(skipping, replications=(0, 1))
    assert abs(int((steps[0, 0, 0] >= 0).sum()) - 500) < 80
    standing = replace(skipping, addresses=replace(plan.addresses, at=("assess",) * 2000))
    assert (trace(standing, replications=(0, 1))[1][0, 0, 0] >= 0).all()


def test_an_age_needs_a_stage():
    plan = programme()
    with pytest.raises(UnusableInput, match="an age needs the stage"):
        run(replace(plan, addresses=replace(plan.addresses, age=(4,) * 300)), replications=1)
