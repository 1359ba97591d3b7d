import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.shares_of_counts import counts_and_shares, whole_people
from narekenen.formatting import format_number


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Er zijn 120 van de 250 aanvragen (44%) toegekend.", "wrong_sum"),
        ("Er zijn 120 van de 250 aanvragen (48%) toegekend.", "ok"),
        ("In totaal hebben 17 van de 36 gemeenten (47,2%) gereageerd.", "ok"),
        ("In totaal hebben 17 van de 36 gemeenten (47,5%) gereageerd.", "wrong_sum"),
        ("In totaal hebben 17 van de 36 gemeenten (bijna 50%) gereageerd.", "ok"),
    ],
)
def test_x_out_of_y(ask, text, verdict):
    (finding,) = ask(counts_and_shares, text)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn 120 van de 250 aanvragen toegekend; 44% kwam uit Zeeland.",
        "Er zijn 300 van de 250 aanvragen (44%) toegekend.",
        "Van de 250 aanvragen (44% digitaal) zijn er 120 toegekend.",
        "In totaal deden 12 van de 40 scholen (45% van de leerlingen) mee.",
    ],
)
def test_other_counts_are_left_alone(ask, text):
    assert ask(counts_and_shares, text) == []


def test_grim_against_brown_and_heathers(ask):
    """Their example: no whole number out of 28 gives 18.5 in hundredths (5/28 = 17.9, 6/28 = 21.4)."""
    (finding,) = ask(whole_people, "Van de 28 deelnemers zag 18,5% verbetering.")
    assert (finding.verdict, finding.severity) == ("wrong_sum", "finding")
    assert [step.result for step in finding.steps] == ["17,9%", "21,4%"]


def test_grim_holds(ask):
    (finding,) = ask(whole_people, "Van de 28 deelnemers zag 17,9% verbetering.")
    assert (finding.verdict, finding.severity, finding.follows) == ("ok", "confirmation", "5")


def test_grim_leaves_loose_rounding_to_the_reader(ask):
    (finding,) = ask(whole_people, "Van de 28 deelnemers zag 60% verbetering.")
    assert finding.severity == "hint"


def test_grim_in_another_sentence_is_a_hint(ask):
    text = "De enquête is ingevuld door een groep van de 28 deelnemers. Verbetering zag 18,5% van de deelnemers."
    (finding,) = ask(whole_people, text)
    assert finding.severity == "hint"


@pytest.mark.parametrize(
    "text",
    [
        "Van de 28 deelnemers en 40 begeleiders zag 18,5% verbetering.",
        "De kosten van de 28 deelnemers dalen met 18,5% per jaar.",
        "Van de circa 28 deelnemers zag 18,5% verbetering.",
        "Gewogen naar leeftijd zag van de 28 deelnemers 18,5% verbetering.",
        "Een korting van 18,5% geldt voor elk van de 28 deelnemers.",
    ],
)
def test_shares_of_something_else_are_left_alone(ask, text):
    assert ask(whole_people, text) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(10, 400), st.data(), st.integers(0, 1))
def test_a_share_that_was_rightly_computed_is_never_a_finding(ask, whole, data, decimals):
    part = data.draw(st.integers(1, whole - 1))
    share = format_number(100 * part / whole, decimals=decimals)
    text = f"Van de {whole} deelnemers zag {share}% baat. Er zijn {part} van de {whole} deelnemers ({share}%) beter."
    assert [f for rule in (whole_people, counts_and_shares) for f in ask(rule, text) if f.severity == "finding"] == []
