import pytest

from narekenen.arithmetic.breakdowns import incomplete_breakdowns

SURVEY = (
    "Het aandeel van de leden dat het plan geheel of gedeeltelijk steunt is {whole}%. Uit de peiling blijkt dat {one}% "
    "van de leden het plan geheel steunt. Het aandeel dat het plan niet steunt is {no}%. Het aandeel dat alleen het "
    "eerste deel steunt, is {two}%."
)


def test_parts_that_make_neither_a_hundred_nor_the_larger_share(ask):
    (finding,) = ask(incomplete_breakdowns, SURVEY.format(whole=71, one=40, no=22, two=25))
    assert (finding.verdict, finding.severity, finding.printed) == ("incomplete_breakdown", "finding", "71%")
    assert [step.expression for step in finding.steps] == ["40% + 22% + 25%", "40% + 25%"]
    assert "samen 87%" in finding.nl


@pytest.mark.parametrize(
    "numbers",
    [
        {"whole": 65, "one": 40, "no": 22, "two": 25},
        {"whole": 71, "one": 40, "no": 29, "two": 31},
        {"whole": 78, "one": 40, "no": 22, "two": 25},
        {"whole": 71, "one": 46, "no": 22, "two": 25},
    ],
)
def test_nothing_is_said_when_any_reading_adds_up(ask, numbers):
    assert ask(incomplete_breakdowns, SURVEY.format(**numbers)) == []


@pytest.mark.parametrize(
    "text",
    [
        SURVEY.format(whole=71, one=40, no=22, two=25) + " De rest heeft geen mening.",
        SURVEY.format(whole=71, one=40, no=22, two=25).replace("niet steunt", "graag steunt"),
        "Van de leden steunt 40% het plan, 22% niet en 25% een deel.",
        "Het aandeel groene stroom is 40%, het aandeel gas 22% en het aandeel kolen 25%.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(incomplete_breakdowns, text) == []
