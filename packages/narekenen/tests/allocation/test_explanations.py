"""Why, who and what it costs: waterfalls, redistribution and money differences that add up to the cent."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.allocation.explanation import sentences, waterfall
from narekenen.allocation.moneydiff import money_diff
from narekenen.allocation.redistribution import by_group, effects, size_class
from narekenen.allocation.shares import Key, divide
from narekenen.errors import UnusableInput

OLD = Key({"inwoners": Decimal("133.69"), "bijstand": Decimal("1507.81")})
NEW = Key({"inwoners": Decimal("101.5"), "bijstand": Decimal("2100"), "lage inkomens": Decimal("86.84")})
UNITS = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 10**5), st.integers(0, 10**5)), min_size=1, max_size=20
).map(lambda rows: {f"g{i}": dict(zip(NEW.amounts, row, strict=True)) for i, row in enumerate(rows)})


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(0, 10**11), st.integers(0, 10**11))
def test_every_waterfall_ends_where_it_should(units, budget, later):
    before, after = divide(units, OLD, budget), divide(units, NEW, later)
    for name in units:
        found = waterfall(name, before, after)
        assert found.before + sum(bar.change for bar in found.bars) == found.after
        assert sum(bar.before for bar in found.bars) == found.before
        sizes = [abs(bar.change) for bar in found.bars]
        assert sizes == sorted(sizes, reverse=True)
        for bar in found.bars:
            exact = after.parts[name].get(bar.maatstaf, 0) - before.parts[name].get(bar.maatstaf, 0)
            assert abs(bar.change - exact) < 4


SMALL = {
    "A": {"inwoners": 100, "bijstand": 10, "lage inkomens": 0},
    "B": {"inwoners": 100, "bijstand": 0, "lage inkomens": 5},
}


def test_three_reasons_in_two_languages():
    before, after = divide(SMALL, OLD, 1_000_000), divide(SMALL, NEW, 1_000_000)
    found = waterfall("A", before, after)
    told = sentences(found)
    assert told[0] == "A krijgt € 661 meer: eerst € 6.803, straks € 7.464."
    assert "Door “bijstand” komt er € " in told[1]
    assert any("Door “inwoners” gaat er € " in line for line in told)
    assert sentences(found, "en", reasons=1)[1].startswith("“bijstand” adds €")
    assert sentences(waterfall("B", before, after))[0].startswith("B krijgt € ")
    assert "minder" in sentences(waterfall("B", before, after))[0]
    assert sentences(waterfall("A", before, before)) == (
        f"A houdt hetzelfde bedrag: € {before.grants['A'] / 100:,.0f}.".replace(",", "."),
    )
    with pytest.raises(UnusableInput):
        waterfall("C", before, after)


def test_effects_from_the_largest_loss_to_the_largest_gain():
    before, after = {"a": 1000, "b": 500, "c": 100}, {"a": 700, "b": 600, "c": 300}
    found = effects(before, after, {"a": 100, "b": 100, "c": 10})
    assert [(e.name, e.change, e.per_inhabitant) for e in found] == [
        ("a", -300, -3.0),
        ("b", 100, 1.0),
        ("c", 200, 20.0),
    ]
    groups = by_group(found, {"a": "north", "b": "north", "c": "south"})
    assert [(g.group, g.municipalities, g.change, g.gain, g.lose) for g in groups] == [
        ("north", 2, -200, 1, 1), ("south", 1, 200, 1, 0),
    ]  # fmt: skip
    assert groups[0].per_inhabitant == -1.0
    assert sum(g.change for g in groups) == sum(e.change for e in found)
    with pytest.raises(UnusableInput) as caught:
        effects(before, {"a": 1}, {"a": 0, "b": 1, "d": 1})
    assert len(caught.value.problems) == 6


def test_size_classes_of_cbs():
    assert [size_class(n) for n in (4_999, 5_000, 49_999, 249_999, 250_000)] == [
        "000000-004999", "005000-009999", "020000-049999", "150000-249999", "250000 and more",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(UNITS, st.integers(0, 10**11), st.data())
def test_a_changed_input_shows_its_money(units, budget, data):
    changed = {name: dict(row) for name, row in units.items()}
    which = data.draw(st.sampled_from(sorted(units)))
    changed[which]["bijstand"] = data.draw(st.integers(0, 10**5))
    found = money_diff(units, changed, NEW, budget)
    assert len(found.changed) == (changed[which]["bijstand"] != units[which]["bijstand"])
    assert sum(one.after - one.before for one in found.money) == 0
    for one in found.money:
        assert one.own + one.others + one.rounding == one.after - one.before
        assert abs(one.rounding) < 2
        assert one.own == 0 or one.municipality == which
    assert found.moved == sum(max(0, one.after - one.before) for one in found.money)


def test_nothing_changed_and_other_municipalities():
    same = money_diff(SMALL, SMALL, NEW, 1000)
    assert (same.changed, same.moved) == ((), 0)
    assert all(one.others == Fraction(0) for one in same.money)
    with pytest.raises(UnusableInput, match="Not in both: B"):
        money_diff(SMALL, {"A": SMALL["A"]}, NEW, 1000)
