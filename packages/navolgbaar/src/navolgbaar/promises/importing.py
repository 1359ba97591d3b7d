"""A register kept elsewhere, taken in from CSV or XLSX: every bad row is named at once, and nothing half imported.

The file itself is the source: it becomes a document with a passage per row, so that every imported statement leads to
the row it came from. The columns are those of the export.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold, next_id, next_ids, random_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.deadlines import NONE, Deadline, read
from navolgbaar.promises.models import About, Event, Place, Standing, Statement
from navolgbaar.promises.science import commitment_of
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import EventKind, Evidence, Execution, Reaction, StatementKind, Strength
from navolgbaar.sources import store
from navolgbaar.sources.models import Anchor, Document, Passage, StoredFile

MOST_ROWS = 20_000
READER = "register.rows@1"
NEEDED = ("words", "said_on")
CHOICES: dict[str, type[Choices]] = {
    "kind": StatementKind, "strength": Strength, "reaction": Reaction, "execution": Execution, "evidence": Evidence,
}  # fmt: skip
LENGTHS = {"actor": 200, "addressee": 200, "title": 300, "title_en": 300, "paper": 60}


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
    chosen: dict[str, str]
    due: Deadline
    due_now: Deadline
    status_on: date


@transaction.atomic
def import_register(
    *, data: bytes, name: str, programme: Programme, organisation: Organisation, title: str = "", by: User
) -> Document:
    """Take a register in. Its statements count as confirmed by whoever takes it in; they are public with the document.

    Raises CannotImport with everything that is wrong; then nothing has changed.
    """
    document = Document(programme=programme, organisation=organisation, title=title or name)
    require("sources.import_document", by, document)
    digest = store.digest_of(data)
    hold(f"import {digest}")
    if Document.objects.filter(file__digest=digest, programme=programme).exists():
        raise CannotImport([_("This very file was taken in already.")])
    rows = rows_of(data, name)
    store.put(data)
    media = "text/csv" if not name.lower().endswith(".xlsx") else "application/vnd.openxmlformats-officedocument"
    document.file = StoredFile.objects.filter(digest=digest).first() or StoredFile.objects.create(
        digest=digest, size=len(data), media_type=media
    )
    document.public_id, document.reader, document.uploaded_by = next_id("NB-D"), READER, by
    document.true_from = max(row.said_on for row in rows)
    document.save()
    _write(document, rows, _anchors(document, rows))
    audit.record(
        "promises.register_imported", by=by, target=document.public_id, programme=programme.key, rows=len(rows)
    )
    return document


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
        texts = {name: said.get(name, "") for name in LENGTHS}
        return Row(number, words, said_on, texts, chosen, due, due_now, status_on)

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
    text = "" if cell is None else str(cell)
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


def _anchors(document: Document, rows: list[Row]) -> list[Anchor]:
    """A passage per row, and the anchor of its words."""
    passages, position = [], 0
    for order, row in enumerate(rows):
        end = position + len(row.words)
        passages.append(
            Passage(
                document=document, ident=f"r{row.number}", order=order, kind="table", start=position, end=end,
                text=row.words, source_text=row.words, salt=random_id(),
            )
        )  # fmt: skip
        position = end + 1
    Passage.objects.bulk_create(passages, batch_size=2000)
    anchors = [
        Anchor(
            source=document.file.digest, reader=READER, start=passage.start, end=passage.end, passage=passage, at=0,
            to=len(passage.text), locator=f"row {passage.ident[1:]}",
            commitment=commitment_of(passage.salt, passage.text),
        )
        for passage in passages
    ]  # fmt: skip
    return list(Anchor.objects.bulk_create(anchors, batch_size=2000))


def _write(document: Document, rows: list[Row], anchors: list[Anchor]) -> None:
    """The statements of the rows with their events and how they stand, in a handful of queries."""
    names = next_ids("NB-T", len(rows))
    statements = Statement.objects.bulk_create(
        (_statement(document, name, row) for name, row in zip(names, rows, strict=True)), batch_size=2000
    )
    pairs = list(zip(statements, rows, anchors, strict=True))
    Place.objects.bulk_create((Place(statement=s, anchor=a, position=0) for s, _row, a in pairs), batch_size=5000)
    subject = document.programme.subject
    About.objects.bulk_create((About(statement=s, subject=subject) for s in statements), batch_size=5000)
    events = [_events(statement, row, anchor) for statement, row, anchor in pairs]
    Event.objects.bulk_create((event for found in events for event in found), batch_size=5000)
    Standing.objects.bulk_create(
        (Standing(statement=s, **folded(s, found)) for s, found in zip(statements, events, strict=True)),
        batch_size=5000,
    )


def _statement(document: Document, name: str, row: Row) -> Statement:
    return Statement(
        public_id=name, document=document, programme=document.programme,
        kind=row.chosen["kind"] or StatementKind.COMMITMENT, strength=row.chosen["strength"], said_on=row.said_on,
        due=row.due.due, due_first=row.due.first, due_last=row.due.last, **row.texts,
    )  # fmt: skip


def _events(statement: Statement, row: Row, anchor: Anchor) -> list[Event]:
    """What the row says that happened: its own word, unless it names better evidence."""
    common = {"statement": statement, "passage": anchor}
    found = [Event(kind=EventKind.RECORDED, on=row.said_on, **common)]
    if row.chosen["reaction"]:
        found.append(Event(kind=EventKind.REACTION, on=row.status_on, reaction=row.chosen["reaction"], **common))
    if row.chosen["execution"] not in ("", Execution.NOT_STARTED):
        grade = row.chosen["evidence"] or Evidence.OWN
        execution = row.chosen["execution"]
        found.append(Event(kind=EventKind.EXECUTION, on=row.status_on, execution=execution, grade=grade, **common))
    if row.due_now.due and row.due_now != row.due:
        now = {"due": row.due_now.due, "due_first": row.due_now.first, "due_last": row.due_now.last}
        found.append(Event(kind=EventKind.DEADLINE, on=row.status_on, **now, **common))
    return found
