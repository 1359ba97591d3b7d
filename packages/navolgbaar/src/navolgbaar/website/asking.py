"""Klopt dit niet?: a question with an owner, a day, and an outcome that everybody can read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from navolgbaar.core.audit import System
from navolgbaar.core.permission import granted
from navolgbaar.core.throttle import may_again
from navolgbaar.figures.models import Figure
from navolgbaar.figures.queries import versions_for
from navolgbaar.mailings import actions
from navolgbaar.mailings.models import Question
from navolgbaar.mailings.queries import questions_for, waiting_for
from navolgbaar.people.models import User
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.website.forms import AnswerForm, AskForm
from navolgbaar.website.refusals import TOO_OFTEN

PER_HOUR = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """The form, for a subject or for a figure of one."""
    subject, figure = _about(request, public_id)
    form = AskForm(request.POST or None)
    owner = figure.owner if figure else subject.organisation
    context = {"subject": subject, "figure": figure, "owner": owner, "form": form}
    if request.method != "POST":
        return render(request, "website/ask.html", context)
    if not form.is_valid():
        return render(request, "website/ask.html", context, status=422)
    if not may_again(request, "ask", PER_HOUR):
        return render(request, "website/ask.html", {**context, "problem": TOO_OFTEN}, status=429)
    if form.cleaned_data["homepage"]:  # people do not see this field
        return redirect(subject)
    language = "en" if get_language() == "en" else "nl"
    said = {name: form.cleaned_data[name] for name in ("words", "email")}
    return redirect(actions.ask(**said, subject=subject, figure=figure, language=language, by=System()))


def _about(request: HttpRequest, public_id: str) -> tuple[Subject, Figure | None]:
    public = subjects_for(request.user).filter(is_public=True)
    figure = Figure.objects.filter(public_id=public_id, subject__in=public).select_related("subject", "owner").first()
    if figure is None:
        return get_object_or_404(public, public_id=public_id), None
    if not versions_for(request.user, figure):
        raise Http404
    return figure.subject, figure


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, public_id: str) -> HttpResponse:
    """A question: for everybody its owner, day and outcome; for the owner's editors its words, and the answer."""
    question = get_object_or_404(questions_for(request.user), public_id=public_id)
    may_answer = granted("mailings.answer", request.user, question)
    if request.method == "POST":
        return _answered(request, question)
    form = AnswerForm() if may_answer and question.state == "received" else None
    return render(request, "website/asked.html", {"question": question, "may_answer": may_answer, "form": form})


def _answered(request: HttpRequest, question: Question) -> HttpResponse:
    editor = request.user
    if not isinstance(editor, User) or not granted("mailings.answer", editor, question):
        raise PermissionDenied
    try:
        if "aside" in request.POST:
            actions.set_aside(question=question, by=editor)
            return redirect("website:inbox")
        form = AnswerForm(request.POST)
        if not form.is_valid():
            context = {"question": question, "may_answer": True, "form": form}
            return render(request, "website/asked.html", context, status=422)
        actions.answer(question=question, **form.cleaned_data, by=editor)
    except actions.NotPossibleNow:
        pass  # a colleague was first: the page shows what was said
    return redirect(question)


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The questions that wait for this editor; for everybody else there is no such page."""
    if not request.user.is_authenticated:
        raise Http404
    return render(request, "website/inbox.html", {"questions": waiting_for(request.user)})
