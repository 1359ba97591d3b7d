"""Lines of action and phases, with what is said under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narekenen.documents.model import Passage, RunningText, Span
from narekenen.readings.model import Letter
from narekenen.readings.statements.model import Part, Statement, Words

_PHASE = re.compile(
    r"\**(?P<name>(?:Fase|Stap|Actielijn|Spoor|Lijn|Pijler|Maatregel|Werkpakket) (?:\d{1,2}|[IVX]{1,4})\b ?:?)"
)
_LINES = re.compile(
    r"\b(?:actielijnen|speerpunten|pijlers|sporen|hoofdlijnen|prioriteiten|stappen|fasen|fases|lijnen)\b[^.:;]{0,60}:"
)
_NUMBERED = re.compile(r"(?:\((?P<a>\d{1,2})\)|(?:^|(?<=\s))(?P<b>\d{1,2}\)))\s?")


def action_lines(letter: Letter, said: Sequence[Statement] = ()) -> Iterator[Statement]:
    """Numbered lines of action of one sentence, and phases that open a paragraph with the sentences under them.

    said  the statements of the letter: those under the heading with the number of a line are its actions
    """
    yield from _phases(letter)
    for passage in letter.passages:
        if passage.kind == "paragraph" and (found := _LINES.search(passage.text)):
            yield from _enumerated(letter, passage, found, said)


def _enumerated(
    letter: Letter, passage: Passage, found: re.Match[str], said: Sequence[Statement]
) -> Iterator[Statement]:
    """ "de volgende actielijnen: (1) …, (2) … en (3) …" gives one statement each."""
    running = letter.running
    marks = list(_NUMBERED.finditer(passage.text, found.end()))
    ends = [mark.start() for mark in marks[1:]] + [len(passage.text)]
    for mark, end in zip(marks, ends, strict=False):
        text = passage.text[mark.start() : end]
        trimmed = re.sub(r"(?:,|;|\.)?\s*(?:en|of)?\s*\Z", "", text)
        words = _words(running, passage, mark.start(), mark.start() + len(trimmed))
        because = _words(running, passage, found.start(), found.end())
        span = _section(letter, (mark["a"] or mark["b"]).rstrip(")"))
        parts = tuple(
            Part("action", Words(row.quote, row.span, row.raw)) for row in said if span and span.contains(row.span)
        )
        yield Statement(
            "action_line", words.text, words.span, words.raw, passage.id, "action_line.enumerated", (because,),
            parts=parts,
        )  # fmt: skip


def _section(letter: Letter, number: str) -> Span | None:
    """What stands under the heading with a number, up to the next heading."""
    passages, blocks = letter.passages, letter.running.blocks
    numbered = re.compile(rf"{number}[.)]? ")
    at = next(
        (i for i, p in enumerate(passages)
         if p.kind == "heading" and (blocks[p.block].label.strip(" .)") == number or numbered.match(p.text))),
        None,
    )  # fmt: skip
    if at is None:
        return None
    end = next((p.span.start for p in passages[at + 1 :] if p.kind == "heading"), passages[-1].span.end)
    return Span(passages[at].span.end, end)


def _words(running: RunningText, passage: Passage, start: int, end: int) -> Words:
    span = Span(passage.span.start + start, passage.span.start + end)
    return Words(passage.text[start:end], span, running.raw_span(span))


def _phases(letter: Letter) -> Iterator[Statement]:
    """ "Fase 2: …" at the head of a paragraph or heading; the sentences up to the next one are its parts."""
    heads = [
        (at, found)
        for at, passage in enumerate(letter.passages)
        if passage.kind in ("paragraph", "heading", "list_item") and (found := _PHASE.match(passage.text))
    ]
    if len(heads) < 2:
        return
    for (at, found), following in zip(heads, [*(at for at, _ in heads[1:]), None], strict=True):
        passage = letter.passages[at]
        end = _end(letter.passages, at, following)
        name = _words(letter.running, passage, *found.span("name"))
        parts = tuple(
            Part("action", Words(p.text, p.span, p.raw)) for p in letter.passages[at:end] if p.kind != "heading"
        )
        yield Statement(
            "action_line", name.text, name.span, name.raw, passage.id, "action_line.phase", (name,), parts=parts
        )


def _end(passages: tuple[Passage, ...], at: int, following: int | None) -> int:
    """Where a phase ends: at the next one, or at the next heading."""
    last = following if following is not None else len(passages)
    return next((i for i in range(at + 1, last) if passages[i].kind in ("heading", "note", "table")), last)
