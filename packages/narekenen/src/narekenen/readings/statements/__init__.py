"""Statements out of a letter: commitments, duties, agreements, requests, calls, motions, advice, targets."""

from __future__ import annotations

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
from narekenen.readings.statements.reading import statements

__all__ = [
    "Deadline", "Kind", "KindOfStatement", "Part", "PartRole", "Statement", "Status", "Strength", "Words", "statements",
]  # fmt: skip
