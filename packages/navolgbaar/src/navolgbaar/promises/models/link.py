"""What a statement hangs together with: other statements, measures with a partner, figures, later documents."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language

from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models import Figure
from navolgbaar.people.models import Organisation
from navolgbaar.promises.models.statement import Statement
from navolgbaar.promises.states import LinkKind, ReportState
from navolgbaar.sources.models import Anchor


class Link(models.Model):
    """A statement repeats, changes, adds to, carries out or answers another one. Never in a circle."""

    source = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=12, choices=LinkKind)
    target = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="linked_from")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "source", "kind", "target", "known_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "target"], name="promises_linked_once"),
            models.CheckConstraint(name="promises_nothing_links_to_itself", condition=~Q(source=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Measure(models.Model):
    """What a partner does to carry a statement out: a ministry, a municipality, a trade body, a bureau."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="measures")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    passage = models.ForeignKey(Anchor, on_delete=models.PROTECT, null=True, related_name="measures")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "statement", "partner", "title", "title_en", "passage", "known_at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "partner", "title"],
                name="promises_each_measure_once",
                condition=~Q(title=""),  # of erased ones there may be several
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


class Target(models.Model):
    """The number that a statement, or a measure of it, promises. What was measured is found by its question."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="targets")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="targets")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="promised_by")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "statement", "measure", "figure", "known_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "figure"], name="promises_each_target_once")]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.figure_id}"


class Report(models.Model):
    """A later document names the paper in which a statement stands. An editor says whether it reports on it.

    reference   the identifier that both have in common, e.g. "kst-31234-12"
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="reports")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="reports")
    reference = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.PROPOSED)

    privacy = Privacy(internal=("id", "statement", "anchor", "reference", "state"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "anchor"], name="promises_reported_on_once")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.state}"
