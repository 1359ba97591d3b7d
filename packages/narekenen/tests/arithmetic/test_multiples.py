import pytest

from narekenen.arithmetic.multiples import multiples_in_words


@pytest.mark.parametrize(
    ("text", "severity", "verdict"),
    [
        ("Ouderen vallen vijf keer zo vaak (24%) als jongeren (8%).", "finding", "inconsistent_claim"),
        ("Starters wachten drie keer zo lang (30 maanden) als doorstromers (20 maanden).", "finding",
         "inconsistent_claim"),
        ("Fietsers lopen 4 keer meer risico (2,4%) dan automobilisten (0,4%).", "finding", "imprecise"),
    ],
)  # fmt: skip
def test_a_multiple_that_the_values_do_not_bear_out(ask, text, severity, verdict):
    (finding,) = ask(multiples_in_words, text)
    assert (finding.severity, finding.verdict) == (severity, verdict)


@pytest.mark.parametrize(
    "text",
    [
        "Ouderen vallen drie keer zo vaak (24%) als jongeren (8%).",
        "Ouderen vallen drie keer zo vaak als jongeren.",
        "Ouderen vallen drie keer per jaar (24%), jongeren minder (8%).",
        "Ouderen vallen drie keer zo vaak (24%) als jongeren (8 keer).",
        "Ouderen vallen drie keer zo vaak (circa 24%) als jongeren (ongeveer 6%).",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(multiples_in_words, text) == []
