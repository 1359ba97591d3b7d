"""A register kept elsewhere, taken in from CSV or XLSX: every bad row is named at once, and nothing half imported.

The file itself is the source: it becomes a document with a passage per row, so that every imported statement leads to
the row it came from. The columns are those of the export.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from navolgbaar.core import audit
from navolgbaar.core.ids import hold, next_id, next_ids, random_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.models import About, Event, Place, Standing, Statement, Wording
from navolgbaar.promises.rows import CannotImport, Row, rows_of
from navolgbaar.promises.science import commitment_of
from navolgbaar.promises.standing import folded
from navolgbaar.promises.states import EventKind, Evidence, Execution, StatementKind
from navolgbaar.sources import store
from navolgbaar.sources.models import Anchor, Document, Erasure, Passage, StoredFile

READER = "register.rows@1"


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
    if Erasure.objects.filter(file=digest).exists():
        raise CannotImport([_("Words of this file were erased on a legal ground; it cannot be taken in again.")])
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
    Wording.objects.bulk_create((Wording(statement=s, **row.texts) for s, row, _anchor in pairs), batch_size=5000)
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
        due=row.due.due, due_first=row.due.first, due_last=row.due.last, paper=row.paper,
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
