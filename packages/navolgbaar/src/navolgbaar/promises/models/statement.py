"""What was said, as a person confirmed it: it never changes. How it stands now is told by its events."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils.translation import get_language

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.promises.models.proposal import Proposal
from navolgbaar.promises.states import Evidence, Execution, Reaction, StatementKind, Strength
from navolgbaar.sources.models import Anchor, Document


class Statement(AppendOnly):
    """A statement with its original words, which stand in the passages of its places.

    actor_organisation   who is to do it, where that is known
    said_on              when it was said; due: the deadline as it was said then
    replaces             the statement that was withdrawn in favour of this one

    What an editor wrote about it stands in its `Wording`, which can be erased.
    """

    public_id = models.CharField(max_length=40, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="statements")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="statements")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="statements")
    kind = models.CharField(max_length=12, choices=StatementKind)
    strength = models.CharField(max_length=16, choices=Strength, blank=True)
    actor_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()
    due = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "document", "programme", "kind", "strength", "actor_organisation", "said_on", "due",
                "due_first", "due_last", "paper", "times", "replaces", "known_at"),
        internal=("proposal",),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promises_a_deadline_runs_forward",
                condition=Q(due_first=None) | Q(due_last=None) | Q(due_last__gte=F("due_first")),
            ),
            models.CheckConstraint(name="promises_nothing_replaces_itself", condition=~Q(replaces=F("pk"))),
        ]
        indexes = [
            models.Index(fields=["programme", "kind"]),
            models.Index(fields=["said_on"]),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def organisation(self) -> Organisation:
        return self.document.organisation

    @property
    def programme_key(self) -> str:
        return self.programme.key

    @property
    def title(self) -> str:
        return self.wording.title

    @property
    def title_en(self) -> str:
        return self.wording.title_en

    @property
    def actor(self) -> str:
        return self.wording.actor

    @property
    def addressee(self) -> str:
        return self.wording.addressee

    @property
    def name(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    @property
    def was_late_already(self) -> bool:
        """Whether its deadline had passed on the day it was said."""
        return self.due_last is not None and self.due_last < self.said_on

    def get_absolute_url(self) -> str:
        return reverse("promises:statement", args=[self.public_id])


class Wording(models.Model):
    """What an editor wrote about a statement. Words can name somebody: they stand apart, and are erased with a passage.

    title, title_en   what it comes down to; empty where the original words say it themselves
    actor             the role that is to do it ("minister of …"), never a name
    """

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, primary_key=True, related_name="wording")
    title = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=200, blank=True)
    addressee = models.CharField(max_length=200, blank=True)

    privacy = Privacy(public=("statement", "title", "title_en", "actor", "addressee"))

    class Meta:
        indexes = [models.Index(Upper("actor"), name="promises_by_actor")]

    def __str__(self) -> str:
        return f"{self.statement_id}"


class Place(AppendOnly):
    """Where the words of a statement stand: one place, or more in reading order."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="places")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="statement_places")
    position = models.PositiveSmallIntegerField()

    privacy = Privacy(public=("id", "statement", "anchor", "position"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "position"], name="promises_each_place_once")]

    def __str__(self) -> str:
        return f"{self.statement_id}.{self.position}"


class About(AppendOnly):
    """A subject that a statement is about: its programme, and whatever else it concerns, in any programme."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="about")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="statements_about")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "statement", "subject", "known_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "subject"], name="promises_about_it_once")]

    def __str__(self) -> str:
        return f"{self.statement_id} about {self.subject_id}"


class Standing(models.Model):
    """How a statement stands now: what its events come down to, kept beside it so that lists are quick.

    said      execution according to whoever is to do it; seen   according to what somebody else saw
    due_last  the deadline that holds now; moved   how often it was moved
    sign_on   the day of the last thing that was heard of it
    """

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="standing")
    is_standing = models.BooleanField(default=True)
    reaction = models.CharField(max_length=12, choices=Reaction)
    execution = models.CharField(max_length=12, choices=Execution, default=Execution.NOT_STARTED)
    evidence = models.CharField(max_length=12, choices=Evidence, blank=True)
    said = models.CharField(max_length=12, choices=Execution, blank=True)
    seen = models.CharField(max_length=12, choices=Execution, blank=True)
    due = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True)
    due_last = models.DateField(null=True)
    moved = models.PositiveSmallIntegerField(default=0)
    sign_on = models.DateField()

    privacy = Privacy(
        public=("id", "statement", "is_standing", "reaction", "execution", "evidence", "said", "seen", "due",
                "due_first", "due_last", "moved", "sign_on"),
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["is_standing", "execution", "due_last"]),
            models.Index(fields=["due_last"]),
            models.Index(fields=["sign_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.execution}"
