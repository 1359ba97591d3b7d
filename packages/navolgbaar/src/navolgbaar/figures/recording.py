"""The desk's pages about figures: from a confirmed reading to a figure, and saying again what rests on a correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for
from navolgbaar.figures.actions import (
    AnsweredMeanwhile,
    NotConfirmed,
    Question,
    record_reading,
    refresh,
    register_quantity,
)
from navolgbaar.figures.descent import stale_versions
from navolgbaar.figures.forms import ReasonForm, RecordForm
from navolgbaar.figures.models import Figure, FigureVersion, Reading
from navolgbaar.figures.queries import newest_quantities, next_open, published_versions, versions_in
from navolgbaar.figures.states import FigureKind
from navolgbaar.figures.views import proposal_for
from navolgbaar.figures.workbench import around, standing
from navolgbaar.people.models import Organisation
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.actions import period
from navolgbaar.programmes.models import Subject
from navolgbaar.programmes.queries import areas_on, organisations_in
from navolgbaar.programmes.views import programme_for

MOST = 100
"""Figures on one page of the desk; a search finds the others."""
REMEMBERED = ("quantity", "kind", "subject", "first", "last", "area", "issuer", "issued_on")


@desk
@require_http_methods(["GET", "POST"])
def record(request: DeskRequest, pk: int) -> HttpResponse:
    """Make a figure of a confirmed reading. What was chosen the last time in this document stands there already."""
    proposal = proposal_for(request, pk)
    found, reading = proposal.anchor.passage.document, standing(proposal)
    if not reading.is_confirmed:
        messages.error(request, gettext("Confirm or correct it first."))
        return redirect("figures:reading", pk)
    day = found.true_from or clock.today()
    form = RecordForm(
        request.POST or None,
        initial=_remembered(request, found),
        subjects=Subject.objects.filter(programme_key=found.programme.key).order_by("kind", "name"),
        areas=areas_on(day).order_by("name"),
        quantities=newest_quantities(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            version = _record(form, reading, found.organisation, request.user)
        except NoReason:
            form.add_error("reason", gettext("This question has an answer already. Say why there is another one."))
        else:
            _remember(request, found, form, version)
            messages.success(request, gettext("Recorded as %(figure)s.") % {"figure": version})
            after = next_open(proposal)
            return redirect("figures:reading", after.pk) if after else redirect("figures:document", found.public_id)
    context = {
        "programme": found.programme, "document": found, "proposal": proposal, "now": reading, "form": form,
        "paper": around(proposal),
    }  # fmt: skip
    return render(request, "figures/record.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def figures(request: DeskRequest, key: str) -> HttpResponse:
    """The figures of a programme: first what rests on something that changed, then all, each in its latest version."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not organisations:
        raise Http404
    versions = versions_in(key, organisations.distinct())
    stale = versions.filter(pk__in=stale_versions().values("pk"))
    edited = set(editing.values_list("pk", flat=True))
    words = request.GET.get("q", "").strip()[:100]
    named = Q(figure__quantity__name__icontains=words) | Q(figure__quantity__name_en__icontains=words)
    found = versions.filter(named | Q(figure__subject__name__icontains=words)) if words else versions
    shown = list(found[:MOST])
    context = {
        "programme": programme,
        "words": words,
        "is_cut": len(shown) == MOST,
        "stale": [(version, version.figure.owner_id in edited) for version in stale.order_by("pk")],
        "versions": shown,
        "published": set(published_versions().filter(pk__in=[v.pk for v in shown]).values_list("pk", flat=True)),
        "form": ReasonForm(auto_id=False),
        "may_compute": editing.exists(),
    }
    return render(request, "figures/figures.html", context)


@desk
@require_POST
def refresh_figure(request: DeskRequest, public_id: str) -> HttpResponse:
    """Say a stale figure again, with what it rests on as that is now."""
    figure = get_object_or_404(Figure.objects.select_related("subject", "owner"), public_id=public_id)
    exists_for("figures.record", request.user, figure)
    back = redirect("figures:figures", figure.programme_key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say why: the reason stands beside the new version."))
        return back
    version = figure.versions.order_by("-number")[0]
    try:
        made = refresh(version=version, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, gettext("Recorded as %(figure)s.") % {"figure": made})
    except AnsweredMeanwhile:
        messages.error(request, gettext("It changed in the meantime, or something below it goes first. Look again."))
    except NotConfirmed:
        messages.error(request, gettext("What it was read from was rejected. Read it again, or withdraw the figure."))
    return back


class NoReason(ValueError):
    """A question that was answered before is answered again without a reason."""


@transaction.atomic
def _record(form: RecordForm, reading: Reading, owner: Organisation, by: Any) -> FigureVersion:
    return record_reading(
        question=question_of(form, owner, by), reading=reading, reason=form.cleaned_data["reason"], by=by
    )


def question_of(form: RecordForm, owner: Organisation, by: Any) -> Question:
    """The question that a valid form asks; its quantity is registered where it is new. Raises NoReason where it was
    answered before and no reason is given."""
    said = form.cleaned_data
    question = Question(
        subject=said["subject"],
        quantity=said["quantity"] or register_quantity(**form.said_of_quantity(), by=by),
        period=period(said["first"], said["last"]),
        kind=FigureKind(said["kind"]),
        issuer=said["issuer"],
        issued_on=said["issued_on"],
        owner=owner,
        area=said["area"],
    )
    known = Figure.objects.filter(**{name: getattr(question, name) for name in Question.__slots__})
    if known.exists() and not said["reason"]:
        raise NoReason
    return question


def _remember(request: DeskRequest, document: Any, form: RecordForm, version: FigureVersion) -> None:
    """Keep the choices for the next figure from this document, in the session."""
    chosen = {**form.cleaned_data, "quantity": version.figure.quantity}
    plain = {name: getattr(chosen[name], "pk", None) or chosen[name] for name in REMEMBERED}
    said = {name: value.isoformat() if isinstance(value, date) else value for name, value in plain.items()}
    request.session["last_figure"] = {"document": document.public_id, **said}


def _remembered(request: DeskRequest, document: Any) -> dict[str, Any]:
    last = request.session.get("last_figure", {})
    if last.get("document") == document.public_id:
        return {name: last.get(name) for name in REMEMBERED}
    day = document.true_from or clock.today()
    year = {"first": date(day.year, 1, 1), "last": date(day.year, 12, 31)}
    return {**year, "subject": document.programme.subject, "issuer": document.organisation, "issued_on": day}
