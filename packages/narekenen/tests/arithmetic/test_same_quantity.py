import pytest

from narekenen.arithmetic.same_quantity import conflicts, two_values
from narekenen.readings.letter import read_letter

ONE = "De stichting beheert 412 monumentale gebouwen in Friesland."
TWO = "Alle 427 monumentale gebouwen zijn onderzocht."


def test_one_thing_with_two_counts_is_a_hint(ask):
    (finding,) = ask(two_values, f"{ONE}\n\n{TWO}\n")
    assert (finding.verdict, finding.severity, finding.printed, finding.follows) == ("tension", "hint", "412", "427")


@pytest.mark.parametrize(
    "other",
    [
        "Alle 412 monumentale gebouwen zijn onderzocht.",
        "In 2030 zijn dat 427 monumentale gebouwen.",
        "Er zijn ook 427 andere monumentale gebouwen.",
        "Ruim 400 monumentale gebouwen zijn onderzocht.",
        "Alle 3.900 monumentale gebouwen in het land zijn onderzocht.",
        "Alle 427 houten gebouwen zijn onderzocht.",
    ],
)
def test_near_misses_are_left_alone(ask, other):
    assert ask(two_values, f"{ONE}\n\n{other}\n") == []


def test_over_several_letters():
    texts = [ONE, "Alle 12 bomen staan er nog.", TWO, ONE]
    letters = [read_letter(text.encode(), name="brief.txt") for text in texts]
    (conflict,) = conflicts(letters)
    finding = conflict.finding
    assert (finding.printed, finding.follows, finding.severity) == ("412", "427", "hint")
    assert (conflict.first, conflict.second) == (0, 2)
    assert conflicts(letters[:1]) == ()
