"""Which sentences may speak, and what holds for every text: true places, the same answer twice, no hanging."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.readings.letter import read_letter
from narekenen.readings.statements import statements


def read(text):
    return statements(read_letter(text.encode(), name="brief.txt"))


PROMISE = "Ik zal de kade herstellen."


@pytest.mark.parametrize(
    "text",
    [
        f"Vraag 1\n\n{PROMISE} Bent u dat met mij eens?\n",
        "De leden van de A-fractie lezen dat de dienst de kade zal herstellen. Zij zal dat nu doen.\n",
        f"Bijlage\n\nArtikel 3\n\n{PROMISE}\n",
        "Zal ik de kade herstellen?\n",
        "Bij beantwoording de datum en ons kenmerk vermelden.\n",
    ],
)
def test_questions_law_and_forms_say_nothing(text):
    assert not [row for row in read(text) if row.kind_of_statement == "commitment"]


def test_an_answer_below_a_question_speaks():
    found = read(f"Vraag 1\n\nHerstelt u de kade?\n\nAntwoord op vraag 1\n\n{PROMISE}\n")
    assert [row.quote for row in found] == [PROMISE]


def test_a_sentence_broken_by_lines_and_a_page_is_read_whole():
    text = "De kade is oud en heel lang. Ik zal de\nkade in het\nnajaar van 2030 herstellen.\n"
    (found,) = read(text)
    assert found.quote == "Ik zal de kade in het najaar van 2030 herstellen."
    assert text[found.raw.start : found.raw.end].split() == found.quote.split()


VOCABULARY = """
ik wij zal zullen worden wordt de het kade gemeente uw Kamer motie van lid Jansen toegezegd toezegging om dat te
herstellen in 2030 najaar , . ; : ( ) streven bereid voornemens adviseert moet moeten vanaf afgesproken is zijn heb
Besluit: verzoeken een brief Fase 1: 2 doelstelling indien mits Vraag Antwoord
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_place_is_true_and_the_answer_is_the_same_twice(text):
    letter = read_letter(("Brief. " + text).encode(), name="brief.txt")
    found = statements(letter)
    assert found == statements(letter)
    for row in found:
        assert letter.running.text[row.span.start : row.span.end] == row.quote
        assert 0 <= row.raw.start <= row.raw.end <= len(letter.source.text)
        words = [*row.because, *(part.words for part in row.parts)]
        words += [row.condition] if row.condition else []
        words += [row.deadline.words] if row.deadline else []
        for one in words:
            assert letter.running.text[one.span.start : one.span.end].strip() == one.text.strip()
    assert list(found) == sorted(found, key=lambda row: (row.span, row.rule))


@pytest.mark.parametrize(
    "piece",
    [
        "ik zal ", "heb toegezegd ", "dat die ", "zal worden ", "de motie van het lid ", "gegegegege", "verzoekt de ",
        "in de volgende ", "adviseert de ", "zal de raad ", "(1) ", "1 maart 2024 ", "commissie heeft mij ",
    ],
)  # fmt: skip
def test_hostile_text_takes_no_more_than_its_length(piece):
    """Four times the text takes about four times as long: the rules are linear."""
    took = []
    for size in (10_000, 40_000):
        letter = read_letter((piece * (size // len(piece))).encode(), name="brief.txt")
        started = time.process_time()
        statements(letter)
        took.append(time.process_time() - started)
    assert took[1] < 12 * max(took[0], 0.01)
