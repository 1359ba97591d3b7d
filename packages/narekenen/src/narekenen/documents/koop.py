"""XML of officielebekendmakingen.nl (KOOP): parliamentary papers, questions with answers, proceedings, gazettes.

The element names are those of the public schema "op-consolidated" (technische-documentatie.oep.overheid.nl).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from narekenen.documents.elements import Element, holds_text, local_name, parse_xml, plain, walk
from narekenen.documents.koopmetadata import metadata_of
from narekenen.documents.kooptables import column_spans
from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import MarkKind, SourceText
from narekenen.documents.tablewriter import TableWriter
from narekenen.documents.writer import LINE, PARAGRAPH, SPACE, Writer
from narekenen.errors import UnusableInput, say

READER = "koop@1"

_ROOTS = frozenset(
    ("officiele-publicatie", "kamerstuk", "kamerwrk", "handelingen", "aanhangsel", "kamervragen", "stcrt", "stb", "gmb")
)
_HEADINGS = {"titel": "1", "item-titel": "1", "kop": "2", "tussenkop": "3"}
_INLINE = frozenset(
    ("extref", "intref", "nadruk", "sup", "inf", "datum", "ondernummer", "dossiernr", "raadnr", "rijkswetnr", "deze")
) | {"begrotingshoofdstuk", "voornaam", "achternaam", "voorvoegsels", "tussenvoegsel", "li.nr", "unl", "politiek"}
_SKIPPED = frozenset(("metadata", "plaatje", "illustratie", "noot", "noot.nr"))
_TWICE_ENCODED = re.compile("Ã[\x80-\xbf]|â\x80[\x80-\xbf]|â€[™œ“”˜¢¦]")
_LABEL = re.compile(r"[\w*†‡]+")


def read_koop(data: bytes, *, name: str, digest: str, limits: Limits = LIMITS) -> SourceText:
    """The text of one publication, with references (`extref`), notes, lists and tables as marks, and its metadata.

    A note is cited where it stands (mark "note_ref") and written after the block, list or table that cites it.
    Raises UnusableInput for broken XML, for XML of another kind, and for more than the limits allow.
    """
    root = parse_xml(_without_preface(data), name, limits)
    if local_name(root) not in _ROOTS:
        why = say(
            "Its root is <{root}>, which is no publication of officielebekendmakingen.nl", root=local_name(root)[:60]
        )
        raise UnusableInput("XML of an unknown kind", where=name, why=why, do="Save the document as HTML, DOCX or PDF")
    reader = _Reader(Writer(limits, name), limits, name)
    reader.read(root)
    text, marks = reader.writer.text, reader.writer.marks
    if not text:
        raise UnusableInput(
            "a publication without text", where=name, why="None of its elements holds text", do="Download it again"
        )
    twice = "Accents and dashes were encoded twice before this was published."
    warnings = (twice,) if _TWICE_ENCODED.search(text) else ()
    return SourceText(
        name, digest, "application/xml", READER, text, marks=marks, warnings=warnings, metadata=metadata_of(root)
    )


def _without_preface(data: bytes) -> bytes:
    """Copies of proceedings begin with a byte order mark that was encoded twice and an empty line."""
    start = data.find(b"<", 0, 64)
    if start <= 0 or b"\x00" in data[:64]:
        return data
    return data[start:] if not data[:start].decode("utf-8", "replace").strip("\ufeffï»¿ \r\n\t") else data


class _Reader:
    """Walks through one publication.

    blocks   text blocks that are open: an element inside one continues its line
    groups   blocks, lists and tables that are open: notes are written when the last one closes
    """

    def __init__(self, writer: Writer, limits: Limits, where: str) -> None:
        self.writer, self.limits, self.where = writer, limits, where
        self.notes: deque[Element] = deque()
        self.blocks = self.groups = self.lists = 0
        self.tables: list[TableWriter] = []
        self.ends: list[Callable[[], None]] = []

    def read(self, root: Element) -> None:
        for event, item in walk(root, lambda e: local_name(e) in _SKIPPED, self.limits, self.where):
            if event == "text":
                self.writer.flow(item)
            elif event == "start":
                self.ends.append(self._start(item, local_name(item)))
            elif event == "end":
                self.ends.pop()()
                while self.notes and not self.groups:
                    self._write_note(self.notes.popleft())
            elif local_name(item) == "noot":
                self._cite(item)

    def _start(self, element: Element, tag: str) -> Callable[[], None]:
        """Begin an element; what comes back ends it."""
        if tag in _INLINE:
            return self._inline(element, tag)
        if tag in ("tgroup", "row", "entry"):
            return self._table_part(element, tag)
        if tag in ("thead", "tbody", "tfoot"):
            return _nothing
        if tag in ("lijst", "table"):
            return self._group(tag == "lijst")
        if tag == "li":
            label = next((plain(child) for child in element if local_name(child) == "li.nr"), "")
            return self._block("list_item", LINE, label=label, level=str(self.lists))
        if self.blocks:
            gap = LINE if self.tables else SPACE
            self.writer.gap(gap)
            return lambda: self.writer.gap(gap)
        if tag in _HEADINGS:
            return self._block("heading", PARAGRAPH, level=_HEADINGS[tag])
        if tag == "tekstregel":
            return self._block("furniture", LINE, part=element.get("inhoud", ""))
        if tag == "title" and self.groups:
            return self._block("caption", PARAGRAPH)
        if holds_text(element, _INLINE):
            return self._block("paragraph", PARAGRAPH, role=tag if tag != "al" else "")
        self.writer.gap(PARAGRAPH)
        return lambda: self.writer.gap(PARAGRAPH)

    def _inline(self, element: Element, tag: str) -> Callable[[], None]:
        if tag in ("extref", "intref"):
            to = element.get("doc") or element.get("refid") or ""
            href = to if "://" in to else ""
            self.writer.open("reference", doc="" if href else to, href=href, type=element.get("soort", ""))
        elif tag in ("nadruk", "sup", "inf"):
            self.writer.open("emphasis", style={"sup": "sup", "inf": "sub"}.get(tag) or element.get("type", "cur"))
        else:
            return _nothing
        return self.writer.close

    def _block(self, kind: MarkKind, gap: int, **attributes: str) -> Callable[[], None]:
        self.writer.gap(gap)
        self.writer.open(kind, **attributes)
        self.blocks += 1
        self.groups += 1

        def end() -> None:
            self.blocks -= 1
            self.groups -= 1
            self.writer.close()
            self.writer.gap(gap)

        return end

    def _group(self, is_list: bool) -> Callable[[], None]:
        gap = LINE if self.blocks else PARAGRAPH
        self.writer.gap(gap)
        self.groups += 1
        self.lists += is_list

        def end() -> None:
            self.groups -= 1
            self.lists -= is_list
            self.writer.gap(gap)

        return end

    def _table_part(self, element: Element, tag: str) -> Callable[[], None]:
        """Parts of a CALS table. A row or entry outside any table is a line of text."""
        if tag == "tgroup":
            self.tables.append(TableWriter(self.writer))
            return lambda: self.tables.pop().close()
        if not self.tables:
            return self._block("paragraph", PARAGRAPH)
        table = self.tables[-1]
        if tag == "row":
            table.open_row()
            return table.close_row
        in_head = local_name(element.getparent().getparent()) == "thead"
        table.open_cell(in_head, *column_spans(element))
        self.blocks += 1

        def end() -> None:
            self.blocks -= 1
            table.close_cell()

        return end

    def _cite(self, note: Element) -> None:
        """The note's label where it is cited; its text waits."""
        self.writer.open("note_ref", label=_label(note), note=note.get("id", ""))
        self.writer.write(_label(note))
        self.writer.close()
        self.notes.append(note)

    def _write_note(self, note: Element) -> None:
        end = self._block("note", PARAGRAPH, label=_label(note), note=note.get("id", ""), type=note.get("type", ""))
        self.writer.write(_label(note))
        self.writer.gap(SPACE)
        for child in note:
            if local_name(child) != "noot.nr":
                self.writer.gap(SPACE)
                self.read(child)
        end()


def _nothing() -> None:
    """The end of an element that left no trace."""


def _label(note: Element) -> str:
    number = next((plain(child) for child in note if local_name(child) == "noot.nr"), "")
    found = _LABEL.search(number)
    return found[0] if found else number or "*"
