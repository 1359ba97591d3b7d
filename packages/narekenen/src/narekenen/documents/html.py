"""HTML read with lxml: headings, lists, tables, links and notes, without scripts, styles and menus."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from lxml import etree

from narekenen.documents.elements import (
    Element,
    holds_text,
    local_name,
    plain,
    refuse_attributes,
    refuse_floods,
    too_deep,
    walk,
)
from narekenen.documents.htmlshapes import Shapes, is_layout, list_label
from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import MarkKind, SourceText
from narekenen.documents.tablewriter import TableWriter
from narekenen.documents.text import Decoded, decode
from narekenen.documents.writer import LINE, PARAGRAPH, Writer
from narekenen.errors import UnusableInput

READER = "html@1"

_SKIPPED = frozenset(
    (
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "button",
        "select",
        "textarea",
    )
)
_LOOKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "sup": "sup", "sub": "sub"}
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label")
) | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_html(data: bytes, *, name: str, digest: str, limits: Limits = LIMITS) -> SourceText:
    """The text of a page, with headings, lists, tables, links and notes as marks.

    What a page does not show (scripts, menus, hidden elements) is left out; its own header and footer are "furniture".
    A table of one column, or with a table inside it, is layout. Lists get the labels that a browser shows.
    Raises UnusableInput for a page without text and for more than the limits allow.
    """
    decoded = _decode(data)
    root = _parse(decoded.text, name, limits)
    reader = _Reader(Writer(limits, name), Shapes(root), limits, name)
    reader.read(root)
    text, marks = reader.writer.text, reader.writer.marks
    if not text:
        why = "No element that a browser shows holds text; it may be filled by a script"
        raise UnusableInput("a page without text", where=name, why=why, do="Open it in a browser and save it as PDF")
    title = next((plain(element) for element in root.iter("title")), "")
    metadata = (("title", title),) if title else ()
    return SourceText(
        name, digest, "text/html", READER, text, marks=marks, warnings=decoded.warnings, metadata=metadata
    )


def _decode(data: bytes) -> Decoded:
    """By byte order mark or as UTF-8; else as the page says; else by a guess with a warning."""
    decoded = decode(data)
    said = _CHARSET.search(data[:4096])
    if not decoded.warnings or not said:
        return decoded
    try:
        codec = codecs.lookup(said[1].decode("ascii"))
        return Decoded(str(data.decode(codec.name)), codec.name)
    except (LookupError, UnicodeError):
        return decoded


def _parse(text: str, where: str, limits: Limits) -> Element:
    data = _NOT_IN_HTML.sub("\ufffd", text).encode()
    refuse_floods(data, where, limits)
    refuse_attributes(data, where)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise UnusableInput("HTML that cannot be read", where=where, why=str(problem), do="Save it anew") from problem
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_deep(limits, where)
    if root is None:
        raise UnusableInput("a page without text", where=where, why="It holds no element", do="Download it again")
    return root


def _is_hidden(element: Element) -> bool:
    if element.tag in _SKIPPED or "hidden" in element.attrib:
        return True
    style = element.get("style")
    return bool(style and _NOT_SHOWN.search(style))


class _Reader:
    """Walks through a page. `blocks` counts the blocks of text that are open: what stands in one continues its line."""

    def __init__(self, writer: Writer, shapes: Shapes, limits: Limits, where: str) -> None:
        self.writer, self.shapes, self.limits, self.where = writer, shapes, limits, where
        self.blocks = self.literal = 0
        self.lists: list[Element] = []
        self.tables: list[TableWriter | None] = []
        self.ends: list[Callable[[], None]] = []

    def read(self, root: Element) -> None:
        for event, item in walk(root, _is_hidden, self.limits, self.where):
            if event == "text":
                (self.writer.write if self.literal else self.writer.flow)(item)
            elif event == "start":
                self.ends.append(self._start(item, local_name(item).lower()))
            elif event == "end":
                self.ends.pop()()

    def _start(self, element: Element, tag: str) -> Callable[[], None]:
        """Begin an element; what comes back ends it."""
        if tag in _INLINE:
            return self._inline(element, tag)
        if tag == "br":
            self.writer.gap(LINE)
            return _nothing
        if tag == "table":
            return self._table(element)
        if tag in ("tr", "td", "th") and self.tables and self.tables[-1]:
            return self._table_part(element, tag, self.tables[-1])
        if tag in ("thead", "tbody", "tfoot", "colgroup", "col"):
            return _nothing
        if tag in ("ul", "ol"):
            return self._list(element)
        label = self.shapes.note_label(element)
        if label:
            return self._block("note", PARAGRAPH, label=label, note=element.get("id", ""))
        if tag == "li":
            return self._item(element)
        return self._plain_block(element, tag)

    def _plain_block(self, element: Element, tag: str) -> Callable[[], None]:
        if tag in ("header", "footer") and local_name(element.getparent()) == "body":
            return self._mark("furniture", PARAGRAPH, part=tag)
        if self.blocks:
            self.writer.gap(LINE)
            return lambda: self.writer.gap(LINE)
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return self._block("heading", PARAGRAPH, level=tag[1])
        if tag in ("caption", "figcaption"):
            return self._block("caption", PARAGRAPH)
        if tag == "pre":
            return self._literal()
        if holds_text(element, _INLINE):
            return self._block("paragraph", PARAGRAPH)
        self.writer.gap(PARAGRAPH)
        return lambda: self.writer.gap(PARAGRAPH)

    def _mark(self, kind: MarkKind, gap: int, **attributes: str) -> Callable[[], None]:
        self.writer.gap(gap)
        self.writer.open(kind, **attributes)

        def end() -> None:
            self.writer.close()
            self.writer.gap(gap)

        return end

    def _block(self, kind: MarkKind, gap: int, **attributes: str) -> Callable[[], None]:
        close = self._mark(kind, gap, **attributes)
        self.blocks += 1

        def end() -> None:
            self.blocks -= 1
            close()

        return end

    def _literal(self) -> Callable[[], None]:
        close = self._block("paragraph", PARAGRAPH)
        self.literal += 1

        def end() -> None:
            self.literal -= 1
            close()

        return end

    def _inline(self, element: Element, tag: str) -> Callable[[], None]:
        if tag == "a" and self.shapes.is_note_ref(element):
            href = element.get("href", "")
            self.writer.open("note_ref", label=self.shapes.label(element), note=href.partition("#")[2])
        elif tag == "a" and element.get("href"):
            self.writer.open("link", href=element.get("href", ""))
        elif tag in _LOOKS:
            self.writer.open("emphasis", style=_LOOKS[tag])
        else:
            return _nothing
        return self.writer.close

    def _list(self, element: Element) -> Callable[[], None]:
        gap = LINE if self.blocks else PARAGRAPH
        self.writer.gap(gap)
        self.lists.append(element)

        def end() -> None:
            self.lists.pop()
            self.writer.gap(gap)

        return end

    def _item(self, element: Element) -> Callable[[], None]:
        label = list_label(element, self.shapes.position(element))
        end = self._block("list_item", LINE, label=label, level=str(max(len(self.lists), 1)))
        self.writer.label(label)
        return end

    def _table(self, element: Element) -> Callable[[], None]:
        if is_layout(element):
            self.tables.append(None)
            self.writer.gap(PARAGRAPH)
            return lambda: self._end_table(None)
        table = TableWriter(self.writer)
        self.tables.append(table)
        return lambda: self._end_table(table)

    def _end_table(self, table: TableWriter | None) -> None:
        self.tables.pop()
        if table:
            table.close()
        self.writer.gap(PARAGRAPH)

    def _table_part(self, element: Element, tag: str, table: TableWriter) -> Callable[[], None]:
        if tag == "tr":
            table.open_row()
            return table.close_row
        table.open_cell(tag == "th", _span(element.get("colspan")), _span(element.get("rowspan")))
        self.blocks += 1

        def end() -> None:
            self.blocks -= 1
            table.close_cell()

        return end


def _span(text: str | None) -> int:
    return min(int(text), 65_534) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1


def _nothing() -> None:
    """The end of an element that left no trace."""
