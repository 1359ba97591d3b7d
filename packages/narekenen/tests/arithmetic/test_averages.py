import pytest

from narekenen.arithmetic.averages import amounts_per_unit


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Er is 2.000.000 euro voor 400 scholen, dat is 6.000 euro per school.", "wrong_base"),
        ("Er is 2.000.000 euro voor 400 scholen, dat is 5.000 euro per school.", "ok"),
        ("Er is 1.000.000 euro verdeeld over 300 gemeenten. Dat is 3.333 euro per gemeente.", "rounding_only"),
        ("Er is 1.000.000 euro verdeeld over 300 gemeenten. Dat is 4.333 euro per gemeente.", "wrong_base"),
        ("Er is 1.000.000 euro verdeeld over 300 gemeenten, gemiddeld circa 3.300 euro per gemeente.", "rounding_only"),
    ],
)
def test_an_amount_per_unit_with_its_base(ask, text, verdict):
    (finding,) = ask(amounts_per_unit, text)
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Er is 2.000.000 euro voor 400 scholen, dat is 6.000 euro per leraar.",
        "Er is 2.000.000 euro voor 400 scholen. Scholen ontvangen nu 6.000 euro per school voor boeken.",
        "Er is meer dan 2.000.000 euro voor 400 scholen, dat is 6.000 euro per school.",
        "Er is 2.000.000 euro voor sport; er zijn 400 scholen, dat is 6.000 leerlingen per school.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(amounts_per_unit, text) == []
