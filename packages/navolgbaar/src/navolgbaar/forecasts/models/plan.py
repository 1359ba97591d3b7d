"""Plan, Vintage, VintageFigure, Farewell."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models import Figure
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme, Subject


class Plan(AppendOnly):
    """A plan as a planner brought it, or somebody's own assumptions on such a plan. Never changed.

    value         the tables of the workbook with addresses as kinds under names that say nothing (narekenen)
    based_on      the plan whose assumptions were put otherwise; assumptions   what was put otherwise, [] for none
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plans")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    value = models.JSONField()
    digest = models.CharField(max_length=71)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="others")
    assumptions = models.JSONField(default=list)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        internal=("id", "public_id", "programme", "organisation", "title", "value", "digest", "based_on",
                  "assumptions", "known_at"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forecasts_assumptions_are_on_a_plan",
                condition=Q(based_on=None, assumptions=[]) | Q(based_on__isnull=False) & ~Q(assumptions=[]),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forecasts:plan", args=[self.public_id])

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Vintage(AppendOnly):
    """A forecast as it was issued on a day. What it says are the figures of its subject.

    before   the forecast of the same organisation that this one comes after
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="vintages")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="vintage")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="vintages")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vintages")
    issued_on = models.DateField()
    seed = models.CharField(max_length=80)
    replications = models.PositiveIntegerField()
    before = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="after")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "plan", "subject", "programme", "organisation", "issued_on", "seed", "replications", "before",
                "known_at"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "issued_on"], name="forecasts_one_forecast_of_a_plan_a_day")
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("forecasts:vintage", args=[self.subject.public_id])

    @property
    def programme_key(self) -> str:
        return self.programme.key


class VintageFigure(AppendOnly):
    """What a forecast says under a name, for example "date 95 at 80"; the answer is the figure's newest version.

    part   forecast, bridge, ledger, difference or farewell
    """

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="says")
    part = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="said_by")

    privacy = Privacy(public=("id", "vintage", "part", "name", "figure"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vintage", "part", "name"], name="forecasts_a_name_is_one_figure")
        ]

    def __str__(self) -> str:
        return self.name


class Farewell(AppendOnly):
    """That a year of a forecast was laid beside what happened; without it no next forecast is issued."""

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="farewells")
    year = models.PositiveSmallIntegerField()
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "vintage", "year", "known_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vintage", "year"], name="forecasts_a_year_is_scored_once")]

    def __str__(self) -> str:
        return f"{self.vintage_id} {self.year}"
