"""From what a person says about words to the rows of a statement. Parts of actions, which write the audit event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from navolgbaar.core.ids import next_id
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Subject
from navolgbaar.promises.deadlines import NONE, Deadline
from navolgbaar.promises.models import About, Event, Place, Proposal, Statement, Wording
from navolgbaar.promises.states import EventKind, StatementKind
from navolgbaar.sources.models import Anchor


@dataclass(frozen=True, slots=True)
class Said:
    """What a person makes of a proposal.

    quote     the words, where other ones than proposed: they must stand in the document
    claimed   how far it is according to the document itself, "" where it does not say
    """

    kind: StatementKind
    strength: str = ""
    title: str = ""
    title_en: str = ""
    actor: str = ""
    actor_organisation: Organisation | None = None
    addressee: str = ""
    deadline: Deadline = NONE
    claimed: str = ""
    quote: str = ""


def as_proposed(proposal: Proposal) -> Said:
    """What confirming a proposal as it stands says."""
    return Said(
        kind=StatementKind(proposal.kind),
        strength=proposal.strength,
        actor=proposal.actor,
        addressee=proposal.addressee,
        deadline=Deadline(proposal.due, proposal.due_first, proposal.due_last),
        claimed=proposal.claimed,
    )


def document_day(proposal: Proposal) -> date:
    """The day on which something was said: that of its document; of an undated one the day it came in."""
    document = proposal.document
    return document.true_from or document.known_at.date()


def write(
    said_on: date,
    said: Said,
    anchors: list[Anchor],
    *subjects: Subject,
    proposal: Proposal | None = None,
    replaces: Statement | None = None,
    paper: str = "",
) -> Statement:
    """Write a statement with its places, its subjects and the event that it was recorded. Part of an action."""
    document = anchors[0].passage.document
    statement = Statement.objects.create(
        public_id=next_id("NB-T"),
        document=document,
        programme=document.programme,
        proposal=proposal,
        kind=said.kind,
        strength=said.strength,
        actor_organisation=said.actor_organisation,
        said_on=said_on,
        due=said.deadline.due,
        due_first=said.deadline.first,
        due_last=said.deadline.last,
        paper=proposal.paper if proposal is not None else paper,
        times=proposal.times if proposal is not None else 1,
        replaces=replaces,
    )
    Wording.objects.create(
        statement=statement, title=said.title, title_en=said.title_en, actor=said.actor, addressee=said.addressee
    )
    for position, anchor in enumerate(anchors):
        Place.objects.create(statement=statement, anchor=anchor, position=position)
    About.objects.bulk_create(About(statement=statement, subject=subject) for subject in subjects)
    Event.objects.create(statement=statement, kind=EventKind.RECORDED, on=said_on, passage=anchors[0])
    return statement
