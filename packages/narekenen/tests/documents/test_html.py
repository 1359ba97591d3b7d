"""Pages: what a browser shows, in order, with headings, lists, tables, links and notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.documents.limits import Limits
from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput


def read(body: str, head: str = "<title>Brief</title>") -> SourceText:
    return open_document(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html")


def of_kind(source: SourceText, kind: str) -> list[str]:
    return [source.text[mark.span.start : mark.span.end] for mark in source.marks if mark.kind == kind]


def test_blocks_come_in_order_with_their_kinds():
    source = read("<h1>Voortgang <em>wonen</em></h1><p>Eerste\n  alinea.</p><div>Tweede<br>regel<p>derde</div>")
    assert source.text == "Voortgang wonen\n\nEerste alinea.\n\nTweede\nregel\nderde"
    assert of_kind(source, "heading") == ["Voortgang wonen"]
    assert of_kind(source, "emphasis") == ["wonen"]
    assert source.metadata == (("title", "Brief"),)
    assert source.media_type == "text/html"


def test_what_a_browser_does_not_show_is_left_out():
    source = read(
        "<script>var a = '<p>weg</p>'</script><style>p {}</style><nav><a href='/'>menu</a></nav><!-- weg -->"
        "<p hidden>weg</p><p style='Display : none'>weg</p><noscript>weg</noscript><p>Blijft<!-- weg --> staan.</p>"
    )
    assert source.text == "Blijft staan."


def test_the_pages_own_header_and_footer_are_furniture_but_not_those_of_an_article():
    source = read(
        "<header>Site</header><article><header><h2>Kop</h2></header><p>Tekst.</p></article><footer>Voet</footer>"
    )
    assert source.text == "Site\n\nKop\n\nTekst.\n\nVoet"
    assert of_kind(source, "furniture") == ["Site", "Voet"]


def test_lists_get_the_labels_that_a_browser_shows():
    source = read('<ol start="3" type="a"><li>x</li><li value="7">y<ul><li>z</li></ul></li><li>w</li></ol><p>Na.</p>')
    assert source.text == "c. x\ng. y\n• z\nh. w\n\nNa."
    assert [(m.get("label"), m.get("level")) for m in source.marks if m.kind == "list_item"] == [
        ("c.", "1"), ("g.", "1"), ("•", "2"), ("h.", "1"),
    ]  # fmt: skip


def test_a_paragraph_in_an_item_stands_behind_its_label():
    source = read("<ul><li><p>Een</p><p>vervolg</p></li><li>\n<div>Twee</div></li><li></li></ul>")
    assert source.text == "• Een\nvervolg\n• Twee\n• "


def test_tables_keep_rows_columns_and_spans():
    source = read(
        "<table><caption>Tabel 1</caption><thead><tr><th>Gemeente<th colspan=2>Aantal</tr></thead><tbody>"
        "<tr><td rowspan=2>Ede<td>1<td>2<tr><td>3<td>4</tbody></table><p>Na.</p>"
    )
    assert source.text == "Tabel 1\n\nGemeente\tAantal\t\nEde\t1\t2\n\t3\t4\n\nNa."
    assert of_kind(source, "header_cell") == ["Gemeente", "Aantal"]
    assert of_kind(source, "caption") == ["Tabel 1"]
    assert [(m.get("row"), m.get("column")) for m in source.marks if m.get("covered")] == [("0", "2"), ("2", "0")]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>Een</td></tr><tr><td>Twee</td></tr></table>",
        "<table role='presentation'><tr><td>Een</td><td>Twee</td></tr></table>",
        "<table><tr><td>Een</td><td><table><tr><td>Twee</td></tr></table></td></tr></table>",
    ],
)
def test_tables_that_only_place_things_are_read_as_text(table: str):
    source = read(table)
    assert source.text == "Een\n\nTwee"
    assert of_kind(source, "table") == []


def test_notes_are_tied_to_where_they_are_cited():
    source = read(
        '<p>In 2015<sup><a href="#fn1" id="r1">1</a></sup> en 2016<a href="#fn2" role="doc-noteref">[2]</a>.</p>'
        '<p id="fn1"><sup><a href="#r1">1</a></sup> Bron A.</p><ol><li id="fn2">Bron B. <a href="#r2">↩</a></li></ol>'
    )
    refs = [(m.get("label"), m.get("note")) for m in source.marks if m.kind == "note_ref"]
    assert refs == [("1", "fn1"), ("2", "fn2")]
    assert [(m.get("label"), m.get("note")) for m in source.marks if m.kind == "note"] == [("1", "fn1"), ("2", "fn2")]
    assert of_kind(source, "note") == ["1 Bron A.", "Bron B. ↩"]


def test_a_raised_number_without_a_link_is_only_raised():
    source = read("<p>40 m<sup>2</sup> en CO<sub>2</sub></p>")
    assert [m.get("style") for m in source.marks if m.kind == "emphasis"] == ["sup", "sub"]
    assert of_kind(source, "note_ref") == []


def test_preformatted_text_keeps_its_spaces():
    assert read("<pre>a  b\n  c</pre><p>d  e</p>").text == "a  b\n  c\n\nd e"


def test_unclosed_and_crossing_tags_give_what_a_browser_shows():
    assert read("<p>Een <b>vet <i>beide</b> schuin</i><p>Twee<li>los").text.split("\n\n")[0] == "Een vet beide schuin"
    assert "tekst" in read("<table><tr><p>tekst</table></div></p></b>").text


@pytest.mark.parametrize(
    ("head", "encoding"), [("<meta charset='iso-8859-15'>", "iso-8859-15"), ("<meta charset=windows-1252>", "cp1252")]
)
def test_the_encoding_that_a_page_states_is_used(head: str, encoding: str):
    page = f"<!DOCTYPE html><html><head>{head}</head><body><p>€ 5 per café</p></body></html>".encode(encoding)
    source = open_document(page)
    assert (source.text, source.warnings) == ("€ 5 per café", ())


def test_an_unknown_or_wrong_encoding_is_a_guess_and_says_so():
    page = "<!DOCTYPE html><html><head><meta charset='klingon'></head><body><p>één café</p></body></html>"
    source = open_document(page.encode("cp1252"))
    assert source.text == "één café"
    assert "a guess" in source.warnings[0]


def test_a_page_without_text_is_refused():
    with pytest.raises(UnusableInput, match="without text"):
        read("<script>document.write('tekst')</script><p> </p>")


def test_depth_and_time_are_limited():
    page = ("<!DOCTYPE html><html><body>" + "<div>" * 50 + "diep").encode()
    assert open_document(page).text == "diep"
    with pytest.raises(UnusableInput, match="inside one another"):
        open_document(page, limits=Limits(depth=40))
    with pytest.raises(UnusableInput, match="too long"):
        open_document(page, limits=Limits(seconds=0))


tags = st.sampled_from(
    [
        "p",
        "div",
        "b",
        "table",
        "tr",
        "td",
        "th",
        "li",
        "ol",
        "ul",
        "sup",
        "h2",
        "pre",
        "br",
        "thead",
        "span",
        "a href=#x",
    ]
)
soup = st.lists(
    st.one_of(tags.map("<{}>".format), tags.map("</{}>".format), st.text("ab 12\n&<", max_size=5)), max_size=40
)


@given(soup)
def test_tag_soup_gives_text_with_marks_inside_it_or_a_clear_refusal(pieces: list[str]):
    source = read("<p>Vast.</p>" + "".join(pieces))
    assert source.text.startswith("Vast.")
    for mark in source.marks:
        assert 0 <= mark.span.start <= mark.span.end <= len(source.text)
        assert mark.span.start < mark.span.end or "cell" in mark.kind
