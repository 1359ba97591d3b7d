"""A computation that can be done again, and everything that went into it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models.reading import Reading
from navolgbaar.sources.models import Dataset


class Run(AppendOnly):
    """Recipe, seed and code version; the estimates as narekenen gave them, after disclosure control."""

    recipe = models.CharField(max_length=80)
    seed = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=40)
    estimates = models.JSONField()
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "recipe", "seed", "code", "estimates", "known_at"))

    def __str__(self) -> str:
        return self.recipe


class RunInput(AppendOnly):
    """One input by name: its digest, and its value where the public may have it."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="inputs")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=71)
    value = models.JSONField(null=True)
    origin = models.TextField(blank=True)

    privacy = Privacy(public=("id", "run", "name", "kind", "digest", "origin"), internal=("value",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="figures_each_input_once")]

    def __str__(self) -> str:
        return self.name


class InputOrigin(AppendOnly):
    """What an input was on this platform: figure versions, readings or a dataset, in the order of a list."""

    input = models.ForeignKey(RunInput, on_delete=models.PROTECT, related_name="origins")
    position = models.PositiveIntegerField()
    version = models.ForeignKey("figures.FigureVersion", on_delete=models.PROTECT, null=True, related_name="feeds")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="feeds")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, null=True, related_name="feeds")

    privacy = Privacy(public=("id", "input", "position", "version", "reading", "dataset"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["input", "position"], name="figures_each_origin_once"),
            models.CheckConstraint(
                name="figures_an_origin_is_one_thing",
                condition=Q(version__isnull=False, reading=None, dataset=None)
                | Q(version=None, reading__isnull=False, dataset=None)
                | Q(version=None, reading=None, dataset__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.input_id}.{self.position}"
