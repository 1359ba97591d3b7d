"""How much of a paragraph stands in italics or bold: in many papers the questions do, and the answers do not."""

from __future__ import annotations

import re
from bisect import bisect_left

from narekenen.documents.model import Block, RunningText, Span

MOSTLY = 0.7
_STARS = re.compile(r"[*_]{1,3}$")


class Emphasis:
    """Shares of emphasis per block. Stated by the format (marks), or by asterisks that the reader took out."""

    def __init__(self, running: RunningText) -> None:
        marks = [mark.span for mark in running.source.marks if mark.kind == "emphasis"]
        self._running = running
        self._marked = sorted(marks) if marks else _between_stars(running)
        self._starts = [span.start for span in self._marked]

    def share(self, block: Block) -> float:
        """The part of the characters of a block that is emphasised: 0 to 1."""
        raw = self._running.raw_span(block.span)
        length = sum(span.end - span.start for span in self._running.raw_spans(block.span))
        covered = 0
        for at in range(max(0, bisect_left(self._starts, raw.start) - 1), len(self._marked)):
            span = self._marked[at]
            if span.start >= raw.end:
                break
            covered += max(0, min(span.end, raw.end) - max(span.start, raw.start))
        return min(1.0, covered / length) if length else 0.0


def _between_stars(running: RunningText) -> list[Span]:
    """The stretches between asterisks that were dropped as markup. A pair never reaches over a blank line."""
    text, spans = running.source.text, []
    opened: int | None = None
    for repair in running.repairs:
        if repair.kind != "drop_markup" or not _STARS.fullmatch(repair.before.strip()):
            continue
        if opened is not None and "\n\n" not in text[opened : repair.raw.start]:
            spans.append(Span(opened, repair.raw.start))
            opened = None
        else:
            opened = repair.raw.end
    return sorted(spans)
