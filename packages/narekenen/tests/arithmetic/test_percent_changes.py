import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.percent_changes import percentages_of_change
from narekenen.formatting import format_number


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Het aantal meldingen steeg van 1.200 naar 1.500, een stijging van 20%.", "wrong_sum"),
        ("Het aantal meldingen steeg van 1.200 naar 1.500, een stijging van 25%.", "ok"),
        ("Het aantal meldingen daalde van 1.500 naar 1.200, een daling van 25%.", "wrong_sum"),
        ("Het aantal meldingen steeg van 1.200 naar 1.500, een stijging van ruim 20%.", "wrong_sum"),
        ("Het budget steeg van 2,1 miljoen euro naar 2,4 miljoen euro, een stijging van 15%.", "ok"),
        ("Het aantal meldingen is met 25% gestegen van 1.200 naar 1.500.", "ok"),
        ("Het aantal meldingen is gestegen met 20%, van 1.200 naar 1.500.", "wrong_sum"),
    ],
)
def test_the_percentage_of_a_change(ask, text, verdict):
    (finding,) = ask(percentages_of_change, text)
    assert finding.verdict == verdict
    assert finding.severity == ("confirmation" if verdict == "ok" else "finding")


def test_points_that_are_called_a_percentage_are_imprecise(ask):
    (finding,) = ask(percentages_of_change, "Het aandeel daalde van 34% naar 30%, een daling van 4%.")
    assert (finding.verdict, finding.severity, finding.follows) == ("imprecise", "finding", "4 procentpunt")


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal ging van 1.200 naar 1.500, een stijging van 8% per jaar.",
        "Het aantal ging van 1.200 naar 1.500, een stijging van 20% ten opzichte van de raming.",
        "Het aantal ging van 1.200 naar 1.500; 20% daarvan is nieuw.",
        "Het aandeel daalde van 34% naar 30%, een daling van 4 procentpunt.",
        "Het tarief steeg met 20% per jaar, van 1.200 naar 1.500 euro.",
        "Met 20% btw stijgt de prijs; het aantal klanten ging van 1.200 naar 1.500.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(percentages_of_change, text) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1_000, 99_999), st.integers(1_000, 99_999), st.integers(0, 1))
def test_a_rightly_computed_percentage_is_never_a_finding(ask, old, new, decimals):
    if old == new:
        return
    share = format_number(100 * abs(new - old) / old, decimals=decimals)
    word = "stijging" if new > old else "daling"
    text = f"Het aantal ging van {format_number(old)} naar {format_number(new)}, een {word} van {share}%."
    assert [f for f in ask(percentages_of_change, text) if f.severity == "finding"] == []
