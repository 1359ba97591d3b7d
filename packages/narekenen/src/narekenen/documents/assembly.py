"""Drafts written out as running text, with the books kept of what became of every code point."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from narekenen.documents.citing import Cited
from narekenen.documents.drafts import Draft
from narekenen.documents.edits import BETWEEN_BLOCKS, Edit, Writer
from narekenen.documents.hyphens import Words
from narekenen.documents.joins import join_edits
from narekenen.documents.lines import RawLine
from narekenen.documents.markup import emphasis, inline_edits
from narekenen.documents.model import Block, Note, RunningText, SourceText, Span


class Assembly:
    """Writes the drafts of one source."""

    def __init__(self, source: SourceText, lines: Sequence[RawLine], furniture: set[int], cited: Cited) -> None:
        self._source, self._text, self._cited = source, source.text, cited
        self._lines, self._furniture = lines, furniture
        self._starts = [line.start for line in lines]
        self._words = Words(source.text)
        self._writer = Writer(source.text)
        self._mark_edits = [_mark_edit(source.text, mark.span) for mark in cited.marks]
        self._mark_starts = [edit.start for edit in self._mark_edits]
        self._furthest = 0
        self._plain = not source.marks

    def written(self, drafts: Sequence[Draft]) -> RunningText:
        writer = self._writer
        blocks: list[Block] = []
        for draft in drafts:
            self._between(draft.parts[0].start, first=not blocks)
            start = writer.at
            writer.begin_block()
            self._write(draft)
            writer.end_block()
            blocks.append(Block(draft.kind, Span(start, writer.at), draft.level, draft.label, bool(draft.broken)))
        self._rest()
        notes, doubts = self._notes(drafts)
        return RunningText(
            self._source, writer.text(), tuple(writer.pieces), tuple(writer.repairs), tuple(blocks), notes, doubts
        )

    def _before(self, i: int) -> int:
        """Drop the furniture that stands right before line `i`; return where the blanks before the line begin."""
        first = i
        while first > 0 and first - 1 in self._furniture:
            first -= 1
        for k in range(first, i):
            low = self._lines[k - 1].end if k else 0
            self._writer.edit(Edit(low, self._lines[k].end, "", "drop_furniture", "page header, footer or rule"))
        return self._lines[i - 1].end if i else 0

    def _line(self, start: int) -> int:
        return bisect_left(self._starts, start)

    def _between(self, start: int, first: bool) -> None:
        """The blanks before a block."""
        low = self._before(self._line(start))
        after = "" if first else BETWEEN_BLOCKS
        if self._text[low:start] == after:
            self._writer.copy(low, start)
        else:
            self._writer.edit(Edit(low, start, after, "space", "one blank line between paragraphs"))

    def _rest(self) -> None:
        """Furniture and blanks behind the last block."""
        low = self._before(len(self._lines))
        if low < len(self._text):
            self._writer.edit(Edit(low, len(self._text), "", "space", "blanks at the end"))

    def _write(self, draft: Draft) -> None:
        at = draft.parts[0].start
        if at < self._furthest:
            self._writer.edit(Edit(at, at, "", "move_note", "a note in the middle of a paragraph"))
        self._furthest = max(self._furthest, draft.parts[-1].end)
        if draft.kind == "table":
            self._writer.copy(*draft.parts[0])
            return
        stars = emphasis(self._text, draft.parts) if self._plain else []
        if draft.kind == "heading" and self._plain and self._text[at] == "#":
            self._writer.edit(Edit(at, at + draft.skip, "", "drop_markup", "a heading of markdown"))
            at += draft.skip
        for part, below in zip(draft.parts, [*draft.parts[1:], None], strict=True):
            if below is None:
                self._part(at, part.end, stars)
                return
            line = self._line(below.start)
            gap = self._lines[line - 1].end
            end, edits = join_edits(self._text, part, below, gap, self._words)
            self._part(at, end, stars)
            self._before(line)
            for edit in edits:
                self._writer.edit(edit)
            at = below.start

    def _part(self, start: int, end: int, stars: Sequence[Edit]) -> None:
        """A stretch of one line with the edits in it; a note mark goes before other edits of the same place."""
        first = bisect_left(self._mark_starts, start)
        last = bisect_left(self._mark_starts, end)
        edits = [*self._mark_edits[first:last], *inline_edits(self._text, start, end, self._plain)]
        edits += stars[bisect_left(stars, (start,)) : bisect_left(stars, (end,))]
        if not edits:
            self._writer.copy(start, end)
            return
        edits.sort(key=lambda e: (e.start, e.kind != "take_note_mark", e.end))
        kept: list[Edit] = []
        for edit in edits:
            if edit.end <= end and (not kept or edit.start >= kept[-1].end):
                kept.append(edit)
        self._writer.stretch(start, end, kept)

    def _notes(self, drafts: Sequence[Draft]) -> tuple[tuple[Note, ...], tuple[str, ...]]:
        at = {r.raw.end: r.at for r in self._writer.repairs if r.kind == "take_note_mark"}
        blocks = [i for i, draft in enumerate(drafts) if draft.kind == "note"]
        notes, doubts = [], []
        for block, marks in zip(blocks, self._cited.by_note, strict=True):
            label = drafts[block].label
            notes.append(Note(label, block, tuple(at[m.span.end] for m in marks if m.span.end in at)))
            if not marks:
                doubts.append(f"Note {label}: no place was found where it is cited.")
        return tuple(notes), tuple(doubts)


def _mark_edit(text: str, mark: Span) -> Edit:
    """Take a mark out, with the blank before it where punctuation or the end of the line follows."""
    start = mark.start
    if text[start - 1 : start] == " " and (mark.end >= len(text) or text[mark.end] in " .,;:)?!\r\n"):
        start -= 1
    return Edit(start, mark.end, "", "take_note_mark", "the mark of a note")
