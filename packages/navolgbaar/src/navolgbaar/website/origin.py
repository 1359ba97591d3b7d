"""How we know a number: from the number down to the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from navolgbaar.core.permission import granted
from navolgbaar.figures.models import FigureVersion, InputOrigin, Reading
from navolgbaar.figures.queries import feeding
from navolgbaar.sources.models import Document

DEPTH = 6  # a chain that is longer goes on at the page of the figure below


@dataclass(slots=True)
class Step:
    """One knot in the thread: a computation, or words that were read.

    quote   (before, the words, after); empty where the document is not public or the words were erased
    """

    version: FigureVersion
    inputs: list[InputOrigin] = field(default_factory=list)
    reading: Reading | None = None
    document: Document | None = None
    quote: tuple[str, str, str] | None = None


def origin_of(version: FigureVersion, user: Any) -> list[Step]:
    """The thread of a version, top down. What this user may not see is named, not shown."""
    steps: list[Step] = []
    waiting, depth = [version], 0
    while waiting and depth < DEPTH:
        below: list[FigureVersion] = []
        for current in waiting:
            if current.reading is not None:
                steps.append(_read(current, current.reading, user))
                continue
            inputs = list(feeding(current))
            steps.append(Step(current, inputs=inputs))
            steps += [_read(current, item.reading, user) for item in inputs if item.reading is not None]
            below += [item.version for item in inputs if item.version is not None]
        waiting, depth = below, depth + 1
    return steps


def _read(version: FigureVersion, reading: Reading, user: Any) -> Step:
    passage = reading.anchor.passage
    document = passage.document
    if not granted("sources.see_document", user, document):
        return Step(version, reading=reading)
    text, at, to = passage.text, reading.anchor.at, reading.anchor.to
    quote = (text[:at], text[at:to], text[to:]) if text else None
    return Step(version, reading=reading, document=document, quote=quote)
