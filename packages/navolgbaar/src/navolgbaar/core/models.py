"""The audit trail and the number series of public ids."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Personal, Privacy


class AuditEvent(AppendOnly):
    """Who did what to what, and when. No foreign keys: the trail neither holds on to live rows nor falls with them.

    actor      random id of the user, or "system"
    event      "<room>.<what happened>"
    target     public id of what it happened to
    data       what somebody needs later to understand it: ids, states, counts; never a name or a quote
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=40)
    event = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    programme = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    privacy = Privacy(internal=("id", "at", "actor", "event", "target", "programme", "data"))

    class Meta:
        indexes = [models.Index(fields=["target", "id"]), models.Index(fields=["event", "id"])]

    def __str__(self) -> str:
        return f"{self.event} {self.target}"


class NumberSeries(models.Model):
    """The last number given out, per prefix and year."""

    prefix = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    privacy = Privacy(internal=("id", "prefix", "year", "last"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="core_one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class Knock(models.Model):
    """How often one visitor did one thing within one hour.

    visitor   keyed hash of the network address and the day: tomorrow the same visitor is somebody else
    """

    visitor = models.CharField(max_length=32)
    act = models.CharField(max_length=20)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    privacy = Privacy(
        internal=("id", "act", "hour", "count"),
        personal={"visitor": Personal(purpose="to keep one visitor from crowding out others", retention="one day")},
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visitor", "act", "hour"], name="core_one_count_per_hour")]

    def __str__(self) -> str:
        return f"{self.act} {self.hour:%Y-%m-%d %H}"
