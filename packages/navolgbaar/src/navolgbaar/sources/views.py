"""The desk's pages about documents: sending one in, following it while it is read, deciding on what was found."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core.permission import exists_for
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for
from navolgbaar.sources.actions import NotPossibleNow, RestsOnHidden, decide_finding, move_document, receive_file
from navolgbaar.sources.forms import UploadForm
from navolgbaar.sources.models import Document, Finding, Intake
from navolgbaar.sources.queries import intakes_of, progress_of
from navolgbaar.sources.states import DocumentState, FindingState
from navolgbaar.sources.tasks import read_file

State = TypeVar("State", DocumentState, FindingState)
ON_A_PAGE = 100
SECONDS = "2"  # after which a page about work that goes on asks again


@desk
@require_http_methods(["GET", "POST"])
def documents(request: DeskRequest, key: str) -> HttpResponse:
    """The documents of a programme, and a form to send one in."""
    programme = programme_for(request, key)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR)
    if not organisations:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        sent = _received(request, programme, dict(form.cleaned_data))
        return redirect("sources:intake", sent[0].pk) if len(sent) == 1 else redirect("sources:documents", key)
    own = {"programme": programme, "organisation__in": organisations}
    documents = Document.objects.filter(**own).select_related("organisation").order_by("-pk")
    before = request.GET.get("voor", "")
    found = documents.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else documents
    shown = list(found[: ON_A_PAGE + 1])
    context = {
        "programme": programme,
        "form": form,
        "documents": shown[:ON_A_PAGE],
        "earlier": shown[ON_A_PAGE - 1].pk if len(shown) > ON_A_PAGE else None,
        "intakes": intakes_of(request.user, programme)[:ON_A_PAGE],
        "progress": progress_of(request.user, programme),
    }
    response = render(request, "sources/documents.html", context, status=422 if form.is_bound else 200)
    if context["progress"] is not None and request.method == "GET":
        response["Refresh"] = SECONDS
    return response


@transaction.atomic
def _received(request: DeskRequest, programme: Programme, said: dict[str, Any]) -> list[Intake]:
    """Every file that was sent, each in the queue. A title is of one document."""
    files = said.pop("file")
    if len(files) > 1:
        said["title"] = ""
    sent = []
    for file in files:
        sent.append(receive_file(data=file.read(), name=file.name, programme=programme, by=request.user, **said))
        read_file.enqueue(sent[-1].pk)
    return sent


@desk
@require_safe
def intake(request: DeskRequest, pk: int) -> HttpResponse:
    """A file on its way in. The page asks again by itself while a worker reads."""
    found = _intake(request, pk)
    if found.document is not None:
        return redirect("figures:document", found.document.public_id)
    response = render(request, "sources/intake.html", {"programme": found.programme, "intake": found})
    if found.is_on_its_way:
        response["Refresh"] = SECONDS
    return response


@desk
@require_POST
def try_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask a worker once more, e.g. after the machine was stopped."""
    found = _intake(request, pk)
    read_file.enqueue(found.pk)
    return redirect("sources:intake", found.pk)


@desk
@require_POST
def move(request: DeskRequest, public_id: str) -> HttpResponse:
    """Make a document public, or withdraw it."""
    found = get_object_or_404(Document, public_id=public_id)
    exists_for("sources.publish_document", request.user, found)
    try:
        moved = move_document(document=found, state=_chosen(DocumentState, request), by=request.user)
        messages.success(request, gettext("The document is now: %(state)s.") % {"state": moved.get_state_display()})
    except RestsOnHidden as problem:
        says = gettext("What is recorded about this document rests on %(ids)s, which is not public. Publish it first.")
        messages.error(request, says % {"ids": ", ".join(problem.documents)})
    except NotPossibleNow:
        messages.error(request, gettext("A colleague changed this document in the meantime. Look again."))
    return redirect("figures:document", public_id)


@desk
@require_POST
def finding(request: DeskRequest, pk: int) -> HttpResponse:
    """Confirm or reject what the machine found."""
    found = get_object_or_404(Finding.objects.select_related("document__programme"), pk=pk)
    exists_for("sources.decide_finding", request.user, found.document)
    state, seen = _chosen(FindingState, request), _chosen(FindingState, request, "seen")
    try:
        decide_finding(finding=found, state=state, seen=seen, by=request.user)
    except NotPossibleNow:
        messages.error(request, gettext("A colleague decided on this in the meantime. Look again."))
    return redirect("figures:document", found.document.public_id)


def _intake(request: DeskRequest, pk: int) -> Intake:
    return get_object_or_404(Intake.objects.select_related("document", "programme"), pk=pk, sent_by=request.user)


def _chosen(kind: type[State], request: DeskRequest, name: str = "state") -> State:
    try:
        return kind(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
