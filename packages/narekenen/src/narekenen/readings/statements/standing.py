"""How a statement stands in its document: late or lapsed by its own words, part of a proposal, said before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from narekenen.readings.metadata import LetterMetadata
from narekenen.readings.model import Letter
from narekenen.readings.statements.model import Part, Statement, Status, Words
from narekenen.readings.statements.sentence import Sentence

_LATE = re.compile(
    r"\b(?:later dan (?:gepland|verwacht|beoogd|voorzien|toegezegd)|uitgesteld|is vertraagd|vertraging opgelopen|"
    r"(?:loopt|lopen) vertraging op|verschoven naar|in plaats van (?:eind|begin|medio|in) \w+)\b"
)
_LAPSED = re.compile(r"\b(?:kom(?:t|en) te vervallen|(?:is|zijn) (?:vervallen|achterhaald|ingetrokken))\b")
_PROPOSAL = re.compile(r"\b(?:voorstel|offerte|subsidieaanvraag|projectvoorstel|aanvraag)\b(?! van wet)")
_HEAD = 12
_WORD = re.compile(r"[^\W\d_]{4,}")
SAME = 0.6
"""Share of the longer words of the shorter statement that it has in common with another to say the same."""
_CONDITIONS = "voorwaarden"


def is_proposal(letter: Letter, metadata: LetterMetadata) -> bool:
    """Whether the document proposes something that is still to be granted: its head says so, and it is no paper."""
    if metadata.kind:
        return False
    head = [p for p in letter.passages[:_HEAD] if p.kind in ("heading", "address", "paragraph") and len(p.text) < 80]
    return any(_PROPOSAL.search(passage.text.lower()) for passage in head)


def standing(statement: Statement, sentence: Sentence, *, proposal: bool) -> Statement:
    """The statement with its status and kind as the words around it give them."""
    low = sentence.low
    status: Status = statement.status
    if status == "open":
        late, lapsed = _LATE.search(low), _LAPSED.search(low)
        status = "vertraagd" if late else "vervallen" if lapsed else "voorstel" if proposal else "open"
    if _CONDITIONS in sentence.heading and statement.kind == "derde":
        return replace(statement, status=status, kind="voorwaarde")
    return replace(statement, status=status)


def repeated(found: Iterable[Statement]) -> list[Statement]:
    """Statements of one kind with what is said again marked: advice is counted, a commitment becomes a repetition.

    The document's order decides which came first. Each repetition names the earlier places in its parts.
    """
    seen: list[tuple[frozenset[str], Statement]] = []
    rows: list[Statement] = []
    for statement in found:
        words = frozenset(_WORD.findall(statement.quote.lower()))
        same = [first for others, first in seen if _alike(words, others)]
        if same:
            parts = tuple(Part("repeats", Words(first.quote, first.span, first.raw)) for first in same)
            if statement.kind_of_statement == "advice":
                statement = replace(statement, kind="herhaald", times=len(same) + 1, parts=statement.parts + parts)
            elif statement.kind != "eerdere_toezegging":
                statement = replace(statement, kind="herhaling", parts=statement.parts + parts)
        seen.append((words, statement))
        rows.append(statement)
    return rows


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    shorter = min(len(words), len(others))
    return shorter > 3 and len(words & others) >= SAME * shorter
