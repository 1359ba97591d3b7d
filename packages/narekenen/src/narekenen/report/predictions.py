"""The result in the form that `score.py` beside the labelled documents takes. Spans are code points in the raw file."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from narekenen.readings.model import Letter
from narekenen.readings.statements import statements
from narekenen.report.reading import Checked

COMMITS = ("commitment", "agreement", "target")
NO_FINDING = {"ok", "derived", "rounding_only"}


def predictions(checked: Checked) -> dict[str, Any]:
    """References, motions, statements, figures, tables, dates and findings. Hints and confirmations are left out."""
    letter = checked.letter
    return {
        "references": list(_references(letter)),
        "motions": list(_motions(letter)),
        "figures": [
            {"start": n.raw.start, "end": n.raw.end, "value": _plain(n.value), "unit": n.unit or n.counted}
            for n in letter.numbers
        ],
        "tables": [{"start": t.raw.start, "rows": len(t.rows), "cols": t.columns} for t in letter.tables],
        "dates": [{"start": d.raw.start, "end": d.raw.end, "iso": d.edtf or None} for d in letter.dates],
        **_statements(letter),
        "checks": [
            {"verdict": finding.verdict, "start": e.raw.start, "end": e.raw.end, "rule": finding.rule}
            for finding in checked.of("finding")
            if finding.verdict not in NO_FINDING
            for e in finding.evidence
            if e is finding.evidence[0] or e.role in ("printed", "claim")
        ],
    }


def _references(letter: Letter) -> Iterable[dict[str, Any]]:
    for reference in letter.references:
        place = {"start": reference.raw.start, "end": reference.raw.end, "kind": reference.kind}
        for canonical in reference.canonical or ("",):
            if reference.kind == "url":
                yield {"url": canonical, **place}
            elif canonical:
                yield {"canonical": canonical, **place}


def _motions(letter: Letter) -> Iterable[dict[str, str]]:
    """The paper of each motion that is spoken of, where the letter says which it is."""
    for reference in letter.references:
        paper = dict(reference.parts).get("paper", "")
        if reference.kind == "motie" and paper.startswith("kst-"):
            dossier, _, number = paper.removeprefix("kst-").rpartition("-")
            yield {"dossier": dossier, "nr": number}


def _statements(letter: Letter) -> dict[str, list[dict[str, Any]]]:
    """Commitments and advice. A duty counts as a commitment where it names its day, a request where the sender asks."""
    found: dict[str, list[dict[str, Any]]] = {"commitments": [], "recommendations": []}
    for statement in statements(letter):
        due = statement.deadline.edtf or None if statement.deadline else None
        kind = statement.kind_of_statement
        place = {"start": statement.raw.start, "end": statement.raw.end, "deadline": due, "rule": statement.rule}
        if kind == "advice":
            found["recommendations"].append(place)
        elif kind in COMMITS or (kind == "duty" and due) or statement.rule == "request.own":
            found["commitments"].append(place)
    return found


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
