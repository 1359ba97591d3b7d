"""Accounts, invitations and roles: by invitation only, one role at a time, and nobody to themselves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.core.permission import granted
from navolgbaar.people.actions import accept_invitation, add_organisation, create_user, give_role, invite, take_role
from navolgbaar.people.models import Invitation, Role, User
from navolgbaar.people.rules import has_role
from navolgbaar.people.states import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.db]
PASSWORD = "quite a long one"


@pytest.fixture
def manager(world):
    user = create_user(email="manager@example.org", password=PASSWORD, by=System())
    give_role(user=user, organisation=world.ministry, kind=RoleKind.MANAGER, by=world.administrator)
    return user


def test_an_address_is_one_account_in_any_case():
    create_user(email=" Jan@Example.org ", password=PASSWORD, by=System())
    assert User.objects.get().email == "jan@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="JAN@example.org")


def test_a_user_prints_as_a_random_id(world):
    assert str(world.editor) == world.editor.public_id
    assert "editor" not in repr(world.editor)
    assert len(world.editor.public_id) == 20


def test_people_do_not_make_accounts_for_others(world):
    with pytest.raises(PermissionDenied):
        create_user(email="x@example.org", password=PASSWORD, by=world.administrator)


def test_an_invitation_gives_its_role_once(world, manager):
    invitation, token = invite(
        email="New@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, programme="versterken", by=manager
    )
    assert token not in str(Invitation.objects.values())
    user = accept_invitation(token=token, password=PASSWORD, name="N. Ieuw", by=System())
    assert user.check_password(PASSWORD)
    assert has_role(user, RoleKind.EDITOR, world.programme)
    assert not has_role(user, RoleKind.PUBLISHER, world.programme)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(token=token, password=PASSWORD, by=System())
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None


def test_an_invitation_of_a_known_address_keeps_its_password(world, manager):
    _, token = invite(email=world.outsider.email, organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    user = accept_invitation(token=token, password="somebody else's choice", by=System())
    assert user == world.outsider
    assert user.check_password("a long enough one")


@pytest.mark.parametrize("token", ["", "guess"])
def test_a_wrong_token_is_no_invitation(world, manager, token):
    invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(token=token, password=PASSWORD, by=System())


def test_an_invitation_ends(world, manager, monkeypatch):
    _, token = invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(Invitation.DoesNotExist):
        accept_invitation(token=token, password=PASSWORD, by=System())


def test_managers_act_for_their_own_organisation_only(world, manager):
    with pytest.raises(PermissionDenied):
        invite(email="x@example.org", organisation=world.inspectorate, kind=RoleKind.EDITOR, by=manager)
    with pytest.raises(PermissionDenied):
        give_role(user=world.editor, organisation=world.inspectorate, kind=RoleKind.EDITOR, by=manager)
    with pytest.raises(PermissionDenied):
        add_organisation(key="other", name="Andere", by=manager)


def test_nobody_gives_a_role_to_themselves(world, manager):
    with pytest.raises(PermissionDenied, match="to themselves"):
        give_role(user=manager, organisation=world.ministry, kind=RoleKind.PUBLISHER, by=manager)


def test_giving_twice_changes_nothing_and_taking_takes(world):
    role = Role.objects.get(user=world.editor)
    before = AuditEvent.objects.count()
    again = give_role(user=world.editor, organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    assert (again, AuditEvent.objects.count()) == (role, before)
    take_role(role=role, by=world.administrator)
    assert not has_role(world.editor, RoleKind.EDITOR)
    assert AuditEvent.objects.latest("pk").event == "people.role_taken"


def test_a_role_in_one_programme_is_none_in_another(world):
    role = Role.objects.get(user=world.editor)
    Role.objects.filter(pk=role.pk).update(programme="something-else")
    assert has_role(world.editor, RoleKind.EDITOR)
    assert not has_role(world.editor, RoleKind.EDITOR, world.programme)


def test_an_account_that_is_closed_has_no_roles(world):
    world.editor.is_active = False
    assert not has_role(world.editor, RoleKind.EDITOR)
    assert not granted("sources.import_document", world.editor)


def test_an_unknown_rule_is_a_mistake_and_no_refusal(world):
    with pytest.raises(KeyError):
        granted("people.no_such_rule", world.editor)


def test_if_the_audit_event_fails_nothing_has_changed(world, monkeypatch):
    monkeypatch.setattr("navolgbaar.core.audit.record", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        give_role(user=world.outsider, organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    assert not has_role(world.outsider, RoleKind.EDITOR, Role(organisation=world.ministry))


def test_the_trail_holds_no_addresses(world, manager):
    invite(email="secret@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=manager)
    said = str(list(AuditEvent.objects.values()))
    assert "example.org" not in said
