"""The desk: the programmes of this person, what can be done in each, its people and its subjects."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from navolgbaar.core.permission import exists_for
from navolgbaar.people.actions import invite
from navolgbaar.people.forms import InviteForOrganisationForm
from navolgbaar.people.models import Role
from navolgbaar.people.queries import open_invitations, organisations_managed_by, roles_at
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind
from navolgbaar.people.views import mailed
from navolgbaar.programmes.actions import add_programme, add_subject, open_subject
from navolgbaar.programmes.doors import desk_doors
from navolgbaar.programmes.forms import ProgrammeForm, SubjectForm
from navolgbaar.programmes.models import Programme, Subject
from navolgbaar.programmes.queries import organisations_in, programmes_of


def programme_for(request: DeskRequest, key: str) -> Programme:
    """A programme in which this user has a role; for others it does not exist here."""
    return get_object_or_404(programmes_of(request.user), key=key)


@desk
@require_safe
def desk_home(request: DeskRequest) -> HttpResponse:
    """Where somebody who works on programmes begins."""
    context = {
        "programmes": programmes_of(request.user),
        "may_add": organisations_managed_by(request.user).exists(),
    }
    return render(request, "programmes/desk_home.html", context)


@desk
@require_safe
def programme(request: DeskRequest, key: str) -> HttpResponse:
    """One programme: what can be done here by this person."""
    found = programme_for(request, key)
    roles = request.user.roles.filter(programme__in=("", found.key))
    kinds = set(roles.values_list("kind", flat=True))
    editing = organisations_in(request.user, found, RoleKind.EDITOR)
    context = {
        "programme": found,
        "is_editor": RoleKind.EDITOR in kinds,
        "is_publisher": RoleKind.PUBLISHER in kinds,
        "is_manager": organisations_managed_by(request.user, found.key).exists(),
        "rooms": desk_doors(request.user, found),
        "edited": set(editing.values_list("pk", flat=True)),
        "subjects": Subject.objects.filter(programme_key=found.key).order_by("kind", "name"),
    }
    return render(request, "programmes/programme.html", context)


@desk
@require_http_methods(["GET", "POST"])
def people(request: DeskRequest, key: str) -> HttpResponse:
    """Who may do what in this one programme, and an invitation for one more."""
    found = programme_for(request, key)
    managed = organisations_managed_by(request.user, found.key)
    if not managed:
        raise Http404
    form = InviteForOrganisationForm(request.POST or None, organisations=managed)
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "kind": RoleKind(form.cleaned_data["kind"])}
        mailed(request, *invite(**said, programme=found.key, by=request.user))
        return redirect("programmes:people", key)
    context = {
        "programme": found,
        "form": form,
        "roles": roles_at(managed, found.key),
        "invitations": open_invitations(managed, found.key),
    }
    return render(request, "programmes/people.html", context)


@desk
@require_http_methods(["GET", "POST"])
def new_programme(request: DeskRequest) -> HttpResponse:
    """Add a programme; it is not public until it is opened."""
    managed = organisations_managed_by(request.user)
    if not managed:
        raise Http404
    form = ProgrammeForm(request.POST or None, organisations=managed)
    if request.method == "POST" and form.is_valid():
        exists_for("programmes.add_programme", request.user, Role(organisation=form.cleaned_data["organisation"]))
        made = add_programme(**form.cleaned_data, by=request.user)
        return redirect("programmes:programme", made.key)
    return render(request, "programmes/new_programme.html", {"form": form})


@desk
@require_http_methods(["GET", "POST"])
def new_subject(request: DeskRequest, key: str) -> HttpResponse:
    """Add something that can be cited to a programme."""
    found = programme_for(request, key)
    organisation = organisations_in(request.user, found, RoleKind.EDITOR).first()
    if organisation is None:
        raise Http404
    form = SubjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_subject(**form.cleaned_data, programme=found, organisation=organisation, by=request.user)
        messages.success(request, gettext("The subject was added. It is not public yet."))
        return redirect("programmes:programme", key)
    return render(request, "programmes/new_subject.html", {"programme": found, "form": form})


@desk
@require_POST
def open_for_all(request: DeskRequest, public_id: str) -> HttpResponse:
    """Show a subject to everybody."""
    found = get_object_or_404(Subject, public_id=public_id)
    exists_for("programmes.edit_subject", request.user, found)
    open_subject(subject=found, by=request.user)
    messages.success(request, gettext("Everybody can see it now."))
    return redirect("programmes:programme", found.programme_key)
