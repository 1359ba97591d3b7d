"""Anchors: made, written as W3C selectors, found again in other renderings and later editions."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from narekenen.documents.anchors import AROUND, anchor_at, from_w3c, place_of, to_w3c
from narekenen.documents.approximate import best_matches, distances, ends_with, most_errors
from narekenen.documents.model import Mark, SourceText, Span
from narekenen.documents.opening import open_document
from narekenen.documents.resolving import resolve
from narekenen.documents.running import running_text
from narekenen.errors import UnusableInput

LETTER = (
    "Geachte voorzitter,\n\nIn 2015 hebben wij 40 woningen gebouwd. In 2016 waren dat er 52, en dat is meer dan\n"
    "was afgesproken. De gemeenten betalen samen € 1.400 per woning.\n\nIn de tabel staat wat elke gemeente\n"
    "betaalt. Het rijk legt de rest bij. Daarover is in het voorjaar overleg gevoerd met de provincies.\n"
)


def source(text: str) -> SourceText:
    return open_document(text.encode(), name="brief.txt")


def at(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def landed(text: str, span: Span | None) -> str:
    return "" if span is None else text[span.start : span.end]


def test_an_anchor_holds_quote_surroundings_position_and_place():
    anchor = anchor_at(source(LETTER), at(LETTER, "dat is meer dan\nwas afgesproken"))
    assert anchor.quote.exact == "dat is meer dan was afgesproken"
    assert anchor.quote.prefix.endswith("In 2016 waren dat er 52, en ")
    assert anchor.quote.suffix.startswith(". De gemeenten betalen")
    assert len(anchor.quote.prefix) == len(anchor.quote.suffix) == AROUND
    assert anchor.source == f"sha256:{source(LETTER).digest}"
    assert (anchor.reader, anchor.normaliser, anchor.locator) == ("text@1", "normal@1", "line 3")


def test_spaces_at_the_ends_of_a_span_are_no_part_of_the_quote():
    wide = at(LETTER, " 40 woningen ")
    assert anchor_at(source(LETTER), wide) == anchor_at(source(LETTER), at(LETTER, "40 woningen"))


@pytest.mark.parametrize("span", [Span(-1, 4), Span(4, 4), Span(5, 4), Span(0, 10_000), at(LETTER, "\n\n")])
def test_a_span_outside_the_text_or_without_words_is_refused(span: Span):
    with pytest.raises(ValueError, match="Span"):
        anchor_at(source(LETTER), span)


def test_the_locator_names_page_table_and_note():
    text = "Een\n\fTwee\nA\t1\n1 Noot"
    marks = (
        Mark("table", Span(10, 13)), Mark("row", Span(10, 13), (("row", "0"),)),
        Mark("cell", Span(12, 13), (("row", "0"), ("column", "1"))), Mark("note", Span(14, 20), (("label", "1"),)),
    )  # fmt: skip
    document = SourceText("x", "0" * 64, "application/pdf", "pdf@1", text, pages=(0, 5), marks=marks)
    assert anchor_at(document, Span(5, 9)).locator == "page 2, line 2"
    assert anchor_at(document, Span(12, 13)).locator == "page 2, table 1, row 1, column 2"
    assert anchor_at(document, Span(16, 20)).locator == "page 2, note 1"


def test_note_marks_are_no_part_of_a_quote():
    html = "<!doctype html><p>In 2015<sup><a href='#n'>1</a></sup> was het 40.</p><p id=n>1 Bron.</p>"
    document = open_document(html.encode())
    anchor = anchor_at(document, at(document.text, "20151 was"))
    assert anchor.quote.exact == "2015 was"


def test_the_same_file_gives_the_same_place():
    document = source(LETTER)
    span = at(LETTER, "De gemeenten betalen samen")
    result = resolve(anchor_at(document, span), document)
    assert (result.verdict, result.span, result.similarity) == ("same", span, 1.0)


def test_another_file_with_the_same_text_there_is_the_same_place():
    later = source(LETTER + "\nNaschrift.\n")
    assert resolve(anchor_at(source(LETTER), at(LETTER, "52")), later).verdict == "same"


def test_a_quote_that_moved_is_found():
    later = "Nieuwe aanhef.\n\n" + LETTER
    result = resolve(anchor_at(source(LETTER), at(LETTER, "samen € 1.400 per woning")), source(later))
    assert (result.verdict, landed(later, result.span)) == ("moved", "samen € 1.400 per woning")


def test_another_rendering_differs_in_spaces_quotes_and_hyphens_only():
    other = LETTER.replace("\n", " ").replace("gemeenten", "gemeen-\nten").replace("afgesproken", "afge\u00adsproken")
    other = "Afschrift. " + other
    quote = "meer dan\nwas afgesproken. De gemeenten"
    result = resolve(anchor_at(source(LETTER), at(LETTER, quote)), source(other))
    assert result.verdict == "moved"
    assert landed(other, result.span) == "meer dan was afge\u00adsproken. De gemeen-\nten"


def test_a_changed_number_is_a_change_and_never_the_same():
    later = LETTER.replace("€ 1.400", "€ 1.650").replace("Geachte", "Zeer geachte")
    anchor = anchor_at(source(LETTER), at(LETTER, "De gemeenten betalen samen € 1.400 per woning."))
    result = resolve(anchor, source(later))
    assert result.verdict == "changed"
    assert landed(later, result.span) == "De gemeenten betalen samen € 1.650 per woning."
    assert 0.9 < result.similarity < 1


@pytest.mark.parametrize("other", ["140 woningen", "40 woningenbouw", "1.40 woningen", "1,40 woningen"])
def test_a_quote_is_not_found_inside_a_longer_word_or_number(other: str):
    later = LETTER.replace("40 woningen", other)
    result = resolve(anchor_at(source(LETTER), at(LETTER, "40 woningen")), source(later))
    assert result.verdict in ("changed", "ask", "gone")
    assert landed(later, result.span) != "40 woningen"


def test_a_passage_that_was_left_out_is_gone():
    later = LETTER.replace("In 2016 waren dat er 52, en dat is meer dan\nwas afgesproken. ", "")
    anchor = anchor_at(source(LETTER), at(LETTER, "In 2016 waren dat er 52, en dat is meer dan\nwas afgesproken."))
    assert resolve(anchor, source(later)).verdict == "gone"


def test_a_short_quote_elsewhere_is_asked_and_not_assumed():
    later = "Een heel andere brief. Op bladzijde 52 staat iets over vissen.\n"
    result = resolve(anchor_at(source(LETTER), at(LETTER, "52")), source(later))
    assert (result.verdict, result.span) == ("ask", None)
    assert [landed(later, candidate.span) for candidate in result.candidates] == ["52"]


def test_a_quote_that_stands_there_twice_goes_by_its_surroundings():
    later = "In dat jaar waren er 52 klachten over lawaai in de straat.\n\n" + LETTER
    result = resolve(anchor_at(source(LETTER), at(LETTER, "52")), source(later))
    assert result.verdict == "moved"
    assert result.span == at(later, "52, en")._replace(end=at(later, "52, en").start + 2)


def test_twice_the_same_surroundings_is_a_question():
    twice = "Kop.\n\n" + "De gemeenten betalen samen € 1.400 per woning.\n" * 2
    once = "De gemeenten betalen samen € 1.400 per woning.\n"
    result = resolve(anchor_at(source(once), at(once, "samen")), source(twice))
    assert result.verdict == "ask"
    assert len(result.candidates) == 2
    assert result.candidates[0].locator == "line 3"


def test_a_quote_without_letters_is_a_question():
    text, later = "a - b", "x - y - z"
    assert resolve(anchor_at(source(text), Span(2, 3)), source(later)).verdict == "ask"


HEADER = "Ministerie van Proeven, brief van 3 mei 2020, kenmerk 12"
PAGES = (
    "Wie een huis zoekt, wacht lang. De gemeente heeft daarom besloten om op drie plaatsen in de stad te laten",
    "bouwen, waarbij de helft van de huizen bestemd is voor starters. Het plan is met de buurt besproken en de",
    "raad heeft het in het najaar vastgesteld. De eerste paal gaat in de lente de grond in, als het weer meewerkt",
    "en de aannemer genoeg mensen vindt. Over de kosten volgt een aparte brief.",
)


def test_a_page_header_in_the_middle_of_a_passage_is_no_hindrance_in_running_text():
    paged = source("\n\f".join(f"{HEADER}\n\n{page}\n\n{i}" for i, page in enumerate(PAGES, 1)))
    plain = source(" ".join(PAGES))
    quote = "op drie plaatsen in de stad te laten bouwen, waarbij de helft"
    result = resolve(anchor_at(plain, at(plain.text, quote)), running_text(paged))
    assert result.verdict == "moved"
    assert landed(paged.text, result.span).startswith("op drie plaatsen")
    assert landed(paged.text, result.span).endswith("waarbij de helft")


def test_a_page_header_in_the_middle_of_a_passage_of_raw_text_is_a_question():
    paged = source("\n\f".join(f"{HEADER}\n\n{page}\n\n{i}" for i, page in enumerate(PAGES, 1)))
    plain = source(" ".join(PAGES))
    quote = "in de stad te laten bouwen, waarbij de helft van"
    result = resolve(anchor_at(plain, at(plain.text, quote)), paged)
    assert result.verdict == "ask"
    assert any("bouwen, waarbij" in landed(paged.text, candidate.span) for candidate in result.candidates)


def test_an_anchor_of_running_text_names_it_and_points_into_the_source():
    running = running_text(source(LETTER))
    place = place_of(running)
    anchor = anchor_at(place, at(running.text, "meer dan was afgesproken"))
    assert anchor.normaliser == "normal@1+running"
    result = resolve(anchor, place)
    assert (result.verdict, landed(LETTER, result.span)) == ("same", "meer dan\nwas afgesproken")


def test_w3c_json_round_trip():
    anchor = anchor_at(source(LETTER), at(LETTER, "€ 1.400"))
    written = json.loads(json.dumps(to_w3c(anchor)))
    assert written["type"] == "SpecificResource"
    assert [selector["type"] for selector in written["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]
    assert from_w3c(written) == anchor


@pytest.mark.parametrize(
    "spoil",
    [
        lambda w: w.pop("source"), lambda w: w["selector"].pop(), lambda w: w.update(selector=3),
        lambda w: w["selector"][0].update(exact=""), lambda w: w["selector"][0].update(prefix=None),
        lambda w: w["selector"][1].update(start=True), lambda w: w["selector"][1].update(start=9, end=9),
        lambda w: w["selector"][1].update(end="9"), lambda w: w.pop("narekenen:reader"),
    ],
)  # fmt: skip
def test_json_that_is_no_anchor_is_refused(spoil: Any):
    written = to_w3c(anchor_at(source(LETTER), at(LETTER, "€ 1.400")))
    spoil(written)
    with pytest.raises(UnusableInput, match="not an anchor"):
        from_w3c(written)


def levenshtein(a: str, b: str) -> int:
    """The edit distance of two texts by the textbook recurrence, for comparison."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (x != y)))
        row = new
    return row[-1]


