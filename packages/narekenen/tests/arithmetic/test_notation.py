import pytest

from narekenen.arithmetic.notation import mixed_notation


def test_a_comma_and_a_point_in_one_paragraph(ask):
    (finding,) = ask(mixed_notation, "In Assen is 3,5% leeg. In Emmen is 2.7% leeg en in Hoogeveen 1.9%.")
    assert (finding.verdict, finding.severity, finding.printed, finding.follows) == (
        "notation",
        "finding",
        "2.7%",
        "3,5%",
    )


@pytest.mark.parametrize(
    "text",
    [
        "In Assen is 3,5% leeg. In Emmen is 2,7% leeg.",
        "In Assen is 3.5% leeg. In Emmen is 2.7% leeg.",
        "In Assen is 3,5% leeg; de gemeente telt 2.700 panden.",
        "In Assen is 3,5% leeg.\n\nIn Emmen is 2.7% leeg.",
    ],
)
def test_one_notation_is_left_alone(ask, text):
    assert ask(mixed_notation, text) == []
