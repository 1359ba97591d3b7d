"""What the head of a paper says about itself, from the words alone."""

import json
from dataclasses import replace

import pytest

from narekenen.documents.opening import open_document
from narekenen.documents.running import running_text
from narekenen.readings.metadata import LetterMetadata, letter_metadata

PAPER = """Vergaderjaar 2019\u20132020

36 200

Naam van het eerste dossier

36 201 VI

Naam van het tweede dossier

Nr. 12

BRIEF VAN DE MINISTER VAN ONDERWIJS, CULTUUR EN WETENSCHAP

Aan de Voorzitter van de Eerste Kamer

Den Haag, 6 mei 2020

Met deze brief wordt de Kamer ingelicht over de voortgang van het programma en over de stappen die nog volgen.

De Minister van Onderwijs, Cultuur en Wetenschap,
A.B. Jansen
"""

LETTER = """> Retouradres Postbus 20201 2500 EE Den Haag

Ons kenmerk
2021-0000048903

Uw kenmerk

Datum 18 mei 2021

Betreft Besluit op een verzoek om informatie

Geachte heer,

Op 3 mei 2021 is uw verzoek ontvangen. Hieronder staat wat daarop is besloten en waarom dat zo is besloten.

Hoogachtend,

de staatssecretaris van Volkshuisvesting,

Ruimte en Milieu,

drs. C. de Wit
"""


def read(tmp_path, text):
    path = tmp_path / "brief.txt"
    path.write_text(text, encoding="utf-8")
    return letter_metadata(running_text(open_document(path)))


def test_the_head_of_a_printed_paper(tmp_path):
    assert read(tmp_path, PAPER) == LetterMetadata(
        kind="brief",
        identifier="kst-36200-12",
        session="2019-2020",
        dossiers=(("36200", "Naam van het eerste dossier"), ("36201-VI", "Naam van het tweede dossier")),
        number="12",
        place="Den Haag",
        sender="MINISTER VAN ONDERWIJS, CULTUUR EN WETENSCHAP",
        addressee="Voorzitter van de Eerste Kamer",
    )


def test_the_head_of_a_letter(tmp_path):
    assert read(tmp_path, LETTER) == LetterMetadata(
        kind="brief",
        sender="staatssecretaris van Volkshuisvesting, Ruimte en Milieu",
        subject="Besluit op een verzoek om informatie",
        kenmerk="2021-0000048903",
    )


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MOTIE VAN HET LID JANSEN", "motie"),
        ("GEWIJZIGDE MOTIE VAN DE LEDEN JANSEN EN BAKKER", "motie"),
        ("VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "verslag"),
        ("LIJST VAN VRAGEN EN ANTWOORDEN", "lijst van vragen"),
        ("MEMORIE VAN TOELICHTING", "nota"),
        ("ADVIES AFDELING ADVISERING RAAD VAN STATE", "advies"),
        ("INHOUDSOPGAVE", ""),
    ],
)
def test_the_kind_stands_in_the_title(tmp_path, title, kind):
    assert read(tmp_path, f"36 200\n\nNaam van het dossier\n\nNr. 12\n\n{title}\n\nDe Kamer,\n").kind == kind


def test_a_paper_of_the_senate_has_a_letter_and_a_fund_is_a_chapter(tmp_path):
    senate = read(
        tmp_path, "36 200 Naam van het dossier\n\nAI1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nDe commissie heeft.\n"
    )
    assert (senate.identifier, senate.kind) == ("kst-36200-AI", "verslag")
    fund = read(tmp_path, "36 600\n\nA\n\nNr. 33\n\nMOTIE VAN HET LID JANSEN\n\nDe Kamer,\n")
    assert fund.identifier == "kst-36600-A-33"


def test_an_answer_is_numbered_in_the_annex(tmp_path):
    head = "Tweede Kamer der Staten-Generaal 2\n\nVergaderjaar 2019–2020 Aanhangsel van de Handelingen\n\n1433\n"
    assert read(tmp_path, head).identifier == "ah-tk-20192020-1433"


@pytest.mark.parametrize(
    "text", ["", "Een stuk zonder hoofd, met woorden en 36 200 huizen.\n", "Ons kenmerk\n\nUw kenmerk\n\nDatum\n"]
)
def test_nothing_there_nothing_given(tmp_path, text):
    if not text:
        blank = replace(running_text(open_document(b"x", name="x.txt")), text="", blocks=(), pieces=())
        assert letter_metadata(blank) == LetterMetadata()
    else:
        assert read(tmp_path, text) == LetterMetadata()


def test_a_citation_in_the_body_is_not_its_own_year(tmp_path):
    assert read(tmp_path, "Zie Kamerstuk 36 200, vergaderjaar 2019–2020, nr. 5.\n").session == ""


def test_what_the_format_states_goes_first(tmp_path):
    path = tmp_path / "brief.txt"
    path.write_text(PAPER, encoding="utf-8")
    source = replace(open_document(path), metadata=(("identifier", "kst-36200-13"), ("kind", "nota")))
    found = letter_metadata(running_text(source))
    assert (found.identifier, found.kind, found.number) == ("kst-36200-13", "nota", "12")


@pytest.mark.shared
def test_motions_know_their_own_number_from_the_words_alone(shared):
    """The file name is the identifier; the metadata that the XML states are left out on purpose."""
    paths = sorted((shared / "documents/corpus/moties_xml").glob("kst-*.xml"))
    paths += sorted((shared / "documents/corpus/moties_pdftext").glob("kst-*.txt"))
    read_as = {}
    for path in paths:
        source = replace(open_document(path), metadata=())
        read_as[path.name] = letter_metadata(running_text(source))
    assert len(read_as) > 600
    assert [name for name, found in read_as.items() if found.identifier != name.rsplit(".", 1)[0]] == []
    assert {found.kind for found in read_as.values()} == {"motie"}


@pytest.mark.shared
def test_openings_of_papers_know_their_number(shared):
    for path in sorted((shared / "documents/corpus/openings_txt").glob("kst-*.txt")):
        found = letter_metadata(running_text(open_document(path)))
        if found.dossiers:
            assert path.name.startswith(f"{found.identifier}_")
            assert found.dossiers[0][1]
        assert found.kind in ("brief", "verslag", "lijst van vragen")


@pytest.mark.shared
def test_a_labelled_paper_is_printed_under_both_its_dossiers(shared):
    stated = json.loads((shared / "gold/gold_000_004.json").read_text(encoding="utf-8"))["documents"]["000"]["meta"]
    (path,) = (shared / "documents").glob("000_*.txt")
    found = letter_metadata(running_text(open_document(path)))
    assert found.kind == "brief"
    assert [key for key, _ in found.dossiers] == [str(one).replace(" ", "") for one in stated["dossiers"]]
    assert found.identifier == f"kst-{found.dossiers[0][0]}-{stated['nr']}"
