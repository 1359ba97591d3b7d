"""From a stretch of flattened text to rows of cells, and from one stretch to the separate tables in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narekenen.documents.celllines import cell_tables
from narekenen.documents.htmltables import html_rows, html_tables
from narekenen.documents.model import RunningText, Span
from narekenen.documents.tablelines import Layout, Line, is_rule, layout_of, split_cells, split_lines
from narekenen.readings.cells import Slot, clean, joined

Row = tuple[Slot, ...]
_WIDEST = 200
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of physical cells of one table. `head` is the number of header rows where the format says so, else None."""

    span: Span
    rows: tuple[Row, ...]
    how: str
    caption: str = ""
    head: int | None = None


def text_grids(running: RunningText, block: Span) -> list[Grid]:
    """The tables in one table block of the running text, split apart where a title or a new header row begins."""
    lines = [
        Line(Span(line.span.start + block.start, line.span.end + block.start), line.text)
        for line in split_lines(running.text[block.start : block.end])
    ]
    if stated := html_tables(running.text[block.start : block.end]):
        return [_html_grid(running, Span(s.start + block.start, s.end + block.start)) for s in stated]
    kinds = Counter(kind for line in lines if (kind := layout_of(line)))
    layout: Layout = kinds.most_common(1)[0][0] if kinds else "cell_lines"
    if layout == "cell_lines":
        return _cell_line_grids(running, lines)
    spans = [split_cells(line, layout) for line in lines if not line.is_blank and not is_rule(line.text)]
    if layout == "tails":
        spans = _tailed(spans, running.text)
    if layout == "spaces":
        starts = [line.span.start for line in lines if not line.is_blank and not is_rule(line.text)]
        spans = _placed(spans, starts)
    whole = [Span(row[0].start, row[-1].end) for row in spans]
    rows, whole = _unwrapped([tuple(_slot(running, span) for span in row) for row in spans], whole)
    if layout == "markdown" and len(lines) > 1 and is_rule(lines[1].text):
        return [Grid(block, tuple(rows), layout, head=None if _is_data(rows) else 1)]
    return [
        Grid(Span(whole[start].start, whole[end - 1].end), tuple(rows[start:end]), layout, caption)
        for caption, start, end in split(rows)
    ]


def _html_grid(running: RunningText, table: Span) -> Grid:
    rows = [
        [(_slot(running, cell.span, cell.header), cell.colspan, cell.rowspan) for cell in row]
        for row in html_rows(running.text, table)
    ]
    stated = [all(slot.header for slot, _, _ in row) for row in rows]
    head = stated.index(False) if False in stated else None
    return Grid(table, spread(rows), "html", head=head or None)


def spread(rows: Sequence[Sequence[tuple[Slot, int, int]]]) -> tuple[Row, ...]:
    """Cells with their colspan and rowspan as rows with a slot per column: a header stands above all its columns, a
    value once, with empty slots for the rest of what it covers."""
    grid: list[Row] = []
    hanging: dict[int, tuple[int, Slot]] = {}  # column -> rows that are still covered, what stands there
    for cells in rows:
        row: list[Slot] = []
        for slot, wide, deep in cells:
            _let_hang(row, hanging)
            rest = slot if slot.header else Slot("", Span(slot.raw.end, slot.raw.end))
            for offset in range(min(wide, _WIDEST)):
                if deep > 1:
                    hanging[len(row)] = (deep - 1, rest)
                row.append(rest if offset else slot)
        _let_hang(row, hanging)
        grid.append(tuple(row))
    return tuple(grid)


def _let_hang(row: list[Slot], hanging: dict[int, tuple[int, Slot]]) -> None:
    while len(row) in hanging:
        left, slot = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, slot)
        row.append(slot)


def _unwrapped(rows: list[Row], spans: list[Span]) -> tuple[list[Row], list[Span]]:
    """A label that was broken over two lines in one cell: a lone cell above a row that begins in lower case."""
    found: list[Row] = []
    places: list[Span] = []
    for row, span in zip(rows, spans, strict=True):
        above = [slot for slot in found[-1] if not slot.is_empty] if found else []
        if len(above) == 1 and len(row) > 1 and row[0].text[:1].islower() and not above[0].is_number:
            found[-1] = (joined(above[0], row[0]), *row[1:])
            places[-1] = Span(places[-1].start, span.end)
        else:
            found.append(row)
            places.append(span)
    return found, places


def _is_data(rows: Sequence[Row]) -> bool:
    """A first row that markdown calls the header, but that holds numbers above numbers, or nothing at all."""
    below = [row for row in rows[1:3] if row]
    numbers = [n for n, slot in enumerate(rows[0]) if slot.is_number and not slot.year]
    above = any(n < len(row) and row[n].is_number for row in below for n in numbers)
    return above or all(slot.is_empty for slot in rows[0])


