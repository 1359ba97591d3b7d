import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.written_sums import equations, formulas
from narekenen.formatting import format_number


@pytest.mark.parametrize(
    ("text", "verdict", "follows"),
    [
        ("De kosten zijn 12 x 40 x € 75 = € 35.000 in totaal.", "wrong_sum", "€ 36.000"),
        ("De kosten zijn 12 x 40 x € 75 = € 36.000 in totaal.", "ok", "€ 36.000"),
        ("Dat is 3 uur × 52 weken = 156 uur.", "ok", "156"),
        ("Samen is dat 1.200 + 850 + 75 = 2.215 euro.", "wrong_sum", "2.125"),
        ("Dat is 2.000 − 350 = 1.650 euro.", "ok", "1.650"),
    ],
)
def test_equations(ask, text, verdict, follows):
    (finding,) = ask(equations, text)
    assert (finding.verdict, finding.follows) == (verdict, follows)


@pytest.mark.parametrize("text", ["Met n = 12 en p = 0,05.", "De route 3 x 4 = bekend.", "Kamer 4-12 = de grote zaal."])
def test_what_is_no_equation_is_left_alone(ask, text):
    assert ask(equations, text) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 999), st.integers(2, 9_999), st.integers(1, 999))
def test_a_right_product_is_confirmed_and_a_changed_one_found(ask, one, other, change):
    left = f"{format_number(one)} x {format_number(other)}"
    (right,) = ask(equations, f"De berekening is {left} = {format_number(one * other)} in totaal.")
    (changed,) = ask(equations, f"De berekening is {left} = {format_number(one * other + change)} in totaal.")
    assert (right.severity, changed.severity) == ("confirmation", "finding")


FORMULA = "De bijdrage is aantal scholen * 3 jaar * 2.000 euro. Voor een stad met negen scholen is dat {printed} euro."


def test_a_formula_in_words_with_a_case(ask):
    (holds,) = ask(formulas, FORMULA.format(printed="54.000"))
    (differs,) = ask(formulas, FORMULA.format(printed="45.000"))
    assert (holds.severity, holds.verdict) == ("confirmation", "ok")
    assert (differs.severity, differs.verdict, differs.follows) == ("hint", "wrong_sum", "€ 54.000")
    assert ask(formulas, FORMULA.format(printed="54.000").replace("negen scholen", "negen clubs")) == []
