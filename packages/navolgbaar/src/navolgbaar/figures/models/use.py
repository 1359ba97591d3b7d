"""That a version was published or withdrawn, and where it is used."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.models.figure import FigureVersion


class Publication(AppendOnly):
    """A version went public in a release. `release` is its public id: releases stand above figures."""

    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="publications")
    release = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "version", "release", "at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "release"], name="figures_published_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} in {self.release}"


class Withdrawal(AppendOnly):
    """A version was withdrawn from a release, by a later release. It stays to be cited, and is shown nowhere else."""

    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="withdrawals")
    release = models.CharField(max_length=40)
    by_release = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "version", "release", "by_release", "reason", "at"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "release"], name="figures_withdrawn_once_from_a_release")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} from {self.release}"


class Use(AppendOnly):
    """A page or report shows this version. `place` is the public id or path of that page."""

    version = models.ForeignKey(FigureVersion, on_delete=models.PROTECT, related_name="uses")
    place = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "version", "place", "title", "at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="figures_used_once_per_place")]

    def __str__(self) -> str:
        return f"{self.version_id} at {self.place}"
