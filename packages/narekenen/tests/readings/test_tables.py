"""Tables out of flattened text: header, labels, typed cells, and several tables in one stretch."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.model import Block, Mark, Piece, RunningText, SourceText, Span
from narekenen.documents.tableregions import table_regions
from narekenen.readings.letter import read_letter
from narekenen.readings.model import TableReading
from narekenen.readings.tables import tables


def running(text: str, marks: tuple[Mark, ...] = ()) -> RunningText:
    """Text that needs no repair, in blocks."""
    blocks, at = [], 0
    for region in table_regions(text):
        if text[at : region.start].strip():
            blocks.append(Block("paragraph", Span(at, region.start)))
        blocks.append(Block("table", region))
        at = region.end
    blocks.append(Block("paragraph", Span(at, len(text))))
    source = SourceText("brief.txt", "", "text/plain", "test@1", text, marks=marks)
    return RunningText(source, text, (Piece(0, text, 0),), (), tuple(blocks))


def read(text: str) -> tuple[TableReading, ...]:
    return tables(running(text))


def header(table: TableReading) -> list[str]:
    return [cell.text for cell in table.header]


def values(table: TableReading) -> list[list[Decimal | None]]:
    return [[cell.number.value if cell.number else None for cell in row] for row in table.rows]


def shapes(text: str) -> list[tuple[int, int]]:
    return [(len(t.rows), t.columns) for t in read(text)]


def test_header_labels_and_values_of_a_tabbed_table() -> None:
    [table] = read("Wijk\tWoningen\tBewoners\nNoord\t1.204\t2.511\nZuid\t987\t2.001\n")
    assert header(table) == ["Wijk", "Woningen", "Bewoners"]
    assert values(table) == [[None, 1204, 2511], [None, 987, 2001]]
    assert table.how == "tabs"


def test_every_cell_points_at_its_own_words() -> None:
    text = "Aan het begin.\n\nWijk\tWoningen\nNoord\t1.204\nZuid\t987\n\nSlot."
    [table] = read(text)
    assert [[text[c.raw.start : c.raw.end] for c in row] for row in table.rows] == [["Noord", "1.204"], ["Zuid", "987"]]
    assert text[table.raw.start : table.raw.end].startswith("Wijk\t")


def test_a_euro_sign_in_its_own_cell_belongs_to_the_amount() -> None:
    text = "Post\tBedrag\t\nHuur\t€\t1.200\nEnergie\t€\t340\n"
    [table] = read(text)
    assert (header(table), table.columns) == (["Post", "Bedrag"], 2)
    assert [row[1].text for row in table.rows] == ["€ 1.200", "€ 340"]
    assert text[table.rows[0][1].raw.start : table.rows[0][1].raw.end] == "€\t1.200"
    assert table.rows[0][1].number is not None
    assert table.rows[0][1].number.unit == "euro"


def test_a_column_that_only_fills_up_the_line_is_no_column() -> None:
    assert shapes("Aantal scholen\t\t\t14\nLeerlingen per school\t\t\t210\nTarief\t\t€\t65\n") == [(3, 2)]


def test_words_of_merged_header_cells_stand_above_their_numbers_again() -> None:
    head = "Oplevering\t\t\t\t\nBereikt\tAangemeld\t\tPrijs\t\n"
    [table] = read(head + "1.200\tscholen\t300\tklassen\t€ 12\n90\tteams\t45\tgroepen\t€ 9\n")
    assert header(table) == ["Bereikt", "", "Aangemeld", "", "Prijs"]
    assert table.caption == "Oplevering"


def test_two_tables_in_one_stretch_part_at_a_title_line() -> None:
    costs = "Begroting\t\t\nPost\tAantal\tBedrag\nZaal\t2\t400\nDrukwerk\t1\t250\n"
    first, second = read(costs + "Dekking\t\t\nBron\tAandeel\tBedrag\nFonds\t60\t390\n")
    assert (first.caption, len(first.rows), header(first)) == ("Begroting", 2, ["Post", "Aantal", "Bedrag"])
    assert (second.caption, len(second.rows), header(second)) == ("Dekking", 1, ["Bron", "Aandeel", "Bedrag"])


def test_two_tables_in_one_stretch_part_at_a_new_header() -> None:
    text = "Jaar\tIn\tUit\n2019\t10\t9\n2020\t12\t11\nMaand\tIn\tUit\njanuari\t1\t2\nfebruari\t3\t1\n"
    assert shapes(text) == [(2, 3), (2, 3)]


def test_a_header_printed_again_on_the_next_page_is_no_row_and_no_cut() -> None:
    text = "Wijk\tIn\tUit\nNoord\t10\t9\nZuid\t12\t11\nWijk\tIn\tUit\nOost\t1\t2\n"
    assert shapes(text) == [(3, 3)]


def test_a_group_heading_stays_a_row() -> None:
    text = "Post\t2021\t2022\nPersoneel\t\t\nSalarissen\t120\t130\nInhuur\t12\t9\nMaterieel\t\t\nHuur\t40\t41\n"
    [table] = read(text)
    assert header(table) == ["Post", "2021", "2022"]
    assert len(table.rows) == 5


def test_a_header_over_two_lines_is_joined() -> None:
    [table] = read("Gemeente\tHuur\tKoop\n(naam)\t(aantal)\t(aantal)\nA-dorp\t10\t9\nB-stad\t12\t11\n")
    assert header(table) == ["Gemeente (naam)", "Huur (aantal)", "Koop (aantal)"]


def test_a_row_that_says_that_there_is_no_number_is_no_header() -> None:
    [table] = read("Wijk\tIn\tUit\nNoord\t10\t9\nZuid\tn.v.t.\tn.v.t.\nOost\t1\t2\n")
    assert (len(table.rows), header(table)) == (3, ["Wijk", "In", "Uit"])


def test_numbers_without_a_header_stay_rows() -> None:
    [table] = read("Scholen\t14\nLeerlingen\t210\nLeraren\t19\n")
    assert (table.header, len(table.rows)) == ((), 3)


def test_words_and_dates_have_a_header_too() -> None:
    [table] = read("Fase\tBegin\tDuur\nVoorbereiding\tmaart 2021\t4 maanden\nUitvoering\tjuli 2021\t1 jaar\n")
    assert header(table) == ["Fase", "Begin", "Duur"]


def test_ragged_rows_keep_a_cell_in_the_column_it_stands_under() -> None:
    [table] = read(
        "Wijk            Woningen   Bewoners\n"
        "Noord              1.204      2.511\n"
        "Zuid                          2.001\n"
        "Oost                 455      1.020\n"
    )
    assert values(table) == [[None, 1204, 2511], [None, None, 2001], [None, 455, 1020]]


def test_markdown_with_emphasis_and_alignment() -> None:
    [table] = read("| post | bedrag |\n|:---|---:|\n| **huur** | 1.200 |\n| *energie* | 340 |\n")
    assert header(table) == ["post", "bedrag"]
    assert [row[0].text for row in table.rows] == ["huur", "energie"]


def test_one_cell_per_line_with_a_row_that_breaks_off_and_a_note_mark_glued_to_its_year() -> None:
    text = "Jaar\nAanvragen\nToegekend\n2018\n1.204\n1.100\n2019\n987\n870\n2020\n455\n401\n20211"
    [table] = read(text)
    assert header(table) == ["Jaar", "Aanvragen", "Toegekend"]
    assert [row[0].text for row in table.rows] == ["2018", "2019", "2020", "2021"]
    assert all(cell.is_empty for cell in table.rows[-1][1:])


def test_the_line_above_names_the_table() -> None:
    [table] = read("Tabel 3: Opvang per wijk\n\nWijk\tPlaatsen\nNoord\t12\nZuid\t14\n")
    assert table.caption == "Tabel 3: Opvang per wijk"


def test_a_table_in_html_tags_within_a_text() -> None:
    text = (
        "Vooraf.\n\n<table>\n<tr><th rowspan=\"2\">Wijk</th><th colspan='2'>2021</th></tr>\n"
        "<tr><th>in</th><th>uit</th></tr>\n<tr><td>Noord</td><td>1.204</td><td>987</td></tr>\n"
        "<tr><td>Zuid</td><td><b>455</b></td><td>&nbsp;</td></tr>\n</table>\n\nSlot."
    )
    [table] = read(text)
    assert header(table) == ["Wijk", "2021 in", "2021 uit"]
    assert values(table) == [[None, 1204, 987], [None, 455, None]]
    assert text[table.rows[0][1].raw.start : table.rows[0][1].raw.end] == "1.204"


def test_a_table_that_is_not_closed_or_stands_in_a_sentence_is_none() -> None:
    assert read("Vooraf.\n\n<table>\n<tr><td>Noord</td><td>1.204</td></tr>\n\nSlot.") == ()
    assert read("Zie <table><tr><td>Noord</td><td>1</td></tr></table> hierboven.") == ()


def test_a_label_broken_over_two_lines_is_one_label() -> None:
    text = "Post\t2021\t2022\nZaalhuur en andere\nkosten\t1.250\t1.300\nDrukwerk\t310\t325\n"
    [table] = read(text)
    assert [row[0].text for row in table.rows] == ["Zaalhuur en andere kosten", "Drukwerk"]
    assert header(table) == ["Post", "2021", "2022"]


def test_years_head_a_table_of_one_cell_per_line() -> None:
    [table] = read("Post\n2021\n2022\nHuur\n1.250\n1.300\nDruk\n310\n325\nEten\n875\n900\n")
    assert (header(table), len(table.rows)) == (["Post", "2021", "2022"], 3)


def test_a_table_cut_by_a_page_number_is_one_table() -> None:
    first, then = "Wijk\tIn\tUit\nNoord\t10\t9\nZuid\t12\t11", "Wijk\tIn\tUit\nOost\t1\t2\nWest\t3\t4"
    text = f"{first}\n12\n{then}\n"
    cut = len(first) + 1
    spans = [Span(0, len(first)), Span(cut, cut + 2), Span(cut + 3, len(text) - 1)]
    source = SourceText("brief.txt", "", "text/plain", "test@1", text)
    kinds = [Block("table", spans[0]), Block("furniture", spans[1]), Block("table", spans[2])]
    [table] = tables(RunningText(source, text, (Piece(0, text, 0),), (), tuple(kinds)))
    assert [row[0].text for row in table.rows] == ["Noord", "Zuid", "Oost", "West"]


def test_a_second_table_with_the_same_columns_is_another_table() -> None:
    text = "Wijk\tIn\tUit\nNoord\t10\t9\n\nEn voor de andere oever geldt dit.\n\nWijk\tIn\tUit\nOost\t1\t2\n"
    assert shapes(text) == [(1, 3), (1, 3)]


def test_a_markdown_table_without_a_header_has_none() -> None:
    [table] = read("| India | 24,0 |\n|---|---|\n| Iran | 60,5 |\n| Japan | 510,0 |\n")
    assert (table.header, len(table.rows)) == ((), 3)


def test_commas_between_thousands_where_only_that_can_be() -> None:
    [table] = read("Member\tShares\nA\t1,106,000\nB\t553,000\n")
    assert values(table) == [[None, 1106000], [None, 553000]]


def test_a_label_and_numbers_with_one_space_between() -> None:
    [table] = read("Fase Uren Kosten\nFase 1 120 € 9.600\nFase 2 85 € 6.800\nOverleg en reizen 240 € 19.200\n")
    assert header(table) == ["Fase", "Uren", "Kosten"]
    assert [row[0].text for row in table.rows] == ["Fase 1", "Fase 2", "Overleg en reizen"]
    assert values(table) == [[None, 120, 9600], [None, 85, 6800], [None, 240, 19200]]


def marked(rows: list[list[str]], header_rows: int = 0) -> RunningText:
    """A table as the readers of DOCX and HTML give it. "2021+" spans two columns, "^" is what a merged cell covers."""
    text, marks = "", []
    for line, row in enumerate(rows):
        begin = len(text)
        for i, cell in enumerate(row):
            text += "\t" * bool(i)
            words = cell.rstrip("+").replace("^", "")
            span = Span(len(text), len(text) + len(words))
            if cell == "^":
                marks.append(Mark("cell", span, (("covered", "yes"),)))
            else:
                given = (("colspan", "2"),) if cell.endswith("+") else ()
                marks.append(Mark("header_cell" if line < header_rows else "cell", span, given))
            text += words
        marks.append(Mark("row", Span(begin, len(text))))
        text += "\n"
    return running(text, (Mark("table", Span(0, len(text) - 1)), *marks))


def test_a_merged_header_of_a_marked_table_names_both_its_columns() -> None:
    rows = [["Wijk", "2021+", "^", "2022+", "^"], ["", "in", "uit", "in", "uit"], ["Noord", "1", "2", "3", "4"]]
    [table] = tables(marked(rows, header_rows=2))
    assert header(table) == ["Wijk", "2021 in", "2021 uit", "2022 in", "2022 uit"]
    assert (table.how, len(table.rows), table.columns) == ("marks", 1, 5)


def test_marked_tables_that_lay_out_a_letterhead_are_left_out() -> None:
    assert tables(marked([["Datum", "3 maart 2021"], ["Onderwerp", "Beantwoording vragen"]])) == ()
    assert tables(marked([["Geachte voorzitter,"], ["Hierbij de antwoorden."]])) == ()


words = st.text(alphabet="abcdefgh", min_size=1, max_size=8)
numbers = st.integers(min_value=0, max_value=10**7)


@given(
    labels=st.lists(words, min_size=2, max_size=6, unique=True),
    names=st.lists(words, min_size=2, max_size=5, unique=True),
    data=st.data(),
    separator=st.sampled_from(["\t", " | "]),
)
def test_a_written_table_is_read_back_as_itself(
    labels: list[str], names: list[str], data: st.DataObject, separator: str
) -> None:
    body = [data.draw(st.lists(numbers, min_size=len(names), max_size=len(names))) for _ in labels]
    lines = [["naam", *names], *([label, *map("{:,}".format, row)] for label, row in zip(labels, body, strict=True))]
    joined = [separator.join(cells).replace(",", ".") for cells in lines]
    if "|" in separator:
        joined = [f"| {line} |" for line in joined]
        joined.insert(1, "|---" * (len(names) + 1) + "|")
    [table] = read("\n".join(joined))
    assert header(table) == ["naam", *names]
    assert values(table) == [[None, *row] for row in body]


@pytest.mark.shared
def test_the_labelled_tables_are_found_with_their_shape(shared: Path) -> None:
    shape = {
        name: shapes((next((shared / "documents").glob(f"{name}*.txt"))).read_bytes().decode())
        for name in ("000", "001", "002", "003", "004")
    }
    assert shape["004"] == [(1, 8), (2, 4), (4, 2), (2, 5), (14, 4), (2, 4), (3, 2)]
    assert shape["003"] == [(11, 5)]
    assert shape["000"] == shape["001"] == shape["002"] == []


@pytest.mark.shared
def test_a_published_table_of_one_cell_per_line(shared: Path) -> None:
    path = next((shared / "documents" / "corpus" / "openings_txt").glob("kst-32847-547*"))
    [table] = read(path.read_bytes().decode())
    assert (len(table.rows), table.columns, table.rows[-1][0].text) == (8, 4, "2019")
    assert values(table)[0] == [2012, 39350, 15500, 21800]


def test_a_total_with_fewer_numbers_than_columns_is_the_last_row_of_a_table_out_of_a_pdf() -> None:
    text = "Hier volgt het overzicht.\n\nPost Aantal Bedrag\nStoelen 12 200\nTafels 5 300\nLampen 3 75\nTotaal 575\n"
    [table] = read_letter(text.encode(), name="brief.txt").tables
    assert [cell.text for cell in table.rows[-1]] == ["Totaal", "", "575"]
    assert table.doubts
