"""What everybody may read rests on what everybody can read: when something is recorded, and when it becomes public."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from navolgbaar.core.permission import require
from navolgbaar.people.models import User
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.models import Event, Measure, Statement
from navolgbaar.sources.models import Document
from navolgbaar.sources.states import DocumentState


def check_evidence(statement: Statement, document: Document, by: User) -> None:
    """Raises NotPossibleNow where a statement would rest on a document that not everybody can read who can read the
    statement. Holds both documents as they are until the transaction ends: neither becomes public meanwhile."""
    require("sources.see_document", by, document)
    both = Document.objects.filter(pk__in={statement.document_id, document.pk}).order_by("pk")
    held = {row.pk: row for row in both.select_for_update(of=("self",), no_key=True)}
    theirs, evidence = held[statement.document_id], held[document.pk]
    is_private = theirs.state == DocumentState.TAKEN_IN
    if not is_private and evidence.pk not in {row.pk for row in evidence_for(statement, theirs)}:
        why = _("%(id)s is not public: what everybody may read rests on what everybody can read.")
        raise NotPossibleNow(why, id=evidence.public_id)


def evidence_for(statement: Statement, document: Document) -> QuerySet[Document]:
    """The documents on which something of a statement in `document` may rest: that one itself, and what is public in
    its programme, or in one that is open; all of them as long as the document was never public."""
    if document.state == DocumentState.TAKEN_IN:
        return Document.objects.all()
    near = Q(programme_id=statement.programme_id) | Q(programme__subject__is_public=True)
    return Document.objects.filter(Q(pk=document.pk) | Q(state=DocumentState.PUBLIC) & near)


def hidden_under(document: Document) -> set[str]:
    """The public ids of the documents that were never public, or stand in another programme that is not, on which
    what is recorded about the statements of a document rests."""
    mine = {"statement__document": document, "statement__standing__is_standing": True}
    rests = Q()
    for model in (Event, Measure):
        rests |= Q(pk__in=model._default_manager.filter(**mine).values("passage__passage__document"))
    closed = ~Q(programme_id=document.programme_id) & Q(programme__subject__is_public=False)
    never = Q(state=DocumentState.TAKEN_IN)
    hidden = Document.objects.filter(rests, never | closed).exclude(pk=document.pk)
    return set(hidden.values_list("public_id", flat=True))
