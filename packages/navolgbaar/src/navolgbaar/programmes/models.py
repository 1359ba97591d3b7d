"""Subject, SubjectChange, Programme, Area, AreaChange, Period."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.states import Change, SubjectKind


class Subject(models.Model):
    """Anything that can be cited. Its public id and its address stay, whatever happens to it."""

    public_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=SubjectKind)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme_key = models.SlugField()
    is_public = models.BooleanField(default=False)

    privacy = Privacy(
        public=("id", "public_id", "kind", "name", "name_en", "summary", "summary_en", "organisation", "programme_key"),
        internal=("is_public",),
    )

    class Meta:
        indexes = [models.Index(fields=["programme_key", "kind"])]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    def get_absolute_url(self) -> str:
        return reverse("website:subject", args=[self.public_id, slugify(self.name) or "-"])


class SubjectChange(AppendOnly):
    """Something that happened to a subject: renamed, continued as or merged into another one."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="changes")
    change = models.CharField(max_length=12, choices=Change)
    former_name = models.CharField(max_length=300, blank=True)
    successor = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="predecessors")
    on = models.DateField()
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "subject", "change", "former_name", "successor", "on", "known_at"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programmes_a_change_says_what_changed",
                condition=Q(change=Change.RENAMED, successor=None) & ~Q(former_name="")
                | ~Q(change=Change.RENAMED) & Q(successor__isnull=False),
            ),
            models.CheckConstraint(name="programmes_nothing_follows_itself", condition=~Q(subject=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.on}"


class Programme(models.Model):
    """A public programme that an organisation runs in the open."""

    key = models.SlugField(unique=True)
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="programme")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programmes")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    privacy = Privacy(public=("id", "key", "subject", "organisation", "starts_on", "ends_on"))

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def programme_key(self) -> str:
        return self.key


class Area(models.Model):
    """An area as it was between two dates: a municipality, a province, a neighbourhood.

    code   of the statistics office where there is one, e.g. "GM0014"
    """

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="area")

    privacy = Privacy(public=("id", "code", "name", "kind", "valid_from", "valid_to", "subject"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="programmes_one_area_per_code_and_date"),
            models.CheckConstraint(
                name="programmes_an_area_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaChange(models.Model):
    """On this day the former area became (part of) the successor."""

    former = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField()

    privacy = Privacy(public=("id", "former", "successor", "on"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["former", "successor", "on"], name="programmes_one_change_once"),
            models.CheckConstraint(name="programmes_no_area_becomes_itself", condition=~Q(former=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.former_id} → {self.successor_id}"


class Period(models.Model):
    """From the first day to the last day, both included. One day is a reference date."""

    first = models.DateField()
    last = models.DateField()

    privacy = Privacy(public=("id", "first", "last"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "last"], name="programmes_each_period_once"),
            models.CheckConstraint(name="programmes_a_period_runs_forward", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            years = f"{self.first.year}–{self.last.year}"
            return str(self.first.year) if self.first.year == self.last.year else years
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()} – {self.last.isoformat()}"
