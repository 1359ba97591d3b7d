"""Blocks before they are written: which lines belong together, and of what kind they are."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from narekenen.documents import joining
from narekenen.documents import lineshapes as shape
from narekenen.documents.lines import RawLine
from narekenen.documents.model import BlockKind, Span
from narekenen.documents.notes import NoteLines

_TITLE = 0.65
"""Share of the width of the column below which a line may be a title."""
_MOST = 0.85
"""Rank of the line whose length is taken for the width of a column: one that was never broken says nothing."""
_NARROWEST = 40
"""A column is wider than this; stretches of shorter lines are labels, cells or names."""
_SAMPLE = 200
_FEWEST = 4
"""Lines needed before a blank line after every line, or a width of the column, is believed to be a habit."""


@dataclass(slots=True)
class Draft:
    """`parts` are the stretches of source in the order in which they will run, one per line.

    skip      characters of the first part that are a label or marker
    broken    indices of parts behind which notes, furniture or a page break stood
    strings   the lines of the parts, where a format states its structure
    """

    kind: BlockKind
    parts: list[Span]
    level: int = 0
    label: str = ""
    skip: int = 0
    broken: set[int] = field(default_factory=set)
    strings: list[str] = field(default_factory=list)


def line_gap(lines: Sequence[RawLine]) -> int:
    """How many line breaks stand between two lines of one paragraph: 1, or 2 with a blank line after every line."""
    apart = running = 0
    for above, line in itertools.pairwise(lines):
        if line.breaks == 2 and apart < _SAMPLE:
            apart += 1
            running += joining.carries_on(above.text, len(above.text), line.text)
    return 2 if running >= _FEWEST and running > 0.2 * apart else 1


def widths(lines: Sequence[RawLine], apart: set[int], gap: int) -> list[int]:
    """For each line the width of the column that it stands in: of its stretch without blank lines."""
    found = [0] * len(lines)
    stretches: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if i in apart:
            continue
        if stretches[-1] and (line.breaks > gap or stretches[-1][-1] != i - 1):
            stretches.append([])
        stretches[-1].append(i)
    lengths = sorted(len(lines[i].text) for s in stretches if len(s) > 1 for i in s[:-1])
    usual = lengths[int(len(lengths) * 0.95)] if len(lengths) >= _FEWEST else joining.NARROW + 1
    for stretch in stretches:
        own = sorted(len(lines[i].text) for i in stretch)
        width = own[int(len(own) * _MOST)] if len(own) > 2 else max([*own, usual])
        width = width if width >= _NARROWEST else joining.NARROW + 1
        for i in stretch:
            found[i] = width
    return found


class Grouping:
    """Puts lines into drafts, in reading order."""

    def __init__(self, lines: Sequence[RawLine], apart: set[int], gap: int) -> None:
        self._lines, self._apart, self._gap = lines, apart, gap
        self._width = widths(lines, apart, gap)
        self.drafts: list[Draft] = []
        self._open: Draft | None = None
        self._last = -1
        self._length = 0
        self._interrupted = False
        self._labels: set[str] = set()

    def table(self, first: int, last: int) -> None:
        self.drafts.append(Draft("table", [Span(self._lines[first].start, self._lines[last].end)]))
        self._open = None

    def note(self, note: NoteLines) -> None:
        parts = [Span(self._lines[i].start, self._lines[i].end) for i in note.lines]
        self.drafts.append(Draft("note", parts, label=note.label, skip=note.skip))
        self._interrupted = True

    def interrupt(self) -> None:
        self._interrupted = True

    def body(self, i: int) -> None:
        line = self._lines[i]
        if self._open is not None and self._joins(i):
            if self._interrupted or line.new_page:
                self._open.broken.add(len(self._open.parts) - 1)
            self._open.parts.append(Span(line.start, line.end))
            self._length += len(line.text) + 1
        else:
            self._open = _opened(line)
            self.drafts.append(self._open)
            self._labels.add(self._open.label)
            self._length = len(line.text)
        self._last, self._interrupted = i, False

    def _joins(self, i: int) -> bool:
        above, line = self._lines[self._last], self._lines[i]
        if self._open is not None and joining.is_next_item(self._open.label, above.text, line.text):
            return False
        if self._interrupted or line.new_page:
            return joining.carries_on_over_page(above.text, self._length, line.text, self._width[self._last])
        if line.breaks <= self._gap:
            if self._is_enumerated(line.text):
                return not shape.stands_alone(above.text)
            return joining.wraps(above.text, self._length, line.text, self._width[i], self._is_titled(i))
        return joining.carries_on(above.text, self._length, line.text)

    def _is_titled(self, i: int) -> bool:
        """A short line with a capital and without an end, behind which a line starts with a capital too."""
        line = self._lines[i]
        closed = shape.is_closed(line.text) and not shape.is_announcement(line.text)
        if len(line.text) > _TITLE * self._width[i] or closed or line.text[-1] in ",-":
            return False
        if shape.starts_low(line.text) or shape.starts_digit(line.text) or shape.is_open(line.text):
            return False
        below = next((k for k in range(i + 1, len(self._lines)) if k not in self._apart), None)
        if below is None:
            return True
        first = shape.bare(self._lines[below].text)
        far = below > i + 1 or self._lines[below].breaks > self._gap
        return not shape.starts_low(first) and (far or not shape.starts_digit(first))

    def _is_enumerated(self, text: str) -> bool:
        """The line starts with a label that carries on an enumeration inside a sentence: "b)" without an item "a)"."""
        before = shape.follows_label(shape.list_label(text))
        return bool(before) and before not in self._labels


def _opened(line: RawLine) -> Draft:
    part = [Span(line.start, line.end)]
    level = shape.heading_level(line.text)
    if level:
        return Draft("heading", part, level, skip=shape.hashes_length(line.text))
    if shape.is_caption(line.text):
        return Draft("caption", part)
    if shape.is_address(line.text):
        return Draft("address", part)
    if shape.is_bare_label(line.text):
        return Draft("list_item", part, 1, line.text)
    label = shape.list_label(line.text)
    if label:
        return Draft("list_item", part, 1, label, shape.label_length(line.text))
    return Draft("paragraph", part)
