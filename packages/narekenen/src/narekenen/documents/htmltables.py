"""HTML tables that stand as such in a text: what a converter could not write as markdown."""

from __future__ import annotations

import re
from typing import NamedTuple

from narekenen.documents.model import Span

_OPEN = re.compile(r"<table\b[^<>]{0,500}>", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s{0,5}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(tr|td|th|table)\b([^<>]{0,500})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(colspan|rowspan)\s{0,5}=\s{0,5}[\"']?(\d{1,3})", re.IGNORECASE)


class HtmlCell(NamedTuple):
    """What stands between the tags of one cell, blanks at its ends left out."""

    span: Span
    header: bool
    colspan: int
    rowspan: int


def html_tables(text: str) -> list[Span]:
    """The stretches from `<table>` to `</table>`, whole lines; a table that is not closed is none."""
    found: list[Span] = []
    at = 0
    while opening := _OPEN.search(text, at):
        closing = _CLOSE.search(text, opening.end())
        if not closing:
            break
        start = text.rfind("\n", 0, opening.start()) + 1
        line_end = text.find("\n", closing.end())
        end = len(text) if line_end < 0 else line_end
        if not text[start : opening.start()].strip() and not text[closing.end() : end].strip():
            found.append(Span(opening.start(), closing.end()))
        at = closing.end()
    return found


def html_rows(text: str, table: Span) -> list[list[HtmlCell]]:
    """The cells of each row of the table at `table`."""
    rows: list[list[HtmlCell]] = []
    cell: tuple[int, bool, str] | None = None
    for tag in _TAG.finditer(text, table.start, table.end):
        if cell:
            rows[-1].append(_cell(text, cell, tag.start()))
            cell = None
        name = tag[2].lower()
        if name == "tr" and not tag[1]:
            rows.append([])
        elif name in ("td", "th") and not tag[1]:
            rows = rows or [[]]
            cell = (tag.end(), name == "th", tag[3])
    return [row for row in rows if row]


def _cell(text: str, cell: tuple[int, bool, str], end: int) -> HtmlCell:
    start, header, attributes = cell
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans = {name.lower(): max(1, int(value)) for name, value in _ATTRIBUTE.findall(attributes)}
    return HtmlCell(Span(start, end), header, spans.get("colspan", 1), spans.get("rowspan", 1))
