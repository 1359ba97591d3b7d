"""A person asks to be forgotten: the address is nowhere any more, and what was published stays."""

import argparse

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.mailings.actions import answer, ask, follow
from navolgbaar.mailings.models import Question
from navolgbaar.mailings.states import Outcome
from navolgbaar.ops.commands.forget import forget
from navolgbaar.ops.errors import CannotStart
from navolgbaar.ops.forgetting import forget_address
from navolgbaar.people.actions import invite
from navolgbaar.people.states import RoleKind
from navolgbaar.publishing.models import Release
from navolgbaar.publishing.queries import broken_releases

pytestmark = [pytest.mark.django_db, pytest.mark.db]
GROUND = "AVG art. 17"


@pytest.fixture
def everywhere(world, say, release):
    """The editor published something, follows, asked twice, was invited and mistyped a password."""
    email = world.editor.email
    release(say("1229"))
    follow(email=email.upper(), subject=world.subject, language="nl", by=System())
    said = {"subject": world.subject, "figure": None, "language": "nl", "by": System()}
    answered = ask(words="Mijn naam is bekend", email=email, **said)
    answer(question=answered, summary="Vraag", outcome="Antwoord", kind=Outcome.values[0], by=world.editor)
    ask(words="Klopt dit?", email=email, **said)
    invite(email=email, organisation=world.ministry, kind=RoleKind.EDITOR, by=world.administrator)
    AccessAttempt.objects.create(username=email, ip_address="192.0.2.1", failures_since_start=1)
    return email


def rows_with(text):
    """The tables in which these words stand, in any column."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # the application may not even read all of them
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
    return found


def test_the_address_stands_in_no_table_any_more_and_the_ledger_fits(everywhere, world):
    assert "people_user" in rows_with(everywhere)
    found = forget_address(email=everywhere, ground=GROUND, by=world.administrator)
    assert found == {"followed": 1, "words": 1, "asked": 2, "invited": 1, "logins": 1, "accounts": 1}
    assert set(rows_with(everywhere)) <= {"django_tasks_db_dbtaskresult"}
    assert rows_with("Mijn naam is bekend") == []
    assert Question.objects.filter(words="Klopt dit?").exists(), "what waits for an answer is still there to answer"
    assert Release.objects.count() == 1
    assert broken_releases() == []
    world.editor.refresh_from_db()
    assert not world.editor.is_active
    assert not world.editor.roles.exists()


def test_the_trail_says_how_much_and_on_which_ground_and_a_second_time_nothing(everywhere, world):
    forget_address(email=everywhere, ground=GROUND, by=world.administrator)
    event = AuditEvent.objects.get(event="ops.address_forgotten")
    assert event.data["ground"] == GROUND
    assert "example.org" not in str(event.data)
    assert not any(forget_address(email=everywhere, ground=GROUND, by=world.administrator).values())
    assert AuditEvent.objects.filter(event="ops.address_forgotten").count() == 1


def test_only_an_administrator_may_and_nobody_the_own_account(everywhere, world):
    with pytest.raises(PermissionDenied):
        forget_address(email=everywhere, ground=GROUND, by=world.publisher)
    said = {"address": everywhere, "ground": GROUND}
    with pytest.raises(CannotStart, match="is no administrator"):
        forget(argparse.Namespace(**said, email=world.publisher.email))
    with pytest.raises(CannotStart, match="no such administrator"):
        forget(argparse.Namespace(**said, email="x@example.org"))
    with pytest.raises(CannotStart, match="own account"):
        forget(argparse.Namespace(**{**said, "address": world.administrator.email}, email=world.administrator.email))
