"""The desk's pages about people: organisations with their roles and invitations, and the page of an invitation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from navolgbaar.core.audit import System
from navolgbaar.core.permission import exists_for, granted
from navolgbaar.people.actions import accept_invitation, add_organisation, invite, take_role
from navolgbaar.people.forms import AcceptForm, InviteForm, OrganisationForm
from navolgbaar.people.invitations import send_invitation
from navolgbaar.people.models import Invitation, Role, User
from navolgbaar.people.queries import invitation_of, open_invitations, organisations_managed_by, roles_at
from navolgbaar.people.second_factor import DeskRequest, desk
from navolgbaar.people.states import RoleKind


@desk
@require_http_methods(["GET", "POST"])
def organisations(request: DeskRequest) -> HttpResponse:
    """The organisations whose people this user looks after; an administrator adds one."""
    managed = organisations_managed_by(request.user)
    may_add = granted("people.add_organisation", request.user)
    if not managed and not may_add:
        exists_for("people.add_organisation", request.user)
    form = OrganisationForm(request.POST or None) if may_add else None
    if request.method == "POST":
        exists_for("people.add_organisation", request.user)
        if form is not None and form.is_valid():
            made = add_organisation(**form.cleaned_data, by=request.user)
            return redirect("people:organisation", made.key)
    return render(request, "people/organisations.html", {"organisations": managed, "form": form})


@desk
@require_http_methods(["GET", "POST"])
def organisation(request: DeskRequest, key: str) -> HttpResponse:
    """Who may do what for an organisation in every programme, and an invitation for one more."""
    managed = organisations_managed_by(request.user)
    found = get_object_or_404(managed, key=key)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mailed(request, *invite(**_said(form), organisation=found, by=request.user))
        return redirect("people:organisation", key)
    just_this = managed.filter(pk=found.pk)
    context = {
        "organisation": found, "form": form, "roles": roles_at(just_this), "invitations": open_invitations(just_this),
    }  # fmt: skip
    return render(request, "people/organisation.html", context)


@desk
@require_POST
def withdraw_role(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    role = get_object_or_404(Role, pk=pk)
    exists_for("people.give_role", request.user, role)
    take_role(role=role, by=request.user)
    messages.success(request, gettext("The role was taken away."))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("people:organisation", role.organisation.key)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation. Unknown, used and too old are not told apart."""
    try:
        found = invitation_of(token)
        known = User.objects.filter(email=found.email).first()
        form = None if known else AcceptForm(request.POST or None, user=User(email=found.email))
        if request.method == "POST" and (form is None or form.is_valid()):
            said = form.cleaned_data if form else {"password": "", "name": ""}
            accept_invitation(token=token, **said, by=System())
            messages.success(request, gettext("You can log in now, with the address that was invited."))
            return redirect("account_login")
    except Invitation.DoesNotExist:
        return render(request, "people/invitation_over.html", status=404)
    return render(request, "people/invitation.html", {"invitation": found, "form": form})


def mailed(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Send an invitation and say how that went. Whether the address has an account already is not said."""
    if send_invitation(invitation, token):
        messages.success(request, gettext("The invitation was sent. It holds for fourteen days."))
    else:
        messages.error(request, gettext("The mail server did not take the invitation. Invite again later."))


def _said(form: InviteForm) -> dict[str, Any]:
    return {"email": form.cleaned_data["email"], "kind": RoleKind(form.cleaned_data["kind"])}
