"""Eurostat, housing cost overburden rate (tessi160): a letter's 15.4% and the break that came after it."""

from decimal import Decimal

import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.publishedseries import find, read_series

EU27 = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905


@pytest.mark.shared
def test_the_number_of_2014_and_its_later_break(shared):
    points = read_series(shared / "data/monitor/eurostat/housing_exclusion_indicators.csv")
    assert len(points) == 527
    (match,) = find(points, Decimal("15.4"), "NL", "housing_cost_overburden", EU27)
    assert (match.point.year, match.rank, match.later_breaks) == (2014, (5, 5), (2016,))
    assert match.places == 26
    (now,) = find(points, Decimal("6.9"), "NL", "housing_cost_overburden", EU27)
    assert (now.point.year, now.rank, now.later_breaks) == (2024, (12, 13), ())
    (among_all,) = find(points, Decimal("15.4"), "NL", "housing_cost_overburden")
    assert (among_all.rank, among_all.places) == ((6, 6), 29), "the union of 27 is no place of its own"


def test_rounding_follows_the_number_and_bad_rows_are_named(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("dataset,geo,year,value,flag\nx,NL,2014,15.36,\nx,NL,2016,9,b\n")
    assert [m.point.year for m in find(read_series(path), Decimal("15.4"), "NL")] == [2014]
    assert find(read_series(path), Decimal("15.40"), "NL") == ()
    path.write_text("dataset,geo,year,value,flag\nx,NL,then,15,\nx,NL,2016,:,b\nx,NL,2017,,\n")
    with pytest.raises(UnusableInput) as caught:
        read_series(path)
    assert len(caught.value.problems) == 3
    path.write_text("geo\nNL\n")
    with pytest.raises(UnusableInput, match="dataset, year, value, flag"):
        read_series(path)
