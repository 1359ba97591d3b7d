"""Model, Distribution, DistributionFigure."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models import Figure
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Programme, Subject


class Model(AppendOnly):
    """A distribution model as somebody brought it. Never changed: other numbers are another model.

    value      units, key, what is paid now, inhabitants, the rule of the path (narekenen.allocation.model)
    names      code -> name of the municipality
    based_on   the model whose numbers or key were put otherwise
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="distribution_models")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="distribution_models")
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=500, blank=True)
    value = models.JSONField()
    names = models.JSONField()
    digest = models.CharField(max_length=71)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="variants")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        internal=("id", "public_id", "programme", "organisation", "title", "reference", "value", "names", "digest",
                  "based_on", "known_at"),
    )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("budgets:model", args=[self.public_id])

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Distribution(AppendOnly):
    """What a model gives each municipality, as it was issued on a day. What it says are the figures of its subject."""

    model = models.OneToOneField(Model, on_delete=models.PROTECT, related_name="distribution")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="distribution")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="distributions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="distributions")
    issued_on = models.DateField()

    privacy = Privacy(public=("id", "subject", "programme", "organisation", "issued_on"), internal=("model",))

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("budgets:distribution", args=[self.subject.public_id])

    @property
    def programme_key(self) -> str:
        return self.programme.key


class DistributionFigure(AppendOnly):
    """Which figure says what: "moved" of all together (no code), "end" of a municipality."""

    distribution = models.ForeignKey(Distribution, on_delete=models.PROTECT, related_name="says")
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=40)
    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="said_by_distribution")

    privacy = Privacy(public=("id", "distribution", "code", "name", "figure"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["distribution", "code", "name"], name="budgets_each_thing_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}".strip()
