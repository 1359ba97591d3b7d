"""Duties: who must do what, by law or rule, from which day."""

from __future__ import annotations

import re

from narekenen.readings.statements.deadlines import deadline_of
from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.negation import denied
from narekenen.readings.statements.saying import said, token_words
from narekenen.readings.statements.sentence import Sentence
from narekenen.readings.statements.subjects import subject_of

_LEGAL = re.compile(
    r"\b(?:\w*wet(?:gever|telijke?)?|artikel|verordening|regeling|amvb|besluit|richtlijn|\w*instructie|verplicht\w*|"
    r"algemene regels|vergunning|voorschrift\w*)\b"
)
_TASK = re.compile(
    r"\b(?:is|zijn|worden|wordt) (?:wettelijk )?verplicht(?: om)?\b|"
    r"\b(?:een )?wettelijke (?:taak|plicht|verplichting) (?:om|tot)\b|"
    r"\b(?:geldt|rust) [^.;,]{0,80}\b(?:plicht|verplichting)\b"
)
_PRESCRIBES = re.compile(r"\b(?:schrijft|schrijven) (?:[\w-]+ ){0,4}voor dat\b|\bvoorgeschreven dat\b")
_FORMS = ("moet", "moeten", "dient", "dienen")


def duty(sentence: Sentence, sender: str) -> Statement | None:
    """A duty of a group, or None. "moet" alone is an opinion: a rule or a day must stand beside it."""
    low = sentence.low
    for at in sentence.verbs(*_FORMS):
        subject = subject_of(sentence, at)
        if subject.person != "agent" or denied(sentence, at):
            continue
        to = "te" in [token.text for token in sentence.tokens[at + 1 :]]
        dated = deadline_of(sentence, start=True)
        formal = sentence.tokens[at].text in ("dient", "dienen") and to
        if dated or formal or (sentence.tokens[at].text in ("moet", "moeten") and _LEGAL.search(low)):
            return _of(sentence, "duty.must", token_words(sentence, at), subject.text)
    if found := _TASK.search(low):
        at = next(i for i, token in enumerate(sentence.tokens) if token.end > found.start())
        if sentence.in_main_clause(at) and not denied(sentence, at):
            return _of(sentence, "duty.obliged", (sentence.found(found),), _group(sentence, at))
    if found := _PRESCRIBES.search(low):
        return _of(sentence, "duty.prescribed", (sentence.found(found),), "")
    return None


def _group(sentence: Sentence, at: int) -> str:
    """The group that a duty rests on: the subject of the sentence's own verb."""
    verb = next((i for i in sentence.verbs("is", "zijn", "heeft", "hebben", "worden", "wordt") if i <= at + 1), at)
    return subject_of(sentence, verb).text


def _of(sentence: Sentence, rule: str, because: tuple, group: str) -> Statement:  # type: ignore[type-arg]
    return said(
        sentence, "duty", rule, because, actor=group, addressee=group, strength="plicht", kind="wettelijke_verplichting"
    )
