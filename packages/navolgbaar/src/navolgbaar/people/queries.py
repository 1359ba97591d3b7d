"""Reading people: for whom may this person invite, and who works there."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet

from navolgbaar.core import clock
from navolgbaar.people.models import Invitation, Organisation, Role
from navolgbaar.people.states import RoleKind


def organisations_managed_by(user: Any, programme: str = "") -> QuerySet[Organisation]:
    """The organisations for which this user gives roles in a programme (in every programme where left empty).
    Mirrors the rule `people.invite`."""
    everything = Organisation.objects.order_by("name")
    if user.is_administrator:
        return everything
    roles = user.roles.filter(kind=RoleKind.MANAGER, programme__in={"", programme})
    return everything.filter(pk__in=roles.values("organisation"))


def roles_at(organisations: QuerySet[Organisation], programme: str | None = None) -> QuerySet[Role]:
    """Who may do what for these organisations; in one programme, or (None) in all and each of them."""
    roles = Role.objects.filter(organisation__in=organisations)
    if programme is not None:
        roles = roles.filter(programme=programme)
    return roles.select_related("user", "organisation").order_by("user__email", "programme", "kind")


def open_invitations(organisations: QuerySet[Organisation], programme: str | None = None) -> QuerySet[Invitation]:
    """Invitations that still can be accepted."""
    waiting = Invitation.objects.filter(
        organisation__in=organisations, accepted_at=None, expires_at__gt=clock.now()
    ).select_related("organisation")
    return (waiting if programme is None else waiting.filter(programme=programme)).order_by("email")


def invitation_of(token: str) -> Invitation:
    """The invitation of a token; raises Invitation.DoesNotExist where it is unknown, used or too old."""
    return Invitation.objects.select_related("organisation").get(
        token_digest=token_digest(token), accepted_at=None, expires_at__gt=clock.now()
    )


def token_digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
