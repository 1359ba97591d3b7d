"""PDF with a text layer, read with pypdfium2 (Chromium's PDFium).

The order of the text is PDFium's: that of the page's own instructions. Page headers, notes and columns are left where
they stand; making running text of it is the next step's work. PDFium is not thread-safe: one file at a time a process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from time import monotonic
from typing import Any

import pypdfium2
from pypdfium2 import PdfiumError
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from narekenen.documents.limits import LIMITS, Limits
from narekenen.documents.model import SourceText
from narekenen.errors import UnusableInput, say

READER = "pdf@1"

_WRONG_PASSWORD, _UNKNOWN_LOCK = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h
_ON_PAPER = str.maketrans({"\ufffe": "-\n", "\uf0b7": "•", "\uf0a7": "▪", "\x00": "\ufffd"})
"""PDFium gives U+FFFE for a hyphen at the end of a line and joins the line; bullets of symbol fonts are private use."""
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]")
_MOST_UNREADABLE = 0.05
_SCANNED = 20
"""A page with a picture and fewer characters than this, spaces not counted, is likely a scan."""
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, *, name: str, digest: str, limits: Limits = LIMITS) -> SourceText:
    """The text layer of a PDF, page after page; `pages` holds where each begins, a form feed stands between them.

    A line end is one "\\n"; a hyphen at a line end is "-" with its line end, as on paper. Ligatures stay as they are.
    `limits.seconds` is looked at between pages, so that one hostile page may take longer: see `isolation`.
    Raises UnusableInput for a file that is broken, locked, only pictures, or past the limits.
    """
    with closing(_document(data, name)) as document:
        count = len(document)
        if count > limits.pages:
            why = say("At most {most} are read", most=limits.pages)
            raise UnusableInput(say("{count} pages", count=count), where=name, why=why, do="Split the document")
        texts = list(_pages(document, count, name, limits))
        scans = tuple(i for i, text in enumerate(texts, 1) if _is_bare(text) and _has_picture(document, i - 1))
        metadata = tuple(_metadata(document))
    broken = tuple(i for i, text in enumerate(texts, 1) if text is None)
    found = [(text or "").replace("\r\n", "\n").replace("\r", "\n").translate(_ON_PAPER) for text in texts]
    _refuse_pictures(found, broken, name)
    starts = (0, *accumulate(len(text) + 2 for text in found[:-1]))
    text = "\n\f".join(found)
    warnings = tuple(_warnings(broken, scans, text))
    return SourceText(name, digest, "application/pdf", READER, text, starts, warnings=warnings, metadata=metadata)


def _document(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except PdfiumError as problem:
        # The code is that of the last error in this process, which may have been another file's.
        if getattr(problem, "err_code", None) in (_WRONG_PASSWORD, _UNKNOWN_LOCK) and b"/Encrypt" in data:
            do = "Open it with its password and print or save it as a PDF without one"
            raise UnusableInput("a PDF with a password", where=name, why="Its text is encrypted", do=do) from problem
        do = "Download it again, or open it in a browser and print it as PDF"
        why = "It is no PDF inside, or it breaks off"
        raise UnusableInput("a damaged PDF", where=name, why=why, do=do) from problem


def _pages(document: Any, count: int, name: str, limits: Limits) -> Iterator[str | None]:
    """The text of each page, None for a page that PDFium cannot load."""
    until, characters = monotonic() + limits.seconds, 0
    for number in range(count):
        text = _page(document, number)
        characters += len(text or "")
        if characters > limits.characters:
            most = limits.characters
            why = say("At most {most} characters are read; page {page} goes past that", most=most, page=number + 1)
            raise UnusableInput("too much text", where=name, why=why, do="Split the document")
        if monotonic() > until:
            template = "Page {page} of {count} was reached in the {most:g} seconds for one document"
            why = say(template, page=number + 1, count=count, most=limits.seconds)
            raise UnusableInput("takes too long to read", where=name, why=why, do="Split the document or print it anew")
        yield text


def _page(document: Any, number: int) -> str | None:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as layer:
            return str(layer.get_text_range(errors="replace"))
    except PdfiumError:
        return None


def _refuse_pictures(texts: list[str], broken: tuple[int, ...], name: str) -> None:
    if any(text.strip() for text in texts):
        return
    if broken or not texts:
        why = say("None of its {count} pages can be loaded", count=len(texts)) if texts else "It holds no pages"
        raise UnusableInput("a damaged PDF", where=name, why=why, do="Download it again")
    why = say("Its {count} page(s) hold no text: most likely it is a scan", count=len(texts))
    do = "Recognise the text first (OCR, for instance with ocrmypdf) and give the PDF that comes out"
    raise UnusableInput("a PDF without text", where=name, why=why, do=do)


def _warnings(broken: tuple[int, ...], scans: tuple[int, ...], text: str) -> Iterator[str]:
    if broken:
        yield f"Page(s) {_numbers(broken)} cannot be loaded and are missing."
    if scans:
        yield f"Page(s) {_numbers(scans)} look like scans without text: recognise their text first (OCR)."
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable > _MOST_UNREADABLE * len(text):
        yield f"{unreadable} of {len(text)} characters have no meaning: the fonts do not say which letters they draw."


def _is_bare(page: str | None) -> bool:
    return page is not None and len(page) < 50 * _SCANNED and len("".join(page.split())) < _SCANNED


def _has_picture(document: Any, number: int) -> bool:
    try:
        with closing(document[number]) as page:
            return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None
    except PdfiumError:  # a damaged page may load once and not again
        return False


def _numbers(pages: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, pages[:10]))
    return shown if len(pages) <= 10 else f"{shown} and {len(pages) - 10} more"


def _metadata(document: Any) -> Iterator[tuple[str, str]]:
    """Title and dates as the file states them. Its author is a person and is left out."""
    title = _stated(document, "Title")
    if title:
        yield "title", title
    for key, name in (("CreationDate", "created"), ("ModDate", "modified")):
        date = _DATE.match(_stated(document, key))
        if date:
            yield name, "-".join(date.groups())


def _stated(document: Any, key: str) -> str:
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""
