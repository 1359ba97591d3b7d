"""A progress report: drafted by one person, released by another, frozen from then on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.models.proposal import ACCOUNTABLE


class Draft(models.Model):
    """A report that somebody prepares over a period. What is in it follows from the register until it is released."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="progress_drafts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField()
    prepared_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    privacy = Privacy(
        internal=("id", "programme", "organisation", "title", "first", "last"), personal={"prepared_by": ACCOUNTABLE}
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="promises_a_report_runs_forward", condition=Q(last__gte=F("first"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def programme_key(self) -> str:
        return self.programme.key


class ProgressReport(AppendOnly):
    """A released report. `items` names statements, events and figure versions: the words stay in their passages.

    items    one per statement: {"statement", "execution", "evidence", "said", "seen", "due", "is_new", "events",
             "figures"}, as it stood on the last day of the period
    digest   of the items; before   the report that it follows
    """

    public_id = models.CharField(max_length=40, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="progress_reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="progress_reports")
    title = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField()
    items = models.JSONField()
    digest = models.CharField(max_length=71)
    before = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="after")
    at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        public=("id", "public_id", "programme", "organisation", "title", "first", "last", "items", "digest", "before",
                "at"),
    )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    @property
    def programme_key(self) -> str:
        return self.programme.key

    def get_absolute_url(self) -> str:
        return reverse("promises:progress", args=[self.public_id])
