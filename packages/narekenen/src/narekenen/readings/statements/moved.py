"""Motions that a letter speaks of: who moved them and under which paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narekenen.documents.model import Passage, Span
from narekenen.readings.model import Letter
from narekenen.readings.statements.model import Statement, Words


def motions(letter: Letter) -> Iterator[Statement]:
    """One statement per motion named, at the sentence that names it first."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for reference in letter.references:
        parts = reference.parts
        if reference.kind != "motie" or ("type", "amendement") in parts:
            continue
        movers = tuple(value for name, value in parts if name == "member")
        for paper in [value for name, value in parts if name == "paper"] or [""]:
            passage = holding(letter.passages, reference.span)
            if passage is None or (movers, paper) in seen:
                continue
            seen.add((movers, paper))
            yield Statement(
                "motion", passage.text, passage.span, passage.raw, passage.id, "motion.named",
                (Words(reference.text, reference.span, reference.raw),), movers=movers, paper=paper,
            )  # fmt: skip


def holding(passages: Sequence[Passage], span: Span) -> Passage | None:
    """The passage that a place of the running text stands in."""
    return next((passage for passage in passages if passage.span.start <= span.start < passage.span.end), None)
