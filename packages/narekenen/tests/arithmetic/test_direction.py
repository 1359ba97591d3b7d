import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.direction import direction_of_change
from narekenen.formatting import format_number


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal zwembaden is gestegen van 640 naar 610.",
        "De wachttijd daalde van 12 naar 15 weken.",
        "In 2021 was er een toename van 34% naar 30% in de regio.",
        "Het aandeel is 12%, een stijging ten opzichte van 15% in 2020.",
    ],
)
def test_a_direction_that_the_values_contradict(ask, text):
    (finding,) = ask(direction_of_change, text)
    assert (finding.verdict, finding.severity) == ("inconsistent_claim", "finding")


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal zwembaden is gedaald van 640 naar 610.",
        "Het aandeel is niet gestegen, van 34% naar 30%.",
        "De treinen van 8 uur naar 12 bestemmingen zijn vol, een stijging.",
        "Van 12 naar 15 leden, ondanks de daling van de bijdrage.",
        "De bijdrage geldt voor kinderen van 4 tot 12 jaar en is gedaald.",
        "Het verzuim is 12%, een stijging van 2% ten opzichte van 10%.",
        "De wachttijd daalt als wij van 12 naar 15 loketten gaan.",
        "Het budget verdubbelt en het aantal plaatsen gaat van 40 naar 60.",
        "De rente daalde van 4,1% naar 3,8% en steeg daarna van 3,8% naar 4,0%.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert [f for f in ask(direction_of_change, text) if f.severity != "confirmation"] == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Het aantal leden is verdubbeld van 400 naar 600.", "inconsistent_claim"),
        ("Het aantal leden is verdubbeld van 400 naar 790.", "ok"),
        ("Het aantal leden is verdrievoudigd van 400 naar 820.", "inconsistent_claim"),
    ],
)
def test_factors(ask, text, verdict):
    (finding,) = ask(direction_of_change, text)
    assert finding.verdict == verdict


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_a_rightly_worded_change_yields_no_finding(ask, old, new):
    word = "gestegen" if new > old else "gedaald"
    text = f"Het aantal bezoekers is {word} van {format_number(old)} naar {format_number(new)}."
    assert [f for f in ask(direction_of_change, text) if f.severity == "finding"] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(100, 99_999), st.integers(100, 99_999))
def test_the_other_direction_yields_one(ask, old, new):
    if abs(old - new) < 1:
        return
    word = "gedaald" if new > old else "gestegen"
    text = f"Het aantal bezoekers is {word} van {format_number(old)} naar {format_number(new)}."
    (finding,) = ask(direction_of_change, text)
    assert finding.verdict == "inconsistent_claim"
