"""What is written about people: accounts, organisations, roles, invitations."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from navolgbaar.core import audit, clock
from navolgbaar.core.permission import require
from navolgbaar.people.models import Invitation, Organisation, Role, User
from navolgbaar.people.queries import token_digest
from navolgbaar.people.states import RoleKind

INVITATION_DAYS = 14


@transaction.atomic
def create_user(*, email: str, password: str, name: str = "", is_administrator: bool = False, by: audit.Actor) -> User:
    """Make an account. Only the platform itself does this: from the command line, or for an accepted invitation."""
    if not isinstance(by, audit.System):
        raise PermissionDenied("Accounts are made by invitation.")
    user = User.objects.create_user(email, password, name=name, is_administrator=is_administrator)
    audit.record("people.user_created", by=by, target=user.public_id, is_administrator=is_administrator)
    return user


@transaction.atomic
def add_organisation(*, key: str, name: str, name_en: str = "", by: audit.Actor) -> Organisation:
    """Add an organisation."""
    require("people.add_organisation", by)
    organisation = Organisation.objects.create(key=key, name=name, name_en=name_en)
    audit.record("people.organisation_added", by=by, target=key)
    return organisation


@transaction.atomic
def give_role(*, user: User, organisation: Organisation, kind: RoleKind, programme: str = "", by: audit.Actor) -> Role:
    """Give a role for an organisation, in one programme or (left empty) in all. Giving it twice changes nothing."""
    require("people.give_role", by, Role(organisation=organisation, programme=programme))
    if by.public_id == user.public_id:
        raise PermissionDenied("Nobody gives a role to themselves.")
    role, is_new = Role.objects.get_or_create(
        user=user, organisation=organisation, programme=programme, kind=RoleKind(kind)
    )
    if is_new:
        audit.record(
            "people.role_given", by=by, target=user.public_id, programme=programme, kind=kind, of=organisation.key
        )
    return role


@transaction.atomic
def take_role(*, role: Role, by: audit.Actor) -> None:
    """Take a role away again."""
    require("people.give_role", by, role)
    audit.record(
        "people.role_taken",
        by=by,
        target=role.user.public_id,
        programme=role.programme,
        kind=role.kind,
        of=role.organisation.key,
    )
    role.delete()


@transaction.atomic
def invite(
    *, email: str, organisation: Organisation, kind: RoleKind, programme: str = "", by: audit.Actor
) -> tuple[Invitation, str]:
    """Invite somebody to a role. Returns the invitation and the token for the mail, which is kept nowhere."""
    require("people.invite", by, Role(organisation=organisation, programme=programme))
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        organisation=organisation,
        programme=programme,
        kind=RoleKind(kind),
        token_digest=token_digest(token),
        expires_at=clock.now() + timedelta(days=INVITATION_DAYS),
    )
    audit.record(
        "people.invited", by=by, target=organisation.key, programme=programme, kind=kind, invitation=invitation.pk
    )
    return invitation, token


@transaction.atomic
def accept_invitation(*, token: str, password: str, name: str = "", by: audit.System) -> User:
    """Make (or find) the account of an invited address and give it the role. Raises Invitation.DoesNotExist
    for a token that is unknown, used or too old: the three are not told apart."""
    invitation = Invitation.objects.select_for_update().get(
        token_digest=token_digest(token), accepted_at=None, expires_at__gt=clock.now()
    )
    user = User.objects.filter(email=invitation.email).first()
    user = user or create_user(email=invitation.email, password=password, name=name, by=by)
    Role.objects.get_or_create(
        user=user, organisation=invitation.organisation, programme=invitation.programme, kind=invitation.kind
    )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    audit.record(
        "people.invitation_accepted",
        by=user,
        target=user.public_id,
        programme=invitation.programme,
        kind=invitation.kind,
    )
    return user
