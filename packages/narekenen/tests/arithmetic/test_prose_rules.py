"""What holds for all rules on prose together."""

import time
from dataclasses import replace

import pytest

from narekenen.arithmetic.prose import same_noun, sentences
from narekenen.arithmetic.prose_rules import PROSE_RULES
from narekenen.readings.letter import read_letter

PIECES = [
    "Van de 28 deelnemers zag 18,5% verbetering, 12 van de 28 leden (40%). ",
    "Over de hele linie is het gedaald van 12 naar 15, een stijging ten opzichte van 9. ",
    "Minimaal 6 lessen per school en minimaal 6 lessen in de scholen / lessen. ",
    "Het verschil tussen stedelijke en niet-stedelijke scholen is onderzocht. ",
    "Er is 90.000 euro voor drie jaar, dat is jaarlijks 1 x 2 x 3 = 4 euro, samen 9 euro, waarvan 3 euro en 4 euro. ",
    "In bijlage 3 staat onderstaande tabel met de verschillende varianten. ",
    "Ik heb toegezegd uw Kamer uiterlijk 1 mei 2020 te informeren te informeren te. ",
    "In 2019 is de provincie gestart met de eerste natuurpeiling is in 2017 gehouden, dinsdag 5 mei 2020. ",
    "Het aandeel dat niet 12% en 13% en 14% en 15% en het aandeel dat wel 16% kiest. ",
    "1 2 3 4 5 6 7 8 9 ",
    "Van 8 naar 12, een toename van 4; 8 leden gemiddeld 3 uur, samen 24 uur: 1 a, 2 b en 3 c ",
    "Bij 12 van de 15 leden. Dat is 80 procent. Een kwart van de 8 leden (2 leden) heeft geen lid. ",
    "x * y = ",
]


@pytest.mark.parametrize("glue", ["", "\n\n"])
@pytest.mark.parametrize("piece", PIECES)
def test_hostile_repetition_takes_time_in_step_with_its_length(piece, glue):
    def seconds(size: int) -> float:
        letter = read_letter(((piece + glue) * (size // len(piece))).encode(), name="brief.txt")
        taken = []
        for _ in range(2):
            start = time.process_time()
            for rule in PROSE_RULES:
                list(rule(letter))
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(30_000) < 40 * max(seconds(3_000), 0.01)


def test_a_plain_letter_gives_nothing(ask):
    text = (
        "Den Haag, 12 mei 2021\n\nGeachte voorzitter,\n\nIn 2020 zijn 310 bruggen hersteld, 12% van het totaal. "
        "Dat zijn er meer dan in 2019, toen 280 bruggen werden hersteld. De kosten waren 4,2 miljoen euro. "
        "Dit jaar volgen 150 bruggen en 40 sluizen.\n"
    )
    assert [finding for rule in PROSE_RULES for finding in ask(rule, text)] == []


def test_sentences_know_their_paragraph_and_section():
    letter = read_letter(
        b"# Een\n\nEr zijn 3 bomen. Er zijn 4 struiken.\n\n# Twee\n\nOp 3 mei 2021 viel er 1.\n", name="b.md"
    )
    found = sentences(letter)
    assert [len(sentence.numbers) for sentence in found][:2] == [1, 1]
    assert found[0].block == found[1].block != found[2].block
    assert found[0].section != found[2].section
    assert found[2].dates[0].edtf == "2021-05-03"
    assert found[0].slice(found[0].span.start, found[0].span.start + 7) == "er zijn"


@pytest.mark.parametrize(
    ("one", "many"),
    [("school", "scholen"), ("gemeente", "deelnemende gemeenten"), ("huis", "huizen"), ("jaar", "jaren")],
)
def test_one_and_many(one, many):
    assert same_noun(one, many)


@pytest.mark.parametrize(("one", "many"), [("school", "schoolgebouwen"), ("wijk", "woningen"), ("", "scholen")])
def test_other_words(one, many):
    assert not same_noun(one, many)


def test_the_sentences_of_a_letter_are_found_once_and_are_no_part_of_its_value() -> None:
    text = b"De kosten zijn 5.000 euro. Er zijn 12 scholen.\n"
    one, other = read_letter(text, name="a.txt"), read_letter(text, name="a.txt")
    assert sentences(one) is sentences(one)
    assert sentences(replace(one, numbers=())) != sentences(one)
    assert one == other
    assert "Sentence(" not in repr(one)
