"""Tables with header, labels and typed cells, out of running text or out of the structure that a format states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from narekenen.documents.model import RunningText, Span
from narekenen.documents.tableregions import is_letterhead
from narekenen.readings.cells import Slot, is_english, read_cell, without_glued_notes
from narekenen.readings.model import Cell, TableReading
from narekenen.readings.tablehead import header_rows, logical_columns
from narekenen.readings.tablelayout import Grid, Row, text_grids
from narekenen.readings.tablemarks import marked_grids

_LONGEST_CAPTION = 200
_LONGEST_CELL = 2000


def tables(running: RunningText) -> tuple[TableReading, ...]:
    """All tables of a document in reading order, each with header, rows of equal length, and the line that names it.

    running    the text as it runs. Where the source has table marks (DOCX, HTML, XML) these are followed; otherwise
               its blocks of kind "table" are taken apart.
    Returns readings whose cells point at the source text. `rows` is without the header; a currency sign in a cell
    of its own belongs to the amount beside it. Layout tables of a letterhead and tables of contents are left out.
    """
    if any(mark.kind == "table" for mark in running.source.marks):
        grids = [_captioned(running, running.block_at(grid.span.start), grid) for grid in marked_grids(running)]
    else:
        grids = []
        for index, block in enumerate(running.blocks):
            if block.kind == "table":
                found = text_grids(running, block.span)
                grids += [_captioned(running, index, grid) for grid in found[:1]] + found[1:]
    readings: list[TableReading] = []
    for reading in filter(None, (_reading(running, grid) for grid in grids)):
        if readings and _goes_on(running, readings[-1], reading):
            readings[-1] = _together(readings[-1], reading)
        else:
            readings.append(reading)
    return tuple(readings)


def _together(first: TableReading, then: TableReading) -> TableReading:
    span, raw = Span(first.span.start, then.span.end), Span(first.raw.start, then.raw.end)
    return replace(first, span=span, raw=raw, rows=first.rows + then.rows, doubts=first.doubts + then.doubts)


def _goes_on(running: RunningText, before: TableReading, after: TableReading) -> bool:
    """A table cut by a page break: nothing but a page header, footer or number between, and the same columns."""
    near = running.blocks[running.block_at(before.span.end) : running.block_at(after.span.start) + 1]
    between = [b.kind for b in near if before.span.end <= b.span.start < after.span.start]
    same = [cell.text for cell in before.header] == [cell.text for cell in after.header]
    apart = before.span.end < after.span.start and all(kind == "furniture" for kind in between)
    named = after.caption and after.caption != before.caption
    return apart and before.columns == after.columns and same and not named and before.how == after.how


def _captioned(running: RunningText, index: int, grid: Grid) -> Grid:
    """The first table of a block without a title of its own is named by the block above it."""
    return grid if grid.caption else replace(grid, caption=_caption_above(running, index))


def _caption_above(running: RunningText, index: int) -> str:
    """The text of the block before block `index` where it can name a table: a caption, a heading, one short line."""
    for block in (running.blocks[at] for at in range(index - 1, -1, -1)):
        if block.kind in ("furniture", "note"):
            continue
        if block.kind == "table":
            return ""
        text = " ".join(running.text[block.span.start : block.span.end].split())
        return text if block.kind in ("caption", "heading") or 0 < len(text) <= _LONGEST_CAPTION else ""
    return ""


def _reading(running: RunningText, grid: Grid) -> TableReading | None:
    rows = [row for row in grid.rows if any(not slot.is_empty for slot in row)]
    count = header_rows(rows)
    if grid.head is not None:
        count = max(count, grid.head) if grid.how == "markdown" else min(grid.head, len(rows))
    head, body = logical_columns(rows[:count], rows[count:])
    heads = [[slot.text for slot in row] for row in head]
    body = [row for row in body if [slot.text for slot in row] not in heads]
    if not _is_table(body):
        return None
    labels = without_glued_notes([row[0] for row in body])
    body = [(label, *row[1:]) for label, row in zip(labels, body, strict=True)]
    english = is_english(slot.text for row in body for slot in row)
    header = tuple(_joined_header([row[c] for row in head]) for c in range(len(head[0]))) if head else ()
    raws = [slot.raw for row in (*head, *body) for slot in row]
    raw = Span(min(r.start for r in raws), max(r.end for r in raws))
    return TableReading(
        span=grid.span, raw=raw, header=header, columns=len(body[0]), caption=grid.caption, how=grid.how,
        rows=tuple(tuple(read_cell(slot, english) for slot in row) for row in body), doubts=_doubts(grid),
    )  # fmt: skip


def _is_table(body: Sequence[Row]) -> bool:
    """False for what only lays out a page: one column, one filled cell per row, a letterhead, whole paragraphs."""
    filled = [[slot.text for slot in row if not slot.is_empty] for row in body]
    wide = [row for row in filled if len(row) >= 2]
    if not body or len(body[0]) < 2 or not wide or is_letterhead(wide):
        return False
    return len(wide) * 3 >= len(body) and all(len(text) <= _LONGEST_CELL for row in filled for text in row)


def _joined_header(slots: Sequence[Slot]) -> Cell:
    parts = list(dict.fromkeys(slot.text for slot in slots if not slot.is_empty))
    spans = [slot.raw for slot in slots if not slot.is_empty] or [slots[-1].raw]
    return Cell(" ".join(parts), Span(min(s.start for s in spans), max(s.end for s in spans)))


def _doubts(grid: Grid) -> tuple[str, ...]:
    lengths = {sum(not slot.is_empty for slot in row) if grid.how == "tails" else len(row) for row in grid.rows}
    return ("rows have different numbers of cells",) if len(lengths) > 1 and grid.how != "marks" else ()
