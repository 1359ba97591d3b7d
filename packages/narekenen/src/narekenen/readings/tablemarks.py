"""Tables that the format itself states, by the marks of a DOCX, HTML or XML reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from narekenen.documents.model import Mark, RunningText, SourceText, Span
from narekenen.readings.cells import Slot, clean
from narekenen.readings.tablelayout import Grid, Row


def marked_grids(running: RunningText) -> list[Grid]:
    """One grid per table mark that holds no other table (an outer one only lays out a page), in order of place."""
    source = running.source
    marks = _sorted(source.marks, "table")
    rows = _sorted(source.marks, "row")
    cells = _sorted(source.marks, "cell", "header_cell")
    captions = _sorted(source.marks, "caption")
    grids = []
    for i, table in enumerate(marks):
        if i + 1 < len(marks) and table.span.contains(marks[i + 1].span):
            continue
        own = [_within(cells, row.span) for row in _within(rows, table.span)]
        if any(own):
            caption = " ".join(_text(source, mark.span) for mark in _within(captions, table.span))
            span = _running_span(running, table.span)
            grids.append(Grid(span, _slots(source, own), "marks", caption, _stated_head(own)))
    return grids


def _sorted(marks: Iterable[Mark], *kinds: str) -> list[Mark]:
    return sorted((m for m in marks if m.kind in kinds), key=lambda m: (m.span.start, -m.span.end))


def _within(marks: Sequence[Mark], span: Span) -> list[Mark]:
    first = bisect_left(marks, span.start, key=lambda m: m.span.start)
    past = bisect_left(marks, span.end + 1, lo=first, key=lambda m: m.span.start)
    return [mark for mark in marks[first:past] if mark.span.end <= span.end]


def _slots(source: SourceText, rows: Sequence[Sequence[Mark]]) -> tuple[Row, ...]:
    """Readers write what a merged cell covers as empty cells: a header stands above all its columns, a value once."""
    grid: list[Row] = []
    above: Row = ()
    for marks in rows:
        row: list[Slot] = []
        wide = 0
        for mark in marks:
            slot = Slot(_text(source, mark.span), mark.span, mark.kind == "header_cell")
            if mark.get("covered") and wide > 0:
                slot = row[-1]
            elif mark.get("covered") and len(row) < len(above) and above[len(row)].header:
                slot = above[len(row)]
            wide = wide - 1 if mark.get("covered") else int(mark.get("colspan", "1")) - 1 if slot.header else 0
            row.append(slot)
        above = tuple(row)
        grid.append(above)
    return tuple(grid)


def _text(source: SourceText, span: Span) -> str:
    return clean(source.text[span.start : span.end])


def _stated_head(rows: Sequence[Sequence[Mark]]) -> int | None:
    """How many leading rows hold header cells only; None where the format names none, or names every row one."""
    count = 0
    while count < len(rows) and rows[count] and all(m.kind == "header_cell" or m.get("covered") for m in rows[count]):
        count += 1
    return count if 0 < count < len(rows) else None


def _running_span(running: RunningText, raw: Span) -> Span:
    """The stretch of running text that was copied from `raw`; an empty one at the end where nothing was."""
    copied = [
        (piece.start + max(raw.start - piece.raw, 0), piece.start + min(raw.end - piece.raw, len(piece.text)))
        for piece in running.pieces
        if piece.raw is not None and piece.raw < raw.end and piece.raw + len(piece.text) > raw.start
    ]
    end = len(running.text)
    return Span(min(s for s, _ in copied), max(e for _, e in copied)) if copied else Span(end, end)
