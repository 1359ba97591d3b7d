"""What a person decides about proposals: confirm, correct, reject, split, merge, and take it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from navolgbaar.core import audit, clock
from navolgbaar.core.ids import hold
from navolgbaar.core.permission import require
from navolgbaar.people.models import User
from navolgbaar.promises.models import Event, Proposal, Statement, Telling
from navolgbaar.promises.recording import Said, as_proposed, document_day, write
from navolgbaar.promises.standing import refold
from navolgbaar.promises.states import EventKind, Evidence, Execution, ProposalState, Rejection, StatementKind
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.models import Anchor, Document


class ChangedMeanwhile(Exception):
    """A colleague decided on the same proposal after this person looked at it."""


class NotPossibleNow(Exception):
    """What was asked does not fit how things stand. Its text is English, for programs; `in_words` is for a person."""

    def __init__(self, message: str, **names: str) -> None:
        super().__init__(message % names if names else message)
        self.message, self.names = message, names

    def in_words(self) -> str:
        """The same in the language of the page."""
        return gettext(self.message) % self.names if self.names else gettext(self.message)


@transaction.atomic
def confirm(*, proposal: Proposal, said: Said | None = None, seen: int, by: User) -> Statement:
    """Make a statement of a proposal, as it stands or corrected. From now on it never changes.

    said   None confirms it as proposed. Raises words.NotThere where its quote does not stand in the document
    seen   the version that the person looked at. Raises ChangedMeanwhile where a colleague was first
    """
    require("promises.decide", by, proposal)
    locked = _locked(proposal, seen)
    said = said or as_proposed(locked)
    anchors = list(locked.anchors.select_related("passage").order_by("start"))
    if said.quote:
        anchors = [anchor_for(locked.document, said.quote, anchors[0].passage)]
    statement = _state(locked, said, anchors)
    _decide(locked, ProposalState.CONFIRMED, by)
    if said.claimed:
        _claim(statement, locked.claim or anchors[0], Execution(said.claimed))
    refold(statement)
    audit.record(
        "promises.confirmed", by=by, target=statement.public_id, programme=statement.programme_key,
        proposal=locked.pk, corrected=said != as_proposed(locked),
    )  # fmt: skip
    return statement


@transaction.atomic
def add_proposal(*, document: Document, quote: str, kind: StatementKind, by: User) -> Proposal:
    """Propose words that the reader passed by. Raises words.NotThere where they do not stand in the document."""
    require("promises.decide", by, document)
    anchor = anchor_for(document, quote)
    known = document.statement_proposals.filter(anchors=anchor, state=ProposalState.OPEN).first()
    if known is not None:
        return known
    made = Proposal.objects.create(document=document, at=anchor.start, kind=kind)
    made.anchors.set([anchor])
    audit.record(
        "promises.proposed", by=by, target=document.public_id, programme=document.programme_key, proposal=made.pk
    )
    return made


@transaction.atomic
def reject(*, proposal: Proposal, reason: Rejection, seen: int, by: User) -> Proposal:
    """Say that a proposal is no statement, and why: it goes to the labelled set."""
    require("promises.decide", by, proposal)
    locked = _locked(proposal, seen)
    locked.rejection = Rejection(reason)
    _decide(locked, ProposalState.REJECTED, by)
    audit.record(
        "promises.rejected", by=by, target=locked.document.public_id, programme=locked.programme_key,
        proposal=locked.pk, reason=reason,
    )  # fmt: skip
    return locked


@transaction.atomic
def split(*, proposal: Proposal, quotes: list[str], seen: int, by: User) -> list[Proposal]:
    """Make several proposals of one. Raises words.NotThere for words that do not stand in the document."""
    require("promises.decide", by, proposal)
    locked = _locked(proposal, seen)
    if len(quotes) < 2:
        raise NotPossibleNow(_("Splitting takes the words of two parts or more."))
    passage = locked.anchors.select_related("passage").order_by("start")[0].passage
    made = [_made([locked], [anchor_for(locked.document, quote, passage)]) for quote in quotes]
    _decide(locked, ProposalState.SPLIT, by)
    audit.record(
        "promises.split", by=by, target=locked.document.public_id, programme=locked.programme_key,
        proposal=locked.pk, into=[part.pk for part in made],
    )  # fmt: skip
    return made


@transaction.atomic
def take_apart(*, proposal: Proposal, seen: int, by: User) -> list[Proposal]:
    """Make a proposal of each thing that a motion asks, with what the document says was done about that one."""
    require("promises.decide", by, proposal)
    locked = _locked(proposal, seen)
    asks = list(locked.asks.select_related("claim").prefetch_related("anchors__passage").order_by("position"))
    if len(asks) < 2:
        raise NotPossibleNow(_("No separate asks were found here. Split it by its words."))
    made = []
    for ask in asks:
        anchors = sorted(ask.anchors.all(), key=lambda anchor: anchor.start)
        made.append(_made([locked], anchors, claimed=ask.claimed, claim=ask.claim))
    _decide(locked, ProposalState.SPLIT, by)
    audit.record(
        "promises.split", by=by, target=locked.document.public_id, programme=locked.programme_key,
        proposal=locked.pk, into=[part.pk for part in made],
    )  # fmt: skip
    return made


@transaction.atomic
def merge(*, proposal: Proposal, other: Proposal, seen: int, by: User) -> Proposal:
    """Take two open proposals of one document together; the first one says what kind it is."""
    require("promises.decide", by, proposal)
    require("promises.decide", by, other)
    if proposal.document_id != other.document_id or proposal.pk == other.pk:
        raise NotPossibleNow(_("Two proposals of one document can be taken together."))
    first, second = _locked(proposal, seen), _locked(other, other.version)
    anchors = [*first.anchors.select_related("passage"), *second.anchors.select_related("passage")]
    made = _made([first, second], sorted(anchors, key=lambda anchor: anchor.start))
    for part in (first, second):
        _decide(part, ProposalState.MERGED, by)
    audit.record(
        "promises.merged", by=by, target=made.document.public_id, programme=made.programme_key,
        proposals=[first.pk, second.pk], into=made.pk,
    )  # fmt: skip
    return made


@transaction.atomic
def take_back(*, proposal: Proposal, seen: int, by: User) -> Proposal:
    """Undo a decision: the proposal waits again, and what was made of it is set aside or withdrawn.

    Raises NotPossibleNow where something was decided about its parts since.
    """
    require("promises.decide", by, proposal)
    locked = _locked(proposal, seen, is_open=False)
    for statement in locked.statements.filter(standing__is_standing=True):
        withdraw(statement=statement, reason="", by=by)
        locked.refresh_from_db()
    made = Proposal.objects.select_for_update().filter(made_from=locked).exclude(state=ProposalState.UNDONE)
    parts = list(made)
    if any(not part.is_open for part in parts):
        raise NotPossibleNow(_("Something was decided about its parts. Take that back first."))
    whole = {former for part in parts for former in part.made_from.all()} or {locked}
    for part in parts:
        _decide(part, ProposalState.UNDONE, by)
    for former in whole:
        former.rejection = ""
        _decide(former, ProposalState.OPEN, by)
    audit.record(
        "promises.taken_back", by=by, target=locked.document.public_id, programme=locked.programme_key,
        proposal=locked.pk,
    )  # fmt: skip
    return Proposal.objects.get(pk=locked.pk)


@transaction.atomic
def withdraw(*, statement: Statement, reason: str, by: User) -> Statement:
    """Take a confirmation back. The address stays and says so; the proposal waits again.

    reason   for everybody to read; "" for a slip that was undone at once
    """
    require("promises.follow_up", by, statement)
    hold(f"statement {statement.pk}")
    locked: Statement = Statement.objects.select_related("standing", "proposal").get(pk=statement.pk)
    if not locked.standing.is_standing:
        raise NotPossibleNow(_("%(id)s was withdrawn already."), id=locked.public_id)
    event = Event.objects.create(statement=locked, kind=EventKind.WITHDRAWN, on=clock.today())
    if reason:
        Telling.objects.create(event=event, words=reason)
    refold(locked)
    if locked.proposal is not None:
        _decide(Proposal.objects.select_for_update().get(pk=locked.proposal.pk), ProposalState.OPEN, by)
    audit.record("promises.withdrawn", by=by, target=locked.public_id, programme=locked.programme_key)
    return locked


def _locked(proposal: Proposal, seen: int, *, is_open: bool = True) -> Proposal:
    """The proposal, locked, as the person saw it. Raises ChangedMeanwhile."""
    found = Proposal.objects.select_for_update(of=("self",)).select_related("document__programme__subject", "claim")
    locked = found.get(pk=proposal.pk)
    if locked.version != seen or locked.is_open != is_open:
        raise ChangedMeanwhile("A colleague decided on this in the meantime.")
    return locked


def _decide(proposal: Proposal, state: ProposalState, by: User) -> None:
    """Write a decision down; whoever looked at the version before it comes too late."""
    proposal.state, proposal.version = state, proposal.version + 1
    proposal.decided_by, proposal.decided_at = (None, None) if state == ProposalState.OPEN else (by, clock.now())
    proposal.save(update_fields=["state", "version", "rejection", "decided_by", "decided_at"])


def _made(former: list[Proposal], anchors: list[Anchor], **more: Any) -> Proposal:
    """A proposal that a person made out of others; it says what the first of them says."""
    names = ("document", "kind", "strength", "actor", "addressee", "due", "due_first", "due_last", "condition", "paper")
    made = Proposal.objects.create(at=anchors[0].start, **{name: getattr(former[0], name) for name in names}, **more)
    made.anchors.set(anchors)
    made.made_from.set(former)
    return made


def _state(proposal: Proposal, said: Said, anchors: list[Anchor]) -> Statement:
    """The statement with its places and the programme that it is about (its standing is not there yet)."""
    document = proposal.document
    former = Statement.objects.filter(proposal=proposal, replaced_by=None).order_by("pk").last()
    return write(document_day(proposal), said, anchors, document.programme.subject, proposal=proposal, replaces=former)


def _claim(statement: Statement, anchor: Anchor, execution: Execution) -> None:
    """The document's own word about how far it is: an own statement, and no more than that."""
    Event.objects.create(
        statement=statement, kind=EventKind.EXECUTION, on=statement.said_on, execution=execution, grade=Evidence.OWN,
        passage=anchor,
    )  # fmt: skip
