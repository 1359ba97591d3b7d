"""The desk of the register: what waits, what is due, and the page on which a statement is followed up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core import clock
from navolgbaar.core.permission import exists_for
from navolgbaar.people.models import Organisation
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import organisations_in, subjects_for
from navolgbaar.programmes.views import programme_for
from navolgbaar.promises.actions import NotPossibleNow, add_proposal, withdraw
from navolgbaar.promises.following import Happened, decide_report, record_event
from navolgbaar.promises.forms import AddForm, EditionForm, EventForm, ReasonForm, RelationForm
from navolgbaar.promises.models import Consultation, Link, Report, Statement
from navolgbaar.promises.queries import (
    documents_with_proposals,
    due,
    in_programme,
    open_proposals,
    open_reports,
    overdue,
    statements_for,
    still_open,
)
from navolgbaar.promises.resting import evidence_for
from navolgbaar.promises.states import EventKind, Mistake, ReportState, StatementKind
from navolgbaar.promises.timeline import moments_of
from navolgbaar.promises.words import anchor_for
from navolgbaar.sources.models import Document
from navolgbaar.sources.queries import documents_for

SILENT = timedelta(days=365)


def edited(request: DeskRequest, key: str) -> tuple[Programme, Any]:
    """A programme, and the organisations for which this user edits in it. For others it is not there."""
    programme = programme_for(request, key)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR)
    if not organisations:
        raise Http404
    return programme, organisations


@desk
@require_http_methods(["GET", "POST"])
def overview(request: DeskRequest, key: str) -> HttpResponse:
    """What waits for a decision, what is overdue, what falls due, what was silent for a year. Posted: words that the
    reader passed by."""
    programme, organisations = edited(request, key)
    mine_to_read = Document.objects.filter(programme=programme, organisation__in=organisations)
    form = AddForm(request.POST or None, documents=mine_to_read.order_by("-true_from", "title"))
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "kind": StatementKind(form.cleaned_data["kind"])}
        return redirect("promises:proposal", add_proposal(**said, by=request.user).pk)
    return overview_page(request, programme, organisations, form=form)


def documents_in(request: DeskRequest, programme: Programme) -> QuerySet[Document]:
    """The documents of a programme that this editor may see."""
    return documents_for(request.user).filter(programme=programme)


def overview_page(
    request: DeskRequest,
    programme: Programme,
    organisations: QuerySet[Organisation],
    *,
    form: AddForm | None = None,
    edition: EditionForm | None = None,
) -> HttpResponse:
    """The desk of a programme, with a form that was refused or with empty ones."""
    key = programme.key
    mine_to_read = Document.objects.filter(programme=programme, organisation__in=organisations)
    mine = in_programme(statements_for(request.user), key)
    silent_since = clock.today() - SILENT
    documents = [(document, open_proposals(document)) for document in documents_with_proposals(key, organisations)]
    context = {
        "programme": programme,
        "documents": documents,
        "overdue": overdue(mine),
        "due": due(mine),
        "moved": still_open(mine).filter(standing__moved__gt=0),
        "silent": still_open(mine).filter(standing__sign_on__lt=silent_since),
        "silent_since": silent_since,
        "all": mine,
        "reports": open_reports(key, organisations),
        "consultations": Consultation.objects.filter(
            document__programme=programme, document__organisation__in=organisations
        ).select_related("document"),
    }
    context["form"] = form or AddForm(documents=mine_to_read.order_by("-true_from", "title"))
    context["edition"] = edition or EditionForm(documents=documents_in(request, programme), organisations=organisations)
    context["edition_is_asked"] = edition is not None
    refused = (form and form.errors) or (edition and edition.errors)
    return render(request, "promises/desk.html", context, status=422 if refused else 200)


def statement_for(request: DeskRequest, public_id: str) -> Statement:
    """A statement that this user may follow up; for others it does not exist."""
    wanted = Statement.objects.select_related("standing", "wording", "document__organisation", "programme__subject")
    found: Statement = get_object_or_404(wanted, public_id=public_id)
    exists_for("promises.follow_up", request.user, found)
    return found


@desk
@require_http_methods(["GET", "POST"])
def follow_up(request: DeskRequest, public_id: str) -> HttpResponse:
    """Write down what happened to a statement; the same page for what a later document reports on it."""
    found = statement_for(request, public_id)
    report = _report(request, found)
    form = EventForm(request.POST or None, documents=_evidence(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, found, form.cleaned_data, report)
        except NotPossibleNow as problem:
            form.add_error(None, problem.in_words())
        else:
            messages.success(request, gettext("Written down."))
            return redirect("promises:follow_up", public_id)
    elif request.method == "GET" and report is not None:
        passage = report.anchor.passage
        form.initial = {
            "kind": EventKind.REPORTED,
            "document": passage.document_id,
            "quote": passage.text,
            "on": passage.document.true_from,
        }
    return follow_up_page(request, found, form=form, report=report)


@desk
@require_POST
def take_back_confirmation(request: DeskRequest, public_id: str) -> HttpResponse:
    """Withdraw a statement, with a reason for everybody to read."""
    found = statement_for(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say why: the reason stands at its address."))
        return redirect("promises:follow_up", public_id)
    try:
        withdraw(statement=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, gettext("Taken back. It waits for a decision again."))
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
    return redirect("promises:desk", found.programme_key)


@desk
@require_POST
def refuse_report(request: DeskRequest, pk: int) -> HttpResponse:
    """Say that a later document does not report on a statement."""
    report = get_object_or_404(Report.objects.select_related("statement__programme"), pk=pk)
    exists_for("promises.follow_up", request.user, report.statement)
    try:
        decide_report(report=report, state=ReportState.REFUSED, by=request.user)
    except NotPossibleNow as problem:
        messages.error(request, problem.in_words())
    return redirect("promises:desk", report.statement.programme_key)


def _report(request: DeskRequest, found: Statement) -> Report | None:
    number = request.GET.get("melding", "")
    open_ones = found.reports.filter(state=ReportState.PROPOSED).select_related("anchor__passage__document")
    return open_ones.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None


def _evidence(request: DeskRequest, found: Statement) -> QuerySet[Document]:
    """The documents on which an event may rest: what everybody may read rests on what everybody can read."""
    return documents_in(request, found.programme).filter(pk__in=evidence_for(found, found.document))


def _record(request: DeskRequest, found: Statement, said: dict[str, Any], report: Report | None) -> None:
    passage = anchor_for(said["document"], said["quote"]) if said["document"] and said["quote"] else None
    names = ("on", "reaction", "execution", "grade", "according_to", "words", "words_en")
    happened = Happened(
        kind=EventKind(said["kind"]), passage=passage, figure=None if passage is not None else said["figure"],
        deadline=said["due"], **{name: said[name] for name in names},
    )  # fmt: skip
    if report is not None:
        decide_report(report=report, state=ReportState.ACCEPTED, happened=happened, by=request.user)
    else:
        record_event(statement=found, happened=happened, by=request.user)


def follow_up_page(
    request: DeskRequest,
    found: Statement,
    form: EventForm | None = None,
    relation: RelationForm | None = None,
    report: Report | None = None,
) -> HttpResponse:
    context = {
        "programme": found.programme,
        "statement": found,
        "moments": moments_of(found, request.user),
        "form": form or EventForm(documents=_evidence(request, found)),
        "relation": relation or RelationForm(statement=found, subjects=subjects_for(request.user).order_by("name")),
        "links": Link.objects.filter(source=found).select_related("target__wording").order_by("pk"),
        "mistakes": Mistake.choices,
        "reason": ReasonForm(auto_id="reason-%s"),
        "report": report,
    }
    status = 422 if (form and form.errors) or (relation and relation.errors) else 200
    return render(request, "promises/follow_up.html", context, status=status)
