import pytest

from narekenen.arithmetic.deadlines import deadlines_missed

LETTER = "Den Haag, 12 mei 2021\n\nGeachte voorzitter,\n\n{text}\n\nMet deze brief informeer ik u over de dijken.\n"


def test_a_request_to_inform_by_a_day_before_the_letter(ask):
    text = LETTER.format(text="De commissie heeft mij verzocht haar uiterlijk 1 mei 2021 over de dijken te informeren.")
    (finding,) = ask(deadlines_missed, text)
    assert (finding.verdict, finding.severity, finding.printed) == (
        "deadline_missed",
        "finding",
        "uiterlijk 1 mei 2021",
    )
    assert "deze brief is van 12 mei 2021." in finding.nl


def test_a_season_is_a_hint(ask):
    text = LETTER.format(text="Ik heb toegezegd uw Kamer voor de winter te informeren.").replace("12 mei", "12 januari")
    (finding,) = ask(deadlines_missed, text)
    assert finding.severity == "hint"


@pytest.mark.parametrize(
    "text",
    [
        "De commissie heeft mij verzocht haar uiterlijk 1 juni 2021 over de dijken te informeren.",
        "De commissie heeft mij verzocht haar uiterlijk 1 mei 2021 te informeren. Bij brief van 20 april deed ik dat.",
        "De dijken moeten uiterlijk 1 mei 2021 op hoogte zijn.",
        "De commissie heeft mij in 2012 verzocht haar uiterlijk 1 mei 2012 over de dijken te informeren.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(deadlines_missed, LETTER.format(text=text)) == []


def test_an_undated_letter_is_left_alone(ask):
    assert ask(deadlines_missed, "De commissie heeft mij verzocht haar uiterlijk 1 mei te informeren.") == []
