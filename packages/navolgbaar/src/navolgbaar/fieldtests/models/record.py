"""What only grows: the chain of evidence, and the cells that left."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.fieldtests.models.design import Wave


class Evidence(AppendOnly):
    """One record of the chain, as narekenen writes it: salted digest of an event, sealed to the record before.

    time, kind, about   of the event, for those who run the wave; in the public file they stand in `content` alone
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    time = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=40)
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    privacy = Privacy(
        public=("id", "wave", "number", "content", "previous", "digest"), internal=("time", "kind", "about")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "number"], name="fieldtests_a_chain_has_no_fork")]

    def __str__(self) -> str:
        return f"{self.wave_id}.{self.number}"


class ReleasedCells(AppendOnly):
    """The cells of one group as they left, and as they were: what a later release is compared with.

    group    "profile" or "profile / region / rest"
    exact    the counts before rounding, for the comparison alone
    """

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="released_cells")
    group = models.CharField(max_length=200)
    cells = models.JSONField(null=True)
    exact = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "wave", "group", "cells", "at"), internal=("exact",))

    def __str__(self) -> str:
        return f"{self.wave_id} {self.group}"
