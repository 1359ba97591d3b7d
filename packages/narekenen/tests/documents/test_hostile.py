"""Absurd and hostile files: each gives a clear word on what it is and what to do, or a result, within bounds.

Bounds of one file here: 20 seconds of processor time, and 2 GiB of memory above what the process held before it.
"""

import io
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.isolation import open_isolated
from narekenen.documents.limits import Limits
from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput

MILLION = 1_000_000
SECONDS, MEMORY_KIB = 20, 2 * 1024 * 1024

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = b"<!DOCTYPE html><html><body>"
XML = b"<?xml version='1.0'?>"
TABLE = 50_000


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def document(body: str) -> bytes:
    return f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def word(body: str) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": document(body)})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def locked_zip() -> bytes:
    """The flag that says that a part is encrypted, in both of the headers that name it."""
    data = bytearray(word(paragraph("tekst")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def lying_zip() -> bytes:
    """A part that is far larger than its headers say."""
    data = bytearray(word(paragraph("a" * 10 * MILLION)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    return bytes(data.replace(size, (100).to_bytes(4, "little")))


def pdf(*objects: bytes) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, start))


def pdf_page(content: bytes, resources: bytes = b"") -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>%s>>/Contents 5 0 R>>"
    kids = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", kids, font, page % resources, content)


def pdf_bomb() -> bytes:
    squeeze = zlib.compressobj(9)
    stream = b"".join(squeeze.compress(b" " * MILLION) for _ in range(200)) + squeeze.flush()
    return pdf_page(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream")


def rows(pattern: str) -> str:
    return "".join(pattern.format(i, 2 * i) for i in range(TABLE))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "PNG picture"),
    "a program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(1000), "a program"),
    "every byte there is": (lambda: bytes(range(256)) * 4000, "no text"),
    "only zeros": (lambda: bytes(MILLION), "no text"),
    "UTF-16 that is none": (lambda: b"\xff\xfe" + b"a" * MILLION + b"b", "UTF-16"),
    "100 MB on one line": (lambda: b"a" * 100 * MILLION, "too much text"),
    "100 MB of lines": (lambda: b"Een regel tekst.\n" * (100 * MILLION // 17), "too much text"),
    "100 MB of spaces": (lambda: b" " * 100 * MILLION, "too much text"),
    "100 MB of digits": (lambda: b"1" * 100 * MILLION, "too much text"),
    "300 MB": (lambda: bytes(300 * MILLION), "too large"),
    "a rich text file": (lambda: b"{\\rtf1 tekst}", "RTF"),
    "HTML 100,000 levels deep": (lambda: PAGE + b"<div>" * 100_000 + b"x", "inside one another"),
    "unclosed inline tags": (lambda: PAGE + b"<font>tekst " * 200_000, "inside one another"),
    "a million attributes": (lambda: PAGE + b"<p " + b" a" * MILLION + b">x", "attributes in one tag"),
    "ten million tags": (lambda: PAGE + b"<a>" * 10 * MILLION, "10000003 tags"),
    "a page of scripts": (lambda: PAGE + b"<script>tekst</script>" * 1000, "without text"),
    "a billion laughs": (
        lambda: XML + b"<!DOCTYPE l [<!ENTITY a 'haha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
        + b"]><kamerstuk><al>&a9;</al></kamerstuk>", "declares entities",
    ),
    "an entity outside the file": (
        lambda: XML + b"<!DOCTYPE k [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><kamerstuk><al>&e;</al></kamerstuk>",
        "declares entities",
    ),
    "a parameter entity": (
        lambda: XML + b"<!DOCTYPE k [<!ENTITY % e SYSTEM 'http://127.0.0.1:9/x'> %e;]><kamerstuk><al/></kamerstuk>",
        "declares entities",
    ),
    "an entity in UTF-16": (
        lambda: "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE k [<!ENTITY a 'x'>]><k>&a;</k>".encode("utf-16"),
        "declares entities",
    ),
    "XML 100,000 levels deep": (lambda: XML + b"<al>" * 100_000, "Excessive depth"),
    "a text of 11 MB in XML": (
        lambda: XML + b"<kamerstuk><al>" + b"a" * 11 * MILLION + b"</al></kamerstuk>", "cannot be read",
    ),
    "twenty million XML tags": (lambda: XML + b"<al/>" * 20 * MILLION, "tags"),
    "XML of another kind": (lambda: XML + b"<rss><item>tekst</item></rss>", "unknown kind"),
    "a zip bomb": (lambda: word(paragraph(" " * 120 * MILLION)), "far too large inside"),
    "a zip of 30,000 parts": (
        lambda: packed({"[Content_Types].xml": b"", **{f"word/{i}.xml": b"" for i in range(30_000)}}), "too many parts",
    ),
    "a DOCX without its document": (
        lambda: packed({"[Content_Types].xml": b"", "word/styles.xml": b"<x/>"}), "without a document",
    ),
    "a renamed spreadsheet": (
        lambda: packed({"[Content_Types].xml": b"", "xl/workbook.xml": b"<x/>"}), "spreadsheet",
    ),
    "a DOCX cut in half": (lambda: word(paragraph("tekst"))[:300], "damaged DOCX"),
    "a DOCX with a password": (locked_zip, "password"),
    "a DOCX that lies about its size": (lying_zip, "damaged DOCX"),
    "a DOCX with entities": (
        lambda: packed({"[Content_Types].xml": b"", "word/document.xml": b"<!DOCTYPE d [<!ENTITY a 'x'>]><d>&a;</d>"}),
        "declares entities",
    ),
    "a DOCX 1,000 levels deep": (lambda: word("<w:tbl><w:tr><w:tc>" * 1000), "Excessive depth"),
    "a PDF of a million pages": (
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[2 0 R]>>"), "1000000 pages",
    ),
    "a PDF without pages": (
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[]>>"), "None of its 9 pages",
    ),
    "a PDF of brackets": (lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"[" * 100_000), "damaged"),
    "a PDF that draws itself": (
        lambda: pdf_page(b"<</Length 5>>stream\n/X Do\nendstream", b"/XObject<</X 5 0 R>>"), "without text",
    ),
    "a PDF that unpacks to 200 MB": (pdf_bomb, "without text"),
    "a PDF cut in half": (lambda: pdf_page(b"<</Length 5>>stream\n/X Do\nendstream")[:150], "damaged PDF"),
}  # fmt: skip

READ: dict[str, tuple[Callable[[], bytes], Callable[[SourceText], bool]]] = {
    "19 MB of lines": (lambda: b"Een regel tekst.\n" * (19 * MILLION // 17), lambda s: len(s.text) > 18 * MILLION),
    "UTF-16 without a mark": (lambda: "één regel\n".encode("utf-16-le") * 1000, lambda s: s.text[:4] == "één "),
    "Latin-1": (lambda: b"caf\xe9 \x81 " + b"tekst " * MILLION, lambda s: "guess" in s.warnings[0]),
    "mixed encodings": (
        lambda: "één ".encode() * MILLION + b"\x80 5 " * 1000,
        lambda s: s.text.endswith("€ 5 ") and len(s.warnings) == 1,
    ),
    "a text table of 50,000 rows": (
        lambda: rows("Gemeente {}\t{}\n").encode(), lambda s: s.text.count("\t") == TABLE,
    ),
    "an HTML table of 50,000 rows": (
        lambda: PAGE + f"<table>{rows('<tr><td>Gemeente {}<td>{}')}</table>".encode(),
        lambda s: sum(mark.kind == "row" for mark in s.marks) == TABLE,
    ),
    "a DOCX table of 50,000 rows": (
        lambda: word(
            "<w:tbl>" + rows("<w:tr><w:tc><w:p><w:r><w:t>Gemeente {}</w:t></w:r></w:p></w:tc>"
            "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>") + "</w:tbl>"
        ),
        lambda s: sum(mark.kind == "row" for mark in s.marks) == TABLE,
    ),
    "unclosed paragraphs": (lambda: PAGE + b"<p>a" * 100_000, lambda s: s.text.count("a") == 100_000),
    "tables inside tables": (lambda: PAGE + b"<table><tr><td>a<td>" * 300 + b"x", lambda s: s.text.count("a") == 300),
    "an attribute of 50 MB": (
        lambda: PAGE + b"<p title='" + b"x" * 50 * MILLION + b"'>tekst", lambda s: s.text == "tekst",
    ),
    "a DTD outside the file": (
        lambda: XML + b"<!DOCTYPE kamerwrk SYSTEM 'http://127.0.0.1:9/x.dtd'><kamerwrk><al>tekst</al></kamerwrk>",
        lambda s: s.text == "tekst",
    ),
    "HTML named .pdf": (lambda: PAGE + b"<p>tekst", lambda s: s.media_type == "text/html"),
    "text that mentions %PDF-": (lambda: b"De kop %PDF-1.4 staat vooraan.", lambda s: s.media_type == "text/plain"),
    "a zip whose names climb out": (
        lambda: packed({
            "[Content_Types].xml": b"", "../../../../etc/cron.d/x": b"x", "/abs": b"x",
            "word/document.xml": document(paragraph("tekst")),
        }),
        lambda s: s.text == "tekst",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted anew: other tests ran in this process before
    held, began = memory_kib("VmRSS"), time.process_time()
    yield
    assert time.process_time() - began < SECONDS
    assert memory_kib("VmHWM") - held < MEMORY_KIB


def memory_kib(field: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


def test_there_are_more_than_forty_of_them():
    assert len(REFUSED) + len(READ) > 40


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_what_it_is_and_what_to_do(case: str):
    make, what = REFUSED[case]
    with pytest.raises(UnusableInput, match=what) as caught:
        open_document(make(), name="../../brief.pdf")
    assert caught.value.where.startswith("brief.pdf")
    assert caught.value.do
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("case", READ)
def test_read_within_bounds(case: str):
    make, holds = READ[case]
    source = open_document(make(), name="brief.pdf")
    assert holds(source)
    assert all(0 <= mark.span.start <= mark.span.end <= len(source.text) for mark in source.marks)


def test_cells_that_cells_cover_count_as_cells():
    page = PAGE + b"<table>" + b"<tr><td colspan=1000>x<td>y</tr>" * 500 + b"</table>"
    with pytest.raises(UnusableInput, match="too much structure"):
        open_document(page, limits=Limits(marks=50_000))


def test_a_pdf_of_500_pages(make_pdf: Callable[..., bytes]):
    page = "\n".join(f"Regel {i} van een lange brief over de kosten van wonen" for i in range(50))
    source = open_document(make_pdf([f"Bladzijde {i}\n{page}" for i in range(1, 501)]))
    assert len(source.pages) == 500
    assert source.page_at(source.text.index("Bladzijde 437\n")) == 437
    assert source.text.count("Regel 49 van") == 500


@pytest.fixture(scope="session")
def originals(shared: Path) -> list[bytes]:
    corpus = shared / "documents" / "corpus"
    folders = ("moties_xml", "handelingen_xml", "kamervragen_docx", "besluitenlijst_pdf", "wob_besluit_pdf")
    return [file.read_bytes() for folder in folders for file in sorted((corpus / folder).iterdir())[:3]]


edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=4)), min_size=1, max_size=20)


@pytest.mark.shared
@given(which=st.integers(0, 14), changes=edits)
def test_a_damaged_paper_gives_text_or_a_clear_word(originals: list[bytes], which: int, changes: list) -> None:
    """Bytes taken out of real papers and others put in, at any place."""
    data = bytearray(originals[which])
    for place, gone, new in changes:
        at = int(place * len(data))
        data[at : at + gone] = new
    try:
        source = open_document(bytes(data), name="brief")
    except UnusableInput as problem:
        assert problem.do  # noqa: PT017 - either outcome is right
    else:
        assert all(0 <= mark.span.start <= mark.span.end <= len(source.text) for mark in source.marks)


def test_a_title_that_is_no_text_is_left_out(make_pdf: Callable[..., bytes]):
    source = open_document(make_pdf(["Tekst van de brief"], "/Title<FEFFD800>/ModDate(D:20200806)"))
    assert source.metadata == (("modified", "2020-08-06"),)


def test_in_a_process_of_its_own_a_file_gives_the_same(make_pdf: Callable[..., bytes], tmp_path: Path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(make_pdf(["Een brief", "van twee bladzijden"]))
    assert open_isolated(path) == open_document(path)
    page = PAGE + "<p>In <b>2015</b> was het één.<table><tr><td>a<td>b</table>".encode()
    assert open_isolated(page, name="brief") == open_document(page, name="brief")


def test_in_a_process_of_its_own_a_refusal_comes_back_whole():
    with pytest.raises(UnusableInput) as here:
        open_document(b"", name="leeg.txt")
    with pytest.raises(UnusableInput) as there:
        open_isolated(b"", name="leeg.txt")
    assert str(here.value) == str(there.value)


def test_what_takes_too_much_memory_stops_only_its_own_process(make_pdf: Callable[..., bytes]):
    with pytest.raises(UnusableInput, match="breaks its reader") as caught:
        open_isolated(make_pdf(["tekst"]), limits=Limits(memory_bytes=32 * 1024 * 1024))
    assert caught.value.do


def test_what_takes_too_long_stops_only_its_own_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("narekenen.documents.isolation._GRACE", 0.01)
    with pytest.raises(UnusableInput, match="too long"):
        open_isolated(PAGE + b"<p>tekst", limits=Limits(seconds=0.01))
