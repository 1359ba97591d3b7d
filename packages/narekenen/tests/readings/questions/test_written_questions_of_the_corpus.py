"""Answers of ministers as they were published: numbers as they stand in the papers, counted there by hand."""

import json
from pathlib import Path

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.questions import Exchange, questions

pytestmark = pytest.mark.shared

LABELS = json.loads((Path(__file__).parent / "gold" / "written.json").read_text(encoding="utf-8"))
WORD, TEXT = LABELS["kamervragen_docx"], LABELS["kamervragen_txt"]
FURNITURE = ("VERTROUWELIJK", "Pagina", "Tweede Kamer, vergaderjaar", "ISSN", "Ons kenmerk", "Postbus", "Vraag ")


def _groups(found: tuple[Exchange, ...]) -> str:
    numbers = [[n for q in exchange.questions for n in q.number.replace(" en ", ",").split(",")] for exchange in found]
    return "|".join(",".join(group) for group in numbers)


def _clean(found: tuple[Exchange, ...]) -> bool:
    return not any(
        word in stretch.text for exchange in found for stretch in exchange.answer for word in FURNITURE
    ) and all(exchange.answer for exchange in found)


@pytest.mark.parametrize("name", WORD)
def test_every_answer_of_a_word_letter_has_its_questions(shared: Path, name: str) -> None:
    folder = shared / "documents" / "corpus" / "kamervragen_docx"
    found = questions(read_letter(next(folder.glob(f"*_{name}_*"))))

    assert _groups(found) == WORD[name]
    assert _clean(found)


@pytest.mark.parametrize("name", TEXT)
def test_every_answer_of_a_text_has_its_questions(shared: Path, name: str) -> None:
    found = questions(read_letter(shared / "documents" / "corpus" / "kamervragen_txt" / f"ah-tk-{name}"))

    assert _groups(found) == TEXT[name]
    assert _clean(found)


def test_a_question_cut_by_a_page_is_whole_and_has_no_notes_in_it(shared: Path) -> None:
    found = questions(read_letter(shared / "documents" / "corpus" / "kamervragen_txt" / "ah-tk-20142015-698.txt"))
    (question,) = found[1].questions

    assert question.number == "2 en 3"
    assert len(question.text) == 1
    assert question.text[0].text.endswith("?")
    assert "Financieel Dagblad," not in question.text[0].text


def test_a_list_of_questions_with_one_answer_and_its_table(shared: Path) -> None:
    path = shared / "documents" / "corpus" / "openings_txt" / "kst-32847-547_lijst_vragen_antwoorden.txt"
    (exchange,) = questions(read_letter(path))

    assert _groups((exchange,)) == "1,2,3,4"
    assert exchange.questions[0].asker.kind == "commissie"
    assert len(exchange.answer) == 2


@pytest.mark.parametrize("name", ["kst-32123-XVIII-75_kamerbrief", "kst-32847-994_kamerbrief"])
def test_letters_without_questions_have_none(shared: Path, name: str) -> None:
    assert questions(read_letter(shared / "documents" / "corpus" / "openings_txt" / f"{name}.txt")) == ()


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_letters_that_answer_nobody_have_no_questions(shared: Path, number: str) -> None:
    assert questions(read_letter(next((shared / "documents").glob(f"{number}_*")))) == ()


@pytest.mark.parametrize("name", ["B", "D"])
def test_advice_with_reactions_and_a_table_of_contents_has_no_questions(shared: Path, name: str) -> None:
    (path,) = (shared / "documents" / "corpus" / "advies_pdf").glob(f"Bijlage_{name}_*")

    assert questions(read_letter(path)) == ()
