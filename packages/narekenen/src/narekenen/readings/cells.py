"""One cell of a table: its words without markup, and the number in it when the whole cell is one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from narekenen.documents.model import Span
from narekenen.documents.tablelines import is_numeric
from narekenen.readings.model import Cell
from narekenen.readings.numbercells import parse_number

_NOTE_MARK = re.compile(r"<sup>[^<]{0,40}</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9} ?/?>")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACEHOLDERS = frozenset(
    ["n.v.t.", "nvt", "n.v.t", "n.b.", "nb", "onbekend", "pm", "p.m.", "nihil", "geen", "?", "x", "nnb", "n.n.b."]
)
CURRENCIES = frozenset(["€", "EUR", "euro", "$", "£"])


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as it stands in the source: cleaned text, place, and whether the format calls it a header cell."""

    text: str
    raw: Span
    header: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text.strip(" \t\n\u00a0-–—.…")

    @property
    def is_number(self) -> bool:
        return is_numeric(self.text)

    @property
    def year(self) -> int | None:
        """The year where the cell holds a bare year and nothing else."""
        text = self.text.strip(" *")
        return int(text) if _YEAR.fullmatch(text) else None

    @property
    def is_placeholder(self) -> bool:
        """n.v.t., pm, onbekend: says that there is no number here, so it is no heading either."""
        return self.text.strip().lower() in _PLACEHOLDERS

    @property
    def has_digit(self) -> bool:
        return any(c.isdigit() for c in self.text)


def clean(text: str) -> str:
    """The words of a cell without tags, note marks and markdown emphasis; line breaks become spaces."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _NOTE_MARK.sub("", text))
    text = " ".join(text.replace("**", "").split())
    for mark in ("__", "*", "_"):
        if len(text) > 2 * len(mark) and text.startswith(mark) and text.endswith(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text.replace("\\", "")


def without_glued_notes(column: Sequence[Slot]) -> list[Slot]:
    """Years with a note mark glued to them as years: 20191 below 2018 is 2019 with note 1."""
    found: list[Slot] = []
    for slot in column:
        before = found[-1].year if found else None
        if before and re.fullmatch(rf"{before + 1}\d\d?", slot.text):
            slot = Slot(slot.text[:4], Span(slot.raw.start, slot.raw.start + 4), slot.header)
        found.append(slot)
    return found


def joined(left: Slot, right: Slot) -> Slot:
    """Two neighbouring cells as one: "€" and "4.400" become "€ 4.400"."""
    words = f"{left.text} {right.text}".strip()
    return Slot(words, Span(min(left.raw.start, right.raw.start), max(left.raw.end, right.raw.end)), left.header)


_ENGLISH = re.compile(r"\D*\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d{1,2})\D*")
_DUTCH = re.compile(r"\D*\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d{1,2})\D*")
_SWAP = str.maketrans(",.", ".,")


def is_english(texts: Iterable[str]) -> bool:
    """True where cells can only be read with a comma between thousands (1,106,000) and none only with a dot."""
    found = list(texts)
    return any(map(_ENGLISH.fullmatch, found)) and not any(map(_DUTCH.fullmatch, found))


def read_cell(slot: Slot, english: bool = False) -> Cell:
    """A slot as a cell: with its number where the whole text is one, pointing at the whole cell."""
    number = parse_number(slot.text.translate(_SWAP) if english else slot.text)
    if number:
        number = replace(number, span=slot.raw, raw=slot.raw, text=slot.text)
    return Cell(slot.text, slot.raw, number=number)
