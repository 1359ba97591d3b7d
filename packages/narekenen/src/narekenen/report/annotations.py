"""Running text with what was read in it, as HTML: nothing of the document passes unescaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from narekenen.documents.model import RunningText, Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """An HTML element around a stretch of running text. Lower `depth` stands outside."""

    span: Span
    opening: str
    closing: str
    depth: int


def running_spans(running: RunningText, raw: Span) -> tuple[Span, ...]:
    """Where a stretch of source text stands in the running text, neighbours merged; () where it was taken out."""
    found: list[Span] = []
    for piece in running.pieces:
        if piece.raw is None:
            continue
        low, high = max(raw.start, piece.raw), min(raw.end, piece.raw + len(piece.text))
        if low < high:
            found.append(Span(piece.start + low - piece.raw, piece.start + high - piece.raw))
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
    stretches = [_stretch(text, Span(*ends), inside) + placed.get(ends[1], "") for ends in pairwise(sorted(cuts))]
    return "".join(stretches)


def _stretch(text: str, span: Span, annotations: list[Annotation]) -> str:
    over = sorted((a for a in annotations if a.span.contains(span)), key=lambda a: a.depth)
    opening = "".join(a.opening for a in over)
    closing = "".join(a.closing for a in reversed(over))
    return f"{opening}{escape(text[span.start : span.end])}{closing}"
