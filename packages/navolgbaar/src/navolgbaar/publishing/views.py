"""The pages of publications: for everybody the release, on the desk preparing, approving, correcting, withdrawing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core.permission import exists_for, granted
from navolgbaar.figures.models import FigureVersion
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.queries import organisations_in
from navolgbaar.programmes.views import programme_for
from navolgbaar.publishing.actions import NotPossibleNow, approve, prepare, send_back, submit
from navolgbaar.publishing.forms import PrepareForm, RemarkForm, WithdrawForm
from navolgbaar.publishing.models import OrganisationKey, Proposal, Release
from navolgbaar.publishing.queries import (
    imports_for,
    lines_of_release,
    open_proposals,
    publishable,
    releases_for,
    releases_of,
    unpublished_inputs,
)
from navolgbaar.publishing.signing import is_signed
from navolgbaar.publishing.states import Category, ProposalState


@require_safe
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    """A release as it was published, and what happened to its numbers since."""
    found = get_object_or_404(releases_for(request.user), public_id=public_id)
    versions = FigureVersion.objects.filter(publications__release=found.public_id)
    later = Release.objects.filter(supersedes=found).first()
    context = {
        "release": found,
        "lines": lines_of_release(versions),
        "later": later,
        "is_withdrawn": later is not None and not later.manifest["figures"],
        "may_withdraw": later is None and granted("publishing.prepare", request.user, found.proposal),
    }
    return render(request, "publishing/release.html", context)


@require_safe
def imported(request: HttpRequest, public_id: str) -> HttpResponse:
    """A release of another organisation as it signed it. It is read-only here: nobody corrects or withdraws it."""
    found = get_object_or_404(imports_for(request.user), public_id=public_id)
    said = json.loads(found.statement)["release"]
    context = {
        "release": found,
        "said": said,
        "published_on": datetime.fromisoformat(said["at"]),
        "lines": lines_of_release(FigureVersion.objects.filter(imports__release=found)),
        "is_signed": is_signed(found.statement.encode(), found.signature, found.key.key),
        "is_latest_key": not OrganisationKey.objects.filter(
            organisation=found.organisation, pk__gt=found.key_id
        ).exists(),
    }
    return render(request, "publishing/imported.html", context)


@require_safe
def statement(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the other organisation signed, to the byte."""
    found = get_object_or_404(imports_for(request.user), public_id=public_id)
    name = {"Content-Disposition": f'attachment; filename="{found.public_id}.statement.json"'}
    return HttpResponse(found.statement.encode(), content_type="application/json", headers=name)


@desk
@require_safe
def releases(request: DeskRequest, key: str) -> HttpResponse:
    """What waits for somebody, what is being prepared, what was published."""
    programme = programme_for(request, key)
    editing = organisations_in(request.user, programme, RoleKind.EDITOR)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR, RoleKind.PUBLISHER)
    if not organisations:
        raise Http404
    context = {
        "programme": programme,
        "proposals": open_proposals(programme, organisations),
        "releases": releases_of(programme, organisations),
        "may_prepare": editing.exists(),
    }
    return render(request, "publishing/releases.html", context)


@desk
@require_http_methods(["GET", "POST"])
def prepare_release(request: DeskRequest, key: str) -> HttpResponse:
    """Put figures together to be published; `?vervangt=NB-R-…` replaces a former publication."""
    programme = programme_for(request, key)
    organisations = organisations_in(request.user, programme, RoleKind.EDITOR)
    if not organisations:
        raise Http404
    versions = publishable(programme, organisations)
    former = releases_of(programme, organisations).filter(superseded_by=None)
    replaced = former.filter(public_id=request.GET.get("vervangt", "")).first()
    form = PrepareForm(
        request.POST or None,
        initial={"supersedes": replaced, "title": replaced.title if replaced else ""},
        organisations=organisations,
        versions=versions,
        releases=former,
    )
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "versions": list(form.cleaned_data["versions"])}
        said["category"] = Category(said["category"])
        return redirect(prepare(**said, programme=programme, by=request.user))
    context = {"programme": programme, "form": form, "versions": versions}
    return render(request, "publishing/prepare.html", context, status=422 if form.is_bound else 200)


@desk
@require_safe
def proposal(request: DeskRequest, pk: int) -> HttpResponse:
    """A proposal with what this person may do about it."""
    return _show(request, _proposal(request, pk), RemarkForm())


@desk
@require_POST
def step(request: DeskRequest, pk: int) -> HttpResponse:
    """Submit, approve or send back."""
    found = _proposal(request, pk)
    chosen = request.POST.get("step", "")
    try:
        if chosen == "submit":
            exists_for("publishing.prepare", request.user, found)
            submit(proposal=found, by=request.user)
            messages.success(request, gettext("A second person can approve it now."))
        elif chosen == "approve":
            exists_for("publishing.approve", request.user, found)
            made = approve(proposal=found, by=request.user)
            messages.success(request, gettext("Published as %(release)s.") % {"release": made})
            return redirect(made)
        elif chosen == "return":
            exists_for("publishing.return", request.user, found)
            form = RemarkForm(request.POST)
            if not form.is_valid():
                return _show(request, found, form)
            send_back(proposal=found, remark=form.cleaned_data["remark"], by=request.user)
        else:
            raise Http404
    except NotPossibleNow:
        messages.error(request, _said(found))
    return redirect(found)


@desk
@require_http_methods(["GET", "POST"])
def withdraw(request: DeskRequest, public_id: str) -> HttpResponse:
    """Propose to withdraw a publication; a second person approves that as well."""
    found = get_object_or_404(
        Release.objects.select_related("programme", "organisation", "proposal"), public_id=public_id
    )
    exists_for("publishing.prepare", request.user, found.proposal)
    if Release.objects.filter(supersedes=found).exists():
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = prepare(
                title=found.title, programme=found.programme, organisation=found.organisation, versions=[],
                category=Category(found.category), supersedes=found, reason=form.cleaned_data["reason"],
                by=request.user,
            )  # fmt: skip
            submit(proposal=made, by=request.user)
        return redirect(made)
    context = {"programme": found.programme, "release": found, "form": form}
    return render(request, "publishing/withdraw.html", context)


def _proposal(request: DeskRequest, pk: int) -> Proposal:
    found = get_object_or_404(
        Proposal.objects.select_related("programme__subject", "organisation", "supersedes"), pk=pk
    )
    exists_for("publishing.see_proposal", request.user, found)
    return found


def _show(request: DeskRequest, found: Proposal, form: RemarkForm) -> HttpResponse:
    waits = found.state == ProposalState.SUBMITTED
    context: dict[str, Any] = {
        "programme": found.programme,
        "proposal": found,
        "lines": lines_of_release(found.versions.all()),
        "may_submit": found.state in (ProposalState.DRAFT, ProposalState.RETURNED)
        and granted("publishing.prepare", request.user, found),
        "may_approve": waits and granted("publishing.approve", request.user, found),
        "may_return": waits and granted("publishing.return", request.user, found),
        "is_own": found.prepared_by_id == request.user.pk,
        "form": form,
    }
    return render(request, "publishing/proposal.html", context, status=422 if form.is_bound else 200)


def _said(found: Proposal) -> str:
    """Why a step was refused."""
    if missing := unpublished_inputs(list(found.versions.all())):
        names = {"figures": ", ".join(missing)}
        return gettext("It rests on figures that are neither public nor in it: %(figures)s.") % names
    return gettext("Somebody did something about this in the meantime. Look again.")
