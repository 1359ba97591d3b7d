"""Putting the running text together: stretches of the source are copied, edits stand between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from narekenen.documents.model import Piece, Repair, RepairKind, Span

BETWEEN_BLOCKS = "\n\n"


class Edit(NamedTuple):
    """`start` to `end` of the source is not copied; `after` stands there instead."""

    start: int
    end: int
    after: str
    kind: RepairKind
    why: str


class Writer:
    """Writes running text from left to right and keeps the books: every code point of the source is either copied
    in a piece or stands in the `before` of one repair."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.pieces: list[Piece] = []
        self.repairs: list[Repair] = []
        self._parts: list[str] = []
        self.at = 0
        self._block_start = 0

    def text(self) -> str:
        return "".join(self._parts)

    def begin_block(self) -> None:
        self._block_start = self.at

    def end_block(self) -> None:
        """A block does not end in a space: what was left there by edits goes."""
        while self.at > self._block_start and self._parts[-1].endswith(" "):
            piece = self.pieces.pop()
            self._parts.pop()
            self.at = piece.start
            if piece.raw is None:
                self._forget(piece)
                continue
            last = piece.raw + len(piece.text) - 1
            self.copy(piece.raw, last)
            self.edit(Edit(last, last + 1, "", "space", "a space at the end of a paragraph"))

    def _forget(self, piece: Piece) -> None:
        """The space that a repair put in is taken back; the repair itself stays, without it."""
        for i in range(len(self.repairs) - 1, -1, -1):
            repair = self.repairs[i]
            if repair.at < piece.start:
                return
            if repair.at == piece.start and repair.after == piece.text:
                self.repairs[i] = Repair(repair.kind, repair.raw, repair.before, "", repair.at, repair.why)
                return

    def copy(self, start: int, end: int) -> None:
        """Copy a stretch of the source; a space is left out where one stands already, or where a block starts."""
        if start >= end:
            return
        if self._source[start] == " " and self._spaced():
            self.edit(Edit(start, start + 1, "", "space", "a second space"))
            start += 1
            if start >= end:
                return
        text = self._source[start:end]
        self.pieces.append(Piece(self.at, text, start))
        self._put(text)

    def edit(self, edit: Edit) -> None:
        after = "" if edit.after == " " and self._spaced() else edit.after
        raw = Span(edit.start, edit.end)
        self.repairs.append(Repair(edit.kind, raw, self._source[edit.start : edit.end], after, self.at, edit.why))
        if after:
            self.pieces.append(Piece(self.at, after, None))
            self._put(after)

    def stretch(self, start: int, end: int, edits: Iterable[Edit]) -> None:
        """Copy a stretch with the edits that lie in it, in order."""
        for edit in edits:
            self.copy(start, edit.start)
            self.edit(edit)
            start = edit.end
        self.copy(start, end)

    def _spaced(self) -> bool:
        return self.at == self._block_start or self._parts[-1].endswith(" ")

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.at += len(text)
