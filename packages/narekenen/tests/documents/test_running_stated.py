"""Formats that state their structure: marks are believed; notes are tied by name; tables keep their rows."""

import pytest

from narekenen.documents.model import Mark, MarkKind, SourceText, Span
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text, undo


class Page:
    """Builds a text with marks, as a reader does."""

    def __init__(self) -> None:
        self.text, self.marks = "", []

    def add(self, kind: MarkKind, text: str, gap: str = "\n\n", **attributes: str) -> "Page":
        self.text += gap if self.text else ""
        start = len(self.text)
        self.text += text
        self.marks.append(Mark(kind, Span(start, len(self.text)), tuple(attributes.items())))
        return self

    def ref(self, sign: str, **attributes: str) -> "Page":
        """A note mark at the first place where `sign` stands."""
        at = self.text.index(sign)
        self.marks.append(Mark("note_ref", Span(at, at + len(sign)), tuple(attributes.items())))
        return self

    def source(self) -> SourceText:
        marks = tuple(sorted(self.marks, key=lambda mark: (mark.span.start, -mark.span.end)))
        return SourceText("x.docx", "0" * 64, "application/x", "test@1", self.text, marks=marks)


def test_blocks_come_as_they_are_stated() -> None:
    page = Page().add("furniture", "Kop van de pagina").add("heading", "Aanleiding", level="2")
    page.add("paragraph", "De dijk is oud.").add("list_item", "a. geld", label="a.", level="2").add(
        "caption", "Figuur 1"
    )
    running = running_text(page.source())
    assert undo(running) == page.text
    assert [(block.kind, block.level, block.label) for block in running.blocks] == [
        ("furniture", 0, ""), ("heading", 2, ""), ("paragraph", 0, ""), ("list_item", 2, "a."), ("caption", 0, ""),
    ]  # fmt: skip
    assert [passage.text for passage in passages(running)] == ["Aanleiding", "De dijk is oud.", "geld", "Figuur 1"]


def test_notes_are_tied_by_name_else_by_label() -> None:
    page = Page().add("paragraph", "De dijk(1) en de sluis(2) zijn oud.")
    page.ref("(1)", label="1", note="n-a").ref("(2)", label="2")
    page.add("note", "1 Rapport A.", label="1", note="n-a").add("note", "2 Rapport B.", label="2")
    running = running_text(page.source())
    assert running.text.startswith("De dijk en de sluis zijn oud.")
    assert [(note.label, [running.text[:at][-5:] for at in note.cited_at]) for note in running.notes] == [
        ("1", [" dijk"]), ("2", ["sluis"]),
    ]  # fmt: skip
    assert [passage.text for passage in passages(running) if passage.kind == "note"] == ["Rapport A.", "Rapport B."]


def test_digits_in_a_stated_text_are_no_marks_and_stars_no_markup() -> None:
    page = Page().add("paragraph", "In 20191 stond *dit* er en <b>dat</b> ook.")
    assert running_text(page.source()).text == page.text


def test_rows_are_those_of_the_format() -> None:
    page = Page().add("paragraph", "Zie de tabel.")
    start = len(page.text) + 2
    page.add("table", "Jaar\tWie\n2019\tAnna\nen Bert\n\t")
    for low, high in [(0, 8), (9, 26), (27, 28)]:
        page.marks.append(Mark("row", Span(start + low, start + high)))
    rows = [passage for passage in passages(running_text(page.source())) if passage.kind == "table"]
    assert [(row.id, row.text) for row in rows] == [("t1.r1", "Jaar\tWie"), ("t1.r2", "2019\tAnna\nen Bert")]


def test_a_line_break_in_a_paragraph_parts_it_unless_the_sentence_runs_on() -> None:
    page = Page().add("paragraph", "De minister van Verkeer\nA.B. de Boer")
    page.add("paragraph", "Het bestuur heeft op drie mei besloten dat de dijk\nwordt verhoogd.")
    assert running_text(page.source()).text.split("\n\n") == [
        "De minister van Verkeer", "A.B. de Boer", "Het bestuur heeft op drie mei besloten dat de dijk wordt verhoogd.",
    ]  # fmt: skip


def test_a_sentence_broken_over_paragraphs_is_joined_but_a_list_of_papers_is_not() -> None:
    page = Page().add("paragraph", "overwegende dat de gemeenten zelf om instrumenten")
    page.add("paragraph", "vragen die er nu niet zijn;")
    page.add("paragraph", "Verslag van de vergadering over het water in de polder - 12345-67")
    page.add("paragraph", "minister van Verkeer, A.B. de Boer - 3 mei 2021")
    assert running_text(page.source()).text.split("\n\n") == [
        "overwegende dat de gemeenten zelf om instrumenten vragen die er nu niet zijn;",
        "Verslag van de vergadering over het water in de polder - 12345-67",
        "minister van Verkeer, A.B. de Boer - 3 mei 2021",
    ]


@pytest.mark.parametrize("inner", ["paragraph", "list_item"])
def test_paragraphs_inside_a_note_belong_to_the_note(inner: MarkKind) -> None:
    page = Page().add("note", "1 Rapport A.", label="1")
    page.marks.append(Mark(inner, Span(2, 12)))
    assert [block.kind for block in running_text(page.source()).blocks] == ["note"]
