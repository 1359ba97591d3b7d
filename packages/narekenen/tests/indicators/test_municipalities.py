"""Municipalities with mergers, against the key figures of CBS for 2021 and 2022."""

import csv
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.indicators.municipalities import (
    Merger,
    Observation,
    bridge,
    mergers,
    municipalities_on,
    person_years,
    restate,
    series,
)

NEW_YEAR = {year: date(year, 1, 1) for year in range(2021, 2026)}


@pytest.fixture(scope="session")
def population(shared):
    """Code -> residents on 1 January, as CBS published them."""
    folder = shared / "data/monitor/nl"
    first = json.loads((folder / "nlstat_nl_data.json").read_text())["Gemeente"]
    with (folder / "NLD_muni_2022_attributes.csv").open(encoding="utf-8") as file:
        second = {row["code"]: int(row["population"]) for row in csv.DictReader(file)}
    return {2021: {code: row["Population"] for code, row in first.items()}, 2022: second}


def test_352_345_342():
    days = [NEW_YEAR[2021], NEW_YEAR[2022], date(2022, 3, 24), NEW_YEAR[2023], NEW_YEAR[2025]]
    assert [len(municipalities_on(day)) for day in days] == [352, 345, 344, 342, 342]


@pytest.mark.shared
def test_codes_against_cbs(population, shared):
    assert set(municipalities_on(NEW_YEAR[2021])) == set(population[2021])
    assert set(municipalities_on(NEW_YEAR[2022])) == set(population[2022])
    for year in (2023, 2025):
        places = json.loads((shared / f"data/monitor/nl/lars_gemeente_{year}.geojson").read_text())["features"]
        assert set(municipalities_on(NEW_YEAR[year])) == {place["properties"]["statcode"] for place in places}


@pytest.mark.shared
def test_populations_stay_whole_through_mergers(population):
    assert sum(population[2021].values()) == 17_475_415
    assert sum(population[2022].values()) == 17_590_672
    for year, size in ((2022, 345), (2023, 342)):
        found = restate(population[2021], NEW_YEAR[2021], NEW_YEAR[year])
        assert sum(found.values()) == pytest.approx(17_475_415, abs=1e-6)
        assert len(found) == size
    later = restate(population[2022], NEW_YEAR[2022], NEW_YEAR[2023])
    assert later["GM0363"] == population[2022]["GM0363"] + population[2022]["GM0457"]
    assert later["GM1992"] == 17_704 + 40_574 + 14_960


@pytest.mark.shared
def test_growth_of_merged_municipalities_is_that_of_people_and_not_of_borders(population):
    before = restate(population[2021], NEW_YEAR[2021], NEW_YEAR[2022])
    merged = {merger.new for merger in mergers() if merger.on == NEW_YEAR[2022]}
    growth = {code: population[2022][code] / before[code] - 1 for code in merged}
    assert len(growth) == 4
    assert max(abs(change) for change in growth.values()) < 0.02
    assert set(before) == set(population[2022])


def test_a_merger_in_the_middle_of_a_year():
    """Weesp reports until 24 March 2022; the series of Amsterdam holds it in every year."""
    weesp, amsterdam = "GM0457", "GM0363"
    told = [
        Observation(weesp, NEW_YEAR[2021], date(2021, 12, 31), 40),
        Observation(amsterdam, NEW_YEAR[2021], date(2021, 12, 31), 1000),
        Observation(weesp, NEW_YEAR[2022], date(2022, 3, 23), 9),
        Observation(amsterdam, NEW_YEAR[2022], date(2022, 12, 31), 1050),
    ]
    assert series(told, NEW_YEAR[2023]) == {(amsterdam, 2021): 1040, (amsterdam, 2022): 1059}
    assert series(told[:2], date(2021, 12, 31)) == {(amsterdam, 2021): 1000, (weesp, 2021): 40}
    with pytest.raises(UnusableInput, match="runs past its end on 2022-03-24"):
        series([Observation(weesp, NEW_YEAR[2022], date(2022, 12, 31), 9)], NEW_YEAR[2023])
    with pytest.raises(UnusableInput, match="no part of one year"):
        series([Observation(weesp, NEW_YEAR[2021], date(2022, 1, 31), 9)], NEW_YEAR[2023])


def test_years_lived_in_each():
    found = person_years({"GM0457": 20_766, "GM0363": 882_633}, 2022)
    assert found["GM0457"] == pytest.approx(20_766 * 82 / 365)
    assert found["GM0363"] == pytest.approx(882_633 + 20_766 * 283 / 365)
    assert person_years({"GM0363": 5}, 2021) == {"GM0363": 5}


def test_mergers_in_turn_and_splits():
    chain = (
        Merger(date(2010, 1, 1), "A", "B"), Merger(date(2012, 1, 1), "B", "C", 0.25),
        Merger(date(2012, 1, 1), "B", "D", 0.75),
    )  # fmt: skip
    assert bridge("A", date(2009, 1, 1), date(2011, 1, 1), chain) == {"B": 1}
    assert bridge("A", date(2009, 1, 1), date(2012, 1, 1), chain) == {"C": 0.25, "D": 0.75}
    assert bridge("A", date(2010, 1, 1), date(2012, 1, 1), chain) == {"A": 1}  # it ended before: another A
    assert restate({"A": 8, "C": 1}, date(2009, 1, 1), date(2013, 1, 1), chain) == {"C": 3, "D": 6}
    with pytest.raises(UnusableInput, match="more or less than itself"):
        restate({"B": 1}, date(2011, 1, 1), date(2013, 1, 1), chain[:2])


def test_codes_of_another_day_are_named():
    with pytest.raises(UnusableInput, match="GM1992"):
        restate({"GM1992": 1}, NEW_YEAR[2021], NEW_YEAR[2023])
    with pytest.raises(UnusableInput, match="begins on 2021-01-01"):
        municipalities_on(date(2020, 12, 31))


@given(
    st.dictionaries(st.sampled_from(sorted(municipalities_on(NEW_YEAR[2021]))), st.integers(0, 10**6)),
    st.dates(date(2021, 1, 1), date(2025, 1, 1)),
)
def test_the_sum_stays_and_nobody_gets_a_code_of_another_day(values, until):
    found = restate(values, NEW_YEAR[2021], until)
    assert sum(found.values()) == sum(values.values())
    assert set(found) <= set(municipalities_on(until))


def test_every_merger_goes_to_one_that_exists():
    assert len(mergers()) == 14
    for merger in mergers():
        assert merger.new in municipalities_on(merger.on)
        assert merger.old not in municipalities_on(merger.on)
