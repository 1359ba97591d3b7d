"""Accessible paper: what a checker of PDF/UA looks for, and what a letter must survive."""

import re
import time
from datetime import UTC, datetime

import pypdfium2
import pytest

from navolgbaar.printing import CannotPrint, pdf, pdfs

MADE = datetime(2026, 3, 1, 9, tzinfo=UTC)
LETTER = """
= #title
#data.words

#table(columns: 2, table.header([Year], [Number]), ..data.rows.flatten())
"""
DATA = {"words": "Geachte heer #link [Ñ] $x$ *", "rows": [["2026", "12"], ["2027", "14"]]}


def letter(**changes):
    return pdf(LETTER, DATA, **{"language": "nl", "title": "Uw brief", "made": MADE, **changes})


def text_of(data):
    found = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in found]
    finally:
        found.close()


def test_a_page_bears_the_marks_of_pdf_ua():
    """ISO 14289-1: 5 (identification), 7.1 (marked content, title shown), 7.2 (language), 7.21 (embedded fonts)."""
    data = letter()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", data)
    assert b"/StructTreeRoot" in data
    assert re.search(rb"/DisplayDocTitle true", data)
    assert re.search(rb"/Lang\s*\(nl\)", data)
    assert b"Uw brief" in data
    described, embedded = data.count(b"/Type/FontDescriptor"), len(re.findall(rb"/FontFile[23]? ", data))
    assert described == embedded > 0


def test_headings_tables_and_their_headers_are_tagged():
    tags = letter()
    for name in (b"/S/H1", b"/S/Table", b"/S/TH", b"/S/TD", b"/S/P"):
        assert name in tags, name


def test_the_language_is_that_of_the_words():
    assert re.search(rb"/Lang\s*\(en\)", letter(language="en"))


def test_words_are_words_and_never_commands():
    assert "Geachte heer #link [Ñ] $x$ *" in text_of(letter())[0]


def test_the_same_words_at_the_same_moment_are_the_same_bytes():
    assert letter() == letter()


def test_a_fault_in_a_template_names_its_own_line():
    with pytest.raises(CannotPrint, match=r"^line 2: unknown variable: nothing"):
        pdf("= Kop\n#nothing", {}, language="nl", title="x")


def test_what_the_standard_forbids_is_refused():
    picture = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    silent = '= Kop\n#image(bytes(data), format: "svg")'
    with pytest.raises(CannotPrint, match="alt"):
        pdf(silent, picture, language="nl", title="x")
    said = silent.replace('"svg"', '"svg", alt: "een zwart vlak"')
    assert b"/Alt" in pdf(said, picture, language="nl", title="x")


def test_data_that_are_not_plain_are_refused():
    with pytest.raises(CannotPrint, match=r"plain values.*datetime"):
        pdf("= Kop", {"on": MADE}, language="nl", title="x")


def test_no_file_of_the_machine_can_be_read():
    with pytest.raises(CannotPrint):
        pdf('#read("/etc/hostname")', {}, language="nl", title="x")


def test_a_thousand_letters_in_under_ten_seconds():
    many = ({**DATA, "words": f"Aan nummer {i}. " + "Wij maken uw huis sterker. " * 40} for i in range(1000))
    began, used = time.perf_counter(), time.process_time()
    made = list(pdfs(LETTER, many, language="nl", title="Uw brief", made=MADE))
    assert len(made) == 1000 == len(set(made))
    assert "Aan nummer 999." in text_of(made[-1])[0]
    assert time.process_time() - used < 10, time.perf_counter() - began
