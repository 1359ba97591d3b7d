"""What the sender will do, said in passing: "de brief die ik u in het voorjaar zal sturen". Only with a day ahead."""

from __future__ import annotations

import re

from narekenen.readings.statements.deadlines import deadline_within
from narekenen.readings.statements.model import Statement
from narekenen.readings.statements.saying import said
from narekenen.readings.statements.sentence import Sentence

_CLAUSE = re.compile(
    r"\b(?:die|welke|waar(?:in|mee|over|voor|bij|van|aan|op|toe)) (?:ik|wij|we|het kabinet)\b[^,;:]{1,200}"
)
_WILL = re.compile(r"\b(?:zal|zullen|ga|gaan)\b")
_NOT = re.compile(r"\b(?:niet|geen|nooit)\b")


def relative(sentence: Sentence, sender: str) -> Statement | None:
    """A commitment of the sender in a relative clause that names its day, or None."""
    for found in _CLAUSE.finditer(sentence.low):
        if not _WILL.search(found[0]) or _NOT.search(found[0]):
            continue
        due = deadline_within(sentence, found.start(), found.end())
        if due is not None:
            return said(
                sentence, "commitment", "commitment.relative.will", [sentence.found(found)], actor=sender,
                strength="toezegging", deadline=due,
            )  # fmt: skip
    return None
