"""Published forecasts can be computed again from plain values; assumptions and bridges add up."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts.assumptions import Assumption, assume_all, in_words, read_assumptions
from narekenen.forecasts.planfile import read_plan
from narekenen.forecasts.planvalue import few_alike, plan_of, read_value
from narekenen.forecasts.running import run
from narekenen.forecasts.template import write_template
from narekenen.recipes import compute, run_recipe
from narekenen.replay import replay
from narekenen.trace.bundles import write_bundle
from narekenen.trace.model import Bundle, Format


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("plans") / "plan.xlsx"
    write_template(path, "nl")
    return path


@pytest.fixture(scope="module")
def value(template):
    return read_value(template)[0]


def by_name(estimates):
    return {estimate.name: estimate for estimate in estimates}


def test_a_value_is_the_plan_of_its_file_without_names(template, value):
    plan, again = read_plan(template), plan_of(json.loads(json.dumps(value)))
    assert len(again.addresses.names) == len(plan.addresses.names) == 1100
    assert replace(again, addresses=plan.addresses) == plan
    for column in ("regions", "release", "priority", "tags", "groups", "at", "age"):
        mine = sorted(map(str, again.addresses.column(column, "")))
        assert mine == sorted(map(str, plan.addresses.column(column, ""))), column
    said = json.dumps(value["addresses"])
    assert "Lane" not in said
    assert "possible" not in said.replace('"group": "possible"', "")


def test_dates_and_years_are_those_of_a_run(value):
    found = by_name(compute("forecast.run@1", {"plan": value, "replications": 60}, "s"))
    outcome = run(plan_of(value), replications=60, seed="s", shares=(0.5, 0.8, 0.95, 1.0))
    days = np.sort(outcome.dates[:, 2])
    assert found["date 95 at 80"].value == date.fromordinal(date(2025, 1, 1).toordinal() + int(days[47])).isoformat()
    assert found["date 95 at 50"].value < found["date 95 at 95"].value
    years = [e for name, e in found.items() if name.startswith("year ")]
    assert all(e.low <= e.value <= e.high and e.level == 0.8 for e in years)
    running = [e.value for name, e in found.items() if name.startswith("quarter ")]
    assert running == sorted(running)
    assert running[-1] == pytest.approx(found["addresses"].value, rel=0.1)


def test_a_published_date_replays_from_its_bundle_alone(value):
    made = run_recipe("forecast.run@1", {"plan": ("parameter", value, ""), "replications": ("parameter", 40, "")}, "s")
    estimate = by_name(made.estimates)["date 80 at 80"]
    from narekenen.trace.published import published_string

    form = Format()
    bundle = Bundle("NB-1", 1, "wanneer", made, "date 80 at 80", form, published_string(estimate, form))
    assert replay(write_bundle(bundle)).same
    altered = replace(bundle, published="1 januari 2026")
    assert not replay(write_bundle(altered)).same


def test_a_date_beyond_the_horizon_has_a_reason_and_no_value(value):
    short = {**value, "programme": {**value["programme"], "horizon": 500}}
    found = by_name(compute("forecast.run@1", {"plan": short, "replications": 5}))
    assert found["date 100 at 95"].value is None
    assert found["date 100 at 95"].reason == "not before 2026-05-16"


def test_what_assumptions_do_adds_up_and_is_zero_for_what_changes_nothing(value):
    assumptions = [
        {"kind": "capacity", "name": "design", "value": 0.8},
        {"kind": "duration", "name": "design", "value": 400},
        {"kind": "duration", "name": "assess", "value": 90},
    ]
    given = {"plan": value, "assumptions": assumptions, "replications": 30, "by": "2028-12-31"}
    found = by_name(compute("forecast.difference@1", given, "s"))
    for unit in ("days", "addresses"):
        parts = [e.value for name, e in found.items() if name.startswith(f"{unit} ")]
        assert sum(parts) == pytest.approx(found[unit].value, abs=1e-4)
    assert found["days duration assess"].value == found["addresses duration assess"].value == 0
    assert found["days"].value > found["days duration design"].value > 0 > found["addresses"].value
    plan = plan_of(value)
    changed = assume_all(plan, read_assumptions(assumptions))
    runs = [run(each, replications=30, seed="s", shares=(0.95,)).dates.mean() for each in (plan, changed)]
    assert found["days"].value == pytest.approx(runs[1] - runs[0], abs=1e-5)


def test_each_kind_of_assumption_changes_what_it_names(value):
    plan = plan_of(value)
    changed = assume_all(plan, [
        Assumption("capacity", "*", 2), Assumption("scope", "possible", 0.5), Assumption("ramp", "", 90),
        Assumption("addon", "insulation", 0),
    ])  # fmt: skip
    assert [c.points[0][1] for c in changed.capacities] == [2 * c.points[0][1] for c in plan.capacities]
    assert (changed.inclusions[0].low, changed.inclusions[0].high) == (0.5, 0.5)
    assert (changed.shared.ramp_low, changed.shared.ramp_high) == (90, 270)
    assert changed.addons[0].share_high == 0
    assert in_words(Assumption("capacity", "*", 1.25), "nl") == "plaatsen in alle fasen × 1,25"
    assert in_words(Assumption("duration", "design", 480), "en") == "design: 480 days of work on average"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"kind": "hope", "name": "", "value": 1}], "choose from capacity"),
        ([{"kind": "ramp", "value": "x"}], "no number"),
        ([{"kind": "ramp", "value": 1}, {"kind": "ramp", "value": 2}], "assumed twice"),
        ([{"kind": "capacity", "name": str(i), "value": 1} for i in range(7)], "at most 6"),
        ([{"kind": "duration", "name": "sleep", "value": 10}], "the plan has no duration 'sleep'"),
        ([{"kind": "scope", "name": "possible", "value": 2}], "from 0 to 1"),
        ([], "no assumption"),
    ],
)
def test_assumptions_that_cannot_be_meant_are_refused_in_words(value, rows, says):
    given = {"plan": value, "assumptions": rows, "replications": 3, "by": "2028-12-31"}
    with pytest.raises(UnusableInput, match=says):
        compute("forecast.difference@1", given)


def test_the_bridge_adds_up_also_when_the_new_plan_starts_a_year_later(value):
    new = json.loads(json.dumps(value))
    new["programme"]["start"] = "2026-01-01"
    new["stages"][1]["mean"] = 360
    new["addons"][0]["days_high"] = 240
    given = {"old": value, "new": new, "replications": 20}
    found = by_name(compute("forecast.bridge@1", given, "s"))
    assert set(found) == {"days", "days progress", "days lead times", "days policy"}
    assert sum(e.value for name, e in found.items() if name != "days") == pytest.approx(found["days"].value, abs=1e-4)
    assert found["days lead times"].value > 0
    with pytest.raises(UnusableInput, match="the same"):
        compute("forecast.bridge@1", {**given, "new": value})


def test_scores_as_recipes_say_who_wins():
    """Groningen, four yearly targets: the table of the reference file (targets 183, last year again 160 by CRPS)."""
    done = {2020: 587, 2021: 661, 2022: 1038, 2023: 1122, 2024: 1229}
    rows = [
        ("2021-07-01", 2021, 1000, 1200), ("2022-01-01", 2022, 1000, 1500), ("2023-01-01", 2023, 1100, 1100),
        ("2024-01-01", 2024, 1400, 1400),
    ]  # fmt: skip
    statements = [
        {"issued": day, "kind": "target", "quantity": "strengthened", "period": str(year), "low": low, "high": high,
         "actual": done[year]}
        for day, year, low, high in rows
    ]  # fmt: skip
    history = [{"date": f"{year}-12-31", "metric": "m", "value": n} for year, n in done.items()]
    given = {"statements": statements, "history": history, "series": {"strengthened": ["m"]}}
    found = by_name(compute("forecast.score@1", given))
    assert found["naive strengthened (target)"].value == pytest.approx((74 + 377 + 84 + 107) / 4)
    assert round(found["score strengthened (target)"].value) == 183
    assert found["n strengthened (target)"].value == 4
    with pytest.raises(UnusableInput, match="Nothing can be scored"):
        compute("forecast.score@1", {"statements": []})
    with pytest.raises(UnusableInput, match="cannot be read"):
        compute("forecast.score@1", {"statements": [{"issued": "soon"}]})


def test_coverage_has_the_exact_interval_of_clopper_and_pearson():
    """Clopper and Pearson 1934 for 8 of 10: 44.4 % to 97.5 %."""
    found = compute("forecast.coverage@1", {"hits": 8, "n": 10, "level": 0.8})[0]
    assert (found.value, round(found.low, 1), round(found.high, 1)) == (80, 44.4, 97.5)
    assert found.warnings == ()
    assert compute("forecast.coverage@1", {"hits": 40, "n": 100, "level": 0.8})[0].warnings == ("too few",)
    assert compute("forecast.coverage@1", {"hits": 100, "n": 100, "level": 0.8})[0].warnings == ("too many",)
    assert compute("forecast.coverage@1", {"hits": 0, "n": 3, "level": 0.8})[0].low == 0
    with pytest.raises(UnusableInput):
        compute("forecast.coverage@1", {"hits": 3, "n": 2, "level": 0.8})


def test_a_farewell_is_the_crps_of_the_range_beside_last_year_again():
    """An even spread: 0 to 12 and a truth of 6 scores 12 (1/4 - 1/2 + 1/3) = 1; outside, the distance comes on top."""
    found = by_name(compute("forecast.farewell@1", {"low": "0", "high": "12", "actual": "6", "naive": "10"}))
    assert (found["score"].value, found["naive"].value, found["inside"].value) == (pytest.approx(1), 4, 1)
    far = by_name(compute("forecast.farewell@1", {"low": 0, "high": 12, "actual": 22}))
    assert (far["score"].value, far["inside"].value, "naive" in far) == (pytest.approx(14), 0, False)
    with pytest.raises(UnusableInput, match="actual"):
        compute("forecast.farewell@1", {"low": 0, "high": 12})


@pytest.mark.parametrize("n", [0, True, "40", 10**9])
def test_replications_out_of_range_are_refused(value, n):
    with pytest.raises(UnusableInput, match="replications"):
        compute("forecast.run@1", {"plan": value, "replications": n})


def book(tmp_path, rows, name="own.xlsx"):
    from openpyxl import load_workbook

    path = tmp_path / name
    write_template(path, "nl")
    made = load_workbook(path)
    sheet = made["adressen"]
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


HEAD = ["naam", "regio", "vrij_vanaf", "postcode", "huisnummer", "complex", "kenmerk", "groep"]


def houses(n, start=1, **more):
    return [
        [f"Dorpsstraat {i}", "north", date(2025, 3, 1), "9999 zz", i, more.get("complex"), None, None]
        for i in range(start, start + n)
    ]


REST = [
    ["N", "south", date(2025, 1, 1), None, None, None, "heavy", None],
    ["P", "north", date(2025, 1, 1), None, None, None, None, "possible"],
]


def test_whose_address_is_which_stays_apart_from_the_plan(tmp_path):
    path = book(tmp_path, [HEAD, *houses(12), *houses(3, 20, complex="De Laan"), *REST])
    value, whose = read_value(path)
    assert [row["count"] for row in value["addresses"]] == [12, 3, 1, 1]
    assert len(whose) == 15
    assert whose[0].postcode == "9999ZZ"
    assert (whose[0].house_number, whose[0].label, whose[0].unit) == ("1", "Dorpsstraat 1", "A1-00001")
    assert {w.unit for w in whose[12:]} == {"A2-00001", "A2-00002", "A2-00003"}
    said = json.dumps(value)
    for secret in ("Dorpsstraat", "9999", "De Laan"):
        assert secret not in said
    assert {w.unit for w in whose} <= set(plan_of(value).addresses.names)
    assert len(few_alike(value)) == 2  # the two single rows; the complex counts with the twelve that are like it


def test_an_address_that_occurs_twice_is_refused(tmp_path):
    with pytest.raises(UnusableInput, match="9999ZZ 1"):
        read_value(book(tmp_path, [HEAD, *houses(2), ["Behind", *houses(1)[0][1:]], *REST]))


def test_a_kind_of_which_only_some_have_a_postcode_is_refused(tmp_path):
    nameless = [["Dorp", "north", date(2025, 3, 1), None, None, None, None, None]]
    with pytest.raises(UnusableInput, match="2 of them have a postcode"):
        read_value(book(tmp_path, [HEAD, *houses(2), *nameless, *REST]))


def test_a_fault_in_a_workbook_is_named_by_sheet_and_cell(tmp_path):
    rows = houses(2)
    rows[1][2] = "soon"
    with pytest.raises(UnusableInput, match="adressen!C3"):
        read_value(book(tmp_path, [HEAD, *rows, *REST]))
