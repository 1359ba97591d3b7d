"""What is written about documents: taking in, publishing, deciding on findings, erasing words."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from narekenen.errors import UnusableInput
from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold, next_id
from navolgbaar.core.permission import require
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.sources import store
from navolgbaar.sources.models import Document, Erasure, Finding, Passage, StoredFile
from navolgbaar.sources.proposers import PROPOSERS
from navolgbaar.sources.science import Anchoring, passage_rows, read
from navolgbaar.sources.states import DOCUMENT_TRANSITIONS, DocumentState, FindingState


class NotPossibleNow(Exception):
    """The state of a thing does not allow this step."""


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
def move_document(*, document: Document, state: DocumentState, by: User) -> Document:
    """Make a document public, or withdraw it. Raises NotPossibleNow for a step that its state does not allow."""
    require("sources.publish_document", by, document)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if state not in DOCUMENT_TRANSITIONS[DocumentState(locked.state)]:
        raise NotPossibleNow(f"{locked.public_id} is {locked.state}; it cannot become {state}.")
    locked.state = state
    locked.save(update_fields=["state"])
    audit.record(f"sources.document_{state}", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


@transaction.atomic
def decide_finding(*, finding: Finding, state: FindingState, by: User) -> Finding:
    """Confirm or reject a finding of the machine. A later decision replaces an earlier one."""
    require("sources.decide_finding", by, finding.document)
    if state == FindingState.PROPOSED:
        raise NotPossibleNow("A decision is to confirm or to reject.")
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
    """Erase the words of a passage, and the file they came from. Offsets, digests and the ground stay.

    ground   the legal ground, e.g. "AVG art. 17"
    """
    require("sources.erase_passage", by)
    passage.text = passage.source_text = passage.salt = ""
    passage.erased_at = clock.now()
    passage.save(update_fields=["text", "source_text", "salt", "erased_at"])
    document, digest = passage.document, passage.document.file.digest
    Erasure.objects.create(document=document.public_id, passage=passage.ident, file=digest, ground=ground)
    audit.record(
        "sources.passage_erased",
        by=by,
        target=document.public_id,
        programme=document.programme_key,
        passage=passage.ident,
        ground=ground,
    )
    transaction.on_commit(lambda: store.erase(digest))
    return passage
