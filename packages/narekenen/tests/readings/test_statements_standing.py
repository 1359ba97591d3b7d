"""How a statement stands in its document: late, lapsed, proposed, conditional, said before."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

LETTER = "BRIEF VAN DE MINISTER VAN NATUUR\n\nAan de Voorzitter van de Tweede Kamer\n\nDen Haag, 2 mei 2022\n\n"


def read(text):
    return [row for row in statements(read_letter(text.encode(), name="brief.txt")) if row.rule != "motion.named"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Het natuurpad zal later dan gepland worden geopend.", "vertraagd"),
        ("De opening is uitgesteld en zal in mei 2023 worden gevierd.", "vertraagd"),
        ("Eerdere plannen zijn achterhaald en de dienst zal in 2023 opnieuw beginnen.", "vervallen"),
        ("Het natuurpad zal in mei 2023 worden geopend.", "open"),
    ],
)
def test_late_and_lapsed_in_the_words_of_the_letter(sentence, status):
    (found,) = read(LETTER + sentence + "\n")
    assert found.status == status


def test_what_stands_in_a_proposal_is_proposed():
    text = "Groen voor iedereen\n\nProjectvoorstel natuurpad\n\n2 mei 2022\n\nDe stichting zal het pad onderhouden.\n"
    (found,) = read(text)
    assert found.status == "voorstel"


def test_a_bill_is_no_proposal_of_this_kind():
    (found,) = read(LETTER + "Het voorstel van wet is klaar.\n\nDe dienst zal het pad onderhouden.\n")
    assert found.status == "open"


def test_a_promise_that_is_said_again_is_a_repetition_of_the_first():
    first, second = read(
        LETTER + "Ik zal het natuurpad langs de rivier in mei 2023 feestelijk openen.\n\nHet pad is lang.\n\n"
        "Tot slot zal ik het natuurpad langs de rivier in mei 2023 feestelijk openen.\n"
    )
    assert (first.kind, second.kind) == ("nieuw", "herhaling")
    assert [(part.role, part.words.text) for part in second.parts] == [("repeats", first.quote)]


def test_two_promises_in_other_words_are_two():
    found = read(
        LETTER + "Ik zal het natuurpad langs de rivier in mei 2023 openen.\n\n"
        "Ik zal de vogelkijkhut bij het meer in juni 2024 laten bouwen.\n"
    )
    assert [row.kind for row in found] == ["nieuw", "nieuw"]


def test_what_another_must_do_first_stands_under_conditions():
    text = (
        LETTER
        + "Het pad is lang en mooi.\n\nVoorwaarden en risico’s\n\nDe gemeente zal het pad twee jaar onderhouden.\n"
    )
    (found,) = read(text)
    assert (found.kind, found.actor) == ("voorwaarde", "De gemeente")
