"""DOCX read from its XML: paragraphs, headings, lists, tables and notes in the order of the text.

The names are those of ECMA-376; the transitional and the strict namespace are read alike.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from functools import cached_property

from narekenen.documents.docxpackage import Package
from narekenen.documents.docxruns import RunWriter, chosen
from narekenen.documents.docxstyles import Numbering, Styles, child, number, value
from narekenen.documents.elements import Element, local_name, plain
from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import SourceText
from narekenen.documents.tablewriter import TableWriter
from narekenen.documents.writer import LINE, PARAGRAPH, SPACE, Writer
from narekenen.errors import UnusableInput

READER = "docx@1"

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRAPPERS = frozenset(("customXml", "smartTag", "ins", "moveTo", "sdtContent"))


def read_docx(data: bytes, *, name: str, digest: str, limits: Limits = LIMITS) -> SourceText:
    """The text of a Word file, with headings, lists, tables, notes, links, page headers and footers as marks.

    A note is cited where it stands (mark "note_ref") and written after the paragraph or table that cites it, a text
    box after its paragraph. Tracked insertions count as text, tracked deletions do not; both are named in a warning.
    A table of one column, or with a table inside it, is layout: its paragraphs are read one after another.
    Headers come first and footers last, as marks of kind "furniture".
    Raises UnusableInput for a damaged, locked or empty file and for more than the limits allow.
    """
    package = Package(data, name, limits)
    reader = _Reader(package, Writer(limits, name))
    root = package.root(package.main)
    body = child(root, "body")
    if body is None:
        why = "Its main part holds no body of text"
        raise UnusableInput("a DOCX without a document", where=name, why=why, do="Open it and save it anew")
    reader.furniture(body, "header")
    reader.blocks(body)
    reader.furniture(body, "footer")
    text = reader.writer.text
    if not text:
        why = "No paragraph holds text; it may hold pictures of pages"
        raise UnusableInput("a DOCX without text", where=name, why=why, do="Recognise the text first (OCR)")
    marks, warnings = reader.writer.marks, tuple(reader.warnings())
    return SourceText(
        name, digest, _MEDIA_TYPE, READER, text, marks=marks, warnings=warnings, metadata=tuple(_metadata(package))
    )


def _metadata(package: Package) -> Iterator[tuple[str, str]]:
    """Title and dates from the properties of the file. Its author is a person and is left out."""
    root = package.root("docProps/core.xml")
    for element in () if root is None else root:
        if local_name(element) in ("title", "subject", "created", "modified") and plain(element):
            yield local_name(element), plain(element)


class _Reader:
    """Walks through the parts of one file. Recursion is as deep as the XML, which the parser keeps below 256."""

    def __init__(self, package: Package, writer: Writer) -> None:
        self.package, self.writer = package, writer
        relations = package.related(package.main)
        self.part = dict(relations.values())
        self.headers = {key: target for key, (kind, target) in relations.items() if kind in ("header", "footer")}
        self.styles = Styles(package.root(self.part.get("styles", "")))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.cited: deque[tuple[str, Element, str]] = deque()
        self.boxes: deque[Element] = deque()
        self.seen: Counter[str] = Counter()
        links = {key: target for key, (kind, target) in relations.items() if kind == "hyperlink"}
        self.runs = RunWriter(writer, links, self.note_format, self.cite, self.boxes, self.seen)
        self.tables = 0
        self.inside_note = self.in_furniture = False

    @cached_property
    def numbering(self) -> Numbering:
        return Numbering(self.package.root(self.part.get("numbering", "")))

    @cached_property
    def _settings(self) -> Element | None:
        return self.package.root(self.part.get("settings", ""))

    def note_format(self, kind: str) -> str:
        """How "footnote" or "endnote" is numbered; Word counts endnotes in Roman where nothing is said."""
        usual = "lowerRoman" if kind == "endnote" else "decimal"
        return value(child(self._settings, f"{kind}Pr", "numFmt")) or usual

    def _notes(self, kind: str) -> dict[str, Element]:
        root = self.package.root(self.part.get(f"{kind}s", ""))
        return {value(e, "id"): e for e in (() if root is None else root) if local_name(e) == kind}

    def cite(self, kind: str, note_id: str, label: str) -> None:
        if note_id in self.notes[kind]:
            self.cited.append((kind, self.notes[kind][note_id], label))
        else:
            self.seen["lost"] += 1

    def blocks(self, parent: Element) -> None:
        """Paragraphs and tables in order. Whatever holds them without being one is looked through."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                self.blocks(_content(element))
            elif name in _WRAPPERS:
                self.seen["ins"] += name == "ins"
                self.blocks(element)
            elif name == "AlternateContent":
                self.blocks(chosen(element))
            elif name in ("del", "moveFrom", "altChunk"):
                self.seen[name] += 1
            if not self.tables:
                self._waiting()

    def _waiting(self) -> None:
        """Text boxes and notes of the block that was just written."""
        while self.boxes:
            self.blocks(self.boxes.popleft())
        while self.cited and not self.inside_note:
            kind, note, label = self.cited.popleft()
            self.inside_note = True
            self.writer.gap(PARAGRAPH)
            self.writer.open("note", label=label, type=kind)
            self.writer.write(label)
            self.writer.gap(SPACE)
            self.blocks(note)
            self.writer.close()
            self.writer.gap(PARAGRAPH)
            self.inside_note = False

    def _paragraph(self, element: Element) -> None:
        if self.inside_note or not self.runs.has_text(element):
            gap = SPACE if self.inside_note else 0
            self.writer.gap(gap)
            self.runs.paragraph(element, "")
            self.writer.gap(gap)
            return
        properties = child(element, "pPr")
        given = {local_name(one): one for one in (() if properties is None else properties)}
        style = self.styles[value(given.get("pStyle"))]
        outline = number(value(given.get("outlineLvl")), 9) + 1
        outline = outline if outline <= 9 else style.outline
        listed = given.get("numPr")
        list_id = value(child(listed, "numId")) or style.number
        level = number(value(child(listed, "ilvl")), style.level)
        label = self.numbering.label(list_id, level) if list_id else ""
        gap = LINE if label and not outline else PARAGRAPH
        self.writer.gap(gap)
        if outline:
            self.writer.open("heading", level=str(outline), label=label)
        elif label:
            self.writer.open("list_item", level=str(level + 1), label=label)
        else:
            self.writer.open("paragraph")
        self.runs.paragraph(element, label)
        self.writer.close()
        self.writer.gap(gap)

    def _table(self, element: Element) -> None:
        rows = list(_inside(element, "tr"))
        cells = [list(_inside(row, "tc")) for row in rows]
        self.tables += 1
        nested = any(next(cell.iter("{*}tbl"), None) is not None for row in cells for cell in row)
        if self.inside_note or self.in_furniture or nested or max(map(len, cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    self.blocks(cell)
        else:
            self._grid(rows, cells)
        self.tables -= 1

    def _grid(self, rows: list[Element], cells: list[list[Element]]) -> None:
        table = TableWriter(self.writer)
        for row, row_cells in zip(rows, cells, strict=True):
            header = child(row, "trPr", "tblHeader") is not None
            table.open_row()
            for _ in range(min(number(value(child(row, "trPr", "gridBefore"))), 100)):
                table.open_cell(covered=True)
                table.close_cell()
            for cell in row_cells:
                merged = child(cell, "tcPr", "vMerge")
                covered = merged is not None and value(merged) != "restart"
                table.open_cell(header, number(value(child(cell, "tcPr", "gridSpan")), 1), covered=covered)
                self.blocks(cell)
                table.close_cell()
            table.close_row()
        table.close()

    def furniture(self, body: Element, kind: str) -> None:
        """Page headers or footers, each part once, in the order in which the sections name them."""
        done = set[str]()
        for reference in body.iter(f"{{*}}{kind}Reference"):
            target = self.headers.get(value(reference, "id"), "")
            root = None if target in done else self.package.root(target)
            done.add(target)
            if root is None or not self.runs.has_text(root):
                continue
            self.writer.gap(PARAGRAPH)
            self.writer.open("furniture", part=kind, page=value(reference, "type"))
            self.in_furniture = True
            self.blocks(root)
            self.in_furniture = False
            self.writer.close()
            self.writer.gap(PARAGRAPH)

    def warnings(self) -> Iterator[str]:
        if self.seen["ins"] or self.seen["del"] or self.seen["moveFrom"]:
            gone = self.seen["del"] + self.seen["moveFrom"]
            yield f"Holds tracked changes: {self.seen['ins']} insertion(s) read as text, {gone} deletion(s) left out."
        for name, what in (
            ("hidden", "stretch(es) of hidden text left out."),
            ("comment", "comment(s) left out."),
            ("altChunk", "embedded document(s) left out."),
            ("lost", "note(s) cited that are not in the file."),
        ):
            if self.seen[name]:
                yield f"{self.seen[name]} {what}"


def _content(element: Element) -> Element:
    found = child(element, "sdtContent")
    return element if found is None else found


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where a content control or a change stands around them."""
    for inner in element:
        found = local_name(inner)
        if found == name:
            yield inner
        elif found in _WRAPPERS or found == "sdt":
            yield from _inside(_content(inner), name)
