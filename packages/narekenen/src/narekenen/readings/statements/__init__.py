"""Statements out of a letter: commitments, duties, agreements, requests, calls, motions, advice, targets."""

from __future__ import annotations

from narekenen.readings.model import Letter
from narekenen.readings.statements.model import (
    Deadline,
    Kind,
    KindOfStatement,
    Part,
    PartRole,
    Statement,
    Status,
    Strength,
    Words,
)
from narekenen.readings.statements.moved import motions

__all__ = [
    "Deadline", "Kind", "KindOfStatement", "Part", "PartRole", "Statement", "Status", "Strength", "Words", "statements",
]  # fmt: skip


def statements(letter: Letter) -> tuple[Statement, ...]:
    """Every statement proposed, in the order of the text. Deterministic: the same letter gives the same tuple.

    Nothing here is confirmed: show it to the person who works on the document, never to the public.
    """
    return tuple(sorted(motions(letter), key=lambda found: (found.span, found.rule)))
