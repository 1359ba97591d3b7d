"""Running text with what was read in it, as HTML: nothing of the document passes unescaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from narekenen.documents.model import Piece, RunningText, Span
from narekenen.report.overlaps import Overlaps


@dataclass(frozen=True, slots=True)
class Annotation:
    """An HTML element around a stretch of running text. Lower `depth` stands outside."""

    span: Span
    opening: str
    closing: str
    depth: int


def copies(running: RunningText) -> Overlaps[Piece]:
    """The pieces of the running text by the stretch of source text that they are a copy of."""
    pieces = (piece for piece in running.pieces if piece.raw is not None)
    return Overlaps((Span(piece.raw or 0, (piece.raw or 0) + len(piece.text)), piece) for piece in pieces)


def running_spans(copied: Overlaps[Piece], raw: Span) -> tuple[Span, ...]:
    """Where a stretch of source text stands in the running text, neighbours merged; () where it was taken out."""
    found: list[Span] = []
    for source, piece in copied.at(raw):
        low, high = max(raw.start, source.start), min(raw.end, source.end)
        found.append(Span(piece.start + low - source.start, piece.start + high - source.start))
    found.sort()
    merged: list[Span] = []
    for span in found:
        if merged and span.start - merged[-1].end <= 1:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def annotated(
    text: str, within: Span, annotations: Iterable[Annotation], points: Mapping[int, str] | None = None
) -> str:
    """The stretch `within` of `text` as HTML. Elements that overlap are cut at each other's ends, so that they nest.

    points   HTML to put in at an offset, such as the mark of a note that was taken out of the sentence
    """
    inside = [a for a in annotations if a.span.overlaps(within)]
    placed = {at: html for at, html in (points or {}).items() if within.start < at <= within.end}
    cuts = {within.start, within.end, *placed}
    for annotation in inside:
        cuts |= {max(annotation.span.start, within.start), min(annotation.span.end, within.end)}
    over = Overlaps((a.span, a) for a in inside)
    stretches = [_stretch(text, Span(*ends), over) + placed.get(ends[1], "") for ends in pairwise(sorted(cuts))]
    return "".join(stretches)


def _stretch(text: str, span: Span, annotations: Overlaps[Annotation]) -> str:
    over = sorted((a for _, a in annotations.at(span)), key=lambda a: a.depth)
    opening = "".join(a.opening for a in over)
    closing = "".join(a.closing for a in reversed(over))
    return f"{opening}{escape(text[span.start : span.end])}{closing}"
