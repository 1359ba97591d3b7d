"""Reading questions: the public ones, those that wait for somebody's answer, and what is past its term."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from navolgbaar.core import clock
from navolgbaar.core.permission import granted
from navolgbaar.mailings.models import Question, Subscription
from navolgbaar.mailings.states import QuestionState
from navolgbaar.mailings.tokens import CONFIRM_DAYS
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.queries import subjects_for

KEEP_ADDRESS, KEEP_WORDS = timedelta(days=30), timedelta(days=365)


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


def unconfirmed() -> QuerySet[Subscription]:
    """Addresses that never answered our first mail, and can no longer do so."""
    oldest = clock.now() - timedelta(days=CONFIRM_DAYS)
    return Subscription.objects.filter(confirmed_at=None, asked_at__lt=oldest)


def past_addresses() -> QuerySet[Question]:
    """Closed questions of which the asker's address is past its term."""
    return _closed().filter(answered_on__lt=clock.today() - KEEP_ADDRESS).exclude(email="")


def past_words() -> QuerySet[Question]:
    """Closed questions of which the asker's words are past their term; what was set aside goes sooner."""
    today = clock.today()
    aside = Q(state=QuestionState.SET_ASIDE, answered_on__lt=today - KEEP_ADDRESS)
    return _closed().filter(aside | Q(answered_on__lt=today - KEEP_WORDS)).exclude(words="")


def _closed() -> QuerySet[Question]:
    return Question.objects.exclude(state=QuestionState.RECEIVED)
