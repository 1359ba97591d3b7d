"""Statements in the readable report: what was said, by whom, by when, and the words that gave it away."""

from __future__ import annotations

from collections.abc import Iterator

from narekenen.readings.statements import Statement, statements
from narekenen.report.reading import Checked
from narekenen.report.words import Lang, say

WIDTH = 200
"""A longer quote is shortened; the complete text is in the JSON."""

_KINDS: dict[str, tuple[str, str]] = {
    "commitment": ("toezegging of plan", "commitment"),
    "duty": ("plicht", "duty"),
    "agreement": ("afspraak", "agreement"),
    "request": ("verzoek", "request"),
    "call": ("oproep", "call"),
    "motion": ("motie", "motion"),
    "advice": ("advies", "advice"),
    "action_line": ("actielijn of fase", "line of action"),
    "target": ("doel", "target"),
}
_STATES: dict[str, tuple[str, str]] = {
    "voorstel": ("voorstel", "proposed"),
    "loopt": ("loopt volgens de brief", "under way, says the letter"),
    "voldaan": ("gedaan volgens de brief", "done, says the letter"),
    "met_deze_brief": ("gedaan met deze brief", "done with this letter"),
}
_STRENGTHS: dict[str, tuple[str, str]] = {
    "plicht": ("plicht", "duty"),
    "toezegging": ("toezegging", "promise"),
    "afspraak": ("afspraak", "agreement"),
    "plan": ("plan", "plan"),
    "streven": ("streven", "aim"),
    "voornemen": ("voornemen", "intention"),
    "verwachting": ("verwachting", "expectation"),
    "bereidheid": ("bereidheid", "willingness"),
    "voorwaardelijk": ("voorwaardelijk", "conditional"),
}


def said(checked: Checked, lang: Lang) -> Iterator[str]:
    """The lines under the heading of the statements; none where nothing was found."""
    found = statements(checked.letter)
    if not found:
        return
    yield ""
    yield f"  {say('statements', lang)} ({len(found)}). {say('machine', lang)}"
    for statement in found:
        yield ""
        yield from _lines(checked, statement, lang)


def _lines(checked: Checked, statement: Statement, lang: Lang) -> Iterator[str]:
    page, line = checked.place(statement.raw)
    where = f"{say('page', lang)} {page}" if page else f"{say('line', lang)} {line}"
    yield f"  > {' · '.join(facts(statement, lang))}"
    quote = " ".join(statement.quote.split())
    yield f"      {where}: “{quote if len(quote) <= WIDTH else quote[: WIDTH - 1] + '…'}”"
    for part in statement.parts:
        if part.role in ("asked", "claim", "execution"):
            yield f"      {say(part.role, lang)}: “{short(part.words.text)}”"
    yield f"      [{statement.rule}: {', '.join(words.text for words in statement.because)}]"


def facts(statement: Statement, lang: Lang) -> Iterator[str]:
    """One line each: what it is, who, by when, on what condition: only what was found."""
    words = _STRENGTHS if statement.strength else _KINDS
    yield words[statement.strength or statement.kind_of_statement][lang == "en"]
    if statement.movers:
        yield ", ".join(statement.movers)
    if statement.paper:
        yield statement.paper
    if statement.actor:
        yield statement.actor
    if statement.kind_of_statement == "advice" and statement.addressee:
        yield f"{say('to', lang)} {statement.addressee}"
    if statement.times > 1:
        yield f"{say('repeated', lang)} {statement.times}×"
    if statement.deadline:
        printed, day = " ".join(statement.deadline.words.text.split()), statement.deadline.edtf or "?"
        yield f"{say('when', lang)} {printed}" + (f" ({day})" if day != printed else "")
    if statement.status in _STATES:
        yield _STATES[statement.status][lang == "en"]
    if statement.condition:
        yield f"{say('condition', lang)} “{short(statement.condition.text)}”"


def short(text: str) -> str:
    """The text on one line, cut at a hundred characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= WIDTH // 2 else flat[: WIDTH // 2 - 1] + "…"
