"""Which passage belongs to which promise, on subjects made by hand."""

from dataclasses import replace

import pytest

from narekenen.comparison.matching import MENTION, PROMISE, fulfils, matched, score
from narekenen.comparison.reporting import ANY
from narekenen.comparison.subjects import Subject
from narekenen.documents.model import Span
from narekenen.readings.statements import Statement

STATEMENT = Statement("commitment", "q", Span(0, 1), Span(0, 1), "p1", "test", ())
NONE: frozenset[str] = frozenset()


def _subject(words: str, order: int = 0, *, statement: Statement | None = STATEMENT) -> Subject:
    return Subject(
        Span(order, order + 1), statement, frozenset(words.split()), NONE, NONE, NONE, NONE, NONE, "", NONE, order
    )


def _weights(*subjects: Subject) -> dict[str, float]:
    return {word: 1.0 for subject in subjects for word in subject.words}


def _matched(earlier: list[Subject], later: list[Subject]) -> dict[int, tuple[int, bool]]:
    found = matched(earlier, later, _weights(*earlier, *later))
    return {at: (subject.order, shared) for at, (subject, _, shared) in found.items()}


def test_the_same_words_score_one_and_other_words_nought() -> None:
    one, other = _subject("plan steiger linge"), _subject("haven school")

    assert score(one, one, _weights(one)).score == pytest.approx(1.0)
    assert score(one, other, _weights(one, other)).score == 0.0


def test_the_words_of_the_earlier_passage_weigh_more() -> None:
    short, long = _subject("plan steiger linge"), _subject("plan steiger linge haven school markt")

    assert score(short, long, _weights(long)).score == pytest.approx(0.65 + 0.35 / 2)
    assert score(long, short, _weights(long)).score == pytest.approx(0.65 / 2 + 0.35)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"numbers": frozenset({"40 steigers"})}, "number"),
        ({"papers": frozenset({"kst-31305-45"})}, "reference"),
        ({"actor": frozenset({"minister"})}, "actor"),
    ],
)
def test_what_else_they_share_is_a_clue_that_adds(change: dict[str, frozenset[str]], kind: str) -> None:
    one, other = _subject("plan steiger linge"), _subject("plan steiger waal")
    plain = score(one, other, _weights(one, other)).score
    more = score(replace(one, **change), replace(other, **change), _weights(one, other))

    assert more.score > plain
    assert kind in {clue.kind for clue in more.clues}
    assert sum(clue.adds for clue in more.clues) == pytest.approx(more.score)


def test_the_number_in_the_register_goes_before_words() -> None:
    one = replace(_subject("plan steiger"), statement=replace(STATEMENT, paper="TZ203105-001"))
    other = replace(_subject("haven school"), statement=replace(STATEMENT, paper="TZ203105-001"))

    assert score(one, other, _weights(one, other)).score == pytest.approx(0.95)
    assert _matched([one], [other]) == {0: (0, False)}


def test_one_passage_is_not_given_to_two_promises() -> None:
    earlier = [_subject("plan steiger linge tiel"), _subject("plan steiger waal nijmegen", 1)]
    later = [_subject("plan steiger waal nijmegen", 5)]

    assert _matched(earlier, later) == {1: (5, False)}


def test_one_report_may_be_on_two_promises() -> None:
    report = replace(
        _subject("plan steiger linge provincie", 5, statement=None), reports="done", done=frozenset({"stur"})
    )
    earlier = [_subject("plan steiger linge provincie stur"), _subject("plan steiger linge provincie all stur", 1)]

    assert _matched(earlier, [report]) == {0: (5, False), 1: (5, True)}


def test_a_promise_said_twice_stands_twice() -> None:
    promise = _subject("plan steiger linge provincie")

    assert _matched([promise, replace(promise, order=1)], [promise]) == {0: (0, False), 1: (0, True)}


def test_equal_passages_keep_their_order() -> None:
    earlier = [_subject("plan steiger linge tiel", order) for order in range(3)]

    assert _matched(earlier, earlier) == {0: (0, False), 1: (1, False), 2: (2, False)}


def test_an_ordinary_sentence_has_to_fit_better_than_a_promise() -> None:
    earlier = [_subject("plan steiger linge tiel haven")]
    later = _subject("plan steiger linge markt school", 1)
    fit = score(earlier[0], later, _weights(*earlier, later)).score

    assert PROMISE < fit < MENTION
    assert _matched(earlier, [later]) == {0: (1, False)}
    assert _matched(earlier, [replace(later, statement=None)]) == {}


def test_a_promise_of_few_words_has_to_fit_better() -> None:
    assert _matched([_subject("plan steiger linge")], [_subject("plan steiger markt school kerk", 1)]) == {}


@pytest.mark.parametrize(
    ("done", "statement", "kept"),
    [
        (frozenset({"stur"}), None, True),
        (frozenset({ANY}), None, True),
        (frozenset({"prat"}), None, False),
        (NONE, STATEMENT, True),
    ],
)
def test_what_keeps_a_promise(done: frozenset[str], statement: Statement | None, kept: bool) -> None:
    passage = replace(_subject("plan", statement=statement), reports="done", done=done)

    assert fulfils(passage, _subject("plan stur")) is kept
    assert not fulfils(replace(passage, reports="late"), _subject("plan stur"))
