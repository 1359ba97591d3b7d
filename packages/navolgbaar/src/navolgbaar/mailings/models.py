"""Subscription, Notice, Question."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.figures.models import Figure
from navolgbaar.mailings.states import Outcome, QuestionState
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Subject

FOLLOWS = Personal(purpose="to tell a person what changed", retention="until the person leaves; 7 days unconfirmed")
ASKER = Personal(purpose="to send the answer", retention="30 days after the answer")
ASKED = Personal(purpose="to answer the question", retention="one year after the answer; 30 days when set aside")


class Subscription(models.Model):
    """An address that wants to be told when something is published about a subject.

    public_id      random: stands signed in the links of our mails
    confirmed_at   NULL until the person answered our first mail; mailed_at  when we last asked for that
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    email = models.EmailField()
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="subscriptions")
    language = models.CharField(max_length=2, default="nl")
    asked_at = models.DateTimeField(db_default=Now())
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        internal=("id", "public_id", "language", "mailed_at"),
        personal=dict.fromkeys(("email", "subject", "asked_at", "confirmed_at"), FOLLOWS),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), "subject", name="mailings_an_address_follows_a_subject_once")
        ]

    def __str__(self) -> str:
        return self.public_id  # a log that prints a subscription prints no address


class Notice(models.Model):
    """That a follower is told, or was told, about a release. `release` is its public id."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="notices")
    release = models.CharField(max_length=40)
    sent_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(internal=("id", "release", "sent_at"), personal={"subscription": FOLLOWS})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "release"], name="mailings_told_once")]

    def __str__(self) -> str:
        return f"{self.release} to {self.subscription_id}"


class Question(models.Model):
    """Somebody doubts something on a page. It has an owner, a day, and an outcome that everybody can read.

    words             the asker's own; never public, also not when answered
    summary, outcome  what was asked and what came of it, in the owner's words; public
    due_on            the day by which the owner answers
    """

    public_id = models.CharField(max_length=40, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="questions")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="questions")
    words = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    asked_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=QuestionState, default=QuestionState.RECEIVED)
    kind = models.CharField(max_length=12, choices=Outcome, blank=True)
    summary = models.CharField(max_length=500, blank=True)
    outcome = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    privacy = Privacy(
        public=("id", "public_id", "subject", "figure", "organisation", "asked_on", "due_on", "state", "kind",
                "summary", "outcome", "answered_on"),
        internal=("language", "answered_by"),
        personal={"words": ASKED, "email": ASKER},
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mailings_an_answer_says_what_was_asked_and_what_came_of_it",
                condition=Q(state=QuestionState.ANSWERED, answered_on__isnull=False)
                & ~Q(summary="") & ~Q(outcome="") & ~Q(kind="")
                | ~Q(state=QuestionState.ANSWERED) & Q(summary="", outcome="", kind=""),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self) -> str:
        return self.public_id

    @property
    def programme_key(self) -> str:
        return self.subject.programme_key

    def get_absolute_url(self) -> str:
        return reverse("website:asked", args=[self.public_id])
