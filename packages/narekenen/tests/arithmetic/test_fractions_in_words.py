import pytest

from narekenen.arithmetic.fractions_in_words import fractions_in_words


@pytest.mark.parametrize(
    ("text", "severity", "verdict"),
    [
        ("Meer dan de helft van de scholen (48%) doet mee.", "finding", "inconsistent_claim"),
        ("Bijna de helft van de scholen (53%) doet mee.", "finding", "inconsistent_claim"),
        ("Een kwart van de scholen (38%) doet mee.", "finding", "inconsistent_claim"),
        ("Een kwart van de scholen (32%) doet mee.", "hint", "imprecise"),
        ("Drie op de vijf zwembaden (65%) gaan open.", "hint", "imprecise"),
        ("Een op de vier zwembaden, 41 procent, gaat open.", "finding", "inconsistent_claim"),
    ],
)
def test_a_fraction_that_the_percentage_does_not_bear_out(ask, text, severity, verdict):
    (finding,) = ask(fractions_in_words, text)
    assert (finding.severity, finding.verdict) == (severity, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "Meer dan de helft van de scholen (52%) doet mee.",
        "Bijna de helft van de scholen (47%) doet mee.",
        "Ongeveer een derde van de scholen (35%) doet mee.",
        "Meer dan de helft van de scholen doet mee, in Drenthe 48%.",
        "De helft van de scholen (met 12 leerlingen of 48% minder) doet mee.",
        "Meer dan de helft van de scholen (45-55%) doet mee.",
        "Drie op de vijf zwembaden (64%) gaan open.",
        "Ruim drie op de vijf zwembaden (65%) gaan open.",
        "Een op de vier zwembaden, 27 procent, gaat open.",
        "Een op de vier zwembaden, 41 procent van de sporthallen en elke ijsbaan gaan open.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(fractions_in_words, text) == []
