"""The questions of a document, whichever of the two forms it has."""

from __future__ import annotations

from dataclasses import replace

from narekenen.documents.model import RunningText, Span
from narekenen.readings.model import Letter
from narekenen.readings.questions.answers import Answer, common_words, ready
from narekenen.readings.questions.askers import asker_of
from narekenen.readings.questions.bygroup import by_group
from narekenen.readings.questions.coverage import Place, Topic, propose
from narekenen.readings.questions.drafts import DraftExchange, DraftQuestion
from narekenen.readings.questions.model import Cue, Exchange, Question, Stretch, SubQuestion
from narekenen.readings.questions.numbered import numbered
from narekenen.readings.questions.splitting import parts

_HEAD = 6000


def questions(letter: Letter) -> tuple[Exchange, ...]:
    """Every question that a document asks, with its asker, its parts and its whole answer, in reading order.

    letter   a letter that was read. A document without questions and answers gives ().

    Notes, page furniture and letterheads are never part of a question or an answer. What it says about each
    sub-question is a proposal from the words alone (see `Proposal`); nothing here is confirmed by a person.
    Deterministic and linear in the length of the text. Not for debates: there, speakers answer each other.
    """
    running = letter.running
    drafts = numbered(running, asker_of(running.text[:_HEAD]))
    if not drafts:
        drafts = by_group(running)
    answers = [tuple(_stretch(span, running) for span in draft.answer) for draft in drafts]
    common = common_words([answer for answer in answers if answer])
    return tuple(_finished(draft, answer, common, running) for draft, answer in zip(drafts, answers, strict=True))


def _finished(
    draft: DraftExchange, answer: tuple[Stretch, ...], common: frozenset[str], running: RunningText
) -> Exchange:
    prepared = ready(answer, common, notice=draft.notice)
    asked = [
        (question, [parts(running.text[span.start : span.end]) for span in question.text])
        for question in draft.questions
    ]
    many = sum(len(cut) for _, cuts in asked for cut in cuts)
    found = tuple(
        _question(question, cuts, prepared, Place(Topic(()), at == 0, parts=many), running)
        for at, (question, cuts) in enumerate(asked)
    )
    return Exchange(draft.form, draft.pairing if answer else "none", found, answer, tuple(draft.doubts))


def _stretch(span: Span, running: RunningText) -> Stretch:
    return Stretch(running.text[span.start : span.end], span, running.raw_span(span))


def _question(
    draft: DraftQuestion, cuts: list[tuple[tuple[Span, Cue], ...]], answer: Answer, place: Place, running: RunningText
) -> Question:
    text = tuple(_stretch(span, running) for span in draft.text)
    place = replace(place, topic=Topic.of(" ".join(stretch.text for stretch in text), answer.common))
    found: list[SubQuestion] = []
    for stretch, cut in zip(text, cuts, strict=True):
        for span, cue in cut:
            words = stretch.text[span.start : span.end]
            at = Span(stretch.span.start + span.start, stretch.span.start + span.end)
            proposal = propose(words, cue, replace(place, first_part=not found), answer)
            found.append(SubQuestion(words, at, running.raw_span(at), cue, proposal))
    context = tuple(_stretch(span, running) for span in draft.context)
    return Question(draft.number, draft.asker, text, context, tuple(found))
