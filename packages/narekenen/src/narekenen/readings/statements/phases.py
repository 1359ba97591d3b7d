"""The phases of a plan as its table of starts and durations gives them, and terms that lean on a phase."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from narekenen.readings.dates import dates_in
from narekenen.readings.model import Letter, TableReading
from narekenen.readings.numberwords import spelled

_START = re.compile(r"(?:start|begin|startdatum|aanvang|van)\b", re.IGNORECASE)
_LENGTH = re.compile(r"(?:looptijd|duur|doorlooptijd|periode)\b", re.IGNORECASE)
_TERM = re.compile(r"(?<!\w)(?P<count>\d{1,2}|[a-zéë]{3,6}) (?P<unit>jaar|jaren|maanden?|kwartalen|kwartaal)\b")
_MONTHS = {"jaar": 12, "jaren": 12, "maand": 1, "maanden": 1, "kwartaal": 3, "kwartalen": 3}


@dataclass(frozen=True, slots=True)
class Phase:
    """name in small letters; first and last month, counted from year 0 (year * 12 + month - 1)."""

    name: str
    first: int
    last: int


def phases(letter: Letter) -> tuple[Phase, ...]:
    """The rows of a planning table: a name, the month it starts and how long it takes."""
    return tuple(phase for table in letter.tables for phase in _rows(table, letter.dated))


def _rows(table: TableReading, dated: str) -> Iterator[Phase]:
    heads = [cell.text.strip() for cell in table.header]
    start = next((i for i, head in enumerate(heads) if _START.match(head)), 0)
    length = next((i for i, head in enumerate(heads) if _LENGTH.match(head)), 0)
    if not (start and length):
        return
    for row in table.rows:
        begins = [date for date in dates_in(row[start].text, dated=dated) if date.earliest]
        months = _months(row[length].text.lower())
        if begins and months and row[0].text.strip():
            first = _month(begins[0].earliest)
            yield Phase(row[0].text.strip().lower(), first, first + months - 1)


def _months(low: str) -> int:
    """Months of a term: "twee jaar" is 24. 0 where none stands there."""
    for found in _TERM.finditer(low):
        count = int(found["count"]) if found["count"].isdigit() else spelled(found["count"])
        if count:
            return count * _MONTHS[found["unit"]]
    return 0


def _month(iso: str) -> int:
    return int(iso[:4]) * 12 + int(iso[5:7]) - 1


def _edtf(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


@dataclass(frozen=True, slots=True)
class PhaseTerm:
    """A term that leans on a phase: offsets of its words, EDTF, first and last day, and the phase it was read from."""

    start: int
    end: int
    edtf: str
    earliest: str
    latest: str
    phase: str


def term_of_phase(low: str, known: tuple[Phase, ...]) -> PhaseTerm | None:
    """ "na de bouwfase nog twee jaar" or "tijdens de bouwfase", where the planning says when that phase is."""
    for phase in known:
        found = re.search(rf"\b(?P<how>na|tijdens|gedurende|in) de {re.escape(phase.name)}\b", low)
        if not found:
            continue
        first, last = phase.first, phase.last
        if found["how"] == "na":
            first, last = last + 1, last + _months(low[found.end() :])
        if first <= last:
            given = f"the planning gives {phase.name} as {_edtf(phase.first)}/{_edtf(phase.last)}"
            edtf = f"{_edtf(first)}/{_edtf(last)}"
            return PhaseTerm(found.start(), found.end(), edtf, f"{_edtf(first)}-01", _last_day(last), given)
    return None


def _last_day(month: int) -> str:
    year, rest = divmod(month, 12)
    return f"{year}-{rest + 1:02d}-{monthrange(year, rest + 1)[1]:02d}"
