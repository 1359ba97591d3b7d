"""A consultation: every question under its group, in order, with its whole answer; and a reader's own analysis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core.permission import exists_for, granted
from navolgbaar.people.models import Organisation
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.analysing import analyses_for, check_consultation, judge, publish_analysis
from navolgbaar.promises.models import Analysis, Consultation, Judgement, Question, QuestionPart
from navolgbaar.promises.states import Coverage
from navolgbaar.sources.models import Document, Passage
from navolgbaar.sources.queries import documents_for


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page shows it: its passages, its answer's, and its parts with what was said of each."""

    question: Question
    asked: list[Passage]
    answered: list[Passage]
    parts: list[tuple[QuestionPart, str, Judgement | None]]


def consultation_for(request: HttpRequest, public_id: str) -> Consultation:
    """The consultation of a document that this user may see: when it was checked, or as its editor."""
    document = get_object_or_404(documents_for(request.user), public_id=public_id)
    found = Consultation.objects.select_related("document__programme__subject", "document__organisation")
    consultation: Consultation = get_object_or_404(found, document=document)
    if not consultation.is_checked and not granted("promises.check_consultation", request.user, consultation):
        raise Http404
    return consultation


def asked_in(consultation: Consultation, judgements: dict[int, Judgement] | None = None) -> list[Asked]:
    """Every question in order. `judgements` by part."""
    rows = consultation.questions.order_by("position").prefetch_related("asked", "answered", "parts__passage")
    return [
        Asked(
            question=row,
            asked=sorted(row.asked.all(), key=lambda passage: passage.order),
            answered=sorted(row.answered.all(), key=lambda passage: passage.order),
            parts=[
                (part, part.passage.text[part.at : part.to], (judgements or {}).get(part.pk))
                for part in sorted(row.parts.all(), key=lambda part: part.position)
            ],
        )
        for row in rows
    ]


@require_safe
def consultation(request: HttpRequest, public_id: str) -> HttpResponse:
    """The questions and answers, and what organisations published about what stayed unanswered."""
    found = consultation_for(request, public_id)
    context = {
        "consultation": found,
        "document": found.document,
        "questions": asked_in(found),
        "analyses": [(analysis, _open_parts(analysis)) for analysis in analyses_for(request.user, found)],
        "may_check": granted("promises.check_consultation", request.user, found),
        "may_analyse": request.user.is_authenticated,
    }
    return render(request, "promises/consultation.html", context)


@desk
@require_POST
def check(request: DeskRequest, public_id: str) -> HttpResponse:
    """An editor says that each question stands with its own answer."""
    document = get_object_or_404(Document.objects.select_related("programme", "organisation"), public_id=public_id)
    found = get_object_or_404(Consultation, document=document)
    exists_for("promises.check_consultation", request.user, found)
    check_consultation(consultation=found, is_checked=request.POST.get("act") == "check", by=request.user)
    return redirect("promises:consultation", public_id)


@desk
@require_http_methods(["GET", "POST"])
def analysis(request: DeskRequest, public_id: str) -> HttpResponse:
    """The own analysis: what each answer leaves open, with the reader's proposal beside it."""
    found = consultation_for(request, public_id)
    own = Analysis.objects.filter(consultation=found, author=request.user).first()
    if request.method == "POST":
        return _judged(request, found)
    judgements = {item.part_id: item for item in own.judgements.all()} if own is not None else {}
    context = {
        "programme": found.document.programme,
        "consultation": found,
        "document": found.document,
        "questions": asked_in(found, judgements),
        "own": own,
        "coverages": Coverage.choices,
        "organisations": organisations_in(request.user, found.document.programme, RoleKind.EDITOR),
    }
    return render(request, "promises/analysis.html", context)


@desk
@require_POST
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Publish the own analysis under the name of an organisation, or take it back."""
    found = consultation_for(request, public_id)
    own = get_object_or_404(Analysis, consultation=found, author=request.user)
    key = request.POST.get("organisation", "")
    organisation = get_object_or_404(Organisation, key=key) if key else None
    try:
        publish_analysis(analysis=own, organisation=organisation, by=request.user)
        messages.success(
            request, gettext("Everybody can read it now.") if key else gettext("Only you can read it now.")
        )
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
    return redirect("promises:analysis", public_id)


def _judged(request: DeskRequest, found: Consultation) -> HttpResponse:
    said: dict[QuestionPart, tuple[Coverage, str]] = {}
    for part in QuestionPart.objects.filter(question__consultation=found).select_related("question"):
        word = request.POST.get(f"part-{part.pk}", "")
        if word in Coverage.values:
            said[part] = (Coverage(word), request.POST.get(f"words-{part.pk}", "").strip()[:500])
    try:
        judge(consultation=found, said=said, by=request.user)
        messages.success(request, gettext("Kept. Only you can read it."))
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
    return redirect("promises:analysis", found.document.public_id)


def _open_parts(analysis: Any) -> list[tuple[Judgement, str]]:
    """What an analysis says was left open, with the words of the question."""
    left = analysis.judgements.exclude(coverage=Coverage.ADDRESSED).select_related("part__passage", "part__question")
    return [
        (item, item.part.passage.text[item.part.at : item.part.to])
        for item in left.order_by("part__question__position", "part__position")
    ]
