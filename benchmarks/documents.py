"""Documents and pages per second, and what each reader finds, beside pypdf, pdfminer.six and python-docx.

Claim: pages of a PDF come out at least ten times as fast as with the readers written in Python, with the same words;
Word files come out with their notes, which python-docx leaves out. Equal results are asserted before anything is
timed: the words of a page, and the paragraphs of a Word file in their order.

Run: uv run python benchmarks/documents.py
"""

from __future__ import annotations

import io
import logging
import os
import re
import statistics
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pypdf
from pdfminer.high_level import extract_text

from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document

SHARED = Path(os.environ.get("NAVOLGBAAR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
CORPUS = SHARED / "documents" / "corpus"
ROUNDS = 3
Reader = Callable[[bytes], str]


def ours(data: bytes) -> str:
    return open_document(data).text


def with_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def with_pdfminer(data: bytes) -> str:
    return extract_text(io.BytesIO(data))


def with_python_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def words(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", re.sub(r"-\s*\n\s*", "", text)))


def assert_same_words(name: str, files: Sequence[bytes], peer: Reader, least: float) -> None:
    """Of the words that a peer finds, the share that we find too; word breaks inside a peer's words are its own."""
    theirs = [words(peer(data)) for data in files]
    found = [words(ours(data)) for data in files]
    share = sum(len(a & b) for a, b in zip(theirs, found, strict=True)) / sum(map(len, theirs))
    back = sum(len(a & b) for a, b in zip(theirs, found, strict=True)) / sum(map(len, found))
    print(f"  words of {name} found by us {share:.3f}; words of ours found by it {back:.3f}")
    assert share >= least, f"{name}: only {share:.3f} of its words are found"


def assert_same_paragraphs(files: Sequence[bytes]) -> None:
    for data in files:
        text, place = ours(data), 0
        for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
            for word in re.findall(r"\w{5,}", paragraph.text):
                place = text.index(word, place)


def seconds(read: Reader, files: Sequence[bytes]) -> float:
    """Processor time for all files together, median of the rounds: a busy machine does not show in it."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for data in files:
            read(data)
        rounds.append(time.process_time() - began)
    return statistics.median(rounds)


def report(title: str, files: Sequence[bytes], units: int, unit: str, readers: dict[str, Reader]) -> None:
    """Speed of each reader and how many times as fast ours is."""
    print(f"\n{title}: {len(files)} files, {units} {unit}, {sum(map(len, files)) / 1e6:.1f} MB")
    base = 0.0
    for name, read in readers.items():
        took = seconds(read, files)
        base = base or took
        characters = sum(len(read(data)) for data in files)
        ratio = "" if took == base else f"   ours is {took / base:.1f} times as fast"
        speed = f"{units / took:10.1f} {unit}/s  {len(files) / took:8.1f} files/s"
        print(f"  {name:14s} {speed}  {characters:9d} characters{ratio}")


def finds(files: Sequence[bytes]) -> str:
    """What our reader keeps beside the characters."""
    sources: list[SourceText] = [open_document(data) for data in files]
    kinds = ("heading", "list_item", "table", "row", "note", "note_ref", "reference", "link", "furniture")
    counts = {kind: sum(mark.kind == kind for source in sources for mark in source.marks) for kind in kinds}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def read_all(*patterns: str) -> list[bytes]:
    return [file.read_bytes() for pattern in patterns for file in sorted(CORPUS.glob(pattern))]


def main() -> None:
    warnings.simplefilter("ignore")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pdfs, words_files = read_all("*_pdf/*.pdf"), read_all("kamervragen_docx/*.docx")
    texts, xml = read_all("*txt*/*.txt", "moties_pdftext/*.txt"), read_all("*_xml/*.xml")

    print("Equal results")
    assert_same_words("pypdf", pdfs, with_pypdf, 0.97)
    assert_same_words("pdfminer.six", pdfs, with_pdfminer, 0.97)
    assert_same_paragraphs(words_files)
    print("  python-docx: every word of every paragraph, in the same order")

    pages = sum(len(open_document(data).pages) for data in pdfs)
    report("PDF", pdfs, pages, "pages", {"narekenen": ours, "pypdf": with_pypdf, "pdfminer.six": with_pdfminer})
    report("DOCX", words_files, len(words_files), "letters", {"narekenen": ours, "python-docx": with_python_docx})
    print(f"  narekenen keeps {finds(words_files)}; python-docx keeps no notes, headers or text boxes")
    report("XML", xml, len(xml), "papers", {"narekenen": ours})
    print(f"  narekenen keeps {finds(xml)}")
    report("Text", texts, len(texts), "papers", {"narekenen": ours})


if __name__ == "__main__":
    main()
