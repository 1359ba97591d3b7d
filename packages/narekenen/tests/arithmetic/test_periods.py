import pytest

from narekenen.arithmetic.periods import periods_mixed


@pytest.mark.parametrize(
    "text",
    [
        "De bijdrage is 90.000 euro voor drie jaar. Dat is de jaarlijkse huur van het buurthuis.",
        "De bijdrage is 90.000 euro voor drie jaar, dat is de jaarlijkse huur van het buurthuis.",
        "Het onderhoud kost 90.000 euro over drie jaar. (Dit is vergelijkbaar met de jaarlijkse kosten van het park.)",
    ],
)
def test_an_amount_for_years_set_equal_to_a_price_per_year(ask, text):
    (finding,) = ask(periods_mixed, text)
    assert (finding.verdict, finding.severity, finding.follows) == ("period_mismatch", "finding", "€ 30.000")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("De bijdrage is 90.000 euro voor drie jaar, dat is jaarlijkse steun van 30.000 euro.", "ok"),
        ("De bijdrage is 90.000 euro voor drie jaar, dat is per jaar 45.000 euro.", "wrong_sum"),
    ],
)
def test_a_division_that_is_printed_is_checked(ask, text, verdict):
    (finding,) = ask(periods_mixed, text)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "De bijdrage is 90.000 euro voor één jaar. Dat is de jaarlijkse huur van het buurthuis.",
        "De bijdrage is 90.000 euro per jaar voor drie jaar. Dat is de jaarlijkse huur van het buurthuis.",
        "De bijdrage is 90.000 euro voor drie jaar. Dat is de huur van het buurthuis.",
        "De bijdrage is 90.000 euro voor drie jaar. Het jaarlijkse feest gaat door en dat is fijn.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(periods_mixed, text) == []
