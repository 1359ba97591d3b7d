from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.date_conflicts import ends_before_starts, first_before_start, weekdays
from narekenen.formatting import format_date

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_weekdays_against_the_calendar_of_the_standard_library(ask, day, named):
    (finding,) = ask(weekdays, f"De zitting is op {DAYS[named]} {format_date(str(day))} in Assen.")
    assert (finding.verdict == "ok") == (day.weekday() == named)
    assert finding.severity == ("confirmation" if day.weekday() == named else "finding")


@pytest.mark.parametrize("text", ["Op dinsdag 5 mei jl. was de zitting.", "Elke dinsdag in mei 2020 is er zitting."])
def test_a_weekday_without_a_full_date_is_left_alone(ask, text):
    assert ask(weekdays, text) == []


def test_an_end_before_its_start(ask):
    (finding,) = ask(ends_before_starts, "De weg is afgesloten van 5 mei 2021 tot en met 3 april 2021.")
    assert (finding.verdict, finding.severity) == ("date_tension", "finding")


@pytest.mark.parametrize(
    "text",
    [
        "De weg is afgesloten van 5 april 2021 tot en met 3 mei 2021.",
        "De weg is afgesloten van 5 november tot en met 3 april 2021.",
        "Het besluit van 5 mei 2021 wijzigt dat van 3 april 2021.",
    ],
)
def test_periods_that_can_be_are_left_alone(ask, text):
    assert ask(ends_before_starts, text) == []


FIRST = "De eerste {what} is in {first} gehouden. In {start} is de provincie gestart met de jaarlijkse {thing}."


def test_a_first_before_the_start(ask):
    text = FIRST.format(what="natuurpeiling", first="2017", start="2019", thing="natuurpeilingen")
    (finding,) = ask(first_before_start, text)
    assert (finding.verdict, finding.severity) == ("date_tension", "finding")
    assert "2017" in finding.nl


@pytest.mark.parametrize(
    "words",
    [
        {"what": "natuurpeiling", "first": "2019", "start": "2019", "thing": "natuurpeilingen"},
        {"what": "natuurpeiling", "first": "2020", "start": "2019", "thing": "natuurpeilingen"},
        {"what": "natuurpeiling", "first": "2017", "start": "2019", "thing": "tweede natuurpeiling"},
        {"what": "vlindertelling", "first": "2017", "start": "2019", "thing": "natuurpeilingen"},
    ],
)
def test_a_first_in_or_after_the_start_is_left_alone(ask, words):
    assert ask(first_before_start, FIRST.format(**words)) == []


@pytest.mark.parametrize("more", range(60, 90, 3))
def test_what_is_shown_ends_with_a_whole_word(ask, more):
    long = FIRST.format(what="natuurpeiling", first="2017", start="2019", thing="natuurpeilingen " + "v" * more)
    (finding,) = ask(first_before_start, long)
    assert f"{finding.printed.rsplit(maxsplit=1)[-1]}" in long.replace(".", " ").replace(";", " ").split()
