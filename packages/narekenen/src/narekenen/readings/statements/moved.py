"""Motions that a letter speaks of: who moved them, under which paper, what they ask, what the letter says was done."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from narekenen.documents.model import Passage, RunningText, Span
from narekenen.readings.model import Letter, ReferenceReading
from narekenen.readings.statements.model import Part, PartRole, Statement, Status, Words

_WHO = r"(?:mij|ons|de regering|het kabinet|de minister|de staatssecretaris|de bewindspersoon)"
_ASKS = re.compile(
    rf"\b(?:verzoekt|verzoeken|vraagt|vragen|roept|spreekt|dringt|draagt)\b(?=[^.]{{0,80}}\b(?:{_WHO}|uit|op|aan)\b)|"
    rf"\bwordt (?:{_WHO} )?(?:verzocht|gevraagd|opgeroepen)\b|\b{_WHO} (?:is|wordt) (?:verzocht|gevraagd)\b|"
    rf"\b(?:is|zijn) (?:{_WHO} )?(?:verzocht|gevraagd)\b"
)
_GOES_ON = re.compile(
    rf"(?:daarnaast|ook|tevens|verder|voorts) (?:wordt|verzoekt|vraagt) (?:{_WHO}|deze motie|de motie|zij)\b"
)
_CLAIM = re.compile(
    r"\buitvoering (?:aan )?(?:gegeven|geven)\b|\b(?:geef|geven) [^.]{0,60}\b(?:uitvoering|invulling|gevolg) aan\b|"
    r"\b(?:als )?(?:afgedaan|uitgevoerd)\b|\bvoer(?:en)? (?:ik|wij|we)\b[^;]{0,120}\buit\b|\btegemoet(?:gekomen)?\b|"
    r"\b(?:invulling|gevolg|gehoor) (?:aan )?gegeven\b|"
    r"\b(?:ter|conform|in het kader van de|in lijn met) ?(?:uitvoering van|opvolging van)? de (?:\w+ )?motie\b"
)
DONE = re.compile(r"\b(?:gegeven|afgedaan|uitgevoerd|voldaan)\b")
_NOT = re.compile(r"\b(?:niet|geen)\b")
_OPENED = re.compile(r"\A[^().]{0,200}\([^().]{0,20}\Z")
_NEAR = 220
"""Characters behind the names in which the paper of a motion may stand in brackets."""

CLOSING = re.compile(r"[,;.]? ?\b[Ee]n gaat over tot de orde")
"""The formula that ends the dictum of a motion."""
_REACH = 3
"""Sentences behind a motion in which its claim and execution may stand, in the same block."""


def motions(letter: Letter) -> Iterator[Statement]:
    """One statement per motion, at the sentence that names it first. Parts: "asked", "claim" and "execution".

    The status is the letter's own word. A motion named again adds its parts to the first; one that is named without a
    number is taken for the only motion of its movers, and left out where they moved several.
    """
    found: dict[_Key, Statement] = {}
    for statement in _mentions(letter):
        key = _key(statement, found)
        if key is None:
            continue
        first = found.get(key)
        found[key] = statement if first is None else _joined(first, statement)
    yield from found.values()


_Key = tuple[str, str]
"""Movers, joined as in "motie-Jansen-De Vries", and paper."""


def _key(statement: Statement, found: dict[_Key, Statement]) -> _Key | None:
    """The motion that a mention stands for; None where the letter does not tell which."""
    movers = "-".join(statement.movers).lower()
    own = (movers, statement.paper)
    if statement.paper:
        if (movers, "") in found and movers:
            found[own] = replace(found.pop((movers, "")), paper=statement.paper)
        return own
    papers = [key for key in found if key[0] == movers and key[1]]
    return None if len(papers) > 1 else papers[0] if papers else own


def _joined(first: Statement, again: Statement) -> Statement:
    known = {part.role for part in first.parts}
    parts = first.parts + tuple(part for part in again.parts if part.role not in known)
    return replace(first, parts=parts, status=again.status if first.status == "open" else first.status)


def _mentions(letter: Letter) -> Iterator[Statement]:
    starts = [passage.span.start for passage in letter.passages]
    for reference in letter.references:
        if reference.kind != "motie" or ("type", "amendement") in reference.parts:
            continue
        at = bisect_right(starts, reference.span.start) - 1
        if at < 0 or reference.span.start >= letter.passages[at].span.end:
            continue
        movers = tuple(value for name, value in reference.parts if name == "member")
        papers = [value for name, value in reference.parts if name == "paper"]
        for paper in papers or [_in_brackets(letter, letter.passages[at], reference.span)]:
            yield _mention(letter, at, reference, movers, paper)


def _in_brackets(letter: Letter, passage: Passage, named: Span) -> str:
    """The paper in brackets behind what the motion is about: "de motie van het lid X over Y (Kamerstuk …)"."""
    after = [r for r in letter.references if named.end <= r.span.start < min(passage.span.end, named.end + _NEAR)]
    paper = next((r for r in after if r.kind == "kamerstuk" and r.canonical), None)
    if paper is None or any(r.kind == "motie" and r.span.start < paper.span.start for r in after):
        return ""
    between = letter.running.text[named.end : paper.span.start]
    return paper.canonical[0] if _OPENED.search(between) else ""


def _mention(letter: Letter, at: int, reference: ReferenceReading, movers: tuple[str, ...], paper: str) -> Statement:
    passage = letter.passages[at]
    parts = [*_asked(letter, at, reference.span), *_done(letter, at)]
    roles = {part.role for part in parts}
    claimed = next((part.words.text for part in parts if part.role == "claim"), "")
    status: Status = "voldaan" if DONE.search(claimed) else "loopt" if "claim" in roles else "open"
    return Statement(
        "motion", passage.text, passage.span, passage.raw, passage.id, "motion.named",
        (Words(reference.text, reference.span, reference.raw),), addressee="", movers=movers, paper=paper,
        parts=tuple(parts), status=status,
    )  # fmt: skip


def _asked(letter: Letter, at: int, named: Span) -> Iterator[Part]:
    """What the motion asks: from the verb of asking to the end of the sentence, and a next sentence that goes on."""
    passage = letter.passages[at]
    start = passage.span.start
    low = passage.text.lower()
    found = _ASKS.search(low, named.end - start) or _ASKS.search(low)
    if not found:
        return
    following = next(
        (r.span.start - start for r in letter.references
         if r.kind == "motie" and named.end <= r.span.start < passage.span.end and r.span.start - start > found.end()),
        len(passage.text),
    )  # fmt: skip
    yield _part("asked", letter.running, passage, found.start(), following)
    after = letter.passages[at + 1] if at + 1 < len(letter.passages) else None
    if after and after.block == passage.block and _GOES_ON.match(after.text.lower()):
        yield _part("asked", letter.running, after, 0, len(after.text))


def _done(letter: Letter, at: int) -> Iterator[Part]:
    """The claim that the motion was carried out and, where the claim says no more, the sentence behind it."""
    passages = letter.passages
    block = passages[at].block
    for i in range(at, min(at + _REACH + 1, len(passages))):
        passage = passages[i]
        if passage.block != block or (i > at and "motie" in passage.text.lower() and i - at > 1):
            return
        low = passage.text.lower()
        claim = _CLAIM.search(low)
        if not claim or _NOT.search(low[: claim.end()][-60:]):
            continue
        yield _part("claim", letter.running, passage, 0, len(passage.text))
        if passage.kind == "note":
            yield from _cited(letter, passage)
        elif len(passage.text) < 90 and i + 1 < len(passages) and passages[i + 1].block == block:
            yield _part("execution", letter.running, passages[i + 1], 0, len(passages[i + 1].text))
        return


def _cited(letter: Letter, note: Passage) -> Iterator[Part]:
    """The sentence that a note belongs to: "conform de motie" in a note says why it is done."""
    for at in (at for one in letter.running.notes if one.block == note.block for at in one.cited_at):
        for passage in letter.passages:
            if passage.span.start <= at <= passage.span.end and passage.kind != "note":
                yield _part("execution", letter.running, passage, 0, len(passage.text))
                return


def _part(role: PartRole, running: RunningText, passage: Passage, start: int, end: int) -> Part:
    span = Span(passage.span.start + start, passage.span.start + end)
    return Part(role, Words(passage.text[start:end].strip(), span, running.raw_span(span)))


def asked_of(passages: Sequence[Passage], running: RunningText) -> Iterator[Part]:
    """The dictum of a motion itself: its paragraphs between the considerations and "en gaat over"."""
    for passage in passages:
        closing = CLOSING.search(passage.text)
        end = closing.start() if closing else len(passage.text)
        yield _part("asked", running, passage, 0, len(passage.text[:end].rstrip(" ,;.")))
