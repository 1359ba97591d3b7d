"""Lines that lost their line breaks: several notes in one line, or a whole page with its footer in one line.

They are parted again where a page footer, the label of a question or the next note is beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narekenen.documents import lineshapes as shape
from narekenen.documents.lines import RawLine
from narekenen.documents.notemarks import Marks

_LONG = 1500
"""Characters above which a line may be a page."""
_NEAR = 2000
"""Characters of notes that may stand before a footer, and of a note before the next one."""
_FOOTER = re.compile(
    r"(?:\b(?:kst|ah-tk|ah|h-tk|h-ek|ek|blg)-[\w-]{3,40} )?(?:ISSN \d{4} ?[-–] ?\d{3}[\dX] )?"
    r"(?:[’'‘]s-Gravenhage \d{4} )?\b(?:Tweede|Eerste) Kamer, vergaderjaar \d{4}[–-]\d{4}, "
    r"(?:Aanhangsel|\d\d \d{3}[^.;:?!,]{0,12}, nr\. \d{1,4})(?: \d{1,3}\b)?"
)
_QUESTION = re.compile(r"(?<=[.?!»)\d] )(?:Vraag|Antwoord) \d{1,3}(?:(?:, | en )\d{1,3}){0,9}(?= [A-ZÀ-Þ«])")
_NOTE = re.compile(r"(?<= )(?P<label>[1-9]\d{0,2}) (?=[A-ZÀ-Þ«“]|https?:)")
_START = re.compile(r"(?P<label>[1-9]\d{0,2}) (?=[A-ZÀ-Þ«“]|https?:)")
_END = re.compile(r"[.?!»”)\d] ?$")


def unfold(lines: Sequence[RawLine], text: str, marks: Marks) -> list[RawLine]:
    """The lines, those that were folded together parted. `marks` are the possible citations of notes in `text`."""
    parted: list[RawLine] = []
    due, last = 1, 0
    for line in lines:
        if len(line.text) > _LONG and (footers := list(_FOOTER.finditer(line.text))):
            parted += _cut(line, sorted(set(_page_cuts(line, footers, marks))))
            continue
        start = _START.match(line.text)
        if start and int(start.group("label")) >= due and marks.between(int(start.group("label")), 0, line.start):
            due, last = int(start.group("label")) + 1, line.start
        cuts = []
        if due > 1 and line.start - last < _NEAR:
            for found in _NOTE.finditer(line.text):
                at = line.start + found.start()
                if (
                    int(found.group("label")) == due
                    and _END.search(line.text, max(0, found.start() - 3), found.start())
                    and marks.between(due, 0, last)
                ):
                    cuts.append(found.start())
                    due, last = due + 1, at
        parted += _cut(line, cuts) if cuts else [line]
    return parted


def _page_cuts(line: RawLine, footers: Sequence[re.Match[str]], marks: Marks) -> Iterator[int]:
    """Where a line that holds whole pages is cut: around footers and labels of questions, before notes."""
    for question in _QUESTION.finditer(line.text):
        yield from question.span()
    due, page = 1, 0
    for footer in footers:
        yield from footer.span()
        low = max(page, footer.start() - _NEAR)
        for found in _NOTE.finditer(line.text, low, footer.start()):
            at = line.start + found.start()
            if int(found.group("label")) != due or shape.awaits_number(
                line.text[max(0, found.start() - 40) : found.start()].rstrip()
            ):
                continue
            if marks.between(due, line.start, at) and not _QUESTION.search(line.text, found.start(), footer.start()):
                yield found.start()
                due += 1
        page = footer.end()


def _cut(line: RawLine, cuts: Sequence[int]) -> list[RawLine]:
    """The pieces of a line; behind a footer a new page starts."""
    pieces: list[RawLine] = []
    for low, high in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
        piece = line.text[low:high]
        inner = piece.strip()
        if not inner:
            continue
        start = line.start + low + len(piece) - len(piece.lstrip())
        new_page = bool(pieces) and _FOOTER.fullmatch(pieces[-1].text) is not None
        first = not pieces
        pieces.append(
            RawLine(
                start,
                start + len(inner),
                inner,
                line.breaks if first else 1,
                line.indent if first else 0,
                line.new_page if first else new_page,
            )
        )
    return pieces
