"""Word files from their XML: what stands where, and nothing lost."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from narekenen.documents.docxstyles import numeral
from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput

Make = Callable[..., bytes]


def p(text: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def of_kind(source: SourceText, kind: str) -> list[str]:
    return [source.text[mark.span.start : mark.span.end] for mark in source.marks if mark.kind == kind]


def test_paragraphs_headings_and_looks(make_docx: Make):
    styles = (
        '<w:style w:styleId="K1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="X"><w:basedOn w:val="K1"/></w:style>'
    )
    body = (
        p("Aanleiding", "K1")
        + p("Ook een kop", "X")
        + f"<w:p>{r('De kosten zijn ')}{r('hoog', '<w:b/>')}{r('.')}</w:p>"
    )
    source = open_document(make_docx(body, styles=styles), name="brief.docx")
    assert source.text == "Aanleiding\n\nOok een kop\n\nDe kosten zijn hoog."
    assert [(m.kind, m.get("level")) for m in source.marks if m.kind == "heading"] == [("heading", "2")] * 2
    assert of_kind(source, "emphasis") == ["hoog"]
    assert source.media_type.endswith("wordprocessingml.document")


def test_lists_get_the_labels_that_word_prints(make_docx: Make):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    )

    def item(text: str, number: int, level: int = 0) -> str:
        return p(text, "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        item("Drie", 5) + item("sub", 5, 1) + item("sub", 5, 1) + item("Vier", 5) + item("sub", 5, 1) + item("punt", 6)
    )
    source = open_document(make_docx(body, numbering=numbering))
    assert source.text == "3. Drie\n3a) sub\n3b) sub\n4. Vier\n4a) sub\n• punt"
    labels = [(m.get("label"), m.get("level")) for m in source.marks if m.kind == "list_item"]
    assert labels == [("3.", "1"), ("3a)", "2"), ("3b)", "2"), ("4.", "1"), ("4a)", "2"), ("•", "1")]


def test_a_list_that_begins_anew_counts_from_its_own_start(make_docx: Make):
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    shared_by = '<w:abstractNumId w:val="0"/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1">{shared_by}</w:num>'
        f'<w:num w:numId="2">{shared_by}{anew}</w:num><w:num w:numId="3">{shared_by}</w:num>'
    )
    items = (1, 1, 2, 2, 3)
    body = "".join(p("x", "", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{i}"/></w:numPr>') for i in items)
    assert open_document(make_docx(body, numbering=numbering)).text.split("\n") == [
        "1. x",
        "2. x",
        "1. x",
        "2. x",
        "3. x",
    ]


@pytest.mark.parametrize(
    ("count", "style", "printed"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (27, "lowerLetter", "aa"), (53, "upperLetter", "AAA"),
        (14, "lowerRoman", "xiv"), (1999, "upperRoman", "MCMXCIX"), (3, "none", ""), (0, "lowerRoman", "0"),
    ],
)  # fmt: skip
def test_numerals_as_word_prints_them(count: int, style: str, printed: str):
    assert numeral(count, style) == printed


NOTE = '<w:footnote w:id="2">' + p("Zie Kamerstuk 1.") + "</w:footnote>"


def test_a_note_is_cited_in_its_sentence_and_follows_its_paragraph(make_docx: Make):
    cited = f'<w:p>{r("In 2015")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" waren er 40.")}</w:p>'
    source = open_document(make_docx(cited + p("Verder."), footnotes=NOTE))
    assert source.text == "In 20151 waren er 40.\n\n1 Zie Kamerstuk 1.\n\nVerder."
    assert of_kind(source, "note_ref") == ["1"]
    assert of_kind(source, "note") == ["1 Zie Kamerstuk 1."]


def test_endnotes_count_in_roman_and_own_marks_stay(make_docx: Make):
    endnotes = '<w:endnote w:id="7">' + p("Eind.") + "</w:endnote>"
    own = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    body = f'<w:p>{r("Een")}<w:r><w:endnoteReference w:id="7"/></w:r>{r(" twee")}{own}</w:p>'
    source = open_document(make_docx(body, footnotes=NOTE, endnotes=endnotes))
    assert source.text == "Eeni twee*\n\ni Eind.\n\n* Zie Kamerstuk 1."


def test_a_note_that_is_not_there_is_named(make_docx: Make):
    source = open_document(make_docx('<w:p><w:r><w:t>A</w:t><w:footnoteReference w:id="9"/></w:r></w:p>'))
    assert source.warnings == ("1 note(s) cited that are not in the file.",)


def test_tables_keep_rows_columns_and_merged_cells(make_docx: Make):
    table = (
        "<w:tbl>"
        + tr(tc("Gemeente"), tc("Aantal", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
        + tr(tc("Ede", '<w:vMerge w:val="restart"/>'), tc("1"), tc("2"))
        + tr(tc("", "<w:vMerge/>"), tc("3"), tc("4"))
        + "</w:tbl>"
    )
    source = open_document(make_docx(p("Voor.") + table + p("Na.")))
    assert source.text == "Voor.\n\nGemeente\tAantal\t\nEde\t1\t2\n\t3\t4\n\nNa."
    assert of_kind(source, "header_cell") == ["Gemeente", "Aantal"]
    covered = [(m.get("row"), m.get("column")) for m in source.marks if m.get("covered")]
    assert covered == [("0", "2"), ("2", "0")]


def test_a_note_in_a_table_follows_the_table(make_docx: Make):
    cell = '<w:tc><w:p><w:r><w:t>9</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc>'
    source = open_document(make_docx("<w:tbl>" + tr(tc("a"), cell) + tr(tc("b"), tc("c")) + "</w:tbl>", footnotes=NOTE))
    assert source.text == "a\t91\nb\tc\n\n1 Zie Kamerstuk 1."


def test_tables_that_only_place_things_are_read_as_text(make_docx: Make):
    one_column = "<w:tbl>" + tr(tc("Aan de Voorzitter")) + "</w:tbl>"
    inner = "<w:tbl>" + tr(tc("x"), tc("y")) + "</w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}{p('')}</w:tc><w:tc>{p('rechts')}</w:tc></w:tr></w:tbl>"
    source = open_document(make_docx(one_column + outer))
    assert source.text == "Aan de Voorzitter\n\nx\ty\n\nrechts"
    assert of_kind(source, "table") == ["x\ty"]


def test_tracked_changes_read_as_if_accepted_and_are_named(make_docx: Make):
    changed = f"<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>{r('5')}</w:ins>"
    body = f"<w:p>{r('De kosten zijn ')}{changed}{r(' euro.')}</w:p>"
    source = open_document(make_docx(body))
    assert source.text == "De kosten zijn 5 euro."
    assert source.warnings == ("Holds tracked changes: 1 insertion(s) read as text, 1 deletion(s) left out.",)


def test_moved_text_is_read_once_where_it_went(make_docx: Make):
    body = f"<w:p>{r('A ')}<w:moveFrom>{r('weg')}</w:moveFrom></w:p><w:p><w:moveTo>{r('hier')}</w:moveTo></w:p>"
    assert open_document(make_docx(body)).text == "A \n\nhier"


def test_hidden_text_and_comments_are_left_out_and_named(make_docx: Make):
    body = f"<w:p>{r('Zichtbaar.')}{r('geheim', '<w:vanish/>')}<w:r><w:commentReference w:id='0'/></w:r></w:p>"
    source = open_document(make_docx(body))
    assert source.text == "Zichtbaar."
    assert source.warnings == ("1 stretch(es) of hidden text left out.", "1 comment(s) left out.")


def test_fields_give_their_result_and_not_their_instruction(make_docx: Make):
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText>PAGEREF</w:instrText><w:t>FOUT</w:t></w:r>"
    field = f"{char('begin')}{instruction}{char('separate')}{r('12')}{char('end')}"
    assert open_document(make_docx(f"<w:p>{r('Pagina ')}{field}{r('.')}</w:p>")).text == "Pagina 12."


def test_links_keep_their_address(make_docx: Make):
    body = f'<w:p>{r("Zie ")}<w:hyperlink r:id="rId9">{r("de site")}</w:hyperlink>.</w:p>'
    source = open_document(make_docx(body, links={"rId9": "https://example.org/a?b=1"}))
    (link,) = [mark for mark in source.marks if mark.kind == "link"]
    assert link.get("href") == "https://example.org/a?b=1"
    assert source.text[link.span.start : link.span.end] == "de site"


def test_a_text_box_follows_its_paragraph_once(make_docx: Make):
    box = f"<w:txbxContent>{p('In de kantlijn')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    source = open_document(make_docx(f"<w:p>{r('Tekst.')}<w:r>{both}</w:r></w:p>{p('Verder.')}"))
    assert source.text == "Tekst.\n\nIn de kantlijn\n\nVerder."


def test_headers_come_first_and_footers_last_as_furniture(make_docx: Make):
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="rheader1"/>'
        '<w:footerReference w:type="default" r:id="rfooter1"/></w:sectPr>'
    )
    data = make_docx(p("Brief.") + section, header1=p("Ministerie"), footer1=p("Pagina 1"))
    source = open_document(data)
    assert source.text == "Ministerie\n\nBrief.\n\nPagina 1"
    furniture = [(m.get("part"), m.get("page")) for m in source.marks if m.kind == "furniture"]
    assert furniture == [("header", "first"), ("footer", "default")]


def test_characters_with_a_name_of_their_own(make_docx: Make):
    inner = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
    inner += '<w:sym w:char="F0B7"/>'
    assert open_document(make_docx(f"<w:p><w:r>{inner}</w:r></w:p>")).text == "a\tb\nc\u2011d\u00ad•"


def test_content_controls_and_smart_tags_are_looked_through(make_docx: Make):
    body = (
        f"<w:sdt><w:sdtContent>{p('In een veld')}</w:sdtContent></w:sdt><w:p><w:smartTag>{r('Ede')}</w:smartTag></w:p>"
    )
    assert open_document(make_docx(body)).text == "In een veld\n\nEde"


def test_formulas_keep_their_signs(make_docx: Make):
    def m(name: str, inner: str) -> str:
        return f'<m:{name} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{inner}</m:{name}>'

    def t(text: str) -> str:
        return m("r", m("t", text))

    half = m("f", m("num", t("1")) + m("den", t("2")))
    square = m("sSup", m("e", t("x")) + m("sup", t("2")))
    body = f"<w:p>{r('Dus ')}{m('oMathPara', m('oMath', half + t('+') + square))}</w:p>"
    assert open_document(make_docx(body)).text == "Dus (1)/(2)+x^2"


def test_of_two_renderings_the_first_is_read_and_an_unknown_character_falls_back(make_docx: Make):
    def alternate(choice: str, fallback: str) -> str:
        name = '"http://schemas.openxmlformats.org/markup-compatibility/2006"'
        both = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
        return f"<mc:AlternateContent xmlns:mc={name}>{both}</mc:AlternateContent>"

    body = alternate(p("nieuw"), p("oud"))
    body += f"<w:p>{alternate(r('rechts'), r('links'))}<w:r>{alternate('<w:x/>', '<w:t>!</w:t>')}</w:r></w:p>"
    assert open_document(make_docx(body)).text == "nieuw\n\nrechts!"


def test_superscript_keeps_its_look(make_docx: Make):
    raised = r("2", '<w:vertAlign w:val="superscript"/>')
    body = f"<w:p>{r('m')}{raised}</w:p>"
    (mark,) = [mark for mark in open_document(make_docx(body)).marks if mark.kind == "emphasis"]
    assert mark.get("style") == "sup"


def test_the_strict_namespace_is_read_alike(make_docx: Make):
    namespace = b'xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    strict = b"<document " + namespace + b"><body><p><r><t>Strikt</t></r></p></body></document>"
    assert open_document(make_docx("", raw={"word/document.xml": strict})).text == "Strikt"


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"word/document.xml": b""}, "cannot be read"),
        ({"word/document.xml": b"<x/>"}, "without a document"),
        ({"word/document.xml": b"<w:document xmlns:w='u'><w:body><w:p/></w:body></w:document>"}, "without text"),
    ],
)
def test_a_broken_or_empty_file_is_refused(make_docx: Make, parts: dict[str, bytes], what: str):
    with pytest.raises(UnusableInput, match=what) as caught:
        open_document(make_docx("", raw=parts), name="brief.docx")
    assert caught.value.do


@pytest.mark.shared
def test_every_word_of_the_answer_letters_is_found_and_in_order(shared: Path):
    """Against python-docx, which reads the paragraphs and cells but no notes, text boxes, headers or changes."""
    python_docx = pytest.importorskip("docx", reason="the peer python-docx is not installed")
    files = sorted((shared / "documents" / "corpus" / "kamervragen_docx").glob("*.docx"))
    assert len(files) == 6
    notes = 0
    for file in files:
        source = open_document(file)
        place = 0
        for paragraph in python_docx.Document(str(file)).paragraphs:
            for word in re.findall(r"\w{5,}", paragraph.text):
                place = source.text.index(word, place)
        marks = [mark for mark in source.marks if mark.kind == "note"]
        notes += len(marks)
        assert len(of_kind(source, "note_ref")) == len(marks)
        assert source.warnings == ()
    assert notes == 11


@pytest.mark.shared
def test_nothing_that_a_letter_holds_as_text_is_lost(shared: Path, tmp_path: Path):
    for file in sorted((shared / "documents" / "corpus" / "kamervragen_docx").glob("*.docx")):
        whole = "".join(open_document(file).text.split())
        with zipfile.ZipFile(file) as archive:
            for part in ("word/document.xml", "word/footnotes.xml"):
                for element in etree.fromstring(archive.read(part)).iter("{*}t"):
                    assert "".join((element.text or "").split()) in whole
