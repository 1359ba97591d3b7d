"""Headings, lists and numbers of a DOCX, which stand in other parts than the text (ECMA-376, part 1, chapter 17)."""

from __future__ import annotations

import re
from typing import NamedTuple

from narekenen.documents.elements import Element, local_name

_HEADING = re.compile(r"(?:heading|kop|titre|überschrift) ([1-9])$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_UNCOUNTED = -1


class Style(NamedTuple):
    """What a paragraph style says. `outline` is the depth of a heading from 1, 0 for other text."""

    outline: int = 0
    number: str = ""
    level: int = 0


class Level(NamedTuple):
    """One level of a numbered list: format, pattern such as "%1.%2", first number."""

    format: str = "decimal"
    pattern: str = "%1."
    start: int = 1


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant along a path of local names, None where it ends."""
    for name in names:
        for inner in () if element is None else element:
            if local_name(inner) == name:
                element = inner
                break
        else:
            return None
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name, whichever of the two namespaces of the standard is used."""
    if element is None:
        return ""
    return next((str(v) for key, v in element.items() if key.rpartition("}")[2] == name), "")


def number(text: str, default: int = 0) -> int:
    """A small whole number, `default` for anything else."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        return default
    return int(text)


class Styles:
    """Paragraph styles by id, with what they inherit. Each is looked up when it is first used."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {value(e, "styleId"): e for e in (() if root is None else root) if local_name(e) == "style"}
        self._known: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        """The style, plain text for one that is not described."""
        if name not in self._known:
            self._known[name] = self._inherited(name)
        return self._known[name]

    def _inherited(self, name: str) -> Style:
        outline, numbered, level, seen = 0, "", 0, set[str]()
        while name in self._elements and name not in seen:
            seen.add(name)
            style = self._elements[name]
            heading = _HEADING.match(value(child(style, "name")))
            depth = child(style, "pPr", "outlineLvl")
            if not outline and (heading or depth is not None):
                outline = int(heading[1]) if heading else number(value(depth), 9) + 1
            if not numbered:
                numbered = value(child(style, "pPr", "numPr", "numId"))
                level = number(value(child(style, "pPr", "numPr", "ilvl")))
            name = value(child(style, "basedOn"))
        return Style(outline if outline <= 9 else 0, numbered, level)


class Numbering:
    """Gives each item of a numbered list its label, in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._described: dict[str, Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, list[int]] = {}
        for element in () if root is None else root:
            if local_name(element) == "abstractNum":
                self._described[value(element, "abstractNumId")] = element
            elif local_name(element) == "num":
                self._lists[value(element, "numId")] = value(child(element, "abstractNumId"))
                self._restarts[value(element, "numId")] = _restarts(element)

    def _levels_of(self, name: str) -> dict[int, Level]:
        if name not in self._levels:
            found = self._levels[name] = {}
            for level in self._described.get(name, ()):
                if local_name(level) == "lvl":
                    style = value(child(level, "numFmt")) or "decimal"
                    start = number(value(child(level, "start")), 1)
                    found[number(value(level, "ilvl"))] = Level(style, value(child(level, "lvlText")), start)
        return self._levels[name]

    def label(self, list_id: str, level: int) -> str:
        """The label of the next item, "" for a list that is not described or has none."""
        name = self._lists.get(list_id, "")
        described = self._levels_of(name).get(level)
        if described is None or not 0 <= level <= 8:
            return ""
        if described.format == "bullet":
            return described.pattern if described.pattern.strip() and described.pattern.isprintable() else "•"
        counts = self._counts.setdefault(name, [_UNCOUNTED] * 9)
        for at, first in self._restarts.pop(list_id, {}).items():
            counts[at] = first - 1
        counts[level] = counts[level] + 1 if counts[level] != _UNCOUNTED else described.start
        counts[level + 1 :] = [_UNCOUNTED] * (8 - level)
        return _PLACEHOLDER.sub(lambda found: self._numeral(name, counts, int(found[1]) - 1), described.pattern)

    def _numeral(self, name: str, counts: list[int], level: int) -> str:
        described = self._levels_of(name).get(level, Level())
        return numeral(described.start if counts[level] == _UNCOUNTED else counts[level], described.format)


def _restarts(element: Element) -> dict[int, int]:
    """Levels at which a list begins anew although it shares its description with an earlier one."""
    found = ((value(e, "ilvl"), child(e, "startOverride")) for e in element if local_name(e) == "lvlOverride")
    return {number(level): number(value(start), 1) for level, start in found if start is not None and number(level) < 9}


def numeral(count: int, style: str) -> str:
    """A number as Word prints it: decimal, lowerLetter (a … z, aa, bb), upperLetter, lowerRoman, upperRoman, none."""
    if style == "none":
        return ""
    if style in ("lowerLetter", "upperLetter") and 0 < count <= 780:
        letters = "abcdefghijklmnopqrstuvwxyz"[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman, left = "", count
        for amount, letters in (*_ROMAN, *_ROMAN_ONES):
            roman += letters * (left // amount)
            left %= amount
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)
