"""What a citizen meets when something cannot be read exists in Dutch: every message of these rooms, none left over."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import narekenen
from narekenen.cli import main
from narekenen.documents.isolation import open_isolated
from narekenen.documents.limits import LIMITS
from narekenen.documents.opening import open_document
from narekenen.errors import UnusableInput, catalogue, in_language, say
from narekenen.trace.bundles import read_bundle
from narekenen.trace.canonical import canonical_json

HOME = Path(narekenen.__file__).parent
ROOMS = ("documents", "readings", "arithmetic", "trace")
FILES = ("replay.py", "recipes.py", "formatting.py", "cli/__init__.py", "cli/check.py", "cli/replay.py",
         "cli/files.py", "cli/output.py")  # fmt: skip
PARTS = {"what", "why", "do", "template"}
MAKERS = {"UnusableInput", "Refusal", "_no_anchor", "_flood"}


def modules() -> list[Path]:
    rooms = [path for room in ROOMS for path in (HOME / room).rglob("*.py") if path.name != "dutch.py"]
    return sorted([*rooms, *(HOME / name for name in FILES)])


def words(node: ast.expr) -> Iterator[str]:
    """The sentences in an expression that becomes part of a message; f-strings fail: nobody can translate them."""
    if isinstance(node, ast.JoinedStr):
        raise AssertionError(f"line {node.lineno}: an f-string cannot be said in Dutch, use say()")
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from words(value)


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def parts_of_messages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == "say":
            yield from words(node.args[0])
            for keyword in node.keywords:
                values = () if isinstance(keyword.value, ast.JoinedStr) else words(keyword.value)
                yield from (value for value in values if " " in value)  # the others are names and marks
        elif isinstance(node, ast.Call) and called(node) in MAKERS:
            for argument in node.args[: 3 if called(node) == "Refusal" else 1]:
                yield from words(argument)
            for keyword in node.keywords:
                if keyword.arg in PARTS:
                    yield from words(keyword.value)
        elif isinstance(node, ast.Call) and called(node) == "append" and "problems" in ast.dump(node.func):
            yield from words(node.args[0])
        elif isinstance(node, ast.Assign):
            names = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else [node.targets[0]]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if getattr(name, "id", "") in PARTS:
                    yield from words(value)


@cache
def in_use() -> dict[str, str]:
    found = {}
    for path in modules():
        source = path.read_text(encoding="utf-8")
        if "UnusableInput" in source or "say(" in source or "Refusal" in source:
            for text in parts_of_messages(ast.parse(source)):
                found[text] = path.name
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_message_of_these_rooms_has_its_dutch() -> None:
    missing = {text: where for text, where in in_use().items() if text not in catalogue()}
    assert missing == {}


@pytest.mark.parametrize("room", [*ROOMS, "cli"])
def test_no_catalogue_holds_what_nobody_says(room: str) -> None:
    """Texts that are put together from named constants are looked for in the source of the room."""
    source = "".join(path.read_text(encoding="utf-8") for path in modules())
    said = in_use()
    for text in import_module(f"narekenen.{room}.dutch").DUTCH:
        assert text in said or f'"{text}"' in source, text


def test_both_languages_take_the_same_values() -> None:
    for english, dutch in catalogue().items():
        if english in in_use() and "{" in english and '"' not in english:
            assert fields(english) == fields(dutch), english
        if english[:1].isalpha() and not english[:2].isupper():  # "pdf" is written small in Dutch
            assert dutch[:1].isupper() == english[:1].isupper(), english


def test_values_stay_and_what_has_no_dutch_stays_english() -> None:
    problem = UnusableInput(
        say("too large: {size} bytes", size=12), where="brief.pdf", why="Nobody translated this", do="Check the path"
    )
    assert str(problem) == "brief.pdf: too large: 12 bytes. Nobody translated this. Check the path."
    assert problem.in_language("en") == str(problem)
    assert problem.in_language("nl").startswith("brief.pdf: te groot: 12 bytes. Nobody translated this. ")


def test_a_message_line_by_line() -> None:
    problem = UnusableInput("an empty file", where="a - b.csv", problems=("row 1:   - 2", "row 2"))
    assert problem.lines("nl") == ["a - b.csv: een leeg bestand.", "row 1:   - 2", "row 2"]
    assert problem.lines("en")[0] == "a - b.csv: an empty file."


def test_a_value_with_braces_is_no_template() -> None:
    assert in_language(say("the input {name!r} is missing", name="{size}"), "nl") == "de invoer '{size}' ontbreekt"
    assert json.dumps(say("{count} pages", count=3)) == '"3 pages"'


@pytest.mark.parametrize(
    ("data", "name", "starts"),
    [
        (b"", "leeg.pdf", "leeg.pdf: een leeg bestand. Er staat niets in. Controleer of"),
        (b"\x89PNG\r\n\x1a\n", "scan.png", "scan.png: een png-afbeelding. In een afbeelding staat geen tekst"),
        (b"PK\x05\x06" + bytes(18), "map.zip", "map.zip: een ingepakt bestand (zip). Pak het eerst uit"),
        (b"%PDF-1.4\nnog iets", "brief.pdf", "brief.pdf: een beschadigde pdf. Het is van binnen geen pdf"),
        (
            b"<?xml version='1.0'?><Edmx/>",
            "m.xml",
            "m.xml: xml van een onbekende soort. Het buitenste element is <Edmx>",
        ),
        (b"<html><body></body></html>", "p.html", "p.html: een pagina zonder tekst."),
        (b"\x00\x01\x02\x03\x04\x05" * 40, "x.txt", "x.txt: dit is geen tekst. 240 van de eerste 240 tekens"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_dutch(data: bytes, name: str, starts: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        open_document(data, name=name)
    assert caught.value.in_language("nl").startswith(starts)


def test_a_pdf_that_was_refused_in_its_own_process_is_said_in_dutch() -> None:
    with pytest.raises(UnusableInput) as caught:
        open_isolated(b"%PDF-1.4\nnog iets", name="brief.pdf")
    assert caught.value.in_language("nl").startswith("brief.pdf: een beschadigde pdf. Het is van binnen geen pdf")
    with pytest.raises(UnusableInput) as caught:
        open_isolated(b"een te lange tekst", name="brief.txt", limits=replace(LIMITS, characters=5))
    assert caught.value.in_language("nl").startswith("brief.txt: te veel tekst: 18 tekens. Er worden er hooguit 5")


def test_each_line_about_a_bundle_is_said_in_dutch() -> None:
    body = {"schema": "narekenen/bundle/1", "figure": 7, "run": {"recipe": "x@1", "colour": "red"}, "sources": 1}
    with pytest.raises(UnusableInput) as caught:
        read_bundle(canonical_json(body), where="b.json")
    lines = caught.value.in_language("nl").splitlines()
    assert lines[0] == "b.json: de bundel is niet volledig."
    assert "  - figure: hier hoort tekst" in lines
    assert "  - run.colour: onbekend" in lines
    assert "  - sources: hier hoort een lijst" in lines
    assert "  - version: ontbreekt" in lines


def test_the_command_line_says_it_in_the_language_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    assert main(["check", str(tmp_path / "leeg.txt")]) == 2
    assert "leeg.txt: een leeg bestand." in capsys.readouterr().err
    assert main(["check", "--lang", "en", str(tmp_path / "leeg.txt")]) == 2
    assert "leeg.txt: an empty file." in capsys.readouterr().err
    assert main(["replay", str(tmp_path / "leeg.txt")]) == 2
    assert "dit is niet leesbaar als JSON" in capsys.readouterr().err
