"""What each line of the scope ledger does in days: by hand, and beside every order of the lines on plans built anew."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts import scopeledger
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.ledgerlines import LedgerLine, conditions
from narekenen.forecasts.plan import Addresses, Capacity, Plan, Shared, Stage
from narekenen.forecasts.running import run
from narekenen.forecasts.scopeledger import Effect, effects
from narekenen.recipes import compute

START = date(2024, 1, 1)


def one_by_one(n, start=START, release=0, **columns):
    """One place, ten days each: the last address is finished on day 10 n."""
    stages, capacities = (Stage("build", Duration("fixed", 10)),), (Capacity("build", ((START, 1),)),)
    addresses = Addresses(tuple(f"a{i:03}" for i in range(n)), ("r",) * n, (release,) * n, **columns)
    return Plan(start, stages, capacities, addresses, horizon=4000)


def exactly(days):
    return Effect(*[pytest.approx(days)] * 3)


ALL = {"share": 1.0, "replications": 3}


def test_by_hand_ten_days_for_each_address():
    lines = (LedgerLine("new", 3), LedgerLine("withdrawn", -5), LedgerLine("for want of data", 0, 4),
             LedgerLine("split", 1, 2))  # fmt: skip
    found = effects(one_by_one(20), lines, old=one_by_one(21), **ALL)
    assert found.total == exactly(-10)
    assert found.changes == (exactly(30), exactly(-50), None, exactly(10))
    assert found.left_out == (None, None, exactly(40), exactly(20))


def test_what_left_is_put_back_as_it_stood_then():
    """Of the plan a year earlier: at work for 4 of its 10 days then, so long over now; and released 500 days later,
    which is 134 days after the new start."""
    working = {"at": ("build",), "age": (4,)}
    old = one_by_one(1, start=date(2023, 1, 1), **working)
    assert effects(one_by_one(2), (LedgerLine("gone", -1),), old=old, **ALL).total == exactly(-1)
    later = one_by_one(1, start=date(2023, 1, 1), release=500)
    assert effects(one_by_one(2), (LedgerLine("gone", -1),), old=later, **ALL).total == exactly(20 - (500 - 365 + 10))


def test_without_a_plan_before_those_that_left_are_like_those_that_stayed():
    assert effects(one_by_one(8), (LedgerLine("gone", -3),), **ALL).total == exactly(-30)


N = {"north": 60, "south": 40, "new": 30}


def regional(parts):
    """Addresses by part: north and south for certain, "new" in the north with a tag; two pools, much in common luck."""
    names, regions, tags, release = [], [], [], []
    for part, count in parts.items():
        for i in range(count):
            names.append(f"{part}{i:03}")
            regions.append("south" if part in ("south", "gone") else "north")
            tags.append(part)
            release.append(i * 4)
    stages = (Stage("design", Duration("gamma", 60, 30)), Stage("build", Duration("gamma", 30, 10)))
    capacities = (Capacity("design", ((START, 6),), "north"), Capacity("design", ((START, 5),), "south"),
                  Capacity("build", ((START, 8),)))  # fmt: skip
    addresses = Addresses(tuple(names), tuple(regions), tuple(release), tags=tuple(tags))
    capacities = tuple(each for each in capacities if each.region in {*regions, "*"})
    return Plan(START, stages, capacities, addresses, horizon=6000, shared=Shared(capacity_cv=0.3))


LINES = (LedgerLine("new tasks", 30, which="tag = new"), LedgerLine("fewer", -20, which="kenmerk = gone"),
         LedgerLine("more in the south", 40, which="regio = south"))  # fmt: skip
NEW, OLD = regional(N), regional({"north": 60, "gone": 20})
HOW = {"replications": 30, "seed": "x", "share": 0.95}


@pytest.fixture(scope="module")
def found():
    return effects(NEW, LINES, old=OLD, **HOW)


def test_the_shapley_values_are_the_mean_over_all_orders_of_the_lines(found):
    """Plans built from their parts, run by themselves, in all six orders. Who left bears other names in the ledger,
    and so other luck: hence the plans here name them as it does."""

    def dates(parts):
        plan = regional(parts)
        a = plan.addresses
        names = tuple(f"{n} (ledger 2.{int(n[4:]) + 1})" if n.startswith("gone") else n for n in a.names)
        changed = replace(plan, addresses=replace(a, names=names))
        return run(changed, replications=30, seed="x", shares=(0.95,)).dates[:, 0].astype(float)

    change = {0: {"new": 30}, 1: {"gone": 0}, 2: {"south": 40}}
    sums = {line: [] for line in change}
    for order in permutations(change):
        parts = {"north": 60, "gone": 20}
        last = dates(parts)
        for line in order:
            parts |= change[line]
            sums[line].append(dates(parts) - last)
            last = dates(parts)
    for line, rows in sums.items():
        mean = np.mean(rows, axis=0)
        assert found.changes[line].days == pytest.approx(mean.mean())
        half = 2.0452 * mean.std(ddof=1) / np.sqrt(30)  # Student, 29 degrees of freedom
        assert found.changes[line].high - found.changes[line].days == pytest.approx(half, rel=1e-4)


def test_they_add_up_and_know_no_order(found):
    assert sum(each.days for each in found.changes) == pytest.approx(found.total.days)
    assert found.changes[0].days > 0 > found.changes[1].days
    assert effects(NEW, LINES[::-1], old=OLD, **HOW).changes[0].days == pytest.approx(found.changes[2].days)


def test_of_many_lines_the_short_way_is_close_to_the_long_one(found, monkeypatch):
    monkeypatch.setattr(scopeledger, "MOST_EXACT", 0)
    short = effects(NEW, LINES, old=OLD, **HOW)
    assert sum(each.days for each in short.changes) == pytest.approx(short.total.days)
    for a, b in zip(short.changes, found.changes, strict=True):
        assert a.days == pytest.approx(b.days, rel=0.02)


def test_of_a_line_that_names_none_those_of_the_kind_that_grew_are_meant(found):
    """30 tagged new are more than there were: a line of 30 without conditions is about them."""
    plain = (replace(LINES[0], which=""), *LINES[1:])
    old = regional({"north": 60, "south": 0, "gone": 20})
    lines = effects(NEW, (plain[0],), old=regional({"north": 60, "south": 40}), **HOW)
    assert lines == effects(NEW, (LINES[0],), old=old, **HOW)


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (LedgerLine("x", 31, which="tag=new"), "Line 1 is about 31 addresses, and 30 in the plan fit it"),
        (LedgerLine("x", -21, which="tag=gone"), "Line 1 is about 21 addresses, and 20"),
        (LedgerLine("x", 0, 5, which="tag=none"), "Line 1 is about 5 addresses, and 0"),
        (LedgerLine("x", 1, which="colour=red"), "'colour=red' names no addresses"),
        (LedgerLine("x", 1, which="north"), "'north' names no addresses.*region, regio, tag"),
    ],
    ids=["entered", "left", "left out", "column", "no value"],
)
def test_a_line_that_fits_no_addresses_is_refused(line, part):
    with pytest.raises(UnusableInput, match=part):
        effects(NEW, (line,), old=OLD, replications=1)


def test_conditions_in_both_languages():
    assert conditions("Regio = Noord, tag=heavy") == {"regions": "Noord", "tags": "heavy"}
    assert conditions("") == {}


def value(region="r", count=20):
    return {
        "programme": {"start": "2024-01-01", "horizon": 4000},
        "stages": [{"name": "build", "duration": "fixed", "mean": 10}],
        "capacity": [{"stage": "build", "from": "2024-01-01", "places": 1, "region": region}],
        "addresses": [{"name": "A1", "count": count, "release": "2024-01-01", "region": region}],
    }


def test_the_recipe_gives_each_line_by_its_number_and_a_reason_where_there_is_no_answer():
    inputs = {"plan": value(), "old": value(count=22), "replications": 4, "share": 100,
              "lines": [{"change": -2}, {"left_out": 3}]}  # fmt: skip
    told = {each.name: each for each in compute("forecast.ledger@1", inputs, "s")}
    assert {name: (e.value, e.low, e.high) for name, e in told.items()} == {
        "days": (-20.0, -20.0, -20.0), "days 1": (-20.0, -20.0, -20.0), "left out 2": (30.0, 30.0, 30.0)
    }  # fmt: skip
    elsewhere = compute("forecast.ledger@1", {**inputs, "old": value("gone", 22)}, "s")
    assert [(e.name, e.value) for e in elsewhere] == [("days", None), ("days 1", None), ("left out 2", None)]
    assert {e.reason for e in elsewhere} == {"wat wegviel heeft in dit plan geen plaats meer"}


@pytest.mark.parametrize("lines", [[], "x", [{"change": 1.5}], [{"left_out": -1}], [{"change": True}]],
                         ids=["none", "text", "half", "negative", "truth"])  # fmt: skip
def test_the_recipe_refuses_what_is_no_ledger(lines):
    with pytest.raises(UnusableInput, match="ledger"):
        compute("forecast.ledger@1", {"plan": value(), "replications": 2, "lines": lines}, "s")
