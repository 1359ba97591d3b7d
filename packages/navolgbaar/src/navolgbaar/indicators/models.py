"""KeyPeriod, Institution, Round, Delivery, Features, Issue, IssueFigure, Region, PlanEvent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models import Figure
from navolgbaar.indicators.states import PlanState
from navolgbaar.people.models import Organisation
from navolgbaar.programmes.models import Period, Programme, Subject


class KeyPeriod(AppendOnly):
    """The days in which one person keeps one pseudonym, and the ground on which that is so. Nobody can be followed
    from one key period into the next."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="key_periods")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="key_periods")
    first = models.DateField()
    last = models.DateField()
    ground = models.CharField(max_length=500)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "programme", "organisation", "first", "last", "ground", "known_at"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="indicators_a_key_period_runs_forward", condition=Q(last__gte=F("first")))
        ]

    def __str__(self) -> str:
        return f"{self.first.isoformat()} – {self.last.isoformat()}"

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Institution(models.Model):
    """Who delivers: an institution, or the trusted party that counts for a municipality.

    asked_by      the organisation that keeps the monitor
    organisation  whose people may deliver
    code          of the municipality for which it delivers
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="institutions")
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="institutions")
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20)

    privacy = Privacy(public=("id", "public_id", "programme", "asked_by", "organisation", "name", "code"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="indicators_each_institution_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Round(AppendOnly):
    """Deliveries asked for over a period, to be there by a day. What it says are the figures of its subject."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="monitor_round")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="monitor_rounds")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="monitor_rounds")
    key_period = models.ForeignKey(KeyPeriod, on_delete=models.PROTECT, related_name="rounds")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "subject", "programme", "organisation", "key_period", "period", "due", "known_at")
    )  # fmt: skip

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("indicators:round", args=[self.subject.public_id])

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Delivery(AppendOnly):
    """What an institution delivered, counted. The rows of persons are not here, nor anywhere else on the platform.

    received_on, known_at   the day on which it came, and the moment at which this row was written
    digest                  of the file as it came; whoever has the file can show that it was this one
    counts                  what was counted (`science.Counted`): may hold small numbers, so it is internal
    quality, changed        the report on the file; name -> [before, after] of the delivery that it replaces
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="deliveries")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="deliveries")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    received_on = models.DateField()
    digest = models.CharField(max_length=71)
    counts = models.JSONField()
    quality = models.JSONField()
    changed = models.JSONField(default=dict)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "round", "institution", "replaces", "received_on", "known_at"),
        internal=("digest", "counts", "quality", "changed"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "institution"], condition=Q(replaces=None), name="indicators_one_first_delivery"
            )
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_late(self) -> bool:
        return bool(self.received_on > self.round.due)


class Features(AppendOnly):
    """What municipalities cannot help, by which those that are alike are found: chosen before anything is compared."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="area_features")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="area_features")
    source = models.CharField(max_length=500)
    names = models.JSONField()
    value = models.JSONField()
    digest = models.CharField(max_length=71)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "programme", "organisation", "source", "names", "value", "digest", "known_at")
    )  # fmt: skip

    def __str__(self) -> str:
        return self.source

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Issue(AppendOnly):
    """What was made of the deliveries that stood on a day, after disclosure control.

    table     released persons by municipality, sex and age: code -> numbers, null where withheld
    pairs     released code -> [to a home of their own, left]; a withheld municipality is absent
    shares    name of `words.MEASURES` but "home" -> rows: as `pairs`; absent: as `absent`
    months    [first day, to a home of their own, left]
    quarters  code -> first day -> the same
    absent    code -> why it has no number; why_no_total: why the number of all persons is withheld, if it is
    coverage  who had delivered, who had not, and what that does to the number of stays
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="issues")
    issued_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    features = models.ForeignKey(Features, on_delete=models.PROTECT, null=True, related_name="issues")
    based_on = models.JSONField()
    table = models.JSONField()
    pairs = models.JSONField()
    shares = models.JSONField(default=dict)
    months = models.JSONField()
    quarters = models.JSONField(default=dict)
    absent = models.JSONField()
    why_no_total = models.CharField(max_length=20, blank=True)
    coverage = models.JSONField()

    privacy = Privacy(
        public=("id", "round", "issued_on", "reason", "features", "based_on", "table", "pairs", "shares", "months",
                "quarters", "absent", "why_no_total", "coverage"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "issued_on"], name="indicators_one_issue_a_day")]

    def __str__(self) -> str:
        return f"{self.round} {self.issued_on.isoformat()}"


class IssueFigure(AppendOnly):
    """Which figure says what: "persons" of all together (no code), "home" and "place" of a municipality."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="says")
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=40)
    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="said_by_monitor")

    privacy = Privacy(public=("id", "issue", "code", "name", "figure"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "code", "name"], name="indicators_each_thing_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}".strip()


class Region(models.Model):
    """Municipalities that make one plan together. Each council decides for itself."""

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plan_regions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plan_regions")
    name = models.CharField(max_length=200)
    codes = models.JSONField()

    privacy = Privacy(public=("id", "public_id", "programme", "organisation", "name", "codes"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="indicators_each_region_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def programme_key(self) -> str:
        return self.programme.key


class PlanEvent(AppendOnly):
    """What happened to the plan of a region on a day: in the region as a whole (no code), or in one council."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="events")
    code = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=PlanState)
    on = models.DateField()
    evidence = models.CharField(max_length=500)
    link = models.URLField(max_length=500, blank=True)
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "region", "code", "state", "on", "evidence", "link", "known_at"))

    def __str__(self) -> str:
        return f"{self.state} {self.on.isoformat()}"
