"""A seeded sample of proposals that two people decide on without seeing each other's answers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.people.models import Organisation, User
from navolgbaar.programmes.models import Programme
from navolgbaar.promises.models.proposal import Proposal
from navolgbaar.promises.states import StatementKind

READER = Personal(purpose="to tell the two readers of a sample apart", retention="as long as the sample")


class Sample(models.Model):
    """Proposals drawn by a seed: whoever has the seed and the list draws the same ones."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="samples")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="samples")
    seed = models.CharField(max_length=40)
    proposals = models.ManyToManyField(Proposal, related_name="samples")
    made_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "programme", "organisation", "seed", "proposals", "made_at"))

    def __str__(self) -> str:
        return f"sample {self.pk}"

    @property
    def programme_key(self) -> str:
        return self.programme.key


class SampleAnswer(models.Model):
    """What one reader says of one proposal: its kind, or that it is no statement."""

    sample = models.ForeignKey(Sample, on_delete=models.CASCADE, related_name="answers")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="sample_answers")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=StatementKind, blank=True)
    given_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(internal=("id", "sample", "proposal", "kind", "given_at"), personal={"reader": READER})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "proposal", "reader"], name="promises_one_answer_per_reader")
        ]

    def __str__(self) -> str:
        return f"{self.sample_id}.{self.proposal_id}"
