import pytest

from narekenen.arithmetic.scopes import scopes_in_conflict

EACH = "Wij rekenen op minimaal 6 zwemlessen per school."


@pytest.mark.parametrize(
    "other",
    [
        "Het doel is minimaal 6 zwemlessen op te zetten. Er komen minimaal 6 zwemlessen in de deelnemende scholen.",
        "Er komen ten minste 6 lessen in de scholen.",
        "De lessen / zwemlessen worden gegeven door de club. Er komen minimaal 6 lessen in de scholen.",
    ],
)
def test_one_minimum_with_and_without_per(ask, other):
    (finding,) = ask(scopes_in_conflict, f"{EACH}\n\n{other}")
    assert (finding.verdict, finding.severity) == ("scope_conflict", "finding")
    assert "per school" in finding.nl
    assert finding.evidence[0].text.split()[-1] in ("zwemlessen", "lessen")


@pytest.mark.parametrize(
    "other",
    [
        "Er komen minimaal 8 zwemlessen in de deelnemende scholen.",
        "Er komen maximaal 6 zwemlessen in de deelnemende scholen.",
        "Er komen 6 zwemlessen in de deelnemende scholen.",
        "Er komen minimaal 6 zwemlessen in de vakantie.",
        "Er komen minimaal 6 zwemlessen in alle scholen.",
        "Er komen minimaal 6 zwemlessen in de school.",
        "Er komen minimaal 6 begeleiders in de deelnemende scholen.",
        "Er komen minimaal 6 zwemlessen per school in de deelnemende scholen.",
    ],
)
def test_near_misses_are_left_alone(ask, other):
    assert ask(scopes_in_conflict, f"{EACH}\n\n{other}") == []
