"""From the text as it was extracted to the text as a person reads it, and back.

`running_text` joins broken lines, takes notes and page furniture out of the middle of sentences and drops
remnants of markup. `undo` gives the source back, code point for code point.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from narekenen.documents.assembly import Assembly
from narekenen.documents.citing import citations
from narekenen.documents.drafts import Draft, Grouping, line_gap
from narekenen.documents.foldedlines import unfold
from narekenen.documents.furniture import furniture_lines
from narekenen.documents.lines import RawLine, raw_lines
from narekenen.documents.marked import marked_drafts, outermost, stated_citations
from narekenen.documents.model import RunningText, SourceText, Span
from narekenen.documents.notemarks import Marks
from narekenen.documents.notes import NoteLines, find_notes
from narekenen.documents.settling import settle
from narekenen.documents.tableregions import table_regions


def running_text(source: SourceText) -> RunningText:
    """The running text of a document, with every repair recorded.

    source   as a reader gives it; offsets of the result point into `source.text`
    Returns text in which blocks are separated by one blank line. Pieces and repairs together hold every code point
    of the source once: see `undo`. What could not be decided stands in `doubts`. Applying the function to its own
    text changes nothing, unless a heading lost its hashes right behind an unfinished sentence. Time is linear in the
    length of the text.
    """
    text = source.text
    lines = raw_lines(text, source.pages)
    if source.marks:
        return _stated(source, lines)
    marks = Marks(text)
    lines = unfold(lines, text, marks)
    tables = _table_lines(lines, table_regions(text))
    taken = {i for first, last in tables for i in range(first, last + 1)}
    furniture = furniture_lines(lines, taken)
    gap = line_gap(lines)
    notes = find_notes(lines, taken | furniture, marks, gap)
    drafts = _grouped(lines, tables, furniture, notes, gap)
    settle(drafts, text)
    cited = citations(marks, notes, lines, [Span(lines[a].start, lines[b].end) for a, b in tables], len(text))
    return Assembly(source, lines, furniture, cited).written(drafts)


def _stated(source: SourceText, lines: list[RawLine]) -> RunningText:
    """Running text of a format that states its structure: what it says is believed."""
    _table_lines(lines, [mark.span for mark in outermost(source.marks) if mark.kind == "table"])
    drafts = marked_drafts(source.marks, lines)
    settle(drafts, source.text)
    return Assembly(source, lines, set(), stated_citations(source.marks)).written(drafts)


def undo(running: RunningText) -> str:
    """The source text, put together again from the pieces and the repairs alone."""
    parts = [(piece.raw, piece.text) for piece in running.pieces if piece.raw is not None]
    parts += [(repair.raw.start, repair.before) for repair in running.repairs if repair.before]
    return "".join(text for _, text in sorted(parts))


def _table_lines(lines: list[RawLine], regions: Sequence[Span]) -> list[tuple[int, int]]:
    """First and last line of each table region. Those lines keep the empty cells at their ends: they are widened."""
    starts = [line.start for line in lines]
    found = []
    for region in regions:
        first, after = bisect_left(starts, region.start), bisect_left(starts, region.end)
        if first < after:
            lines[first] = lines[first]._replace(start=region.start)
            lines[after - 1] = lines[after - 1]._replace(end=region.end)
            found.append((first, after - 1))
    return found


def _grouped(
    lines: Sequence[RawLine],
    tables: Sequence[tuple[int, int]],
    furniture: set[int],
    notes: Sequence[NoteLines],
    gap: int,
) -> list[Draft]:
    """The lines as drafts, in reading order: a paragraph before the notes that stood in the middle of it."""
    table_at = dict(tables)
    note_at = {note.lines[0]: note for note in notes}
    apart = furniture | {i for note in notes for i in note.lines} | {i for a, b in tables for i in range(a, b + 1)}
    grouping = Grouping(lines, apart, gap)
    for i in range(len(lines)):
        if i in table_at:
            grouping.table(i, table_at[i])
        elif i in note_at:
            grouping.note(note_at[i])
        elif i in furniture:
            grouping.interrupt()
        elif i not in apart:
            grouping.body(i)
    return grouping.drafts
