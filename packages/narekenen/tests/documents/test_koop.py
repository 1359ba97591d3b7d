"""XML of officielebekendmakingen.nl: text in order, references, notes, lists, tables, metadata."""

from pathlib import Path

import pytest
from lxml import etree

from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput

LETTER = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
 content="https://zoek.officielebekendmakingen.nl/kst-12345-XV-6/metadata.xml"/></metadata>
 <kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2019-2020</tekstregel></kamerstukkop>
 <dossier><dossiernummer><dossiernr>12 345</dossiernr> <begrotingshoofdstuk>XV</begrotingshoofdstuk></dossiernummer>
 <titel>Proefdossier</titel></dossier>
 <stuk><stuknr>Nr. <ondernummer kamer="2">6</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER</titel>
 <datumtekst>Voorgesteld <datum isodatum="2020-02-03">3 februari 2020</datum></datumtekst>
 <algemeen><vrije-tekst><tekst status="goed">{}</tekst></vrije-tekst></algemeen></stuk></kamerstuk>
</officiele-publicatie>"""


def read(inner: str) -> SourceText:
    return open_document(LETTER.format(inner).encode(), name="kst.xml")


def of_kind(source: SourceText, *kinds: str) -> list[str]:
    return [source.text[mark.span.start : mark.span.end] for mark in source.marks if mark.kind in kinds]


def test_blocks_come_in_order_with_their_kinds():
    source = read("<tussenkop>Aanleiding</tussenkop><al>De  eerste\n alinea.</al><al>De tweede.</al>")
    assert source.text.endswith("Aanleiding\n\nDe eerste alinea.\n\nDe tweede.")
    assert of_kind(source, "heading") == ["Proefdossier", "BRIEF VAN DE MINISTER", "Aanleiding"]
    assert of_kind(source, "furniture") == ["Vergaderjaar 2019-2020"]
    assert of_kind(source, "paragraph")[-2:] == ["De eerste alinea.", "De tweede."]


def test_a_reference_keeps_what_it_points_at():
    source = read('<al>Zie <extref doc="kst-12345-7" soort="document">12 345, nr. 7</extref>, slot.</al>')
    (mark,) = [mark for mark in source.marks if mark.kind == "reference"]
    assert (mark.get("doc"), mark.get("href")) == ("kst-12345-7", "")
    assert source.text[mark.span.start : mark.span.end] == "12 345, nr. 7"


def test_a_reference_to_a_page_is_an_address():
    source = read('<al>Zie <extref doc="https://example.org/a">hier</extref>.</al>')
    (mark,) = [mark for mark in source.marks if mark.kind == "reference"]
    assert (mark.get("doc"), mark.get("href")) == ("", "https://example.org/a")


def test_a_note_is_cited_in_its_sentence_and_stands_after_the_paragraph():
    note = (
        '<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>Bron: <nadruk type="cur">CBS</nadruk>.</noot.al></noot>'
    )
    source = read(f"<al>In 2015{note} waren er 40.</al><al>Verder.</al>")
    assert source.text.endswith("In 20151 waren er 40.\n\n1 Bron: CBS.\n\nVerder.")
    assert of_kind(source, "note_ref", "note") == ["1", "1 Bron: CBS."]
    assert {mark.get("label") for mark in source.marks if mark.kind in ("note", "note_ref")} == {"1"}


def test_notes_in_a_table_wait_until_the_table_is_done():
    source = read(
        "<table><title>Tabel 1</title><tgroup cols='2'>"
        "<thead><row><entry>Jaar</entry><entry>Aantal</entry></row></thead>"
        "<tbody><row><entry>2019<noot><noot.nr>2</noot.nr><noot.al>Raming.</noot.al></noot></entry><entry>4</entry></row>"
        "<row><entry>2020</entry><entry/></row></tbody></tgroup></table><al>Na de tabel.</al>"
    )
    assert source.text.endswith("Tabel 1\n\nJaar\tAantal\n20192\t4\n2020\t\n\n2 Raming.\n\nNa de tabel.")
    assert of_kind(source, "caption") == ["Tabel 1"]
    assert of_kind(source, "header_cell") == ["Jaar", "Aantal"]
    assert of_kind(source, "cell") == ["20192", "4", "2020", ""]


def test_spans_of_a_cals_table_keep_the_columns_in_place():
    source = read(
        "<table><tgroup cols='3'><colspec colname='a'/><colspec colname='b'/><colspec colname='c'/><tbody>"
        "<row><entry morerows='1'>x</entry><entry namest='b' nameend='c'>breed</entry></row>"
        "<row><entry>1</entry><entry>2</entry></row>"
        "<row><entry namest='z' nameend='b'>onbekend</entry></row></tbody></tgroup></table>"
    )
    assert source.text.endswith("x\tbreed\t\n\t1\t2\nonbekend")


def test_lists_keep_their_labels_and_depth():
    source = read(
        "<lijst><li><li.nr>1.</li.nr><al>Een</al><lijst><li><li.nr>a.</li.nr><al>onder</al></li></lijst></li>"
        "<li><li.nr>2.</li.nr><al>Twee</al></li></lijst>"
    )
    assert source.text.endswith("1. Een\na. onder\n2. Twee")
    items = [(mark.get("label"), mark.get("level")) for mark in source.marks if mark.kind == "list_item"]
    assert items == [("1.", "1"), ("a.", "2"), ("2.", "1")]


def test_metadata_says_what_the_publication_says():
    assert read("<al>Tekst.</al>").metadata == (
        ("identifier", "kst-12345-XV-6"),
        ("session", "2019-2020"),
        ("dossier", "12345-XV"),
        ("dossier_title", "Proefdossier"),
        ("number", "6"),
        ("title", "BRIEF VAN DE MINISTER"),
        ("kind", "brief"),
        ("date", "2020-02-03"),
    )


def test_a_motion_names_its_mover_as_its_title_does():
    xml = LETTER.format("<al>De Kamer,</al>").replace(
        "BRIEF VAN DE MINISTER", "GEWIJZIGDE MOTIE VAN DE LEDEN A EN B C.S."
    )
    metadata = dict(open_document(xml.encode()).metadata)
    assert (metadata["kind"], metadata["mover"]) == ("motie", "A EN B C.S.")


def test_a_mark_encoded_twice_before_the_declaration_is_left_out():
    source = open_document("ï»¿\n".encode() + LETTER.format("<al>Tekst.</al>").encode())
    assert source.text.endswith("Tekst.")


def test_text_that_was_encoded_twice_is_named():
    source = read(f"<al>{'coördinatie – één'.encode().decode('latin-1')}</al>")
    assert "encoded twice" in source.warnings[0]
    assert read("<al>coördinatie – één</al>").warnings == ()


def test_named_entities_of_an_old_dtd_are_read():
    xml = '<!DOCTYPE kamerwrk SYSTEM "kamerwrk.dtd"><kamerwrk><al>co&ouml;rdinatie &amp; meer</al></kamerwrk>'
    assert open_document(b"<?xml version='1.0'?>" + xml.encode()).text == "coördinatie & meer"


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        ("<?xml version='1.0'?><rss><channel>tekst</channel></rss>", "unknown kind"),
        ("<?xml version='1.0'?><kamerstuk><al>tekst</kamerstuk>", "cannot be read"),
        ("<?xml version='1.0'?><kamerstuk><al> </al></kamerstuk>", "without text"),
        ("<?xml version='1.0'?><!DOCTYPE k [<!ENTITY a 'x'>]><kamerstuk><al>&a;</al></kamerstuk>", "entities"),
    ],
)
def test_other_xml_is_refused_with_what_to_do(xml: str, what: str):
    with pytest.raises(UnusableInput, match=what) as caught:
        open_document(xml.encode(), name="x.xml")
    assert caught.value.do


@pytest.mark.shared
def test_every_publication_of_the_corpus_is_read_with_its_references(shared: Path):
    files = sorted((shared / "documents" / "corpus").glob("*_xml/*.xml"))
    assert len(files) >= 427
    references = 0
    for file in files:
        source = open_document(file)
        data = file.read_bytes()
        root = etree.fromstring(data[data.index(b"<?xml") :])
        expected = [(e.get("doc"), " ".join("".join(e.itertext()).split(" ")).strip()) for e in root.iter("extref")]
        found = [(m.get("doc"), source.text[m.span.start : m.span.end]) for m in source.marks if m.kind == "reference"]
        assert sorted(doc for doc, _ in found) == sorted(doc for doc, _ in expected)
        assert {"".join(text.split()) for _, text in found} == {"".join(text.split()) for _, text in expected}
        references += len(found)
        whole = "".join(source.text.split())
        for element in root.iter("al", "tussenkop", "noot.al", "titel", "li.nr"):
            if element.find(".//noot") is None:
                assert "".join("".join(element.itertext()).split()) in whole
    assert references >= 169


@pytest.mark.shared
def test_identifier_and_dossier_with_number_agree_in_the_corpus(shared: Path):
    agree = 0
    for file in sorted((shared / "documents" / "corpus").glob("moties_xml/*.xml")):
        metadata = dict(open_document(file).metadata)
        said = f"kst-{metadata['dossier']}-{metadata['number']}"
        assert said == file.stem
        assert metadata["kind"] == "motie"
        agree += metadata.get("identifier") == said
    assert agree >= 300
