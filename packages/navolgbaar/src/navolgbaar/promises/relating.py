"""What a statement hangs together with, and what another edition of its document made of it: the desk's forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core.permission import exists_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.programmes.queries import subjects_for
from navolgbaar.promises.actions import NotPossibleNow
from navolgbaar.promises.desk import documents_in, edited, follow_up_page, overview_page, statement_for
from navolgbaar.promises.following import add_measure, compare_edition, link, relate, set_target, unlink
from navolgbaar.promises.forms import EditionForm, RelationForm
from navolgbaar.promises.models import Link, Statement
from navolgbaar.promises.states import Edition, Mistake


@desk
@require_POST
def relations(request: DeskRequest, public_id: str) -> HttpResponse:
    """Tie a statement to a subject, another statement, a promised number, a measure of a partner."""
    found = statement_for(request, public_id)
    form = RelationForm(request.POST, statement=found, subjects=subjects_for(request.user).order_by("name"))
    if form.is_valid():
        try:
            _relate(request, found, form.cleaned_data)
        except NotPossibleNow as problem:
            form.add_error(None, problem.in_words())
        else:
            messages.success(request, gettext("Written down."))
            return redirect("promises:follow_up", public_id)
    return follow_up_page(request, found, relation=form)


@desk
@require_POST
def undo_link(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a link away that was a mistake."""
    found = get_object_or_404(Link.objects.select_related("source__programme", "source__document", "target"), pk=pk)
    exists_for("promises.follow_up", request.user, found.source)
    reason = request.POST.get("reason", "")
    if reason in Mistake.values:
        unlink(link=found, reason=Mistake(reason), by=request.user)
        messages.success(request, gettext("Taken away. The audit trail keeps that it was there, and why it went."))
    else:
        messages.error(request, gettext("Say why this link is taken away."))
    return redirect("promises:follow_up", found.source.public_id)


@desk
@require_http_methods(["GET", "POST"])
def editions(request: DeskRequest, key: str) -> HttpResponse:
    """Note at every statement of a document what another edition made of its words."""
    programme, organisations = edited(request, key)
    form = EditionForm(request.POST or None, documents=documents_in(request, programme), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        try:
            found = compare_edition(**form.cleaned_data, by=request.user)
        except NotPossibleNow as problem:
            form.add_error("edition", problem.in_words())
        else:
            messages.success(request, _told(found))
            return redirect("promises:desk", key)
    return overview_page(request, programme, organisations, edition=form)


def _told(found: dict[Edition, int]) -> str:
    """How many statements kept their words in the other edition, and how many did not."""
    told = [f"{Edition(what).label}: {count}" for what, count in found.items()]
    return gettext("Written down at each statement.") + " " + "; ".join(told).capitalize() + "."


@transaction.atomic
def _relate(request: DeskRequest, found: Statement, said: dict[str, Any]) -> None:
    if said["subject"]:
        relate(statement=found, subject=said["subject"], by=request.user)
    if said["other"]:
        link(source=found, kind=said["link"], target=said["other"], by=request.user)
    if said["target"]:
        set_target(statement=found, figure=said["target"], measure=said["of_measure"], by=request.user)
    if said["partner"]:
        words = {"title": said["measure"], "title_en": said["measure_en"]}
        add_measure(statement=found, partner=said["partner"], **words, by=request.user)
