"""The complete result as JSON: "narekenen/check/1", described in docs/reference/check-json.md."""

from __future__ import annotations

from typing import Any

from narekenen import __version__
from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.same_quantity import conflicts
from narekenen.readings.questions import questions
from narekenen.readings.statements import statements
from narekenen.report.reading import Checked
from narekenen.trace.canonical import plain

SCHEMA = "narekenen/check/1"


def result(files: list[Checked], problems: list[tuple[str, str]]) -> dict[str, Any]:
    """All files, in the order given; `problems` holds (name, message) of the files that could not be read."""
    return {
        "schema": SCHEMA,
        "narekenen": __version__,
        "files": [_file(checked) for checked in files],
        "between": _between(files),
        "not_read": [{"name": name, "message": message} for name, message in problems],
    }


def _between(files: list[Checked]) -> list[dict[str, Any]]:
    """What one document counts otherwise than another: a finding, and the file of each piece of evidence."""
    found = conflicts([checked.letter for checked in files])
    names = [checked.letter.source.name for checked in files]
    return [{**plain(c.finding), "files": [names[c.first], names[c.second]]} for c in found]


def _file(checked: Checked) -> dict[str, Any]:
    letter = checked.letter
    source = letter.source
    return {
        "name": source.name,
        "sha256": source.digest,
        "media_type": source.media_type,
        "reader": source.reader,
        "characters": len(source.text),
        "pages": len(source.pages) or None,
        "dated": letter.dated or None,
        "warnings": plain(source.warnings),
        "doubts": plain(letter.running.doubts),
        "repairs": len(letter.running.repairs),
        "passages": [{"id": p.id, "kind": p.kind, "raw": plain(p.raw), "text": p.text} for p in letter.passages],
        "numbers": plain(letter.numbers),
        "dates": plain(letter.dates),
        "references": plain(letter.references),
        "tables": plain(letter.tables),
        "questions": plain(questions(letter)),
        "statements": plain(statements(letter)),
        "findings": [_finding(checked, finding) for finding in checked.findings],
    }


def _finding(checked: Checked, finding: Finding) -> dict[str, Any]:
    body: dict[str, Any] = plain(finding)
    for evidence, place in zip(finding.evidence, body["evidence"], strict=True):
        place["page"], place["line"] = checked.place(evidence.raw)
        place["passage"] = checked.passage_at(evidence.raw)
    return body
