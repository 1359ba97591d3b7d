"""The questions of a document in the JSON of `narekenen check`."""

import json
from pathlib import Path

import pytest

from narekenen.cli import main


def test_check_tells_the_questions_of_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "antwoord.txt"
    paper.write_text("Vraag 1\n\nHoeveel veren varen er?\n\nAntwoord 1\n\nEr varen 14 veren.\n", encoding="utf-8")

    assert main(["check", "--json", str(paper)]) == 0
    (exchange,) = json.loads(capsys.readouterr().out)["files"][0]["questions"]

    assert exchange["questions"][0]["number"] == "1"
    assert exchange["answer"][0]["text"] == "Er varen 14 veren."
    assert exchange["questions"][0]["parts"][0]["proposal"]["coverage"] == "addressed"


def test_a_document_without_questions_has_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "brief.txt"
    paper.write_text("De brug is klaar. Het veer vaart op zondag.\n", encoding="utf-8")

    assert main(["check", "--json", str(paper)]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["questions"] == []
