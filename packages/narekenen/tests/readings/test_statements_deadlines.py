"""By when, and on what condition: the term of a sentence and not the date of a paper it cites."""

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements

HEAD = "BRIEF VAN DE MINISTER VAN CULTUUR\n\nAan de Voorzitter van de Tweede Kamer\n\nDen Haag, 2 oktober 2023\n\n"


def only(sentence):
    (found,) = statements(read_letter((HEAD + sentence + "\n").encode(), name="brief.txt"))
    return found


def due(sentence):
    found = only(sentence).deadline
    return found.edtf if found else None


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Ik zal de musea vóór 1 maart 2024 berichten.", "../2024-02-29"),
        ("Ik zal de musea uiterlijk in juni 2024 berichten.", "../2024-06-30"),
        ("Ik zal de musea nog dit jaar berichten.", "2023-12-31"),
        ("Ik zal de musea in 2025 berichten.", "2025"),
        ("Ik zal de musea binnen drie maanden berichten.", "P3M"),
        ("Ik zal de musea jaarlijks berichten.", "R/P1Y"),
        ("Ik zal de musea begin maart berichten.", "2024-03"),
        ("Ik zal de musea eind maart berichten.", "2024-03-31"),
        ("Ik zal de musea voor de kerst berichten.", "../2023-12-24"),
        ("Ik zal de musea in de tweede helft van januari berichten.", "2024-01-16/2024-01-31"),
        ("Op 4 en 5 juni 2024 zal ik de musea ontvangen.", "2024-06-04/2024-06-05"),
        ("Op 4 en 9 juni 2024 zal ik de musea ontvangen.", "2024-06-09"),
        ("Ik zal de musea in de komende maanden berichten.", "2023-10/2024-01"),
        ("Ik zal de musea vóór het kerstreces berichten.", "../2023-12-22"),
        ("In het voorjaar zal ik de musea berichten, uiterlijk 1 juni 2024.", "../2024-06-01"),
        ("Ik zal de musea berichten.", None),
    ],
)
def test_the_term_of_a_promise(sentence, edtf):
    assert due(sentence) == edtf


@pytest.mark.parametrize(
    "sentence",
    [
        "In reactie op de brief van 6 mei 2024 zal ik de musea berichten.",  # the date of a paper
        "Ik zal daarbij het rapport van november 2022 betrekken en de musea berichten.",  # past
        "Ik zal de musea volgens het werkprogramma 2024 berichten.",  # a year in a name
        "Ik zal de musea, die in 2026 veertig jaar bestaan, berichten.",  # told in passing
        "Ik zal de musea (heropend in 2024) berichten.",  # in brackets
        "Ik zal de jaarlijkse monitor aan de musea sturen.",  # an adjective
    ],
)
def test_a_date_that_is_no_term(sentence):
    assert due(sentence) is None


def test_of_two_dates_a_limit_goes_first_and_else_the_one_behind_the_words():
    assert due("Om in 2025 te kunnen beginnen zal ik de musea in maart 2024 berichten.") == "2024-03"
    assert due("Ik zal de musea in maart 2024 en uiterlijk 1 juni 2024 berichten.") == "../2024-06-01"


def test_a_date_from_which_something_holds_stands_by_its_words():
    assert due("Ik zal de musea vanaf 1 januari 2024 gratis openen.") == "2024-01-01/.."


def test_what_is_inferred_is_marked():
    found = only("Ik zal de musea in het voorjaar berichten.").deadline
    assert found.edtf == "2024-21"
    assert found.inferred
    assert found.words.text == "voorjaar"
    assert (found.earliest, found.latest) == ("2024-03-01", "2024-06-20")


def test_the_words_of_a_term_point_at_the_source():
    sentence = "Ik zal de musea vóór 1 maart 2024 berichten."
    found = only(sentence).deadline
    assert (HEAD + sentence)[found.words.raw.start : found.words.raw.end] == "vóór 1 maart 2024"


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Mits de raad instemt, zal ik het depot openen.", "Mits de raad instemt"),
        ("Indien er geld is, zal ik het depot openen.", "Indien er geld is"),
        ("Ik zal het depot openen, als de raad instemt.", "als de raad instemt"),
        ("Ik zal het depot openen, tenzij de raad bezwaar maakt.", "tenzij de raad bezwaar maakt"),
        ("Als onderdeel van het plan zal ik het depot openen.", None),
        ("Ik zal het depot openen.", None),
    ],
)
def test_conditions(sentence, condition):
    found = only(sentence).condition
    assert (found.text if found else None) == condition
