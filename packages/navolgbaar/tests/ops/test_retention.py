"""Retention: what is past its term goes, to the day; what a person decides about is told and left alone."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.db import connection
from django_tasks_db.models import DBTaskResult, get_date_max

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.ops.retention import TERMS, forget_overdue, overdue
from navolgbaar.people.actions import invite
from navolgbaar.people.models import Invitation
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.models import Release
from navolgbaar.sources.actions import receive_file
from navolgbaar.sources.models import Document, Intake

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def counts():
    return {term.name.partition(",")[0]: count for term, count in overdue()}


@pytest.fixture
def days_later(monkeypatch):
    """days_later(n): the present is n days after now."""
    real = clock.now()

    def move(days):
        monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=days))

    return move


def test_an_invitation_goes_thirty_days_after_it_ended(world, days_later):
    invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    days_later(14 + 29)
    assert forget_overdue(by=System()) == {}
    days_later(14 + 31)
    assert list(forget_overdue(by=System()).values()) == [1]
    assert not Invitation.objects.exists()


def test_who_brought_a_document_in_is_forgotten_after_a_year_and_the_document_stays(letter, days_later):
    days_later(364)
    assert counts()["who brought a document in"] == 0
    days_later(366)
    forget_overdue(by=System())
    letter.refresh_from_db()
    assert letter.uploaded_by is None
    assert Document.objects.count() == 1


def test_who_sent_a_file_in_is_forgotten_after_a_year(world, store, days_later):
    receive_file(data=b"x", name="a.txt", programme=world.programme, organisation=world.ministry, by=world.editor)
    days_later(364)
    forget_overdue(by=System())
    assert Intake.objects.count() == 1
    days_later(366)
    forget_overdue(by=System())
    assert not Intake.objects.exists()


def test_work_that_was_done_is_forgotten_with_what_it_said_and_work_that_waits_is_not(db, days_later):
    said = {"args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default", "run_after": get_date_max()}
    DBTaskResult.objects.create(task_path="done", status="SUCCESSFUL", finished_at=clock.now(), **said)
    DBTaskResult.objects.create(task_path="waits", **said)
    days_later(29)
    assert forget_overdue(by=System()) == {}
    days_later(31)
    forget_overdue(by=System())
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["waits"]


def test_sessions_and_logins(world, days_later):
    Session.objects.create(session_key="old", session_data="", expire_date=clock.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=clock.now() + timedelta(days=200))
    who = {"username": "somebody@example.org", "ip_address": "192.0.2.1"}
    AccessAttempt.objects.create(**who, failures_since_start=1)
    AccessLog.objects.create(**who)
    forget_overdue(by=System())
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (1, 1)
    days_later(91)
    forget_overdue(by=System())
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (0, 0)


def test_a_release_past_its_day_is_told_and_left_to_a_person(say, release, days_later):
    release(say("1229"))
    days_later(366 * 21)
    assert counts()["releases past the day until which they are kept"] == 1
    forget_overdue(by=System())
    assert Release.objects.count() == 1


def test_one_audit_event_without_a_name_and_none_for_nothing(world, days_later):
    invite(email="new@example.org", organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    assert forget_overdue(by=System()) == {}
    assert not AuditEvent.objects.filter(event="ops.retention_applied").exists()
    days_later(60)
    forget_overdue(by=System())
    event = AuditEvent.objects.get(event="ops.retention_applied")
    assert (event.actor, sum(event.data["rows"].values())) == ("system", 1)
    assert "example.org" not in str(event.data)


def test_every_term_can_be_asked_of_an_empty_installation(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert [count for _, count in overdue()] == [0] * len(TERMS)
