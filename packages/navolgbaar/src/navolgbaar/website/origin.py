"""How we know a number: from the number down to the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from navolgbaar.core.permission import granted
from navolgbaar.figures.descent import inputs_below
from navolgbaar.figures.models import FigureVersion, InputOrigin, Reading
from navolgbaar.sources.models import Document

SIGNS = {
    "arithmetic.sum": (("terms",), "+"),
    "arithmetic.difference": (("minuend", "subtrahend"), "−"),
    "arithmetic.product": (("factors",), "×"),
    "arithmetic.quotient": (("numerator", "denominator"), "÷"),
    "arithmetic.share": (("part", "whole"), "÷"),
}
"""Of a recipe that is one sum: its inputs in the order in which they are written, and the sign between them."""
DEPTH = 6  # a chain that is longer goes on at the page of the figure below


@dataclass(slots=True)
class Step:
    """One knot in the thread: a computation, or words that were read.

    quote   (before, the words, after); empty where the document is not public or the words were erased
    terms   (sign before it, version) for a computation that is one sum; empty for any other
    """

    version: FigureVersion
    inputs: list[InputOrigin] = field(default_factory=list)
    reading: Reading | None = None
    document: Document | None = None
    quote: tuple[str, str, str] | None = None
    terms: list[tuple[str, FigureVersion]] = field(default_factory=list)

    @property
    def is_share(self) -> bool:
        """Whether the outcome is a percentage of the first term in the second."""
        return self.version.run is not None and self.version.run.recipe.startswith("arithmetic.share@")


def origin_of(version: FigureVersion, user: Any) -> list[Step]:
    """The thread of a version, top down. What this user may not see is named, not shown."""
    below = inputs_below(version, DEPTH) if version.run_id is not None else {}
    steps: list[Step] = []
    seen = _Sight(user)
    waiting, depth = [version], 0
    while waiting and depth < DEPTH:
        next_level: list[FigureVersion] = []
        for current in waiting:
            if current.reading is not None:
                steps.append(seen.read(current, current.reading))
                continue
            inputs = below.get(current.run_id or 0, [])
            steps.append(Step(current, inputs=inputs, terms=_terms(current, inputs)))
            steps += [seen.read(current, item.reading) for item in inputs if item.reading is not None]
            next_level += [item.version for item in inputs if item.version is not None]
        waiting, depth = next_level, depth + 1
    return steps


class _Sight:
    """What one user may see of the documents of a thread; each document is asked about once."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.may_see: dict[int, bool] = {}

    def read(self, version: FigureVersion, reading: Reading) -> Step:
        passage = reading.anchor.passage
        document = passage.document
        if document.pk not in self.may_see:
            self.may_see[document.pk] = granted("sources.see_document", self.user, document)
        if not self.may_see[document.pk]:
            return Step(version, reading=reading)
        text, at, to = passage.text, reading.anchor.at, reading.anchor.to
        quote = (text[:at], text[at:to], text[to:]) if text else None
        return Step(version, reading=reading, document=document, quote=quote)


def _terms(version: FigureVersion, inputs: list[InputOrigin]) -> list[tuple[str, FigureVersion]]:
    """The sum as people write it, where everything in it is a figure of ours."""
    names, sign = SIGNS.get(version.run.recipe.partition("@")[0] if version.run else "", ((), ""))
    ordered = [item for name in names for item in inputs if item.input.name == name]
    figures = [item.version for item in ordered if item.version is not None]
    if not ordered or len(figures) < len(inputs) or set(names) != {item.input.name for item in ordered}:
        return []
    if vars(ordered[0])["inputs_of_run"] != len(names):
        return []
    return [(sign if at else "", figure) for at, figure in enumerate(figures)]
