"""Note blocks in plain text: where they start, where the text goes on, and where each note is cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from narekenen.documents import lineshapes as shape
from narekenen.documents.joining import cuts_address
from narekenen.documents.lines import RawLine
from narekenen.documents.notemarks import Marks

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_STATED = re.compile(
    r"(?:(?P<super>[⁰¹²³⁴-⁹]{1,3})|<sup>\s?(?P<tag>\d{1,3})\s?</sup>|\[\^?(?P<box>\d{1,3})\s?\]:?)\s*(?=\S)"
)
_PLAIN = re.compile(r"(?P<plain>[1-9]\d{0,2})\)?\s+(?=[A-ZÀ-Þ«“\"'‘’(<\[]|https?:|www\.|[a-z]+\.nl)")
_COMPLETE = re.compile(r"(?:[.!?»”)>]|(?:https?://|www\.)\S+|\d)$")
_ADDRESS = re.compile(r"(?:(?:https?://|www\.)\S{4,300}|^[\w%.~-]{1,200}/\S{1,300})$")
_MOST_LOST = 2
_FILLED = 0.75
"""Share of the next line below which a line was not full: the note ended there."""


@dataclass(slots=True)
class NoteLines:
    """A note as it stands in the lines: its label, its lines, and how many characters of the first are label.

    low   raw offset behind the note block before this one: the note is cited after it
    """

    label: str
    lines: list[int] = field(default_factory=list)
    skip: int = 0
    low: int = 0


def find_notes(lines: Sequence[RawLine], apart: set[int], marks: Marks, line_gap: int) -> list[NoteLines]:
    """The notes among `lines`, in order.

    apart      lines that are tables or furniture; they end a note
    marks      possible citations; a label in plain digits is believed only when it is due and cited before
    line_gap   line breaks between two lines of one paragraph (2 in text with a blank line after every line)
    """
    notes: list[NoteLines] = []
    due, low, zone_end = 1, 0, 0
    body: int | None = None
    for i, line in enumerate(lines):
        if i in apart:
            continue
        inside = bool(notes) and notes[-1].lines[-1] == i - 1
        follows = inside and _COMPLETE.search(lines[i - 1].text) is not None
        label, skip = _label(line, due, marks, low if inside else zone_end, follows)
        if label:
            if not inside:
                low = zone_end
            notes.append(NoteLines(label, [i], skip, low))
            due = int(label) + 1
            zone_end = line.end
        elif inside and _goes_on(lines, notes[-1], i, body, line_gap):
            notes[-1].lines.append(i)
            zone_end = line.end
        else:
            body = i
    return notes


def _label(line: RawLine, due: int, marks: Marks, low: int, follows: bool) -> tuple[str, int]:
    """(label, characters it takes) of a line that starts a note, ("", 0) of other lines.

    A plain number is believed when it is due and either cited since `low` or right behind the note before it
    (`follows`); one or two notes may have been lost before it where its own mark is beyond doubt.
    """
    stated = _STATED.match(line.text)
    if stated is not None:
        return stated.group(stated.lastgroup or 0).translate(_SUPERSCRIPT), stated.end()
    plain = _PLAIN.match(line.text)
    if plain is None:
        return "", 0
    label = int(plain.group("plain"))
    cited = marks.between(label, low, line.start)
    if label == due and (cited or follows):
        return str(label), plain.end()
    if due < label <= due + _MOST_LOST and any(mark.rank < 2 for mark in cited):
        return str(label), plain.end()
    return "", 0


def _goes_on(lines: Sequence[RawLine], note: NoteLines, i: int, body: int | None, line_gap: int) -> bool:
    """Line `i` carries on the note above it. Two signs that it does not end the note."""
    line, above = lines[i], lines[i - 1]
    if line.new_page or line.breaks > line_gap:
        return False
    if shape.heading_level(line.text) or shape.is_greeting(line.text):
        return False
    if cuts_address(above.text, line.text):
        return True
    address = _ADDRESS.search(above.text) is not None
    complete = address or _COMPLETE.search(above.text) is not None
    address_follows = line.text.startswith(("http", "www.", "<http"))
    pending = body is not None and not shape.is_closed(shape.bare(lines[body].text))
    after = lines[i + 1].breaks if i + 1 < len(lines) else 1
    signs = (
        complete,
        line.indent != lines[note.lines[0]].indent,
        line_gap == 2 and after == 2,
        line.breaks > above.breaks,
        pending and complete and shape.starts_low(line.text) and not address_follows,
        complete and not address_follows and (address or len(above.text) < _FILLED * len(line.text)),
    )
    return sum(signs) < 2
