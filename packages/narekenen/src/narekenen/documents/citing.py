"""Each note tied to the place where it is cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from narekenen.documents.lines import RawLine
from narekenen.documents.model import Span
from narekenen.documents.notemarks import Mark, Marks, cite, loose_marks, stands_in
from narekenen.documents.notes import NoteLines


class Cited(NamedTuple):
    """`by_note` holds the marks of each note, in printed order; `marks` all marks that leave the text, in order."""

    by_note: tuple[tuple[Mark, ...], ...]
    marks: tuple[Mark, ...]


def citations(
    marks: Marks, notes: Sequence[NoteLines], lines: Sequence[RawLine], tables: Sequence[Span], end: int
) -> Cited:
    """The marks that cite the notes. Without notes (an excerpt) a chain of marks from 1 on leaves all the same."""
    if not notes:
        loose = loose_marks(marks, end, tables)
        return Cited((), tuple(loose))
    windows = [(int(note.label), note.low, lines[note.lines[0]].start) for note in notes]
    found = cite(marks, _widened(windows))
    by_note = tuple(tuple(found.get(i, ())) for i in range(len(notes)))
    inside = [mark for group in by_note for mark in group if not stands_in(mark.span, tables)]
    return Cited(by_note, tuple(sorted(set(inside))))


def _widened(windows: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Notes of one block share its start as the end of their window."""
    widened: list[tuple[int, int, int]] = []
    start = 0
    for i, (label, low, high) in enumerate(windows):
        if i == 0 or low != windows[i - 1][1]:
            start = high
        widened.append((label, low, start))
    return widened
