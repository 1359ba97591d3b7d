"""How much hangs on each maatstaf, worked out by hand on three municipalities."""

from decimal import Decimal

import pytest

from narekenen.allocation.sensitivity import another_year, leave_one_out, turn_up
from narekenen.allocation.shares import Key
from narekenen.errors import UnusableInput

UNITS = {"A": {"people": 100, "need": 10}, "B": {"people": 100, "need": 0}}
KEY = Key({"people": Decimal(1), "need": Decimal(10)})
PEOPLE = {"A": 100, "B": 100}


def test_leaving_need_out_divides_by_people():
    # with need: bases 200 and 100, so 200,000 and 100,000 of 300,000 cents; without: 150,000 each
    found = leave_one_out(UNITS, KEY, 300_000, PEOPLE)
    need = next(v for v in found if v.maatstaf == "need")
    assert need.moved == 50_000
    assert (need.loses.name, need.loses.change) == ("A", -50_000)
    assert need.gains.name == "B"
    assert need.above == 0
    assert leave_one_out(UNITS, KEY, 300_000, PEOPLE, limit=499)[1].above == 2
    # without people everything goes to A
    assert found[0].maatstaf == "people"
    assert found[0].moved == 100_000


def test_turning_an_amount_up_and_down():
    up = {v.maatstaf: v for v in turn_up(UNITS, KEY, 300_000, PEOPLE)}
    # need 11: bases 210 and 100
    assert up["need"].gains.name == "A"
    assert up["need"].moved == round(300_000 * 210 / 310) - 200_000
    assert up["need"].what == "+10.0%"
    down = {v.maatstaf: v for v in turn_up(UNITS, KEY, 300_000, PEOPLE, by=Decimal("-0.1"))}
    assert down["need"].loses.name == "A"


def test_another_year_tells_which_maatstaf_makes_grants_jump():
    later = {"A": {"people": 100, "need": 10}, "B": {"people": 100, "need": 5}}
    found = another_year(UNITS, later, KEY, 300_000, PEOPLE)
    assert [v.maatstaf for v in found] == ["need", "people"]
    assert found[1].moved == 0


def test_what_cannot_be_asked():
    with pytest.raises(UnusableInput, match="two or more"):
        leave_one_out(UNITS, Key({"people": Decimal(1)}), 100, PEOPLE)
    with pytest.raises(UnusableInput, match="cannot become"):
        turn_up(UNITS, KEY, 100, PEOPLE, by=Decimal(-1))
    with pytest.raises(UnusableInput, match="Not in both years: B"):
        another_year(UNITS, {"A": UNITS["A"]}, KEY, 100, PEOPLE)
