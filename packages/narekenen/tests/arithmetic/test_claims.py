import pytest

from narekenen.arithmetic.claims import universal_claims

RISE = "Het ziekteverzuim onder chauffeurs is 7%, een stijging ten opzichte van 5% in 2019. "
FALL = "Het verzuim op kantoor daalde van 6% naar 4%. "


@pytest.mark.parametrize(
    "claim",
    [
        "Over de hele linie is sprake van een daling.",
        "Het verzuim is overal gedaald.",
        "Op alle onderdelen zien wij een afname.",
    ],
)
def test_one_rise_in_the_section_contradicts_a_fall_everywhere(ask, claim):
    (finding,) = ask(universal_claims, f"Verzuim\n\n{FALL}{RISE}\n\n{claim}")
    assert (finding.verdict, finding.severity) == ("inconsistent_claim", "finding")
    assert finding.evidence[0].role == "claim"
    assert finding.evidence[0].text.rstrip(".") in claim
    assert {piece.text for piece in finding.evidence[1:]} == {"7%", "5%"}
    assert "steeg een waarde van 5% naar 7%" in finding.nl


@pytest.mark.parametrize(
    "text",
    [
        f"{FALL}Over de hele linie is sprake van een daling.",
        f"{RISE}Er is sprake van een daling.",
        f"{RISE}Vrijwel overal is het verzuim gedaald.",
        f"{RISE}Het verzuim is niet overal gedaald.",
        f"{RISE}Over de hele linie is sprake van een stijging.",
        f"{RISE}Over de hele linie zien wij een daling van de ongevallen.",
        "Het aandeel dat niet verzuimt is 7%, een stijging ten opzichte van 5%. Het verzuim is overal gedaald.",
        "Daarentegen is het verzuim elders 7%, een stijging ten opzichte van 5%. Het verzuim is overal gedaald.",
        "Het aandeel dat nooit verzuimt steeg. Namelijk naar 7% ten opzichte van 5%. Het verzuim is overal gedaald.",
        "Het verzuim is 5,2%, ten opzichte van 5,2% in 2019. Het verzuim is overal gedaald.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(universal_claims, f"Verzuim\n\n{text}") == []


def test_another_section_says_nothing_about_the_claim(ask):
    text = f"# Kosten\n\n{RISE}\n\n# Ongevallen\n\nHet aantal ongevallen is overal gedaald.\n"
    assert ask(universal_claims, text) == []
