"""A municipality recomputes its own grant: the recipes agree with the library, add up, and refuse in words."""

import json
from decimal import Decimal

import pytest

from narekenen.allocation.model import read_model
from narekenen.errors import UnusableInput
from narekenen.recipes import compute, run_recipe

UNITS = {"A": {"people": 100, "need": "10.5"}, "B": {"people": 50, "need": 0}, "C": {"people": 80, "need": 3}}
KEY, NEW = {"people": "1", "need": "10"}, {"people": "0.5", "need": "25"}
COMMON = {"units": UNITS, "budget": 1_000_001, "municipality": "A"}


def named(recipe, values):
    return {estimate.name: estimate for estimate in compute(recipe, values)}


def test_grants_of_all_add_up_to_the_budget():
    grants = [
        named("allocation.grant@1", {**COMMON, "key": KEY, "municipality": name})["value"].value for name in UNITS
    ]
    assert sum(map(Decimal, grants)) == Decimal("10000.01")


def test_the_parts_of_a_grant_add_up_to_it():
    found = named("allocation.grant@1", {**COMMON, "key": KEY})
    parts = [Decimal(e.value) for name, e in found.items() if name.startswith("part ")]
    assert sum(parts) == Decimal(found["value"].value)
    # base 205 of 205 + 50 + 110
    assert found["share"].value == pytest.approx(100 * 205 / 365, abs=1e-4)


def test_a_change_and_its_reasons():
    people = {"A": 100, "B": 50, "C": 80}
    found = named("allocation.change@1", {**COMMON, "old_key": KEY, "new_key": NEW, "inhabitants": people})
    before, after = (named("allocation.grant@1", {**COMMON, "key": key})["value"].value for key in (KEY, NEW))
    assert Decimal(found["value"].value) == Decimal(after) - Decimal(before)
    reasons = [Decimal(e.value) for name, e in found.items() if name.startswith("by ")]
    assert sum(reasons) == Decimal(found["value"].value)
    assert found["per inhabitant"].value == pytest.approx(float(found["value"].value) / 100)


def test_the_years_of_a_path():
    values = {
        "old": {"A": 190_000, "B": 0, "C": 0}, "new": {"A": 100_000, "B": 60_000, "C": 30_000},
        "inhabitants": {"A": 300, "B": 200, "C": 100}, "caps": ["2", "1"], "municipality": "A",
    }  # fmt: skip
    found = named("allocation.path@1", values)
    assert [found[f"year {y}"].value for y in range(3)] == ["1900", "1300", "1000"]
    assert found["finished"].value == 2
    short = named("allocation.path@1", {**values, "caps": ["2"]})["finished"]
    assert (short.value, short.reason) == (None, "the path is too short")
    assert named("allocation.path@1", {**values, "in_all": "1"})["value"].value == "1600"


def covariance(need):
    """Of the weights of people, which is certain, and of need."""
    return {"people": {"people": 0, "need": 0}, "need": {"people": 0, "need": need}}


def test_the_margin_is_zero_for_certain_weights_and_holds_the_grant():
    values = {**COMMON, "weights": {"people": 1, "need": 10}, "covariance": covariance(0)}
    sure = named("allocation.margin@1", values)["value"]
    assert sure.low == sure.high == sure.value == named("allocation.grant@1", {**COMMON, "key": KEY})["value"].value
    unsure = named("allocation.margin@1", {**values, "covariance": covariance(4.0)})["value"]
    assert Decimal(unsure.low) < Decimal(unsure.value) < Decimal(unsure.high)


