"""What the reader proposes. It is shown to editors alone, until one of them confirms it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.people.models import Organisation, User
from navolgbaar.promises.states import Execution, ProposalState, Rejection, StatementKind, Strength
from navolgbaar.sources.models import QUOTED, Anchor, Document

ACCOUNTABLE = Personal(purpose="to show inside the organisation who decided", retention="as long as the document")


class Proposal(models.Model):
    """A statement as it was read, and what a person decided about it.

    anchors    the words, in one place or more; `at` is where the first one starts, for the order of the queue
    claimed    how far it is according to the document itself; claim: the words that say so
    due        deadline as EDTF, with its first and last day; condition   the words that it depends on
    rule       the rule of the reader, "" where a person made it out of another proposal (`made_from`)
    because    the words that made the rule fire
    version    grows with every decision: two people never decide on the same one
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="statement_proposals")
    anchors = models.ManyToManyField(Anchor, related_name="+")
    at = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=StatementKind)
    strength = models.CharField(max_length=16, choices=Strength, blank=True)
    actor = models.CharField(max_length=200, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    condition = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    claimed = models.CharField(max_length=12, choices=Execution, blank=True)
    claim = models.ForeignKey(Anchor, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=80, blank=True)
    because = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    made_from = models.ManyToManyField("self", symmetrical=False, related_name="made_into")
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    rejection = models.CharField(max_length=16, choices=Rejection, blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        internal=("id", "document", "anchors", "at", "kind", "strength", "due", "due_first", "due_last", "paper",
                  "times", "claimed", "claim", "rule", "doubts", "made_from", "state", "rejection", "version",
                  "decided_at"),
        personal={"decided_by": ACCOUNTABLE} | dict.fromkeys(("actor", "addressee", "condition", "because"), QUOTED),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promises_only_a_rejection_has_a_reason",
                condition=Q(state=ProposalState.REJECTED) & ~Q(rejection="")
                | ~Q(state=ProposalState.REJECTED) & Q(rejection=""),
            ),
        ]
        indexes = [models.Index(fields=["document", "state", "at"])]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def organisation(self) -> Organisation:
        return self.document.organisation

    @property
    def programme_key(self) -> str:
        return self.document.programme_key

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN


class Ask(models.Model):
    """One of the things that a motion asks, where it asks more than one, and what the document says was done about it.

    anchors   its words; claimed, claim   how far it is according to the document, and the words that say so
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="asks")
    position = models.PositiveSmallIntegerField()
    anchors = models.ManyToManyField(Anchor, related_name="+")
    claimed = models.CharField(max_length=12, choices=Execution, blank=True)
    claim = models.ForeignKey(Anchor, on_delete=models.PROTECT, null=True, related_name="+")

    privacy = Privacy(internal=("id", "proposal", "position", "anchors", "claimed", "claim"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "position"], name="promises_each_ask_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id}.{self.position}"
