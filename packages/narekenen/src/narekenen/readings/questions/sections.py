"""The parts of a written consultation: what stands under the heading of each group, asked or replied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from narekenen.documents.model import Block, RunningText, Span
from narekenen.readings.questions.askers import group_heading
from narekenen.readings.questions.drafts import asking_block, closes, readable
from narekenen.readings.questions.model import Asker

_REPLY = re.compile(
    r"(?:[IVX]{1,4}[.)]?\s|\d[.)]?\s)?(?:(?:Reactie|Antwoord(?:en)?|Beantwoording)(?:\s?/\s?[Rr]eactie)?|REACTIE"
    r"|ANTWOORD(?:EN)?)\s(?:van\s)?(?:de|het|door de|DE|VAN DE)\s"
    r"(?:\w+\s)?(?:[Mm]inister|[Ss]taatssecretaris|[Bb]ewindspers|[Kk]abinet|[Rr]egering|[Ii]nitiatiefnemer"
    r"|MINISTER|STAATSSECRETARIS)"
)
_GROUP_ASKS = re.compile(r"(?:Ook\s)?[Dd]e\sleden\svan\sde\s(?:fracties?\svan\s)?[A-Z0-9][\w/+&’'-]{0,40}")
_CLOSES = re.compile(r"(?:[IVX]{1,4}[.)]?\s)?(?:Volledige agenda|Bijlagen?|Inhoud(?:sopgave)?)\b")
_SHORT, _FEWEST = 200, 3


@dataclass(slots=True)
class Section:
    """The paragraphs under one group heading. `reply` where they stand in the part that the minister wrote."""

    asker: Asker
    reply: bool
    spans: list[Span] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


def sections(running: RunningText) -> list[Section]:
    """The sections in reading order; [] where no heading names a group and no three paragraphs open with one.

    A heading may stand inside a paragraph, where lines of a text without blank lines were joined.
    """
    found: list[Section] = []
    for index, block in readable(running):
        for span in _lines(running, block):
            _place(found, running.text[span.start : span.end].strip(), span, index, block)
    kept = [section for section in found if section.spans and (section.asker.name or section.reply)]
    return kept if any(section.asker.name for section in kept) else _without_headings(running)


def _place(found: list[Section], text: str, span: Span, index: int, block: Block) -> None:
    """Open a section at a heading, or add a paragraph to the one that is open."""
    short = len(text) < _SHORT and not text.endswith(("?", "."))
    heading = group_heading(text)
    reply = bool(found) and found[-1].reply
    if short and _REPLY.match(text) and any(section.spans for section in found):
        found.append(Section(heading or Asker(), reply=True))
    elif heading:
        found.append(Section(heading, reply))
    elif short and _CLOSES.match(text):
        found.append(Section(Asker(), reply))
    elif (
        found and not (closes(text) and len(text) < _SHORT) and not (block.kind == "heading" and not asking_block(text))
    ):
        found[-1].spans.append(span)
        found[-1].blocks.append(index)


def _lines(running: RunningText, block: Block) -> Iterator[Span]:
    """A paragraph, cut where one of its lines in the source is the heading of a group or of the reply.

    Such a line stands between the end of a sentence and a capital: a piece of a sentence is no heading.
    """
    start, end = block.span
    if block.kind == "paragraph":
        raw = running.raw_span(block.span)
        lines = [" ".join(line.split()) for line in running.source.text[raw.start : raw.end].split("\n")]
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
            if not _is_heading(before, line, after):
                continue
            at = running.text.find(line, start, end)
            if at < 0:
                continue
            yield from _trimmed(running.text, Span(start, at))
            yield Span(at, at + len(line))
            start = at + len(line)
    yield from _trimmed(running.text, Span(start, end))


def _is_heading(before: str, line: str, after: str) -> bool:
    if not line or len(line) > _SHORT or not after[:1].isupper():
        return False
    ended = not before or before[-1] in ".?!" or _names_a_part(before)
    return ended and _names_a_part(line)


def _names_a_part(line: str) -> bool:
    group = group_heading(line)
    return (group is not None and group.kind == "fractie") or _REPLY.match(line) is not None


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    """The span without blanks around it; nothing where only blanks stand in it."""
    words = text[span.start : span.end]
    if words.strip():
        yield Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _without_headings(running: RunningText) -> list[Section]:
    """The whole paper as one section, where at least three paragraphs open with a group that asks: a nota."""
    section = Section(Asker(), reply=False)
    asking = 0
    for index, block in readable(running):
        text = running.text[block.span.start : block.span.end]
        if block.kind == "heading" or (closes(text) and len(text) < _SHORT):
            continue
        if _GROUP_ASKS.match(text) and asking_block(text):
            asking += 1
        if asking:
            section.spans.append(block.span)
            section.blocks.append(index)
    return [section] if asking >= _FEWEST else []
