"""Questions under the heading of a group, without numbers: a written consultation of a committee."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from narekenen.documents.model import RunningText, Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.questions.askers import group_heading, group_named
from narekenen.readings.questions.asking import asks
from narekenen.readings.questions.drafts import (
    DraftExchange,
    DraftQuestion,
    asking_block,
    closes,
    readable,
    split_asking,
)
from narekenen.readings.questions.emphasis import MOSTLY, Emphasis
from narekenen.readings.questions.model import Asker, Pairing

_REPLY = re.compile(
    r"(?:[IVX]{1,4}[.)]?\s|\d[.)]?\s)?(?:Reactie|Antwoord(?:en)?|Beantwoording|REACTIE"
    r"|ANTWOORD(?:EN)?)\s(?:van\s)?(?:de|het|door de|DE|VAN DE)\s"
    r"(?:\w+\s)?(?:[Mm]inister|[Ss]taatssecretaris|[Bb]ewindspers|[Kk]abinet|[Rr]egering|[Ii]nitiatiefnemer"
    r"|MINISTER|STAATSSECRETARIS)"
)
_GROUP_ASKS = re.compile(r"(?:Ook\s)?[Dd]e\sleden\svan\sde\s(?:fracties?\svan\s)?[A-Z0-9][\w/+&’'-]{0,40}")
_OPENING, _SHORT, _FEWEST = 300, 200, 3
_CLOSES_SECTION = re.compile(r"(?:[IVX]{1,4}[.)]?\s)?(?:Volledige agenda|Bijlagen?|Inhoud(?:sopgave)?)\b")


@dataclass(slots=True)
class _Section:
    """The paragraphs under one group heading. `reply` where they stand in the part that the minister wrote."""

    asker: Asker
    reply: bool
    spans: list[Span] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


def by_group(running: RunningText) -> list[DraftExchange]:
    """Every question under its group, with its answer; () where no heading names a group."""
    sections = _sections(running)
    emphasis = Emphasis(running)
    asked = {section.asker.name for section in sections if not section.reply}
    has_reply = any(section.reply for section in sections)
    drafts: list[DraftExchange] = []
    open_questions: dict[str, list[DraftQuestion]] = {}
    for section in sections:
        found, how = _roles(section, running, emphasis)
        questions = any(role for _, role in found)
        if section.reply and not questions and section.asker.name in open_questions:
            answer = [span for span, _ in found]
            waiting = open_questions.pop(section.asker.name)
            doubt = "the reply to a group is one text: which part answers which question is not marked"
            drafts.append(
                DraftExchange(
                    "by_group", waiting, answer, pairing="section", doubts=[doubt] if len(waiting) > 1 else []
                )
            )
            continue
        exchanges = _exchanges(section, found, how, running)
        answered = [exchange for exchange in exchanges if exchange.answer]
        if section.reply and section.asker.name in asked and answered:
            open_questions.pop(section.asker.name, None)
        if not section.reply and not answered and has_reply:
            open_questions.setdefault(section.asker.name, []).extend(q for e in exchanges for q in e.questions)
        else:
            drafts += exchanges
    drafts += [DraftExchange("by_group", questions) for questions in open_questions.values() if questions]
    return sorted(drafts, key=lambda draft: draft.questions[0].text[0].start)


def _sections(running: RunningText) -> list[_Section]:
    sections: list[_Section] = []
    reply, group = False, Asker()
    for index, block in readable(running):
        text = running.text[block.span.start : block.span.end].strip()
        short = len(text) < _SHORT and not text.endswith(("?", "."))
        if short and _REPLY.match(text):
            reply = True
            if not (heading := group_heading(text)):
                sections.append(_Section(Asker(), reply))
                continue
            group = heading
            sections.append(_Section(group, reply))
        elif heading := group_heading(text):
            group = heading
            sections.append(_Section(group, reply))
        elif short and _CLOSES_SECTION.match(text):
            sections.append(_Section(Asker(), reply))
        elif sections and not (closes(text) and len(text) < _SHORT):
            if block.kind == "heading" and not asking_block(text):
                continue
            sections[-1].spans.append(block.span)
            sections[-1].blocks.append(index)
    kept = [section for section in sections if section.spans and (section.asker.name or section.reply)]
    return kept if any(section.asker.name for section in kept) else _without_headings(running)


def _without_headings(running: RunningText) -> list[_Section]:
    """The whole paper as one section, where at least three paragraphs open with a group that asks: a nota."""
    section = _Section(Asker(), reply=False)
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


def _roles(section: _Section, running: RunningText, emphasis: Emphasis) -> tuple[list[tuple[Span, bool]], Pairing]:
    """Each paragraph and whether it is the asker's: by its emphasis where both kinds stand here, else by its words."""
    texts = [running.text[span.start : span.end] for span in section.spans]
    shares = [emphasis.share(running.blocks[index]) >= MOSTLY for index in section.blocks]
    asking = [asking_block(text) for text in texts]
    if any(shares) and any(ask for ask, share in zip(asking, shares, strict=True) if share):
        alike = sum(ask for ask, share in zip(asking, shares, strict=True) if not share)
        if not all(shares) and alike * 3 <= sum(asking):
            return list(zip(section.spans, shares, strict=True)), "emphasis"
    found: list[tuple[Span, bool]] = []
    for span, text, ask in zip(section.spans, texts, asking, strict=True):
        if not ask:
            found.append((span, False))
            continue
        first, rest = split_asking(text, span)
        found.append((first, True))
        if rest is not None:
            found.append((rest, not _answers(running.text[rest.start : rest.end])))
    return found, "words"


_ANSWERS = re.compile(
    r"(?:Ja|Nee|Ik|Wij|We|Het kabinet|De regering|In antwoord|In reactie|Hierop|Dat klopt|De (?:minister"
    r"|staatssecretaris))\b"
)


def _answers(text: str) -> bool:
    """Whether what follows a question in the same paragraph is the voice of the one who answers."""
    return _ANSWERS.match(text) is not None


def _exchanges(
    section: _Section, found: list[tuple[Span, bool]], how: Pairing, running: RunningText
) -> list[DraftExchange]:
    exchanges: list[DraftExchange] = []
    current = DraftExchange("by_group", [])
    context: list[Span] = []
    last = section.asker
    for span, role in found:
        if role:
            if current.answer:
                exchanges.append(current)
                current = DraftExchange("by_group", [])
            text = running.text[span.start : span.end]
            if not any(asks(text[part.start : part.end]) for part in sentence_spans(text)):
                context.append(span)
                continue
            asker = section.asker if section.asker.name else (group_named(text[:_OPENING]) or last)
            last = asker
            current.questions.append(DraftQuestion("", asker, [span], context))
            context = []
        elif current.questions:
            if context:
                current.questions[-1].text += context
                context = []
            current.answer.append(span)
            current.pairing = how
    if current.questions:
        current.questions[-1].text += context
        exchanges.append(current)
    return exchanges
