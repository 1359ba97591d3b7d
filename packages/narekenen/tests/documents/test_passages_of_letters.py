"""Passages: ids, kinds and places; the damage report; the way back from running text to source."""

import pytest

from narekenen.documents.damage import damage_report
from narekenen.documents.model import Piece, RunningText, SourceText, Span
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text

TEXT = (
    "Aanleiding\n\nDe dijk is oud.¹ Dat bleek bij een onderzoek naar de klei in de\npolder. Wij doen drie dingen:\n\n"
    "1. geld zoeken;\n2. bouwen. Dat duurt lang.\n\nJaar\tBedrag\n2019\t€ 400\n2020\t€ 500\n\n"
    "¹ Rapport van het waterschap, p. 3. Zie ook bijlage 2.\n"
)


def run(text: str = TEXT) -> RunningText:
    return running_text(SourceText("brief.txt", "0" * 64, "text/plain", "test@1", text))


def test_ids_kinds_and_texts() -> None:
    assert [(p.id, p.kind, p.text) for p in passages(run())] == [
        ("p0", "heading", "Aanleiding"),
        ("p1.s1", "paragraph", "De dijk is oud."),
        ("p1.s2", "paragraph", "Dat bleek bij een onderzoek naar de klei in de polder."),
        ("p1.s3", "paragraph", "Wij doen drie dingen:"),
        ("p2", "list_item", "geld zoeken;"),
        ("p3.s1", "list_item", "bouwen."),
        ("p3.s2", "list_item", "Dat duurt lang."),
        ("t4.r1", "table", "Jaar\tBedrag"),
        ("t4.r2", "table", "2019\t€ 400"),
        ("t4.r3", "table", "2020\t€ 500"),
        ("p5.s1", "note", "Rapport van het waterschap, p. 3."),
        ("p5.s2", "note", "Zie ook bijlage 2."),
    ]


def test_the_raw_place_of_a_passage_holds_its_words() -> None:
    found = {p.id: TEXT[p.raw.start : p.raw.end] for p in passages(run())}
    assert found["p1.s2"] == "Dat bleek bij een onderzoek naar de klei in de\npolder."
    assert found["p3.s2"] == "Dat duurt lang."
    assert found["t4.r2"] == "2019\t€ 400"
    assert found["p5.s1"] == "Rapport van het waterschap, p. 3."


def test_ids_are_unique() -> None:
    ids = [p.id for p in passages(run(TEXT * 3))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", ["", "\n", "---\n"])
def test_no_text_no_passages(text: str) -> None:
    assert passages(run(text)) == ()


def test_an_empty_span_maps_to_the_nearest_copy() -> None:
    source = SourceText("x", "", "text/plain", "t", "ab\ncd")
    pieces = (Piece(0, "ab", 0), Piece(2, " ", None), Piece(3, "cd", 3))
    running = RunningText(source, "ab cd", pieces, (), ())
    assert running.raw_span(Span(1, 1)) == Span(1, 1)
    assert running.raw_span(Span(2, 3)) == Span(2, 2)  # the inserted space stands behind the copy before it
    assert running.raw_span(Span(5, 5)) == Span(5, 5)
    assert running.raw_span(Span(1, 4)) == Span(1, 4)
    assert running.raw_spans(Span(1, 4)) == (Span(1, 2), Span(3, 4))
    only_inserted = RunningText(source, " ab", (Piece(0, " ", None), Piece(1, "ab", 0)), (), ())
    assert only_inserted.raw_span(Span(0, 1)) == Span(0, 0)


def test_the_damage_report_counts_and_places() -> None:
    report = damage_report(run())
    kinds = {damage.kind: (damage.count, damage.lines) for damage in report.damages}
    assert kinds["join_lines"] == (1, (3,))
    assert kinds["take_note_mark"] == (1, (3,))
    assert report.uncited == ()
    assert report.count == sum(count for count, _ in kinds.values())


def test_the_damage_report_speaks_two_languages() -> None:
    report = damage_report(run("De **dijk** is oud.\n\n¹ Rapport.\n² Brief.\n"))
    assert report.text("nl").splitlines() == [
        "Hersteld om de tekst te kunnen lezen:",
        "- 2 opmaaktekens weggelaten (regel 1)",
        "- 2 stukken witruimte gelijkgetrokken (regel 3, 4)",
        "Niet gevonden waar de noten 1, 2 bij horen.",
    ]
    assert report.text("en").splitlines() == [
        "Mended to make the text readable:",
        "- 2 marks of markup left out (line 1)",
        "- 2 stretches of white space evened out (line 3, 4)",
        "No place was found that cites notes 1, 2.",
    ]


def test_one_repair_is_said_in_singular_and_many_places_are_cut_off() -> None:
    one = damage_report(run("De raad sprak over de nieuwe wo-\nningen in de wijk."))
    assert one.text("nl").splitlines()[1] == "- 1 afgebroken woord aaneengesloten (regel 1)"
    many = damage_report(run("\n\n".join(["Een **woord** hier."] * 9)), most=2)
    assert many.text("en").splitlines()[1] == "- 18 marks of markup left out (line 1, 3, …)"


def test_a_clean_text_has_nothing_to_report() -> None:
    report = damage_report(run("De dijk is oud.\n\nDe sluis is nieuw."))
    assert report.damages == ()
    assert report.text("nl") == "Aan de tekst is niets hersteld."
    assert report.text("en") == "Nothing in the text had to be mended."
