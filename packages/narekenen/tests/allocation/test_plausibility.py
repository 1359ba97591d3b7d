"""What a municipality would try on a model before it believes it."""

from decimal import Decimal

import numpy as np
import pytest
from scipy import stats

from narekenen.allocation.plausibility import connection, merger, not_monotonic, outliers, supply
from narekenen.allocation.shares import Key
from narekenen.errors import UnusableInput

UNITS = {"A": {"people": 100, "fixed": 1}, "B": {"people": 50, "fixed": 1}, "C": {"people": 850, "fixed": 1}}
KEY = Key({"people": Decimal(1), "fixed": Decimal(100)})


def test_grants_beside_costs_add_up_to_zero():
    found = connection(
        {"A": 600, "B": 400, "C": 1000}, {"A": 500, "B": 500, "C": 3000}, {"A": 10, "B": 10, "C": 20},
        {"A": "small", "B": "small", "C": "large"},
    )  # fmt: skip
    assert [(one.group, one.grant, one.costs) for one in found] == [("large", 1000, 1500), ("small", 1000, 500)]
    assert found[1].per_inhabitant == 25
    assert sum(one.grant - one.costs for one in found) == 0


def test_a_merger_moves_money_only_through_what_each_has_once():
    both = {"A": "A and B", "B": "A and B"}
    without = merger({n: {"people": u["people"]} for n, u in UNITS.items()}, Key({"people": Decimal(1)}), 100_000, both)
    assert (without.before, without.after, without.largest_elsewhere) == (15_000, 15_000, 0)
    # the fixed amount is had once less: bases 1300 before, 1200 after
    lost = merger(UNITS, KEY, 130_000, both, fixed=("fixed",))
    assert lost.before == 35_000
    assert lost.after == round(130_000 * 250 / 1200)
    assert lost.elsewhere == "C"
    assert lost.largest_elsewhere == 130_000 - lost.after - 95_000
    with pytest.raises(UnusableInput, match="Z"):
        merger(UNITS, KEY, 10, {"Z": "A"})


def test_more_need_never_lowers_the_grant_unless_negative_amounts_rule():
    assert not_monotonic(UNITS, KEY, 100_000) == []
    odd = Key({"people": Decimal(1), "fixed": Decimal(-200)})
    # A and B have bases below zero: more people raise the whole, and what is below zero shrinks
    found = not_monotonic({"A": {"people": 10, "fixed": 1}, "B": {"people": 900, "fixed": 0}}, odd, 100_000)
    assert ("A", "people") not in found or ("B", "people") in found


def test_outliers_on_a_robust_scale():
    rng = np.random.default_rng(1)
    grants = {f"m{i}": int(x) for i, x in enumerate(rng.normal(100_000, 5_000, 60))} | {"far": 200_000}
    found = outliers(grants, dict.fromkeys(grants, 100))
    assert [one.municipality for one in found] == ["far"]
    each = np.array(list(grants.values())) / 100
    assert found[0].score == pytest.approx(
        (2000 - np.median(each)) / stats.median_abs_deviation(each, scale="normal"), rel=1e-4
    )
    assert outliers(dict.fromkeys("abc", 5), dict.fromkeys("abc", 5)) == ()


def test_supply_that_goes_with_what_is_unexplained():
    rng = np.random.default_rng(2)
    names = [f"m{i}" for i in range(80)]
    people = {n: int(x) for n, x in zip(names, rng.integers(1000, 9000, 80), strict=True)}
    places = {n: int(people[n] * p) for n, p in zip(names, rng.uniform(0, 0.1, 80), strict=True)}
    grants = {n: 100 * people[n] for n in names}
    by_supply = {n: grants[n] + 5000 * places[n] for n in names}
    found = supply(grants, by_supply, places, people)
    assert found.correlation > 0.95
    assert found.p_value < 1e-9
    by_chance = {n: grants[n] + int(e) * people[n] for n, e in zip(names, rng.integers(-50, 50, 80), strict=True)}
    assert supply(grants, by_chance, places, people).p_value > 0.01
    with pytest.raises(UnusableInput, match="four municipalities"):
        supply({"a": 1}, {"a": 2}, {"a": 1}, {"a": 1})
    with pytest.raises(UnusableInput, match="not of the same"):
        supply(grants, by_chance, {}, people)
