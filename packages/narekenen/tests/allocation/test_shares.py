"""Shares by maatstaf: neutral to the cent, whoever is listed first, unmoved by mergers where the key says so."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.allocation.rounding import largest_remainder
from narekenen.allocation.shares import Key, divide, merge_units
from narekenen.errors import UnusableInput
from narekenen.indicators.municipalities import mergers

KEY = Key({"inwoners": Decimal("133.69"), "bijstand": Decimal("1507.81"), "ozb": Decimal("-0.1005")}, "2013")
ROWS = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 10**5), st.integers(0, 1000)), min_size=1, max_size=40
).map(lambda rows: {f"g{i}": dict(zip(KEY.amounts, row, strict=True)) for i, row in enumerate(rows)})


@settings(max_examples=80, deadline=None)
@given(ROWS, st.integers(0, 10**12))
def test_not_a_cent_is_lost_and_nobody_is_a_cent_off(units, budget):
    found = divide(units, KEY, budget)
    assert sum(found.grants.values()) == budget
    for name, row in found.parts.items():
        assert abs(found.grants[name] - sum(row.values())) < 1


@settings(max_examples=50, deadline=None)
@given(ROWS, st.integers(0, 10**9), st.randoms())
def test_the_order_of_the_list_decides_nothing_but_equal_remainders_of_equal_amounts(units, budget, chance):
    names = list(units)
    chance.shuffle(names)
    one, other = divide(units, KEY, budget), divide({name: units[name] for name in names}, KEY, budget)
    for name in names:
        if one.grants[name] != other.grants[name]:
            twin = [n for n in names if n != name and sum(one.parts[n].values()) == sum(one.parts[name].values())]
            assert twin


def test_largest_remainder_and_its_ties():
    exact = [Fraction(5, 2), Fraction(7, 2), Fraction(1, 2), Fraction(7, 2)]
    assert largest_remainder(exact, 10) == [2, 4, 0, 4]
    assert largest_remainder([Fraction(-5, 2), Fraction(5, 2)], 0) == [-3, 3]
    with pytest.raises(UnusableInput, match="add up"):
        largest_remainder([Fraction(1)], 2)


def test_the_base_of_article_11():
    """A municipality of 100.000 with 3.000 on social assistance at the amounts of 2013 (BWBR0035844)."""
    units = {"a": {"inwoners": 100_000, "bijstand": 3_000}, "b": {"inwoners": 50_000, "bijstand": 500}}
    key = Key({"inwoners": Decimal("133.69"), "bijstand": Decimal("1507.81")}, "BWBR0035844", "2013-01-01")
    bases = {"a": 100_000 * 133.69 + 3_000 * 1507.81, "b": 50_000 * 133.69 + 500 * 1507.81}
    found = divide(units, key, 2_000_000_000)
    assert found.grants["a"] == pytest.approx(2_000_000_000 * bases["a"] / sum(bases.values()), abs=1)
    assert found.share("a") + found.share("b") == pytest.approx(1)
    assert float(found.factor) == pytest.approx(2_000_000_000 / sum(bases.values()))


def test_what_lacks_is_named():
    with pytest.raises(UnusableInput) as caught:
        divide({"a": {"inwoners": 5}, "b": {"inwoners": Decimal("NaN"), "bijstand": 1, "ozb": 0}}, KEY, 100)
    assert caught.value.problems == (
        "a: no units of bijstand",
        "a: no units of ozb",
        "b: NaN units of inwoners is no number",
    )
    with pytest.raises(UnusableInput, match="add up to nothing"):
        divide({"a": {"inwoners": 0, "bijstand": 0, "ozb": 5}}, KEY, 100)
    with pytest.raises(UnusableInput, match="no municipalities"):
        divide({}, KEY, 100)


@pytest.fixture(scope="module")
def real_units(shared):
    """Residents, residents on social assistance, Wmo clients and rented homes of 352 municipalities (CBS, 2021)."""
    every = json.loads((shared / "data/monitor/nl/nlstat_nl_data.json").read_text())["Gemeente"]
    units = {}
    for code, row in every.items():
        people = row["Population"]
        per = lambda value, people=people: round(Decimal(str(value or 0)) * people / 1000, 3)  # noqa: E731
        units[code] = {"inwoners": people, "bijstand": per(row["_bijstand"]), "wmo": per(row["_wmo_per1k"]), "vast": 1}
    return units


INTO = {merger.old: merger.new for merger in mergers()}


@pytest.mark.shared
def test_a_merger_changes_nobody_elses_grant_when_every_maatstaf_adds_up(real_units):
    key = Key({"inwoners": Decimal("133.69"), "bijstand": Decimal("1507.81"), "wmo": Decimal("410.2")})
    before, after = (divide(u, key, 140_000_000_000) for u in (real_units, merge_units(real_units, INTO)))
    assert len(after.grants) == 342
    for name, cents in after.grants.items():
        parts = [old for old in before.grants if INTO.get(old, old) == name]
        assert abs(cents - sum(before.grants[old] for old in parts)) <= len(parts)
        if parts == [name]:
            assert abs(cents - before.grants[name]) <= 1  # the cent that rounding gives


@pytest.mark.shared
def test_a_fixed_amount_per_municipality_does_change_it(real_units):
    key = Key({"inwoners": Decimal("133.69"), "vast": Decimal("276226.36")})
    before = divide(real_units, key, 140_000_000_000)
    after = divide(merge_units(real_units, INTO, ("vast",)), key, 140_000_000_000)
    assert after.grants["GM0014"] > before.grants["GM0014"]
    assert after.grants["GM1992"] < sum(before.grants[old] for old in INTO if INTO[old] == "GM1992")
