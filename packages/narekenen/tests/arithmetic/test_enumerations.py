import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.enumerations import listed_parts
from narekenen.formatting import format_number


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Er kwamen 310 bezoekers, 225 bezoekers en 140 bezoekers, samen 685 bezoekers.", "wrong_sum"),
        ("Er kwamen 310 bezoekers, 225 bezoekers en 140 bezoekers, samen 675 bezoekers.", "ok"),
        ("Er kwamen 21 bezoekers, 15 bezoekers en 14 bezoekers, samen 48 bezoekers.", "wrong_sum"),
        (
            "Er kwamen 21 formatieplaatsen, 15 formatieplaatsen en 14 formatieplaatsen, samen 49 formatieplaatsen.",
            "rounding_only",
        ),
        ("Het kost 1,2 miljoen euro, 0,8 miljoen euro en 0,5 miljoen euro, in totaal 3,5 miljoen euro.", "wrong_sum"),
        (
            "Het kost 1,2 miljoen euro, 0,8 miljoen euro en 0,5 miljoen euro, in totaal 2,6 miljoen euro.",
            "rounding_only",
        ),
        ("Er is 45.000 euro, waarvan 30.000 euro voor sport en 20.000 euro voor cultuur.", "wrong_sum"),
        ("Er is 50.000 euro, waarvan 30.000 euro voor sport en 20.000 euro voor cultuur.", "ok"),
    ],
)
def test_parts_and_total_in_one_sentence(ask, text, verdict):
    (finding,) = ask(listed_parts, text)
    assert finding.verdict == verdict
    assert finding.severity == ("finding" if verdict == "wrong_sum" else "confirmation")


@pytest.mark.parametrize(
    "text",
    [
        "Er is 60.000 euro, waarvan 30.000 euro voor sport en 20.000 euro voor cultuur.",
        "Er kwamen onder andere 310 bezoekers en 225 bezoekers, in totaal 900 bezoekers.",
        "Er kwamen 310 bezoekers uit Assen, waaronder 225 bezoekers en 140 bezoekers, samen 685 bezoekers.",
        "Er is 12 miljoen euro en 15 miljoen euro, samen met de provincies 40 miljoen euro.",
        "De kosten stijgen met 12 miljoen euro in 2024 en 15 miljoen euro in 2025 tot in totaal 40 miljoen euro.",
        "Er is 100 miljoen euro, waarvan 60 miljoen euro in 2024 en 80 miljoen euro structureel vanaf 2026.",
        "Er kwamen circa 310 bezoekers en 225 bezoekers, samen 685 bezoekers.",
        "In 2021 kwamen 310 bezoekers en in 2022 225 bezoekers; de totale kosten waren 685 euro.",
        "Er kwamen 310 bezoekers en 12 honden, samen 685 bezoekers.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(listed_parts, text) == []


def test_people_can_be_in_two_groups(ask):
    (finding,) = ask(listed_parts, "Er zijn 100 deelnemers, waarvan 60 vrouwen en 55 ouderen.")
    assert finding.severity == "hint"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(2, 90_000), min_size=2, max_size=5), st.integers(10, 30_000))
def test_a_right_sum_yields_no_finding_and_a_changed_one_yields_one(ask, parts, change):
    total = sum(parts)

    def sentence(printed: int) -> str:
        listed = [f"{format_number(part)} euro" for part in parts]
        return f"De bijdragen zijn {', '.join(listed[:-1])} en {listed[-1]}, samen {format_number(printed)} euro."

    assert [f.severity for f in ask(listed_parts, sentence(total))] == ["confirmation"]
    if change < total:
        (finding,) = ask(listed_parts, sentence(total + change))
        assert (finding.verdict, finding.follows) == ("wrong_sum", f"€ {format_number(total)}")
