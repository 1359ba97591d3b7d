"""The questions on the home page. One that nothing answers yet is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.shown import kinds_shown
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.states import SubjectKind

FEW = 8
"""Answers about one subject on the page of a question; the list of all figures has the others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the visitor's words, the kind of number that answers it, and a sentence about such numbers.
    `key` is its address."""

    key: str
    kind: FigureKind
    words: Any
    says: Any


QUESTIONS = {
    question.key: question
    for question in (
        Question(
            "toegezegd", FigureKind.TARGET, _("What was promised?"),
            _("Goals and promises: how much, by when, and who said so."),
        ),
        Question(
            "gemeten", FigureKind.OBSERVED, _("What was measured?"),
            _("What was counted, by whom, and in which year."),
        ),
        Question(
            "verwacht", FigureKind.FORECAST, _("What is expected?"),
            _("Forecasts, with their date and who made them."),
        ),
    )
}  # fmt: skip


def open_questions(subjects: QuerySet[Subject]) -> list[Question]:
    """The questions that have an answer for these subjects."""
    kinds = kinds_shown(subjects)
    return [question for question in QUESTIONS.values() if question.kind in kinds]


@dataclass(frozen=True, slots=True)
class Group:
    """A subject with the first answers about it; `is_cut` where there are more."""

    subject: Subject
    versions: list[FigureVersion]
    is_cut: bool


def by_subject(versions: list[FigureVersion]) -> list[Group]:
    """Answers per subject, at most FEW of each: programmes first, then by name; within one by what is counted."""
    groups: dict[Subject, list[FigureVersion]] = {}
    for version in versions:
        groups.setdefault(version.figure.subject, []).append(version)

    def place(subject: Subject) -> tuple[bool, str]:
        return subject.kind != SubjectKind.PROGRAMME, str(subject)

    def order(version: FigureVersion) -> tuple[int, date]:
        return version.figure.quantity.pk, version.figure.period.first

    ordered = {subject: sorted(groups[subject], key=order) for subject in sorted(groups, key=place)}
    return [Group(subject, found[:FEW], len(found) > FEW) for subject, found in ordered.items()]
