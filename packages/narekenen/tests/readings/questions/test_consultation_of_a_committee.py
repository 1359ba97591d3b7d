"""A real written consultation, labelled by hand before the rules were written: groups, questions, whole answers."""

import json
from pathlib import Path

import pytest

from narekenen.readings.letter import read_letter
from narekenen.readings.questions import Exchange, Stretch, questions

pytestmark = pytest.mark.shared
LABELS = json.loads((Path(__file__).parent / "gold" / "002.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(shared: Path) -> tuple[Exchange, ...]:
    path = next((shared / "documents").glob(f"{LABELS['document']}_*"))
    letter = read_letter(path)
    assert letter.source.digest == LABELS["sha256"]
    return questions(letter)


def _raws(stretches: tuple[Stretch, ...]) -> list[list[int]]:
    return [[stretch.raw.start, stretch.raw.end] for stretch in stretches]


def test_every_question_stands_under_its_group_in_order(found: tuple[Exchange, ...]) -> None:
    groups = [{question.asker.name for question in exchange.questions} for exchange in found]

    assert groups == [{label["group"]} for label in LABELS["exchanges"]]


def test_every_question_is_whole(found: tuple[Exchange, ...]) -> None:
    texts = [[raw for question in exchange.questions for raw in _raws(question.text)] for exchange in found]

    assert texts == [label["questions"] for label in LABELS["exchanges"]]


def test_every_answer_is_whole_and_none_is_cut_by_a_page_break(found: tuple[Exchange, ...]) -> None:
    answers = [_raws(exchange.answer) for exchange in found]

    assert answers == [label["answer"] for label in LABELS["exchanges"]]


def test_what_is_said_before_a_question_is_kept_as_its_context(found: tuple[Exchange, ...]) -> None:
    contexts = [[raw for question in exchange.questions for raw in _raws(question.context)] for exchange in found]

    assert contexts == [label["context"] for label in LABELS["exchanges"]]


def test_every_sub_question_has_a_proposal_with_its_reason(found: tuple[Exchange, ...]) -> None:
    parts = [part for exchange in found for question in exchange.questions for part in question.parts]

    assert len(parts) >= len(LABELS["exchanges"])
    for part in parts:
        assert part.proposal.nl.endswith(".")
        assert part.proposal.en.endswith(".")
        assert (part.proposal.coverage == "addressed") <= bool(part.proposal.words)
