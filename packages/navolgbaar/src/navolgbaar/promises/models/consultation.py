"""Questions with their answers in one document, and what a reader thinks stayed unanswered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.people.models import Organisation, User
from navolgbaar.promises.states import Coverage
from navolgbaar.sources.models import Document, Passage

AUTHOR = Personal(purpose="to let a person go on with the own analysis", retention="until it is removed")


class Consultation(models.Model):
    """That a document holds questions and answers. The pairs are public from when an editor has checked them."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="consultation")
    is_checked = models.BooleanField(default=False)

    privacy = Privacy(public=("id", "document", "is_checked"))

    def __str__(self) -> str:
        return f"consultation {self.document_id}"

    def get_absolute_url(self) -> str:
        return reverse("promises:consultation", args=[self.document.public_id])

    @property
    def organisation(self) -> Organisation:
        return self.document.organisation

    @property
    def programme_key(self) -> str:
        return self.document.programme_key


class Question(models.Model):
    """A question, or several that are answered together, with its answer: passages in reading order.

    asked_by   the group, as the document has it; number   its number there, "" without
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=40, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    asked = models.ManyToManyField(Passage, related_name="+")
    answered = models.ManyToManyField(Passage, related_name="+")
    reader = models.CharField(max_length=60, blank=True)

    privacy = Privacy(public=("id", "consultation", "position", "number", "asked_by", "asked", "answered", "reader"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "position"], name="promises_a_question_once")]

    def __str__(self) -> str:
        return f"{self.consultation_id}.{self.position}"


class QuestionPart(models.Model):
    """A part of a question: where it stands, and what the reader thinks of the answer, with its reason."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="+")
    at = models.PositiveIntegerField()
    to = models.PositiveIntegerField()
    proposed = models.CharField(max_length=12, choices=Coverage)
    because = models.CharField(max_length=300, blank=True)

    privacy = Privacy(public=("id", "question", "position", "passage", "at", "to"), internal=("proposed", "because"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "position"], name="promises_a_part_once")]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.position}"


class Analysis(models.Model):
    """What one reader thinks was not answered: private, until it is published under the name of an organisation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="analyses")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    published_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="analyses")
    published_on = models.DateField(null=True)

    privacy = Privacy(public=("id", "consultation", "published_by", "published_on"), personal={"author": AUTHOR})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "author"], name="promises_one_analysis_per_reader"),
            models.CheckConstraint(
                name="promises_published_under_a_name_on_a_day",
                condition=Q(published_by=None, published_on=None)
                | Q(published_by__isnull=False, published_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"analysis {self.pk}"


class Judgement(models.Model):
    """What an analysis says of one part of a question, in the author's own words."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="judgements")
    part = models.ForeignKey(QuestionPart, on_delete=models.CASCADE, related_name="judgements")
    coverage = models.CharField(max_length=12, choices=Coverage)
    words = models.CharField(max_length=500, blank=True)

    privacy = Privacy(public=("id", "analysis", "part", "coverage", "words"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["analysis", "part"], name="promises_judged_once")]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.coverage}"
