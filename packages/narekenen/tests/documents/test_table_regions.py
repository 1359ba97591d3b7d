"""Where tables are, and the things that look like one and are none."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.model import Span
from narekenen.documents.tableregions import table_regions

TABS = "Jaar\tInstroom\tUitstroom\n2019\t1.204\t1.133\n2020\t987\t1.010\n"
MARKDOWN = "| post | bedrag |\n|---|---:|\n| huur | 1.200 |\n| energie | 340 |\n"
SPACES = (
    "Wijk            Woningen   Bewoners\nNoord              1.204      2.511\nZuid                 987      2.001\n"
)
CELLS = "Wijk\nWoningen\nBewoners\nNoord\n1.204\n2.511\nZuid\n987\n2.001\nOost\n455\n1.020\n"
TAILS = "Wijk Woningen Bewoners\nNoord en West 1.204 2.511\nZuid € 987 € 2.001\nOost 1 455 1.020\n"
YEARS = "Jaar\nAanvragen\nToegekend\n2018\n1.204\n1.100\n2019\n987\n870\n2020\n455\n401\n"


@pytest.mark.parametrize(
    "table", [TABS, MARKDOWN, SPACES, TAILS, CELLS, YEARS], ids=["tabs", "md", "spaces", "tails", "cells", "years"]
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_table_between_paragraphs_is_found_and_nothing_else(table: str, newline: str) -> None:
    before = "Hieronder staat het overzicht dat in de vergadering is toegezegd.\n\n"
    text = (before + table + "\nDe cijfers zijn afkomstig van de gemeente.\n").replace("\n", newline)
    [region] = table_regions(text)
    assert text[region.start : region.end] == table.rstrip("\n").replace("\n", newline)


def test_a_blank_line_after_every_line_does_not_cut_a_table() -> None:
    text = TABS.replace("\n", "\n\n")
    assert table_regions(text) == (Span(0, len(text.rstrip())),)


def test_a_last_row_that_breaks_off_after_its_year_belongs_to_the_table() -> None:
    text = YEARS + "20211"
    assert table_regions(text) == (Span(0, len(text)),)


def test_a_title_line_between_two_ragged_rows_does_not_cut_the_table() -> None:
    text = SPACES + "Totaal van de overige wijken\n" + "Oost                 455      1.020\n"
    assert table_regions(text) == (Span(0, len(text) - 1),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Datum\t3 maart 2021\nKenmerk\t2021-0000123\nBetreft\tVoortgang\n", id="letterhead"),
        pytest.param("T\t010 555 0123\nF\t010 555 0124\nE\tinfo@voorbeeld.nl\n", id="phone numbers"),
        pytest.param(
            "Postbus 1      Dorpsstraat 12\n1234 AB Dorp      1234 CD Dorp\nT 010 555      F 010 556\n", id="address"
        ),
        pytest.param("1.\tDe eerste toezegging is gedaan.\n2.\tDe tweede ook.\n3.\tDe derde niet.\n", id="list"),
        pytest.param("-  eerste punt\n-  tweede punt\n-  derde punt\n", id="bullets"),
        pytest.param("1 Inleiding\t3\n2 Aanpak\t5\n2.1 Kosten\t7\n3 Slot\t12\n", id="contents"),
        pytest.param("Inleiding ........ 3\nAanpak ........ 5\nSlot ........ 12\n", id="dot leaders"),
        pytest.param("\tEen ingesprongen alinea.\n\tEn nog een.\n\tEn een derde.\n", id="indent"),
        pytest.param(
            "Dit is een zin.  En dit is de tweede.\nEn een derde.  En de vierde.\nTot slot.  Einde.\n", id="prose"
        ),
        pytest.param("Zie: de pagina | Rapport | Inspectie voor meer.\n", id="one line with pipes"),
        pytest.param("Ons kenmerk\n2021123\nUw kenmerk\n2021456\nBijlagen\n2\n", id="kenmerk per line"),
        pytest.param(
            "De minister van Landbouw,      De staatssecretaris,\nA. Jansen      B. de Vries\n", id="signatures"
        ),
        pytest.param("1\n2\n3\n4\n5\n6\n7\n8\n9\n", id="page numbers"),
        pytest.param("T 088 042 42 42\nF 088 042 42 43\nM 06 123 45 678\n", id="phones with spaces"),
        pytest.param("de documenten met nummers 1, 2, 3 12 13\n13, 14, 15, 16\nartikel 12 13\n", id="numbers in prose"),
        pytest.param("Ik heb op 3 mei 2021\nen op 4 mei 2021 2022\neen brief van 5 mei 2021\n", id="dates in prose"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_only_looks_like_a_table_is_left_alone(text: str) -> None:
    assert table_regions(text) == ()


@given(st.text(alphabet="ab1.,| \t\n\r\f-€%", max_size=300))
def test_regions_are_ordered_apart_and_within_the_text(text: str) -> None:
    regions = table_regions(text)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(regions))


@pytest.mark.shared
def test_the_real_letters_hold_the_tables_a_reader_sees(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "documents").glob("0*.txt")):
        text = path.read_bytes().decode("utf-8")
        found[path.name[:3]] = [(r.start, text.count("\n", r.start, r.end) + 1) for r in table_regions(text)]
    assert found == {
        "000": [], "001": [], "002": [],
        "003": [(20144, 12)],
        "004": [(17812, 2), (18556, 3), (19532, 28), (21340, 4)],
    }  # fmt: skip


SMALL = "Ballen 40 25\nDoelen 4 35\nNetten 8 60\n"


def test_small_numbers_are_a_table_under_a_line_that_names_each_column() -> None:
    text = f"Dit is gekocht.\nPost Aantal Prijs\n{SMALL}Dat is alles.\n"
    assert [text[span.start : span.end] for span in table_regions(text)] == [f"Post Aantal Prijs\n{SMALL}".rstrip()]


@pytest.mark.parametrize("above", ["Dit is er gekocht", "Post Aantal", "Post Aantal 2024", "Dit is alles:"])
def test_small_numbers_without_a_name_for_each_column_are_left_alone(above: str) -> None:
    assert table_regions(f"{above}\n{SMALL}") == ()
