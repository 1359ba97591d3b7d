"""Codes of several coders: a column per coder, or a row per coder and unit."""

from __future__ import annotations

from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.fieldtests.columns import plain_name
from narekenen.fieldtests.outcomes import MISSING
from narekenen.fieldtests.tables import read_table

UNIT = ("unit", "eenheid", "call", "gesprek", "case", "visit", "bezoek", "id", "item")
CODER = ("coder", "codeur", "rater", "beoordelaar", "observer")
CODE = ("code", "codes", "category", "categorie", "label")
DECIDED = ("decided", "decision", "besluit", "adjudicated", "arbitrage", "definitief")


def read_codes(path: Path) -> tuple[dict[str, list[str | None]], dict[str, str]]:
    """(unit -> code per coder, unit -> decision). An empty cell is a unit that this coder did not code.

    Several codes in one cell, as "willing; minimises", stay one text here: see `agreement.per_code`.
    Raises UnusableInput naming every unit that occurs twice (for one coder), and when there is one coder only.
    """
    frame = read_table(path)
    plain = {plain_name(name): name for name in frame.columns}
    unit, coder, code, decided = (
        next((plain[plain_name(n)] for n in names if plain_name(n) in plain), None)
        for names in (UNIT, CODER, CODE, DECIDED)
    )
    if unit is None:
        raise UnusableInput("No column for the unit", where=path.name, why="Accepted names: " + ", ".join(UNIT))
    rows = list(frame.iter_rows(named=True))
    decisions = {row[unit]: row[decided].strip() for row in rows if decided and (row[decided] or "").strip()}
    if coder and code:
        return _long(rows, unit, coder, code, path.name), decisions
    coders = [name for name in frame.columns if name not in (unit, decided)]
    if len(coders) < 2:
        raise UnusableInput("Agreement needs two coders or more", where=path.name,
                            why="Columns beside the unit: " + (", ".join(coders) or "none"))  # fmt: skip
    codes: dict[str, list[str | None]] = {}
    twice = []
    for line, row in enumerate(rows, start=2):
        if row[unit] in codes:
            twice.append(f"row {line}: unit {row[unit]!r} occurs again")
        codes[row[unit]] = [_code(row[name]) for name in coders]
    if twice:
        raise UnusableInput("Units occur twice", where=path.name, problems=tuple(twice))
    return codes, decisions


def _code(text: str | None) -> str | None:
    plain = (text or "").strip()
    return None if plain.casefold() in MISSING else plain


def _long(rows: list[dict[str, str]], unit: str, coder: str, code: str, where: str) -> dict[str, list[str | None]]:
    coders = list(dict.fromkeys(row[coder] for row in rows))
    codes: dict[str, list[str | None]] = {row[unit]: [None] * len(coders) for row in rows}
    seen, problems = set(), []
    for line, row in enumerate(rows, start=2):
        place = (row[unit], row[coder])
        if place in seen:
            problems.append(f"row {line}: coder {row[coder]!r} coded unit {row[unit]!r} before")
        seen.add(place)
        codes[row[unit]][coders.index(row[coder])] = _code(row[code])
    if len(coders) < 2:
        problems.append("there is one coder only")
    if problems:
        raise UnusableInput("Agreement cannot be computed", where=where, problems=tuple(problems))
    return codes
