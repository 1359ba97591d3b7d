"""The rows of a register that was kept elsewhere: read from CSV or XLSX, each that is not in order named with why."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from navolgbaar.core import clock
from navolgbaar.promises.deadlines import NONE, Deadline, read
from navolgbaar.promises.states import Evidence, Execution, Reaction, StatementKind, Strength

MOST_ROWS = 20_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Signs that no XML can hold: a feed or a DOCX with one of them breaks for everybody."""
NEEDED = ("words", "said_on")
CHOICES: dict[str, type[Choices]] = {
    "kind": StatementKind, "strength": Strength, "reaction": Reaction, "execution": Execution, "evidence": Evidence,
}  # fmt: skip
TEXTS = {"actor": 200, "addressee": 200, "title": 300, "title_en": 300}
LENGTHS = TEXTS | {"paper": 60}


class CannotImport(Exception):
    """A file that cannot be taken in. `problems` names everything that is wrong with it, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is in order."""

    number: int
    words: str
    said_on: date
    texts: dict[str, str]
    paper: str
    chosen: dict[str, str]
    due: Deadline
    due_now: Deadline
    status_on: date


def rows_of(data: bytes, name: str) -> list[Row]:
    """Every row of a file, in order. Raises CannotImport with all that is wrong."""
    table = _xlsx(data) if name.lower().endswith(".xlsx") or data[:2] == b"PK" else _csv(data)
    if not table or not any(table[0]):
        raise CannotImport([_("The file is empty.")])
    names = [str(cell).strip().lower() for cell in table[0]]
    missing = [column for column in NEEDED if column not in names]
    if missing:
        raise CannotImport([_("The column “%(name)s” is not there.") % {"name": column} for column in missing])
    if len(table) - 1 > MOST_ROWS:
        raise CannotImport([_("The file has more rows than can be taken in at once. Cut it into parts.")])
    reader = _Reader()
    rows = [reader.row(number, dict(zip(names, cells, strict=False))) for number, cells in enumerate(table[1:], 2)]
    found = [row for row in rows if row is not None]
    if not found and not reader.problems:
        reader.problems.append(_("The file has a heading and no rows."))
    if reader.problems:
        raise CannotImport(reader.problems)
    return found


class _Reader:
    """Reads rows and remembers what was wrong with each."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.seen: dict[tuple[str, str, date], int] = {}
        self.words = {name: _spoken(choices) for name, choices in CHOICES.items()}

    def wrong(self, number: int, what: str) -> None:
        self.problems.append(_("Row %(number)s: %(what)s") % {"number": number, "what": what})

    def row(self, number: int, cells: dict[str, Any]) -> Row | None:
        """One row, None for an empty one or one with something wrong."""
        said = {name: " ".join(_text(cell).split()) for name, cell in cells.items()}
        if not any(said.values()):
            return None
        before = len(self.problems)
        words = said.get("words", "")
        if len("".join(words.split())) < 3:
            self.wrong(number, _("there are no words."))
        said_on = self.day(number, "said_on", said.get("said_on", ""))
        status_on = self.day(number, "status_on", said.get("status_on", "")) if said.get("status_on") else said_on
        chosen = {name: self.choice(number, name, said.get(name, "")) for name in CHOICES}
        due = self.due(number, "due", said.get("due", ""))
        due_now = self.due(number, "due_now", said.get("due_now", ""))
        for name, most in LENGTHS.items():
            if len(said.get(name, "")) > most:
                self.wrong(number, _("“%(name)s” is longer than %(most)s characters.") % {"name": name, "most": most})
        if said_on and status_on and max(said_on, status_on) > clock.today():
            self.wrong(number, _("a day lies in the future."))
        if said_on is None or status_on is None or len(self.problems) > before:
            return None
        same = self.seen.setdefault((words.lower(), said.get("actor", "").lower(), said_on), number)
        if same != number:
            self.wrong(number, _("it says the same as row %(same)s.") % {"same": same})
            return None
        texts = {name: said.get(name, "") for name in TEXTS}
        return Row(number, words, said_on, texts, said.get("paper", ""), chosen, due, due_now, status_on)

    def day(self, number: int, name: str, written: str) -> date | None:
        try:
            return date.fromisoformat(written[:10])
        except ValueError:
            what = _("“%(name)s” is no day: write it as 2024-05-31, not as “%(written)s”.")
            self.wrong(number, what % {"name": name, "written": written})
            return None

    def choice(self, number: int, name: str, written: str) -> str:
        known = self.words[name]
        if written and written.lower() not in known:
            what = _("“%(name)s” cannot be “%(written)s”; it is one of: %(words)s.")
            words = ", ".join(str(value) for value in CHOICES[name].values)
            self.wrong(number, what % {"name": name, "written": written, "words": words})
        return known.get(written.lower(), "")

    def due(self, number: int, name: str, written: str) -> Deadline:
        try:
            return read(written)
        except ValueError:
            what = _("“%(name)s” is no deadline: write it as 2024, 2024-05 or ../2024-05-31, not as “%(written)s”.")
            self.wrong(number, what % {"name": name, "written": written})
            return NONE


def _spoken(choices: type[Choices]) -> dict[str, str]:
    """Word -> value: the value itself, and its words in Dutch and in English."""
    found = {str(value).lower(): str(value) for value in choices.values}
    for language in ("nl", "en"):
        with translation.override(language):
            found |= {str(label).lower(): str(value) for value, label in choices.choices}
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else CONTROL.sub("", str(cell))
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@" and len(text) > 1 else text


def _csv(data: bytes) -> list[list[Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotImport([_("The file is not in UTF-8. Save it as “CSV UTF-8”, or give an XLSX.")]) from None
    head = text.partition("\n")[0]
    mark = max(";,\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as problem:
        raise CannotImport([_("The file cannot be read as CSV: %(why)s.") % {"why": problem}]) from None


def _xlsx(data: bytes) -> list[list[Any]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=60)
        return [list(row) for row in rows]
    except (BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise CannotImport([_("The file cannot be read as XLSX. Save it again, or give a CSV.")]) from None
