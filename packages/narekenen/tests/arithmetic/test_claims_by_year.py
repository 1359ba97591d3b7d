"""Claims before two values with their years, and one number that counts two things."""

import pytest

from narekenen.arithmetic.same_number import counts_of_two_things, shares_of_two_things
from narekenen.arithmetic.yearly_values import values_by_year


@pytest.mark.parametrize(
    ("text", "printed", "follows"),
    [
        (
            "Het aantal klachten is verdubbeld. In 2018 waren er 900 klachten; in 2022 waren dat er 1.200.",
            "verdubbeld", "900 → 1.200",
        ),
        (
            "Het aantal klachten is gedaald. In 2018 waren er 900 "
            "klachten. In 2022 waren dat er 1.200.", "gedaald", "900 → 1.200"),
    ],
)  # fmt: skip
def test_a_claim_that_its_values_do_not_bear_out(ask, text, printed, follows):
    found = ask(values_by_year, text)
    assert [(f.verdict, f.severity, f.printed, f.follows) for f in found] == [
        ("inconsistent_claim", "finding", printed, follows)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Het aantal klachten is verdubbeld. In 2018 waren er 600 klachten; in 2022 waren dat er 1.210.",
        "Het aantal klachten is bijna verdubbeld. In 2018 waren er 700 klachten; in 2022 waren dat er 1.210.",
        "Het aantal klachten is gehalveerd. In 2018 waren er 600 klachten; in 2022 waren dat er 310.",
        "Het aantal bezwaren is gedaald. In 2018 waren er 900 klachten; in 2022 waren dat er 1.200.",
        "Het aantal klachten is gestegen. In 2022 waren er 900 klachten, tegen 1.200 in 2018.",
        "Het aantal klachten is niet gedaald. In 2018 waren er 900 klachten; in 2022 waren dat er 1.200.",
        "Het aantal klachten is gedaald. In 2018 waren er 900 klachten, maar in 2022 waren dat er 1.200.",
        "Het aantal klachten is gedaald. In 2018 waren er 900 klachten en 30 beroepen; in 2022 waren dat er 1.200.",
    ],
)
def test_claims_that_fit_or_are_about_something_else(ask, text):
    assert ask(values_by_year, text) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (counts_of_two_things, "Er zijn 2.310 huishoudens bezocht.\n\nDe 2.310 personen kregen advies."),
        (
            shares_of_two_things,
            "In mei was 80% van de te keuren panden bekeken.\n\nDaarmee is 80% van de te keuren adressen bekeken.",
        ),
    ],
)
def test_one_number_for_two_things(ask, rule, text):
    (finding,) = ask(rule, text)
    assert (finding.verdict, finding.severity) == ("unit_drift", "finding")
    assert len(finding.evidence) == 2


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (counts_of_two_things, "Er zijn 2.310 huishoudens bezocht.\n\nDe 2.310 huishoudens kregen advies."),
        (counts_of_two_things, "Er zijn 2.310 huishoudens bezocht.\n\nDaarnaast zijn 2.310 personen gebeld."),
        (counts_of_two_things, "Er zijn 2.310 huishoudens bezocht.\n\nDe 2.310 folders zijn op."),
        (counts_of_two_things, "De 2.310 huishoudens en de 2.310 personen zijn bezocht."),
        (shares_of_two_things, "In mei was 80% van de te keuren panden bekeken en 80% van de te meten adressen."),
        (shares_of_two_things,
            "In mei was 80% van de te keuren panden bekeken.\n\nNu "
            "is 85% van de te keuren adressen bekeken."),
    ],
)  # fmt: skip
def test_two_numbers_of_two_things(ask, rule, text):
    assert ask(rule, text) == []
