"""Drafts of a document whose format states its structure (DOCX, HTML, XML of officielebekendmakingen)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import groupby

from narekenen.documents import joining
from narekenen.documents.citing import Cited
from narekenen.documents.drafts import Draft
from narekenen.documents.lines import RawLine
from narekenen.documents.model import BlockKind, Mark, Span
from narekenen.documents.notemarks import Mark as NoteMark

_WHOLE = ("table", "note", "furniture")
_KINDS: dict[str, BlockKind] = {
    kind: kind for kind in ("table", "note", "furniture", "heading", "list_item", "caption", "paragraph")
}


def outermost(marks: Sequence[Mark]) -> list[Mark]:
    """The tables, notes and furniture that stand in no other, in reading order."""
    found: list[Mark] = []
    for mark in marks:
        if mark.kind in _WHOLE and (not found or mark.span.start >= found[-1].span.end):
            found.append(mark)
    return found


def marked_drafts(marks: Sequence[Mark], lines: Sequence[RawLine]) -> list[Draft]:
    """One draft for each stated block; a line break inside a paragraph parts it unless the sentence runs on."""
    drafts: list[Draft] = []
    numbered = list(_blocks(marks, lines))
    for mark, group in groupby(numbered, key=lambda pair: pair[0]):
        own = [line for _, line in group]
        kind: BlockKind = _KINDS[mark.kind] if mark else "paragraph"
        if kind == "table":
            drafts.append(Draft("table", [Span(own[0].start, own[-1].end)]))
        elif mark is not None and kind in ("note", "heading"):
            parts = [Span(line.start, line.end) for line in own]
            drafts.append(Draft(kind, parts, _level(mark), mark.get("label")))
        else:
            _part(drafts, own, kind, mark)
    return drafts


def _part(drafts: list[Draft], own: Sequence[RawLine], kind: BlockKind, mark: Mark | None) -> None:
    """Add a paragraph, item or caption: every line of its own, but for sentences that run on over the line break.

    Published XML and text processors hold sentences that are broken over paragraphs too; they are joined where the
    break stands behind a letter or a comma, not behind a number as in lists of papers.
    """
    for k, line in enumerate(own):
        part = Span(line.start, line.end)
        if kind != "furniture" and drafts and _runs_on(drafts[-1], line, kind, first=k == 0):
            drafts[-1].parts.append(part)
            drafts[-1].strings.append(line.text)
        else:
            label = mark.get("label") if mark and k == 0 else ""
            drafts.append(Draft(kind, [part], _level(mark) if mark else 0, label, strings=[line.text]))


def _runs_on(draft: Draft, line: RawLine, kind: BlockKind, first: bool) -> bool:
    if draft.kind != kind or not draft.strings or (first and kind != "paragraph"):
        return False
    above = draft.strings[-1]
    if first and not (above[-1].isalpha() or above[-1] == ","):
        return False
    return joining.carries_on(above, sum(map(len, draft.strings)), line.text)


def _level(mark: Mark) -> int:
    level = mark.get("level", "1" if mark.kind in ("heading", "list_item") else "0")
    return int(level) if level.isdecimal() else 1


def _blocks(marks: Sequence[Mark], lines: Sequence[RawLine]) -> Iterator[tuple[Mark | None, RawLine]]:
    """Each line with the mark that says what it is: the outermost table, note or furniture, else the innermost."""
    coming = deque(sorted((m for m in marks if m.kind in _KINDS), key=lambda m: (m.span.start, -m.span.end)))
    holding: list[Mark] = []
    for line in lines:
        while coming and coming[0].span.start <= line.start:
            holding.append(coming.popleft())
        holding = [mark for mark in holding if mark.span.end > line.start]
        whole = next((mark for mark in holding if mark.kind in _WHOLE), None)
        yield whole or _innermost(holding), line


def _innermost(holding: Sequence[Mark]) -> Mark | None:
    """A paragraph inside an item or a heading is that item or heading."""
    stronger = [mark for mark in holding if mark.kind != "paragraph"]
    found = stronger or holding
    return found[-1] if found else None


def stated_citations(marks: Sequence[Mark]) -> Cited:
    """The note marks as the format states them: tied by the identity of the note, else by its label, in order.

    Marks in tables stay where they are, as tables are copied as they stand.
    """
    whole = outermost(marks)
    starts = [mark.span.start for mark in whole]
    by_name: dict[str, deque[NoteMark]] = defaultdict(deque)
    leaving: list[NoteMark] = []
    for mark in marks:
        if mark.kind == "note_ref":
            label = mark.get("label")
            note_mark = NoteMark(mark.span, int(label) if label.isdecimal() else 0, 0)
            by_name[mark.get("note") or f"label {label}"].append(note_mark)
            at = bisect_right(starts, mark.span.start) - 1
            if at < 0 or whole[at].kind != "table" or mark.span.start >= whole[at].span.end:
                leaving.append(note_mark)
    by_note: list[tuple[NoteMark, ...]] = []
    for note in whole:
        if note.kind == "note":
            named, labelled = by_name.get(note.get("note")), by_name.get(f"label {note.get('label')}")
            by_note.append(tuple(named) if named else (labelled.popleft(),) if labelled else ())
    return Cited(tuple(by_note), tuple(sorted(leaving)))
