"""Puts text and marks together for the readers of formats that know their structure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narekenen.documents.limits import Limits
from narekenen.documents.model import Mark, MarkKind, Span
from narekenen.errors import UnusableInput, say

SPACE, LINE, PARAGRAPH = 1, 2, 3
_GAPS = ("", " ", "\n", "\n\n")
_SPACES = re.compile(r"[ \t\r\n\f]+")


class Writer:
    """Every mark spans exactly the text written while it was open.

    Gaps are asked for and only written before the next text: marks do not begin or end with them. Blocks stand on
    lines of their own, with an empty line between paragraphs; cells of a row are parted by a tab. Marks come out in
    reading order, the outer before the inner. A mark without text is left out, except a cell: an empty cell counts.
    """

    def __init__(self, limits: Limits, where: str) -> None:
        self.limits, self.where = limits, where
        self.length = 0
        self._parts: list[str] = []
        self._marks: list[Mark | None] = []
        self._open: list[_Open] = []
        self._waiting: list[_Open] = []
        self._gap = 0
        self._cells = 0
        self._fresh = False  # in a cell or after a label, before the first text: gaps are swallowed

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self._marks if mark is not None)

    def write(self, text: str) -> None:
        """Text as it stands, after the gap that was asked for."""
        if text:
            self._fresh = False
            self._close_gap()
            self._begin_waiting()
            self._put(text)

    def flow(self, text: str) -> None:
        """Text of a format in which any run of spaces and line ends is one space."""
        words = _SPACES.split(text)
        if words[0] == "":
            self.gap(SPACE)
        self.write(" ".join(word for word in words if word))
        if words[-1] == "":
            self.gap(SPACE)

    def label(self, text: str) -> None:
        """The label of a list item with one space; a gap that the item's first block asks for is swallowed."""
        self.write(f"{text} ")
        self._fresh = True

    def gap(self, size: int) -> None:
        """Ask for a gap before the next text: SPACE, LINE or PARAGRAPH. The largest stands; in a cell, LINE at most."""
        if not self._fresh:
            self._gap = max(self._gap, min(size, LINE) if self._cells else size)

    def open(self, kind: MarkKind, **attributes: str) -> None:
        """Begin a mark. Attributes without a value are left out."""
        given = tuple((key, value) for key, value in attributes.items() if value)
        mark = _Open(kind, given, len(self._marks))
        self._open.append(mark)
        self._waiting.append(mark)
        self._marks.append(None)
        if len(self._marks) > self.limits.marks:
            why = say("At most {most} cells, notes, links and so on are read", most=self.limits.marks)
            raise UnusableInput("too much structure", where=self.where, why=why, do="Split the document")

    def close(self) -> None:
        """End the mark that was begun last."""
        mark = self._open.pop()
        if mark.start is None:
            self._waiting.remove(mark)
        else:
            self._marks[mark.slot] = Mark(mark.kind, Span(mark.start, self.length), mark.attributes)

    def open_cell(self, first: bool, header: bool, **attributes: str) -> None:
        """Begin a cell: a tab parts it from the one before it in its row."""
        if first:
            self._close_gap()
        else:
            self._gap = 0
            self._put("\t")
        self.open("header_cell" if header else "cell", **attributes)
        self._begin_waiting()
        self._cells += 1
        self._fresh = True

    def close_cell(self) -> None:
        self._cells -= 1
        self._gap = 0
        self._fresh = False
        self.close()

    def _begin_waiting(self) -> None:
        for mark in self._waiting:
            mark.start = self.length
        self._waiting.clear()

    def _close_gap(self) -> None:
        if self._gap and self.length:
            self._put(_GAPS[self._gap])
        self._gap = 0

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        if self.length > self.limits.characters:
            why = say("At most {most} characters are read", most=self.limits.characters)
            raise UnusableInput("too much text", where=self.where, why=why, do="Split the document")


@dataclass(slots=True, eq=False)
class _Open:
    kind: MarkKind
    attributes: tuple[tuple[str, str], ...]
    slot: int
    start: int | None = None
