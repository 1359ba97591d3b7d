"""What became of a statement, one dated event after another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import get_language

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models import FigureVersion
from navolgbaar.people.models import Organisation
from navolgbaar.promises.models.statement import Statement
from navolgbaar.promises.states import Edition, EventKind, Evidence, Execution, Reaction
from navolgbaar.sources.models import Anchor

CHANGES = (EventKind.REACTION, EventKind.EXECUTION, EventKind.DEADLINE, EventKind.REPORTED)
TOLD = (EventKind.DEADLINE, EventKind.EXECUTION, EventKind.WITHDRAWN)
"""What the page of a subject tells as a change."""


class Event(AppendOnly):
    """Something that happened, on a day, known since a moment, resting on a passage or on a figure.

    on             when it was true; known_at when it was recorded here
    according_to   who says so
    grade          on what an execution rests

    What an editor wrote about it stands in its `Telling`, which can be erased.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    on = models.DateField()
    known_at = models.DateTimeField(db_default=Now())
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    execution = models.CharField(max_length=12, choices=Execution, blank=True)
    grade = models.CharField(max_length=12, choices=Evidence, blank=True)
    due = models.CharField(max_length=40, blank=True)
    due_first = models.DateField(null=True)
    due_last = models.DateField(null=True)
    edition = models.CharField(max_length=12, choices=Edition, blank=True)
    according_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    passage = models.ForeignKey(Anchor, on_delete=models.PROTECT, null=True, related_name="events")
    figure = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, null=True, related_name="events")

    privacy = Privacy(
        public=("id", "statement", "kind", "on", "known_at", "reaction", "execution", "grade", "due",
                "due_first", "due_last", "edition", "according_to", "passage", "figure"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="promises_a_change_rests_on_a_passage_or_a_figure",
                condition=~Q(kind__in=CHANGES)
                | Q(passage__isnull=False, figure=None)
                | Q(passage=None, figure__isnull=False),
            ),
            models.CheckConstraint(
                name="promises_an_execution_says_on_what_it_rests",
                condition=Q(execution="", grade="") | ~Q(execution="") & ~Q(grade=""),
            ),
            models.CheckConstraint(
                name="promises_an_event_says_what_it_is_about",
                condition=~Q(kind__in=(EventKind.REACTION, EventKind.EXECUTION, EventKind.DEADLINE))
                | Q(kind=EventKind.REACTION) & ~Q(reaction="")
                | Q(kind=EventKind.EXECUTION) & ~Q(execution="")
                | Q(kind=EventKind.DEADLINE) & ~Q(due=""),
            ),
        ]
        indexes = [
            models.Index(fields=["statement", "on"]),
            models.Index(fields=["-on", "-id"], name="promises_changes_in_order", condition=Q(kind__in=TOLD)),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.kind} {self.on}"

    @property
    def words(self) -> str:
        telling: Telling | None = getattr(self, "telling", None)
        return telling.words if telling is not None else ""

    @property
    def words_en(self) -> str:
        telling: Telling | None = getattr(self, "telling", None)
        return telling.words_en if telling is not None else ""

    @property
    def own_words(self) -> str:
        """The editor's words in the language of the page."""
        return self.words_en if get_language() == "en" and self.words_en else self.words


class Telling(models.Model):
    """What an editor wrote about an event; there is none where nothing was written."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="telling")
    words = models.CharField(max_length=500, blank=True)
    words_en = models.CharField(max_length=500, blank=True)

    privacy = Privacy(public=("event", "words", "words_en"))

    def __str__(self) -> str:
        return f"{self.event_id}"
