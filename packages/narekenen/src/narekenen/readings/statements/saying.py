"""A statement out of a sentence and the words that made a rule fire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from narekenen.readings.statements.deadlines import condition_of, deadline_of
from narekenen.readings.statements.model import KindOfStatement, Part, Statement, Words
from narekenen.readings.statements.sentence import Sentence


def said(sentence: Sentence, what: KindOfStatement, rule: str, because: Sequence[Words], /, **fields: Any) -> Statement:
    """A statement at its sentence. The deadline and the condition are read here unless `fields` give them."""
    passage = sentence.passage
    trigger = because[0].span.start - passage.span.start
    if "deadline" not in fields:
        earlier = fields.get("kind") == "eerdere_toezegging"
        fields["deadline"] = deadline_of(sentence, trigger, earlier=earlier, start=what == "duty")
    fields.setdefault("condition", condition_of(sentence))
    fields.setdefault("parts", tuple(Part("part", Words(i.text, i.span, i.raw)) for i in sentence.items))
    return Statement(what, passage.text, passage.span, passage.raw, passage.id, rule, tuple(because), **fields)


def token_words(sentence: Sentence, *at: int) -> tuple[Words, ...]:
    """The words of some tokens, neighbours joined."""
    words: list[Words] = []
    tokens = sentence.tokens
    for index in sorted(set(at)):
        start, end = tokens[index].start, tokens[index].end
        if words and index - 1 in at:
            start = words.pop().span.start - sentence.passage.span.start
        words.append(sentence.words(start, end))
    return tuple(words)
