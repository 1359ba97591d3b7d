"""A value read at a place in a document, and what a person said about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from navolgbaar.core.append_only import AppendOnly
from navolgbaar.core.privacy import Privacy
from navolgbaar.figures.states import Verdict
from navolgbaar.sources.models import Anchor


class Reading(AppendOnly):
    """ "Read as 15 644; proposed automatically; confirmed by an editor."

    A proposal of the machine has verdict "proposed". What a person says about it is another row that answers it;
    the latest answer holds. Who that person was stands in the audit trail, not here.

    value   canonical: "15644", "2023-09-06"; high the upper end of a printed range
    by      "reader:<recipe@version>" or "person"
    """

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    high = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    by = models.CharField(max_length=60)
    verdict = models.CharField(max_length=12, choices=Verdict)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answered_by")
    known_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(public=("id", "anchor", "kind", "value", "high", "unit", "by", "verdict", "answers", "known_at"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figures_a_machine_proposes_and_a_person_answers",
                condition=Q(verdict=Verdict.PROPOSED, answers=None) & ~Q(by="person")
                | ~Q(verdict=Verdict.PROPOSED) & Q(answers__isnull=False, by="person"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".rstrip()

    @property
    def is_confirmed(self) -> bool:
        return self.verdict in (Verdict.CONFIRMED, Verdict.CORRECTED)
