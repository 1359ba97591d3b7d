"""What is written about documents: taking in, publishing, deciding on findings, erasing words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from narekenen.errors import UnusableInput
from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.sources import store
from navolgbaar.sources.erasers import ERASERS
from navolgbaar.sources.models import Document, Erasure, Finding, Intake, Passage, StoredFile
from navolgbaar.sources.openings import OPENINGS
from navolgbaar.sources.proposers import PROPOSERS
from navolgbaar.sources.science import Anchoring, passage_rows, read
from navolgbaar.sources.states import DOCUMENT_TRANSITIONS, DocumentState, FindingState, IntakeState


class NotPossibleNow(Exception):
    """The state of a thing does not allow this step."""


class RestsOnHidden(NotPossibleNow):
    """What would become public rests on documents that are not; `documents` are their public ids."""

    def __init__(self, document: str, documents: list[str]) -> None:
        super().__init__(f"{document} rests on {', '.join(documents)}: make public first what it rests on.")
        self.documents = documents


CannotTakeIn: tuple[type[Exception], ...] = (UnusableInput, NotPossibleNow)
"""What `import_document` raises about the document itself."""


@transaction.atomic
def import_document(
    *,
    data: bytes,
    name: str,
    programme: Programme,
    organisation: Organisation,
    title: str = "",
    origin: str = "",
    licence: str = "",
    by: User,
) -> Document:
    """Take a document in: keep its bytes, read it, and record everything read as proposals.

    The same bytes in the same programme give the document that is already there. Raises
    narekenen.errors.UnusableInput where it cannot be read; then nothing has changed.
    """
    document = Document(programme=programme, organisation=organisation, title=title or name, origin=origin)
    require("sources.import_document", by, document)
    letter = read(data, name)
    digest = store.digest_of(data)
    hold(f"import {digest}")
    known = Document.objects.filter(file__digest=digest, programme=programme).first()
    if known is not None:
        return known
    if Erasure.objects.filter(file=digest).exists():
        raise NotPossibleNow("Words of this file were erased on a legal ground; it cannot be taken in again.")
    store.put(data)
    document.file = StoredFile.objects.filter(digest=digest).first() or StoredFile.objects.create(
        digest=digest, size=len(data), media_type=letter.source.media_type
    )
    document.public_id = next_id("NB-D")
    document.licence, document.uploaded_by, document.reader = licence, by, letter.source.reader
    document.true_from = date.fromisoformat(letter.dated) if letter.dated else None
    document.save()
    rows = Passage.objects.bulk_create(passage_rows(document, letter), batch_size=2000)
    anchoring = Anchoring(document, letter, {row.ident: row for row in rows})
    proposed = {name: proposer(document, letter, anchoring) for name, proposer in PROPOSERS.items()}
    audit.record(
        "sources.document_imported",
        by=by,
        target=document.public_id,
        programme=programme.key,
        passages=len(rows),
        proposed=proposed,
    )
    return document


@transaction.atomic
def receive_file(
    *,
    data: bytes,
    name: str,
    programme: Programme,
    organisation: Organisation,
    title: str = "",
    origin: str = "",
    licence: str = "",
    by: User,
) -> Intake:
    """Keep a file for a worker to read. `finish_intake` makes it a document."""
    intake = Intake(
        data=data, name=name[-255:], programme=programme, organisation=organisation, title=title, origin=origin,
        licence=licence, sent_by=by,
    )  # fmt: skip
    require("sources.import_document", by, intake)
    intake.save()
    audit.record("sources.file_received", by=by, target=str(intake), programme=programme.key, size=len(data))
    return intake


@transaction.atomic
def finish_intake(*, intake: Intake, by: User) -> Intake:
    """Read a file that came in: a document with its proposals, or a refusal in words. Twice is once."""
    locked = Intake.objects.select_for_update().get(pk=intake.pk)
    require("sources.import_document", by, locked)
    if locked.data is None:
        return locked
    try:
        locked.document = import_document(
            data=bytes(locked.data), name=locked.name, programme=locked.programme, organisation=locked.organisation,
            title=locked.title, origin=locked.origin, licence=locked.licence, by=by,
        )  # fmt: skip
        locked.state = IntakeState.DONE
    except CannotTakeIn as refusal:
        locked.state, locked.refusal = IntakeState.REFUSED, str(refusal)
    locked.data = None
    locked.save(update_fields=["document", "state", "refusal", "data"])
    audit.record(f"sources.intake_{locked.state}", by=by, target=str(locked), programme=locked.programme_key)
    return locked


@transaction.atomic
def give_up_intake(*, intake_id: int, by: audit.System) -> None:
    """Refuse a file that workers keep dying of, so that nobody waits for it. Nothing happens to one that was read."""
    if not isinstance(by, audit.System):
        raise PermissionDenied("Only the platform itself gives up.")
    for locked in Intake.objects.select_for_update().filter(pk=intake_id, data__isnull=False):
        locked.state, locked.data = IntakeState.REFUSED, None
        locked.refusal = (
            f"{locked.name}: a file that breaks its reader. It was tried three times. Print it anew as PDF."
        )
        locked.save(update_fields=["state", "refusal", "data"])
        audit.record("sources.intake_refused", by=by, target=str(locked), programme=locked.programme_key)


@transaction.atomic
def move_document(*, document: Document, state: DocumentState, by: User) -> Document:
    """Make a document public, or withdraw it. Raises NotPossibleNow for a step that its state does not allow, and
    RestsOnHidden where something in it rests on words that nobody outside may read."""
    require("sources.publish_document", by, document)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if state not in DOCUMENT_TRANSITIONS[DocumentState(locked.state)]:
        raise NotPossibleNow(f"{locked.public_id} is {locked.state}; it cannot become {state}.")
    if state == DocumentState.PUBLIC:
        hidden = set[str]().union(*(opening(locked) for opening in OPENINGS.values()))
        if hidden:
            raise RestsOnHidden(locked.public_id, sorted(hidden))
    locked.state = state
    locked.save(update_fields=["state"])
    audit.record(f"sources.document_{state}", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


@transaction.atomic
def decide_finding(*, finding: Finding, state: FindingState, seen: FindingState | None = None, by: User) -> Finding:
    """Confirm or reject a finding of the machine. A later decision replaces an earlier one.

    seen   the state that the person saw: raises NotPossibleNow where a colleague decided meanwhile
    """
    require("sources.decide_finding", by, finding.document)
    if state == FindingState.PROPOSED:
        raise NotPossibleNow("A decision is to confirm or to reject.")
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if seen is not None and seen != finding.state:
        raise NotPossibleNow("A colleague decided on this in the meantime.")
    finding.state, finding.decided_by, finding.decided_at = state, by, clock.now()
    finding.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(
        f"sources.finding_{state}",
        by=by,
        target=finding.document.public_id,
        programme=finding.document.programme_key,
        finding=finding.pk,
    )
    return finding


@transaction.atomic
def erase_passage(*, passage: Passage, ground: str, by: User) -> Passage:
    """Erase the words of a passage wherever they came in, what was found in them, and the file they came from.
    Offsets, digests and the ground stay.

    ground   the legal ground, e.g. "AVG art. 17"
    """
    require("sources.erase_passage", by)
    if not ground.strip():
        raise NotPossibleNow("Words are erased on a legal ground: say which.")
    for same in _same_words(passage):
        audit.record("sources.passage_erased", by=by, **_blank(same, ground))
    passage.refresh_from_db()
    return passage


@transaction.atomic
def erase_again(*, noted: store.NotedErasure, by: audit.System) -> list[Passage]:
    """Apply an erasure that a restored backup does not know yet. Returns what was erased now: nothing the second time.

    Its file cannot come in again either, also where the backup is older than the document.
    """
    if not isinstance(by, audit.System):
        raise PermissionDenied("Only a restore applies the list of erasures.")
    there = Passage.objects.filter(document__public_id=noted.document, ident=noted.passage, erased_at=None)
    found = [passage for passage in there if passage.document.file.digest == noted.file]
    for passage in found:
        audit.record("sources.passage_erased_again", by=by, **_blank(passage, noted.ground))
    if not Erasure.objects.filter(document=noted.document, passage=noted.passage, file=noted.file).exists():
        Erasure.objects.create(document=noted.document, passage=noted.passage, file=noted.file, ground=noted.ground)
    transaction.on_commit(lambda: store.erase(noted.file))
    return found


def _same_words(passage: Passage) -> list[Passage]:
    """This passage and those of other documents of the same file that hold some of its words."""
    same = Passage.objects.filter(
        document__file=passage.document.file_id, start__lt=passage.end, end__gt=passage.start, erased_at=None
    )
    return list(same.select_related("document__file", "document__programme").order_by("pk"))


def _blank(passage: Passage, ground: str) -> dict[str, Any]:
    """Take the words away, here and in what quotes them. Gives what the audit event tells of it."""
    document = passage.document
    elsewhere = {name: erase(passage) for name, erase in ERASERS.items()}
    passage.text = passage.source_text = passage.salt = ""
    passage.erased_at = clock.now()
    passage.save(update_fields=["text", "source_text", "salt", "erased_at"])
    quoting = [finding.pk for finding in document.findings.all() if finding.touches(passage.start, passage.end)]
    Finding.objects.filter(pk__in=quoting).delete()
    Erasure.objects.create(document=document.public_id, passage=passage.ident, file=document.file.digest, ground=ground)
    noted = store.NotedErasure(document.public_id, passage.ident, document.file.digest, ground)
    transaction.on_commit(lambda: store.note_erasure(noted))
    transaction.on_commit(lambda: store.erase(noted.file))
    return {
        "target": document.public_id,
        "programme": document.programme_key,
        "passage": passage.ident,
        "ground": ground,
        "findings": len(quoting),
        "elsewhere": elsewhere,
    }
