"""The life of a question, and how it can end."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    RECEIVED = "received", _("received, waiting for an answer")
    ANSWERED = "answered", _("answered")
    SET_ASIDE = "set_aside", _("set aside: no question about this subject")


QUESTION_TRANSITIONS = {
    QuestionState.RECEIVED: {QuestionState.ANSWERED, QuestionState.SET_ASIDE},
    QuestionState.ANSWERED: set(),
    QuestionState.SET_ASIDE: set(),
}


class Outcome(models.TextChoices):
    CORRECTED = "corrected", _("is corrected")
    STANDS = "stands", _("stays as it is, with an explanation")
    ELSEWHERE = "elsewhere", _("was passed on to whom it belongs to")