@given(st.text("ab", min_size=1, max_size=6), st.text("abc", max_size=8))
def test_distances_against_the_textbook_recurrence(pattern: str, text: str):
    expected = [
        min(levenshtein(pattern, text[start:end]) for start in range(end + 1)) for end in range(1, len(text) + 1)
    ]
    assert distances(pattern, text) == expected


def test_similarity_of_an_end():
    assert ends_with("iets met een staart", "een staart") == 1.0
    assert ends_with("iets met een straat", "een staart") == pytest.approx(0.8)
    assert ends_with("", "x") == 0.0
    assert ends_with("x", "") == 1.0


def test_the_bounds_of_the_hypothesis_client():
    assert [most_errors("x" * size) for size in (10, 512, 5000)] == [5, 256, 256]


def test_the_best_match_comes_first_and_none_overlap():
    pattern = "de gemeenten betalen samen de rekening"
    text = f"begin {pattern} midden {pattern.replace('samen', 'nooit')} slot"
    first, second = best_matches(pattern, text)[:2]
    assert text[first.start : first.end] == pattern
    assert (first.errors, second.start) == (0, text.index(pattern.replace("samen", "nooit")))


parts_of_speech = ["aan", "bouw", "cent", "dak", "erf", "fiets", "grond", "huis", "12", "1.400", "€", "jaar"]
words = st.lists(st.sampled_from(parts_of_speech), min_size=25, max_size=60)


@given(words, st.data())
def test_whatever_is_anchored_is_found_in_its_own_text(parts: list[str], data: st.DataObject):
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    document = source(text)
    result = resolve(anchor_at(document, Span(start, end)), document)
    assert result.verdict == "same"
    assert landed(text, result.span) == text[start:end].strip()


@given(words, st.integers(0, 20), st.sampled_from(["\n", "  ", "\u00a0", "\r\n"]))
def test_other_spaces_never_lead_to_other_words(parts: list[str], first: int, space: str):
    text, other = " ".join(parts), space.join(["Vooraf", *parts])
    quote = " ".join(parts[first : first + 5])
    result = resolve(anchor_at(source(text), at(text, quote)), source(other))
    assert result.verdict in ("moved", "ask")
    if result.span:
        assert landed(other, result.span).split() == parts[first : first + 5]
