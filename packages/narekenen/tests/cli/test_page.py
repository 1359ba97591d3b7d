"""The page of a letter: paper, margin, and nothing of the document unescaped."""

import pytest

from narekenen.arithmetic.checks import check
from narekenen.arithmetic.model import Step
from narekenen.readings.letter import read_letter
from narekenen.report.page import page, rows
from narekenen.report.reading import Checked

LETTER = """Aan de raad

De wethouder zal de raad vóór 1 mei 2024 over <wonen> berichten.

In de wijk staan 1.240 woningen.¹ Daarvan is 40 procent bezocht vóór 1 maart 2024.

¹ Gemeentelijke registratie, 2023.

Post	Bedrag
Stoelen	200
Tafels	300
Lampen	75
Totaal	525
"""


@pytest.fixture(scope="module", params=["nl", "en"])
def html(request):
    letter = read_letter(LETTER.encode(), name="brief <b>.txt")
    return page(Checked(letter, check(letter)), request.param)


def test_the_name_is_escaped(html):
    assert "brief &lt;b&gt;.txt" in html
    assert "<b>" not in html


def test_numbers_and_dates_can_be_followed(html):
    assert '<data class="figure" value="1240">1.240</data>' in html
    assert 'class="figure"' in html


def test_the_finding_stands_beside_the_table_with_its_working(html):
    assert '<div class="remark wrong" id="remark-1">' in html
    assert "200 + 300 + 75 = 575" in html
    assert '<mark class="wrong"><data class="figure" value="525">' in html


def test_the_head_of_a_column_of_numbers_stands_above_them(html):
    assert '<th scope="col">Post</th><th scope="col" class="n">Bedrag</th>' in html


def test_the_paper_is_dutch_whatever_the_language_of_the_page(html):
    assert '<div class="sheet" lang="nl">' in html


def test_what_it_was_computed_from_is_marked_quietly(html):
    assert '<mark class="part"><data class="figure" value="200">' in html


def test_a_note_is_linked_and_its_label_stands_once(html):
    assert '<a href="#note-1">1</a>' in html
    assert html.count("¹") == 0


def test_no_script_and_no_request(html):
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert "http:" not in html
    assert "https:" not in html


def test_what_was_read_is_called_unchecked(html):
    assert "nog niet door een mens gecontroleerd" in html or "not yet checked by a person" in html


def test_a_step_without_an_expression_goes_on_without_an_equals_sign():
    assert Step("", "5,0 – 6,7").line == "5,0 – 6,7"
    assert Step("2 + 3", "5", "Totaal").line == "Totaal: 2 + 3 = 5"


def test_a_statement_stands_in_the_margin_beside_its_marked_sentence(html):
    card = html.split('id="statement-1"')[1].split("</details></div>")[0]
    assert "De wethouder" in card
    assert "(../2024-04-30)" in card
    assert "third.will" in card
    assert "&lt;wonen&gt;" in card
    row = html.split('<div class="row">')[2]
    assert 'id="statement-1"' in row
    assert '<span class="said">De wethouder zal de raad </span>' in row


def test_what_nobody_says_or_promises_has_no_card(html):
    """Near miss: numbers, a note and a table, and no statement among them."""
    assert html.count('class="remark said"') == 1
    assert html.count("Nagelezen") + html.count("Read with") == 1


def test_the_margin_for_other_pages_holds_statements_only_when_asked():
    letter = read_letter(LETTER.encode(), name="brief.txt")
    checked = Checked(letter, check(letter))
    assert "statement-1" not in rows(checked, "nl")
    assert "statement-1" in rows(checked, "nl", said=True)
