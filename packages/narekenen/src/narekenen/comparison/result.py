"""The complete result as JSON: "narekenen/compare/1", described in docs/reference/compare.md."""

from __future__ import annotations

from typing import Any

from narekenen import __version__
from narekenen.comparison.model import Comparison
from narekenen.comparison.words import OUTCOMES
from narekenen.trace.canonical import plain

SCHEMA = "narekenen/compare/1"


def result(comparison: Comparison) -> dict[str, Any]:
    """Everything that a comparison holds, and how many promises have each outcome."""
    return {
        "schema": SCHEMA,
        "narekenen": __version__,
        "counts": {outcome: len(comparison.of(outcome)) for outcome in OUTCOMES} | {"new": len(comparison.added)},
        "alarming": comparison.alarming,
        **plain(comparison),
    }
