"""What the bytes are, seen from the bytes: nobody should have to trust a file name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal, NamedTuple

from narekenen.documents.text import decode

Kind = Literal["text", "pdf", "docx", "html", "xml"]


class Refusal(NamedTuple):
    """A kind that is not read: what it is, why it cannot be used, what to do instead."""

    what: str
    why: str = ""
    do: str = ""


_OFFICE = "Open it in a word processor and save it as DOCX, or as PDF with text"
_SHEET = "Spreadsheets are input of other commands; for this one save the letter itself as DOCX, PDF or text"
_PICTURE = "A picture holds no text: recognise the text first (OCR) and give the PDF that comes out"
_UNPACK = "Unpack it first and give the documents inside"
_WANTED = "Give a text, PDF, DOCX or HTML file, or XML of officielebekendmakingen.nl"

_BY_SIGNATURE: tuple[tuple[bytes, Refusal], ...] = (
    (b"{\\rtf", Refusal("a rich text file (RTF)", do=_OFFICE)),
    (b"\x89PNG", Refusal("a PNG picture", do=_PICTURE)),
    (b"\xff\xd8\xff", Refusal("a JPEG picture", do=_PICTURE)),
    (b"GIF8", Refusal("a GIF picture", do=_PICTURE)),
    (b"II*\x00", Refusal("a TIFF picture", do=_PICTURE)),
    (b"MM\x00*", Refusal("a TIFF picture", do=_PICTURE)),
    (b"\x7fELF", Refusal("a program", do=_WANTED)),
    (b"MZ\x90\x00", Refusal("a program", do=_WANTED)),
    (b"\x1f\x8b", Refusal("a packed file (gzip)", do=_UNPACK)),
    (b"BZh", Refusal("a packed file (bzip2)", do=_UNPACK)),
    (b"\xfd7zXZ\x00", Refusal("a packed file (xz)", do=_UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Refusal("a packed file (7-Zip)", do=_UNPACK)),
    (b"Rar!\x1a\x07", Refusal("a packed file (RAR)", do=_UNPACK)),
    (b"PAR1", Refusal("a data file (Parquet)", do=_WANTED)),
    (b"SQLite format 3\x00", Refusal("a database (SQLite)", do=_WANTED)),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BY_PART: tuple[tuple[str, Refusal], ...] = (
    ("xl/workbook.xml", Refusal("a spreadsheet (XLSX)", do=_SHEET)),
    ("xl/workbook.bin", Refusal("a spreadsheet (XLSB)", do=_SHEET)),
    ("ppt/presentation.xml", Refusal("a presentation (PPTX)", do="Save it as PDF")),
    ("META-INF/container.xml", Refusal("an e-book (EPUB)", do="Save it as HTML or PDF")),
    ("content.xml", Refusal("an OpenDocument file (ODT, ODS)", do=_OFFICE)),
)
_BLANK = b" \t\r\n\x0b\x0c"
_FIRST_TAG = re.compile(
    r"(?:\ufeff|ï»¿|\s)*(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(\?xml|!doctype\s+\w+|\w[\w:.-]*)", re.IGNORECASE
)
_HTML_TAGS = frozenset(
    ("html", "head", "body", "title", "div", "p", "table", "ul", "ol", "h1", "h2", "h3", "article", "section")
)
_XML_TAGS = frozenset(("officiele-publicatie", "kamerstuk", "kamerwrk", "handelingen", "aanhangsel"))
_BODY_TAG = re.compile(r"<(?:html|head|title|body|div|p|table|h[1-6]|ul|ol)[\s>]", re.IGNORECASE)
_HEAD = 4096


def sniff(data: bytes) -> Kind | Refusal:
    """The kind of document, or why it is not read. Never raises."""
    if not data:
        return Refusal(
            "an empty file", "It holds no bytes at all", "Check whether it was copied or downloaded completely"
        )
    if b"%PDF-" in data[:1024] and (data.lstrip(_BLANK).startswith(b"%PDF-") or b" obj" in data):
        return "pdf"
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data)
    for signature, refusal in _BY_SIGNATURE:
        if data.startswith(signature):
            return refusal
    return _marked_up(data)


def _packed(data: bytes) -> Kind | Refusal:
    """A zip file: DOCX, one of its relatives, or something else altogether."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as problem:
        return Refusal("a damaged DOCX or zip file", str(problem), "Download it again, or open it and save it anew")
    for part, refusal in _BY_PART:
        if part in parts and "word/document.xml" not in parts:
            return refusal
    if "[Content_Types].xml" in parts or any(part.startswith("word/") for part in parts):
        return "docx"
    return Refusal("a packed file (zip)", do=_UNPACK)


def _compound(data: bytes) -> Refusal:
    """The container of old Office files, and of new ones with a password. Its names are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refusal("an Office file with a password", do="Open it with its password and save it without one")
    if "WordDocument".encode("utf-16-le") in data:
        return Refusal("an old Word file (DOC)", do=_OFFICE)
    if "Workbook".encode("utf-16-le") in data:
        return Refusal("an old spreadsheet (XLS)", do=_SHEET)
    return Refusal("an old Office file or a mail message", do=_OFFICE)


def _marked_up(data: bytes) -> Kind:
    """XML and HTML say so at the very start; text that merely holds tags stays text."""
    head = data[:_HEAD]
    try:
        start = decode(head).text
    except UnicodeError:  # the head was cut in the middle of a character, or the file is damaged
        start = head.decode("utf-16", "replace") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.decode("latin-1")
    found = _FIRST_TAG.match(start)
    if not found:
        return "text"
    tag = found[1].lower()
    if tag == "meta":  # a lone tag also stands above text that was converted from a page
        return "html" if _BODY_TAG.search(start) else "text"
    if tag in _HTML_TAGS or tag.split() == ["!doctype", "html"]:
        return "html"
    if tag in _XML_TAGS:
        return "xml"
    if tag == "?xml" or tag.startswith("!doctype"):
        return "html" if re.search(r"<html[\s>]", start, re.IGNORECASE) else "xml"
    return "text"
