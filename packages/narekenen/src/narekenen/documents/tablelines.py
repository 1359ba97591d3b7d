"""Lines of flattened tables and the cells in them: tabs, markdown pipes, ragged spaces."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from narekenen.documents.model import Span

Layout = Literal["tabs", "markdown", "spaces", "tails", "cell_lines"]
"""tails: a label and numbers with one space between, as text taken out of a PDF has it."""

_UNIT = (
    r"%|‰|mln\.?|mld\.?|miljoen|miljard|euro|EUR|fte|FTE|km2?|m[23²³]|ha|k|x"
    r"|jaar|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|uur|uren"
)
_NUMERIC = re.compile(
    rf"[€$(+\-–−±<>≤≥~*_ \u00a0]*(?:circa |ca\. ?)?[€$+\-–−]? ?"
    rf"\d[\d.,'/ \u00a0]*(?:-|–)?[\d.,]*(?:,-|,–)? ?(?:{_UNIT})?[)*_ \u00a0¹²³⁴⁵⁶⁷⁸⁹]*"
)
_PHONE = re.compile(r"\(?(?:\+31|0\d{1,3})\)?(?:[ -]?\d){6,10}")
_POSTCODE = re.compile(r"\d{4} ?[A-Z]{2}\b")
_GAP = re.compile(r"(?: |\u00a0){2,}")
_RULE = re.compile(r"[\s|:+=\-–_]+")
_LIST_MARK = re.compile(r"\s*(?:[-•*·–o▪]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[ivxIVX]{1,5}[.)])[\t ]\s*")


_TAIL = re.compile(r"[-−–]?(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d*)(?:,\d{1,3})?%?|[-−–]")
_NO_LABEL = re.compile(
    r"(?:[,;:(/]|\b(?:nrs?|nummers?|artikel(?:en)?|art|blz|pagina|tot|en|of|de|van|op|in|per|jaar)\.?)$"
)


class Line(NamedTuple):
    """A line without its line break: its place in the text and its characters."""

    span: Span
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()


def split_lines(text: str) -> list[Line]:
    """The lines of `text` with their offsets; line breaks are `\\n`, `\\r\\n` or a form feed."""
    lines: list[Line] = []
    at = 0
    for raw in re.split(r"\r?\n|\f", text) if "\r" in text or "\f" in text else text.split("\n"):
        lines.append(Line(Span(at, at + len(raw)), raw))
        at += len(raw)
        while at < len(text) and text[at] in "\r\n\f":
            at += 1
            if text[at - 1] in "\n\f":
                break
    return lines


def is_numeric(cell: str) -> bool:
    """True where a whole cell reads as one number, amount or percentage; not for phone numbers and postcodes."""
    cell = cell.strip()
    if not cell or len(cell) > 40 or not _NUMERIC.fullmatch(cell):
        return False
    return not _PHONE.fullmatch(cell) and not _POSTCODE.match(cell)


def is_rule(line: str) -> bool:
    """True for the line under a markdown header, `|---|:--|`, and for the borders of a drawn table."""
    return ("-" in line or "=" in line) and ("|" in line or "+" in line) and bool(_RULE.fullmatch(line))


def split_cells(line: Line, layout: Layout) -> tuple[Span, ...]:
    """The cells of one line as spans in the text, blanks around them left out; empty cells are empty spans.

    Only for the layouts that keep a row on one line: tabs, markdown, spaces.
    """
    text = line.text
    if layout == "cell_lines":
        cuts: list[tuple[int, int]] = []
    elif layout == "tabs":
        cuts = [(m.start(), m.end()) for m in re.finditer("\t", text)]
    elif layout == "markdown":
        cuts = [(m.start(), m.end()) for m in re.finditer(r"\|", text) if m.start() == 0 or text[m.start() - 1] != "\\"]
    elif layout == "tails":
        cuts = tail_cuts(text)
    else:
        inner = _inner(text)
        cuts = [(inner.start + m.start(), inner.start + m.end()) for m in _GAP.finditer(text[inner.start : inner.end])]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    cells = [_trimmed(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if layout == "markdown":
        cells = cells[1 if text.lstrip().startswith("|") else 0 : -1 if text.rstrip().endswith("|") else None]
    return tuple(Span(line.span.start + start, line.span.start + end) for start, end in cells)


def fields(line: Line, layout: Layout) -> list[str]:
    """The texts of the cells of one line that hold something."""
    cells = (line.text[s - line.span.start : e - line.span.start] for s, e in split_cells(line, layout))
    return [cell for cell in cells if cell]


def layout_of(line: Line) -> Layout | None:
    """How one line could hold a table row, or None. A list item, an indent and plain prose hold none."""
    text = line.text
    if "|" in text and (text.count("|") >= 2 or is_rule(text)):
        return "markdown"
    if "\t" in text:
        body = text[mark.end() :] if (mark := _LIST_MARK.match(text)) else text.strip(" ")
        return "tabs" if "\t" in body.lstrip("\t") or body.count("\t") >= 2 else None
    if _has_tail(text):
        return "tails"
    if "  " in text or "\u00a0\u00a0" in text:
        body = text[mark.end() :] if (mark := _LIST_MARK.match(text)) else text
        return "spaces" if _GAP.search(body.strip()) else None
    return None


def tail_cuts(text: str) -> list[tuple[int, int]]:
    """The blanks before each of the numbers that a line ends in; a euro sign belongs to the number after it."""
    end = len(text.rstrip())
    cuts: list[tuple[int, int]] = []
    while end > 0:
        start = text.rfind(" ", 0, end) + 1
        if not _TAIL.fullmatch(text, start, end):
            break
        if text[max(0, start - 2) : start] == "€ ":
            start -= 2
        if start == 0:
            break
        cuts.append((start - 1, start))
        end = start - 1
    return cuts[::-1]


def _has_tail(text: str) -> bool:
    """A label with two numbers or more behind it. Sentences that end in numbers have a comma or a word between."""
    if not text or not (text[-1].isdigit() or text[-1] in "%-– ") or len(text) > 160 or "  " in text:
        return False
    cuts = tail_cuts(text)
    label = text[: cuts[0][0]].strip() if len(cuts) >= 2 else ""
    return any(c.isalpha() for c in label) and not _NO_LABEL.search(label.lower())


def _inner(text: str) -> Span:
    return Span(*_trimmed(text, 0, len(text)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
