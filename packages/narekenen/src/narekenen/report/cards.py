"""Statements in the margin of the page: one card beside the sentence that says it, and the sentence marked."""

from __future__ import annotations

from html import escape

from narekenen.readings.statements import Statement, statements
from narekenen.report.annotations import Annotation
from narekenen.report.reading import Checked
from narekenen.report.said import facts, short
from narekenen.report.words import Lang, say


def cards(checked: Checked, lang: Lang) -> dict[int, str]:
    """Per block of the running text the cards of its statements, as HTML with all words of the document escaped."""
    running = checked.letter.running
    found: dict[int, str] = {}
    for number, statement in enumerate(statements(checked.letter), 1):
        block = running.block_at(statement.span.start)
        found[block] = found.get(block, "") + _card(statement, number, lang)
    return found


def marks(checked: Checked) -> list[Annotation]:
    """The sentence of each statement, outside every other mark. One mark where several statements share a sentence."""
    spans = dict.fromkeys(statement.span for statement in statements(checked.letter))
    return [Annotation(span, '<span class="said">', "</span>", 0) for span in spans]


def _card(statement: Statement, number: int, lang: Lang) -> str:
    kind, *more = facts(statement, lang)
    parts = [
        f"<p>{say(part.role, lang).capitalize()}: “{escape(short(part.words.text))}”</p>"
        for part in statement.parts
        if part.role in ("asked", "claim", "execution")
    ]
    told = "".join(f"<p>{escape(fact[0].upper() + fact[1:])}</p>" for fact in more)
    words = ", ".join(f"“{escape(short(words.text))}”" for words in statement.because)
    return (
        f'<div class="remark said" id="statement-{number}"><p class="sort">{escape(kind.capitalize())}</p>'
        f"<p><q>{escape(short(statement.quote))}</q></p>{told}{''.join(parts)}"
        f"<details><summary>{say('why', lang)}</summary><p>{words} <code>{escape(statement.rule)}</code></p>"
        "</details></div>"
    )
