"""PDF files: the text layer page by page, and a clear word for what has none."""

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from narekenen.documents.limits import Limits
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput

Make = Callable[..., bytes]


def test_pages_follow_one_another_and_know_where_they_begin(make_pdf: Make):
    source = open_document(make_pdf(["Eerste pagina\nmet € 5", "Tweede", "Derde"]), name="brief.pdf")
    assert source.text == "Eerste pagina\nmet € 5\n\fTweede\n\fDerde"
    assert [source.text[start : start + 6] for start in source.pages] == ["Eerste", "Tweede", "Derde"]
    assert source.page_at(source.text.index("€")) == 1
    assert source.page_at(source.text.index("Tweede")) == 2
    assert source.page_at(len(source.text)) == 3
    assert (source.media_type, source.warnings) == ("application/pdf", ())


def test_a_hyphen_at_a_line_end_stays_a_hyphen_and_a_line_end(make_pdf: Make):
    source = open_document(make_pdf(["De gemeen-\nten bouwen"]))
    assert source.text == "De gemeen-\nten bouwen"


def test_title_and_dates_are_metadata_and_the_author_is_not(make_pdf: Make):
    info = "/Title(Voortgang)/Author(Iemand)/CreationDate(D:20200806122358)"
    assert open_document(make_pdf(["Tekst van de brief"], info)).metadata == (
        ("title", "Voortgang"), ("created", "2020-08-06"),
    )  # fmt: skip


def test_a_scan_is_refused_with_what_to_do(make_pdf: Make):
    with pytest.raises(UnusableInput, match=r"PDF without text.*2 page\(s\).*OCR"):
        open_document(make_pdf(["", " "]), name="scan.pdf")


def test_a_scanned_page_among_others_is_named(make_pdf: Make):
    source = open_document(make_pdf(["Een gewone pagina met genoeg tekst erop.", "p. 2", "Slot."], picture=True))
    assert source.warnings == ("Page(s) 2, 3 look like scans without text: recognise their text first (OCR).",)


def test_a_page_that_cannot_be_loaded_is_named(make_pdf: Make):
    pages = ["Een gewone pagina met genoeg tekst erop."] * 2
    data = make_pdf(pages).replace(b"9 0 R]", b"99 0 R]")
    source = open_document(data)
    assert source.text.startswith(pages[0])
    assert any(warning.startswith("Page(s) 2 ") for warning in source.warnings)


LOCK = "/Encrypt<</Filter/Standard/V 1/R 2/O({0})/U({0})/P -4>>/ID[(1234567890123456)(1234567890123456)]".format(
    "x" * 32
)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda data: data[: len(data) // 3], "damaged PDF"),
        (lambda data: b"%PDF-1.7\n" + bytes(1000), "damaged PDF"),
        (lambda data: data.replace(b"/Count 1", b"/Count 0").replace(b"Kids[7 0 R]", b"Kids[]"), "damaged PDF"),
        (lambda data: data.replace(b"/Root 1 0 R", b"/Root 1 0 R" + LOCK.encode()), "with a password"),
    ],
)
def test_broken_and_locked_files_are_refused(make_pdf: Make, change: Callable[[bytes], bytes], what: str):
    with pytest.raises(UnusableInput, match=what) as caught:
        open_document(change(make_pdf(["Tekst van de brief"])), name="brief.pdf")
    assert caught.value.do


def test_a_file_that_only_loses_its_end_is_read(make_pdf: Make):
    data = make_pdf(["Tekst van de brief"])
    assert open_document(data[: data.rindex(b"startxref")]).text == "Tekst van de brief"


def test_pages_characters_and_time_are_limited(make_pdf: Make):
    data = make_pdf(["Tekst van de brief"] * 3)
    for limits, what in (
        (Limits(pages=2), "3 pages"),
        (Limits(characters=40), "too much"),
        (Limits(seconds=0), "too long"),
    ):
        with pytest.raises(UnusableInput, match=what):
            open_document(data, limits=limits)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc here")
def test_no_file_stays_open(make_pdf: Make, tmp_path: Path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(make_pdf(["Tekst van de brief"]))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        open_document(path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def words(text: str) -> list[str]:
    """Words in the order of the text, hyphens at line ends closed: readers differ in what they make of those."""
    return re.findall(r"\w{6,}", re.sub(r"-\s*\n", "", text))


@pytest.mark.shared
def test_every_pdf_of_the_corpus_has_the_words_that_pypdf_finds(shared: Path):
    """pypdf breaks some words where a font changes, so that a few of its words are no words."""
    pypdf = pytest.importorskip("pypdf", reason="the peer pypdf is not installed")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    files = sorted((shared / "documents" / "corpus").glob("*_pdf/*.pdf"))
    assert len(files) == 15
    pages = 0
    for file in files:
        source = open_document(file)
        pages += len(source.pages)
        other = pypdf.PdfReader(file)
        assert len(other.pages) == len(source.pages)
        expected = set(words("\n".join(page.extract_text() for page in other.pages[:4])))
        found = set(words(source.text))
        assert len(expected & found) >= 0.92 * len(expected)
        assert len(source.text.split()) > 50 * len(source.pages)
    assert pages == 210
