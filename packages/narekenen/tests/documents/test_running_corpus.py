"""Every real paper of the collection: nothing is lost, mending twice is mending once, hostile texts end in time."""

import re
from pathlib import Path

import pytest

from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text, undo
from narekenen.errors import UnusableInput

FOLDERS = (
    "advies_pdf", "besluitenlijst_pdf", "handelingen_xml", "kamerbrief_xml", "kamervragen_docx", "kamervragen_txt",
    "moties_pdftext", "moties_xml", "openings_txt", "wob_besluit_pdf",
)  # fmt: skip


def papers(folder: Path) -> list[SourceText]:
    found = []
    for path in sorted(folder.iterdir()):
        try:
            found.append(open_document(path))
        except UnusableInput:
            continue
    return found


@pytest.mark.shared
@pytest.mark.parametrize("folder", FOLDERS)
def test_real_papers_come_back_and_are_mended_once(folder: str, shared: Path) -> None:
    sources = papers(shared / "documents" / "corpus" / folder)
    assert sources
    for source in sources:
        running = running_text(source)
        assert undo(running) == source.text, source.name
        assert "".join(piece.text for piece in running.pieces) == running.text
        if not source.marks:
            again = running_text(SourceText(source.name, source.digest, "text/plain", "test@1", running.text))
            assert again.text == running.text, source.name
        for passage in passages(running):
            copied = "".join(source.text[a:b] for a, b in running.raw_spans(passage.span))
            assert set(copied) <= set(passage.text) or passage.kind == "table", (source.name, passage.id)
            assert re.sub(r"\s", "", passage.text), (source.name, passage.id)


@pytest.mark.shared
def test_glued_notes_of_published_advice_are_all_tied(shared: Path) -> None:
    """An advice of the Council of State has 53 notes at the foot of its pages, several of them in one line."""
    running = running_text(open_document(shared / "documents/corpus/advies_pdf/Bijlage_D_Advies_Raad_van_State.pdf"))
    labels = [int(note.label) for note in running.notes]
    assert labels == list(range(1, len(labels) + 1))
    assert all(len(note.cited_at) == 1 for note in running.notes)


SIZE = 60_000
HOSTILE = {
    "one word": "a" * SIZE,
    "dots": "." * SIZE,
    "blanks": "x" + " " * SIZE + "y",
    "stars": "*a " * (SIZE // 3),
    "brackets": "[" * SIZE,
    "open brackets with sentences": "(a. A" * (SIZE // 5),
    "open quotes": "'a " * (SIZE // 3),
    "open guillemets": "«a. B " * (SIZE // 6),
    "superscripts": "¹" * SIZE,
    "one label a thousand times": "woord¹ " * (SIZE // 16) + "\n\n" + "¹ Noot\n" * (SIZE // 16),
    "line breaks": "\n" * SIZE,
    "single letters": "a\n" * (SIZE // 2),
    "tags": "<sup>1</sup>" * (SIZE // 12),
    "comments that never end": "<!-- a " * (SIZE // 7),
    "hyphens": "wo-\n" * (SIZE // 4),
    "footers": "Tweede Kamer, vergaderjaar 2014–2015, Aanhangsel 2 " * (SIZE // 51),
    "form feeds": "\f" * SIZE,
    "backslashes": "\\" * SIZE,
    "labels": "1. a\n" * (SIZE // 5),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_ends_and_comes_back(text: str) -> None:
    """Each takes well under a second; a step that looked at pairs would take minutes."""
    running = running_text(SourceText("x", "0" * 64, "text/plain", "test@1", text))
    assert undo(running) == text
    assert all(passage.text for passage in passages(running))
