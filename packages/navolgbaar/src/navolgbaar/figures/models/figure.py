"""A question with its answers: Quantity, Figure, FigureVersion."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import get_language

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models.reading import Reading
from navolgbaar.figures.models.run import Run
from navolgbaar.figures.states import FigureKind
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Area, Period, Subject


class Quantity(AppendOnly):
    """What is counted, in which unit, over which denominator, by which rule. Another rule is another version."""

    key = models.SlugField(max_length=80)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    counting_rule = models.TextField(blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)

    privacy = Privacy(
        public=("id", "key", "version", "name", "name_en", "unit", "unit_en", "denominator", "counting_rule",
                "decimals"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="figures_each_quantity_version_once")]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def sign(self) -> str:
        """The sign that is written with the number itself; "" where the unit stands beside it."""
        return {"euro": "€", "€": "€", "%": "%"}.get(self.unit, "")


class Figure(AppendOnly):
    """One question. Another source, issuer or date of issue is another figure, so that values stand side by side.

    breakdown   e.g. {"ethnicity": "…"}; {} is the whole. "words" and "words_en" in it say it to readers
    issuer      who says it; owner: whose people may publish it here
    """

    public_id = models.CharField(max_length=40, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="figures")
    quantity = models.ForeignKey(Quantity, on_delete=models.PROTECT, related_name="figures")
    breakdown = models.JSONField(default=dict)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="figures")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="figures")
    kind = models.CharField(max_length=12, choices=FigureKind)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="issued_figures")
    issued_on = models.DateField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="figures")

    privacy = Privacy(
        public=("id", "public_id", "subject", "quantity", "breakdown", "area", "period", "kind", "issuer",
                "issued_on", "owner"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "quantity", "breakdown", "area", "period", "kind", "issuer", "issued_on", "owner"],
                name="figures_one_figure_per_question",
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["kind", "period"], name="figures_of_a_kind_by_period")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def part(self) -> str:
        """Which part of the whole it is about, in words; "" where nobody put it in words."""
        words: str = self.breakdown.get("words_en" if get_language() == "en" else "words", "")
        return words

    @property
    def organisation(self) -> Organisation:
        return self.owner

    @property
    def programme_key(self) -> str:
        return self.subject.programme_key

    def get_absolute_url(self) -> str:
        return reverse("website:figure", args=[self.public_id])


class FigureVersion(AppendOnly):
    """One answer. A correction is the next version with its reason; what was said before stays.

    value       exact, as text ("30.926388888888887", "2023-09-06"); NULL with a reason when suppressed or missing
    published   the string in Dutch and in English
    """

    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=200, null=True)
    low = models.CharField(max_length=200, blank=True)
    high = models.CharField(max_length=200, blank=True)
    level = models.FloatField(null=True)
    n = models.BigIntegerField(null=True)
    method = models.CharField(max_length=200, blank=True)
    absent_because = models.CharField(max_length=200, blank=True)
    warnings = models.JSONField(default=list)
    published = models.CharField(max_length=300)
    published_en = models.CharField(max_length=300)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, related_name="versions")
    estimate = models.CharField(max_length=80, blank=True)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="versions")
    reason = models.CharField(max_length=500, blank=True)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "figure", "number", "value", "low", "high", "level", "n", "method", "absent_because",
                "warnings", "published", "published_en", "run", "estimate", "reading", "reason", "known_at"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "number"], name="figures_each_version_number_once"),
            models.CheckConstraint(
                name="figures_exactly_one_origin",
                condition=Q(run__isnull=False, reading=None) & ~Q(estimate="") | Q(run=None, reading__isnull=False),
            ),
            models.CheckConstraint(
                name="figures_no_value_has_a_reason",
                condition=Q(value__isnull=False, absent_because="")
                | Q(value=None, low="", high="") & ~Q(absent_because=""),
            ),
            models.CheckConstraint(
                name="figures_an_interval_has_two_ends", condition=Q(low="", high="") | ~Q(low="") & ~Q(high="")
            ),
            models.CheckConstraint(
                name="figures_a_correction_has_a_reason", condition=Q(number=1) | Q(number__gt=1) & ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["figure"], name="figures_corrections", condition=Q(number__gt=1))]

    def __str__(self) -> str:
        return f"{self.figure.public_id}@{self.number}"
