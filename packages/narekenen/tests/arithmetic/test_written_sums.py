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
        ("De rente is (90/365 * € 7.300,00 = € 1.800,00) per kwartaal.", "ok", "€ 1.800,00"),
        ("De rente is (90/365 * € 7.300,00 = € 1.900,00) per kwartaal.", "wrong_sum", "€ 1.800,00"),
        ("Er komen 200/450 x 200 = 89 plaatsen bij.", "rounding_only", "89"),
        ("Dat komt op (1,2 + 0,3) x 30 = 45 miljoen euro.", "ok", "45"),
        ("De uitkering is € 50.000 + ((8 * € 10.000)/3) = € 76.666.", "rounding_only", "€ 76.667"),
        ("Samen 2 x (3 + 4) = 14 uur.", "ok", "14"),
        ("Samen 3 + 4 x 2 = 14 uur.", "wrong_sum", "11"),
    ],
)
def test_equations(ask, text, verdict, follows):
    (finding,) = ask(equations, text)
    assert (finding.verdict, finding.follows) == (verdict, follows)


@pytest.mark.parametrize(
    "text",
    [
        "Met n = 12 en p = 0,05.",
        "De route 3 x 4 = bekend.",
        "Samen is 1 + 1 = 3.",
        "Van 2019-2021 = 3 jaar.",
        "De termijn eindigt op 1 maart + 6 weken = 12 april.",
        "Het niveau is L + 10 lg 240 – 33 = 68 dB.",
        "De aftrek is (-/-8 + 10)/35 * 14 = 1.",
        "Dat is 100 – 50 (uit jaar 2)/100 * 20 = 10.",
        "Het is de 100*50 = 15e waarde in de reeks.",
        "In 2022/2023 = 14 was dat anders.",
        "De kans is 20% x 5 = 1.",
        "Dat is a3 x 4 = 15.",
        "Dat is 4 / 0 = 3.",
    ],
)
def test_what_is_no_equation_is_left_alone(ask, text):
    assert ask(equations, text) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 999), st.integers(10, 9_999), st.integers(1, 999))
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
