"""Questions under the heading of a group, without numbers: a written consultation of a committee."""

from __future__ import annotations

import re

from narekenen.documents.model import RunningText, Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.questions.askers import group_named
from narekenen.readings.questions.asking import asks
from narekenen.readings.questions.drafts import (
    DraftExchange,
    DraftQuestion,
    asking_block,
    split_asking,
)
from narekenen.readings.questions.emphasis import MOSTLY, Emphasis
from narekenen.readings.questions.model import Pairing
from narekenen.readings.questions.sections import Section, sections

_OPENING = 300


def by_group(running: RunningText) -> list[DraftExchange]:
    """Every question under its group, with its answer; () where no heading names a group."""
    found_sections = sections(running)
    emphasis = Emphasis(running)
    asked = {section.asker.name for section in found_sections if not section.reply}
    has_reply = any(section.reply for section in found_sections)
    drafts: list[DraftExchange] = []
    open_questions: dict[str, list[DraftQuestion]] = {}
    for section in found_sections:
        found, how = _roles(section, running, emphasis)
        if has_reply and not section.reply and how == "words":
            found = [(span, True) for span, _ in found]
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


def _roles(section: Section, running: RunningText, emphasis: Emphasis) -> tuple[list[tuple[Span, bool]], Pairing]:
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
            found.append((rest, not (section.reply or _answers(running.text[rest.start : rest.end]))))
    return found, "words"


_ANSWERS = re.compile(
    r"(?:Ja|Nee|Ik|Wij|We|Het kabinet|De regering|In antwoord|In reactie|Hierop|Dat klopt|De (?:minister"
    r"|staatssecretaris))\b"
)


def _answers(text: str) -> bool:
    """Whether what follows a question in the same paragraph is the voice of the one who answers."""
    return _ANSWERS.match(text) is not None


def _exchanges(
    section: Section, found: list[tuple[Span, bool]], how: Pairing, running: RunningText
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