def test_a_run_replays_to_the_same_digest():
    inputs = {name: ("parameter", value, "") for name, value in {**COMMON, "key": KEY}.items()}
    first, second = (run_recipe("allocation.grant@1", json.loads(json.dumps(inputs))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("recipe", "change", "said"),
    [
        ("grant", {"municipality": "Z"}, "Z is not one of the municipalities"),
        ("grant", {"budget": 1.5}, "whole cents"),
        ("grant", {"key": {}}, "no table"),
        ("grant", {"units": {"A": {"people": "many", "need": 1}}}, "'many' is no number"),
        ("grant", {"units": {"A": {"people": 1}}}, "A: no units of need"),
        ("margin", {"weights": {"people": 1}, "covariance": {"people": {}}}, "every maatstaf by every maatstaf"),
    ],
)
def test_what_cannot_be_computed_is_said(recipe, change, said):
    with pytest.raises(UnusableInput, match=said):
        compute(f"allocation.{recipe}@1", {**COMMON, "key": KEY, **change})


MODEL = {
    "units": UNITS, "key": KEY, "now": {"A": 400_000, "B": 300_000, "C": 300_001},
    "inhabitants": {"A": 100, "B": 50, "C": 80}, "caps": ["5", "5", "50"], "in_all": None, "covariance": None,
}  # fmt: skip


def test_a_whole_model_agrees_with_its_parts():
    found = named("allocation.model@1", {"model": MODEL})
    for name in UNITS:
        one = named("allocation.grant@1", {**COMMON, "key": KEY, "municipality": name})["value"].value
        assert found[f"end {name}"].value == one
        assert found[f"year 3 {name}"].value == one
    assert Decimal(found["value"].value) == Decimal("10000.01")
    for year in (1, 2, 3):
        assert sum(Decimal(found[f"year {year} {name}"].value) for name in UNITS) == Decimal("10000.01")
    assert found["finished"].value == 3
    gains = [Decimal(found[f"end {n}"].value) - Decimal(found[f"now {n}"].value) for n in UNITS]
    assert Decimal(found["moved"].value) == sum(g for g in gains if g > 0)
    assert found["change B"].value == pytest.approx(float(gains[1]) / 50)


def test_one_municipality_says_what_the_whole_model_says_of_it():
    whole, one = (
        named("allocation.model@1", {"model": MODEL}),
        named("allocation.municipality@1", {"model": MODEL, "municipality": "A"}),
    )
    for name in ("now", "end", "change", "year 1", "year 2"):
        assert one[name].value == whole[f"{name} A"].value
    grant, country = Decimal(whole["end A"].value) / 100, Decimal("10000.01") / 230
    reasons = sum(e.value for name, e in one.items() if name.startswith("from "))
    assert reasons == pytest.approx(float(grant - country), abs=0.001)
    with pytest.raises(UnusableInput, match="Z is not one"):
        compute("allocation.municipality@1", {"model": MODEL, "municipality": "Z"})


def test_a_model_with_estimated_amounts_has_margins_and_a_most_in_all():
    unsure = named("allocation.model@1", {"model": {**MODEL, "covariance": covariance(4.0)}})["end A"]
    alone = {"weights": {"people": 1, "need": 10}, "covariance": covariance(4.0), "budget": 1_000_001}
    other = named("allocation.margin@1", {"units": UNITS, "municipality": "A", **alone})["value"]
    assert (unsure.low, unsure.high, unsure.level) == (other.low, other.high, 0.95)
    bounded = named("allocation.model@1", {"model": {**MODEL, "in_all": "2"}})
    assert all(abs(bounded[f"change {name}"].value) <= 2.001 for name in UNITS)


def test_nothing_depends_on_the_order_in_which_a_table_is_kept():
    """A bundle sorts its names, a database shuffles them; the margins of a model were those of other maatstaven."""

    def turned(value):
        return {k: turned(v) for k, v in reversed(value.items())} if isinstance(value, dict) else value

    unsure = {**MODEL, "covariance": covariance(4.0)}
    assert compute("allocation.model@1", {"model": turned(unsure)}) == compute("allocation.model@1", {"model": unsure})
    alone = {**COMMON, "weights": {"people": 1, "need": 10}, "covariance": covariance(4.0)}
    assert compute("allocation.margin@1", turned(alone)) == compute("allocation.margin@1", alone)


def test_all_that_is_wrong_with_a_model_is_named():
    broken = {**MODEL, "now": {"A": 1.5, "B": 3, "Z": 4}, "caps": ["x"], "covariance": {"people": {"people": 1}}}
    with pytest.raises(UnusableInput) as told:
        compute("allocation.model@1", {"model": broken})
    for said in ("A: no now", "C: no now", "Z: now, but no units", "cap 'x'", "every maatstaf of the key"):
        assert said in str(told.value)
    with pytest.raises(UnusableInput, match="there is no key"):
        compute("allocation.model@1", {"model": {}})


def test_a_model_out_of_files(tmp_path):
    units, key = tmp_path / "units.csv", tmp_path / "key.csv"
    units.write_text("code;nu;inwoners;people;need\nA;4.000,00;100;100;10,5\nB;3.000,00;50;50;0\nC;3.000,01;80;80;3\n")
    key.write_text("maatstaf;bedrag\npeople;1\nneed;10\n")
    value = read_model(units, key, ("5", "5", "50"))
    ours, theirs = named("allocation.model@1", {"model": value}), named("allocation.model@1", {"model": MODEL})
    assert {name: e.value for name, e in ours.items()} == {name: e.value for name, e in theirs.items()}
    key.write_text("maatstaf;bedrag\npeople;1\nelse;10\n")
    with pytest.raises(UnusableInput, match="no column else"):
        read_model(units, key, ("5",))