def split(rows: Sequence[Row]) -> list[tuple[str, int, int]]:
    """The tables in a stretch of rows as (caption, first row, end).

    Cut at a title line above a header row, and at a header row below numbers. A header that is printed again
    (the table went on over a page) does not cut.
    """
    cuts: list[tuple[str, int, int]] = []
    start, caption = 0, ""
    for i, row in enumerate(rows):
        filled = [slot for slot in row if not slot.is_empty]
        if len(filled) == 1 and not filled[0].is_number and (i == start or _names_columns(rows, i + 1, loose=True)):
            cuts.append((caption, start, i))
            start, caption = i + 1, filled[0].text
        elif _names_columns(rows, i) and _is_new(rows, start, i):
            cuts.append((caption, start, i))
            start, caption = i, ""
    cuts.append((caption, start, len(rows)))
    return [cut for cut in cuts if cut[2] > cut[1]]


def _is_new(rows: Sequence[Row], start: int, i: int) -> bool:
    """True where row `i` follows numbers and is not the header of the table that began at `start`, printed again."""
    follows = any(slot.is_number for row in rows[start:i] for slot in row)
    return follows and [slot.text for slot in rows[i]] != [slot.text for slot in rows[start]]


def _names_columns(rows: Sequence[Row], i: int, *, loose: bool = False) -> bool:
    """True where row `i` holds words and the row below it a number under each of them.

    Headers of merged cells lose their place when a table is flattened: under a title line (`loose`) it is enough
    that there are as many words as numbers. In the middle of a table two numbers are asked for, because a single
    word above a single number is also an ordinary pair of rows.
    """
    if i + 1 >= len(rows):
        return False
    words = {n: slot for n, slot in enumerate(rows[i]) if not slot.is_empty}
    if len(words) < 2 or any(slot.is_placeholder or (slot.is_number and not slot.year) for slot in words.values()):
        return False
    below = {n for n, slot in enumerate(rows[i + 1]) if slot.is_number}
    return 0 < len(below) <= len(words) if loose else len(below) >= 2 and below <= words.keys()


def _slot(running: RunningText, span: Span, header: bool = False) -> Slot:
    return Slot(clean(running.text[span.start : span.end]), running.raw_span(span), header)


def _cell_line_grids(running: RunningText, lines: list[Line]) -> list[Grid]:
    grids = []
    for table in cell_tables(lines):
        spans = [split_cells(lines[i], "cell_lines")[0] for i in table.cells]
        slots = [_slot(running, span) for span in spans]
        rows = tuple(tuple(slots[i : i + table.columns]) for i in range(0, len(slots), table.columns))
        head = 1 if table.has_header else None
        grids.append(Grid(Span(spans[0].start, spans[-1].end), rows, "cell_lines", head=head))
    return grids


def _tailed(rows: list[tuple[Span, ...]], text: str) -> list[tuple[Span, ...]]:
    """Labels with the numbers behind them: a header of words is cut at its spaces and says how many columns there
    are; a number too many belongs to its label ("Fase 1"). Fewer numbers stand in the last columns ("Totaal 575")."""
    words = [
        Span(rows[0][0].start + m.start(), rows[0][0].start + m.end()) for m in _WORD.finditer(_text(rows[0], text))
    ]
    named = len(rows[0]) == 1 and len(words) in {len(row) for row in rows[1:]}
    count = len(words) if named else Counter(len(row) for row in rows).most_common(1)[0][0]
    found = [tuple(words)] if named else []
    for row in rows[1:] if named else rows:
        extra = max(0, len(row) - count)
        label = Span(row[0].start, row[extra].end)
        absent = (Span(label.end, label.end),) * (count - len(row))
        found.append((label, *absent, *row[extra + 1 :]))
    return found


def _text(row: tuple[Span, ...], text: str) -> str:
    return text[row[0].start : row[-1].end]


def _placed(rows: list[tuple[Span, ...]], starts: list[int]) -> list[tuple[Span, ...]]:
    """Ragged rows with each cell in the column that it stands under; rows that have all columns set the places."""
    count = max(Counter(len(row) for row in rows).items(), key=lambda item: (item[1], item[0]))[0]
    full = [(row, start) for row, start in zip(rows, starts, strict=True) if len(row) == count]
    columns = [
        (min(row[c].start - start for row, start in full), max(row[c].end - start for row, start in full))
        for c in range(count)
    ]
    placed = []
    for row, start in zip(rows, starts, strict=True):
        if len(row) >= count:
            placed.append(row)
            continue
        line = [Span(start, start)] * count
        free = 0
        for cell in row:
            middle = (cell.start + cell.end) / 2 - start
            best = min(
                range(free, count), key=lambda c: abs(middle - (columns[c][0] + columns[c][1]) / 2), default=None
            )
            if best is None:
                line[-1] = Span(line[-1].start, cell.end)
                continue
            line[best] = cell
            free = best + 1
        placed.append(tuple(line))
    return placed
