"""Reading questions: the public ones, and those that wait for somebody's answer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from navolgbaar.core.permission import granted
from navolgbaar.mailings.models import Question
from navolgbaar.mailings.states import QuestionState
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.queries import subjects_for


def questions_for(user: Any) -> QuerySet[Question]:
    """The questions whose page this user may see: those about subjects the user sees, and not set aside."""
    return (
        Question.objects.filter(subject__in=subjects_for(user))
        .exclude(state=QuestionState.SET_ASIDE)
        .select_related("subject", "figure__quantity", "organisation")
    )


def answered_about(subject: Subject) -> QuerySet[Question]:
    """The answered questions about a subject, oldest first."""
    return Question.objects.filter(subject=subject, state=QuestionState.ANSWERED).order_by("answered_on", "pk")


def waiting_for(user: Any) -> list[Question]:
    """The questions that this user may answer, first the one that is due first."""
    waiting = Question.objects.filter(state=QuestionState.RECEIVED).select_related("subject", "organisation")
    if not hasattr(user, "roles"):
        return []
    mine = waiting.filter(organisation__in=user.roles.values("organisation"))
    return [question for question in mine.order_by("due_on", "pk") if granted("mailings.answer", user, question)]
