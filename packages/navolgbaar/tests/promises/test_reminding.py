"""Who follows something hears what falls due, once ahead of it and once when it has passed."""

from datetime import date

import pytest
from django.core import mail

from navolgbaar.core.audit import System
from navolgbaar.mailings.actions import confirm as confirm_address
from navolgbaar.mailings.actions import follow, leave
from navolgbaar.mailings.models import Notice, Subscription
from navolgbaar.ops.cli import COMMANDS
from navolgbaar.promises.states import Evidence, Execution
from navolgbaar.promises.tasks import tell_what_falls_due

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def follower(world):
    follow(email="reader@example.org", subject=world.subject, language="nl", by=System())
    subscription = Subscription.objects.get()
    confirm_address(public_id=subscription.public_id, by=System())
    mail.outbox.clear()
    return subscription


def told():
    tell_what_falls_due.call()
    tell_what_falls_due.call()
    letters = list(mail.outbox)
    mail.outbox.clear()
    return letters


def test_a_follower_is_told_two_weeks_ahead_and_when_it_passed_and_no_more(world, promise, opened, follower, today):
    today(date(2023, 12, 1))
    opened(promise.document)
    assert told() == []
    today(date(2023, 12, 20))
    (letter,) = told()
    assert letter.to == ["reader@example.org"]
    assert "Wat afloopt over “Versterken”" in letter.subject
    assert "uiterlijk 31 december 2023" in letter.body
    assert promise.get_absolute_url() in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    today(date(2024, 1, 3))
    (letter,) = told()
    assert "Deze termijn is voorbij" in letter.body
    today(date(2024, 1, 30))
    assert told() == []
    assert Notice.objects.filter(sent_at=None).count() == 0


def test_what_is_done_or_not_public_or_not_followed_any_more_is_not_told(
    world, promise, opened, follower, today, happens
):
    today(date(2023, 12, 20))
    assert told() == []
    opened(promise.document)
    leave(public_id=follower.public_id, by=System())
    assert told() == []
    follow(email="reader@example.org", subject=world.subject, language="nl", by=System())
    mail.outbox.clear()
    assert told() == []  # nobody answered the first mail
    confirm_address(public_id=Subscription.objects.get().public_id, by=System())
    today(date(2024, 3, 25))
    happens(promise, execution=Execution.DONE, grade=Evidence.DOCUMENT)
    today(date(2023, 12, 20))
    assert told() == []


def test_a_mail_server_that_is_away_loses_nothing(promise, opened, follower, today, monkeypatch):
    today(date(2023, 12, 20))
    opened(promise.document)

    def away(letter):
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    tell_what_falls_due.call()
    assert Notice.objects.filter(sent_at=None).count() == 1
    monkeypatch.undo()
    today(date(2023, 12, 20))
    assert len(told()) == 1


def test_there_is_a_command_for_it():
    assert COMMANDS["remind"][0] == "remind"
