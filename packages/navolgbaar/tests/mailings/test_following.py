"""Volgen: nobody follows unasked, everybody leaves with one click, and no page tells who follows."""

import re
import socket
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, override_settings

from navolgbaar.core import clock
from navolgbaar.core.audit import System
from navolgbaar.core.models import AuditEvent
from navolgbaar.mailings import tasks
from navolgbaar.mailings.actions import follow, forget_expired
from navolgbaar.mailings.models import Notice, Subscription
from navolgbaar.mailings.tokens import CONFIRM, LEAVE, name_in, token
from navolgbaar.website import following

pytestmark = [pytest.mark.django_db, pytest.mark.db]
LINK = re.compile(r"http://localhost:8000(/\S+)")
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def link_in(message):
    return LINK.search(message.body)[1]


def ask(client, subject, email="lezer@example.org", at="", **more):
    return client.post(f"{at}/volgen/{subject.public_id}/", {"email": email}, **more)


@pytest.fixture
def follower(client, world):
    """Somebody who follows the programme; the mails so far are thrown away."""
    ask(client, world.subject)
    client.post(link_in(mail.outbox.pop()))
    return Subscription.objects.get(confirmed_at__isnull=False)


def test_nobody_follows_before_the_mail_is_answered(client, world, say, release):
    ask(client, world.subject)
    asked = mail.outbox.pop()
    assert asked.to == ["lezer@example.org"]
    assert asked.subject == "Wilt u “Versterken” volgen?"
    release(say("1229"))
    assert mail.outbox == []
    client.get(link_in(asked))  # a program that looks at links confirms nothing
    assert Subscription.objects.get().confirmed_at is None
    assert "U volgt dit vanaf nu" in client.post(link_in(asked)).content.decode()
    assert Subscription.objects.get().confirmed_at is not None


def test_a_follower_is_told_once(follower, say, release):
    published = release(say("1229"), title="Voortgang over 2022")
    (letter,) = mail.outbox
    assert letter.subject == "Nieuw over “Versterken”"
    assert "Voortgang over 2022" in letter.body
    tasks.tell_followers.call(published.public_id)
    tasks.tell_followers.call(published.public_id)
    assert len(mail.outbox) == 1
    assert Notice.objects.get().sent_at is not None


def test_a_mail_is_plain_and_counts_nobody(follower, say, release):
    release(say("1229"))
    (letter,) = mail.outbox
    assert letter.content_subtype == "plain"
    assert letter.alternatives == [] if hasattr(letter, "alternatives") else True
    signed = [link for link in LINK.findall(letter.body) if ":" in link]
    assert len(signed) == 1  # only the link to leave is about this person
    assert letter.extra_headers["List-Unsubscribe"] == f"<http://localhost:8000{signed[0]}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_leaves_without_a_page_of_ours(follower, say, release):
    release(say("1229"))
    path = LINK.search(mail.outbox.pop().extra_headers["List-Unsubscribe"])[1].rstrip(">")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Subscription.objects.exists()  # looking is not leaving
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_page_says_the_same_whether_an_address_is_known(client, follower, world):
    Subscription.objects.update(mailed_at=None)
    known, unknown = ask(client, world.subject), ask(client, world.subject, email="ander@example.org")
    assert known.status_code == unknown.status_code == 200
    body = [re.sub(r'value="[^"]{64}"', "", answer.content.decode()) for answer in (known, unknown)]
    assert body[0] == body[1]
    assert [letter.to[0] for letter in mail.outbox] == ["lezer@example.org", "ander@example.org"]
    assert "U volgt “Versterken” al" in mail.outbox[0].subject


def test_an_address_is_mailed_once_in_ten_minutes(client, world):
    for _ in range(3):
        ask(client, world.subject, email="LEZER@example.org ")
    assert len(mail.outbox) == 1
    Subscription.objects.update(mailed_at=clock.now() - timedelta(minutes=11))
    ask(client, world.subject)
    assert len(mail.outbox) == 2
    assert Subscription.objects.count() == 1


def test_one_visitor_cannot_mail_the_world(client, world, monkeypatch):
    monkeypatch.setattr(following, "PER_HOUR", 2)
    answers = [ask(client, world.subject, email=f"a{number}@example.org").status_code for number in range(3)]
    assert answers == [200, 200, 429]
    assert len(mail.outbox) == 2


def test_in_english(client, world):
    ask(client, world.subject, at="/en")
    assert mail.outbox[0].subject == "Do you want to follow “Strengthening”?"
    assert link_in(mail.outbox[0]).startswith("/en/volgen/")


@pytest.mark.parametrize("email", ["", "x", "a@b\nBcc: c@d.nl", "a@example.org, b@example.org", "<a@example.org>"])
def test_what_is_no_address_is_refused(client, world, email):
    assert ask(client, world.subject, email=email).status_code == 422
    assert mail.outbox == []


def test_a_name_with_line_breaks_adds_no_header(client, world):
    world.subject.name = "Versterken\nBcc: ander@example.org"
    world.subject.save()
    ask(client, world.subject)
    assert mail.outbox[0].message()["Bcc"] is None
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.parametrize("act", ["bevestigen", "stoppen"])
def test_names_cannot_be_guessed_or_swapped(client, follower, act):
    wrong = {"bevestigen": LEAVE, "stoppen": CONFIRM}[act]
    for signed in (follower.public_id, str(follower.pk), "x", token(follower.public_id, wrong)):
        assert client.get(f"/volgen/{act}/{signed}/").status_code == 404
        assert client.post(f"/volgen/{act}/{signed}/").status_code == 404
    assert Subscription.objects.get().confirmed_at == follower.confirmed_at


def test_confirming_is_possible_for_a_week(monkeypatch):
    import time

    signed = token("abc", CONFIRM)
    assert name_in(signed, CONFIRM) == "abc"
    later = time.time() + 8 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    assert name_in(signed, CONFIRM) is None
    assert name_in(token("abc", LEAVE), LEAVE) == "abc"


def test_a_confirmation_after_leaving_says_so(client, world):
    ask(client, world.subject)
    path = link_in(mail.outbox[0])
    Subscription.objects.all().delete()
    assert "niet (meer) bekend" in client.post(path).content.decode()


def test_what_is_not_public_cannot_be_followed(client, world):
    world.subject.is_public = False
    world.subject.save()
    assert client.get(f"/volgen/{world.subject.public_id}/").status_code == 404
    assert ask(client, world.subject).status_code == 404
    assert client.get("/volgen/NB-S-2026-99999/").status_code == 404


def test_another_site_cannot_sign_somebody_up(world):
    assert ask(Client(enforce_csrf_checks=True), world.subject).status_code == 403
    assert Client(enforce_csrf_checks=True).post(f"/volgen/bevestigen/{token('x', CONFIRM)}/").status_code == 403


def test_links_lead_here_whoever_asks(client, world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, world.subject, HTTP_HOST="evil.example")
    assert "evil.example" not in str(mail.outbox[0].message())


def test_the_audit_trail_and_logs_hold_no_address(follower, caplog, client):
    client.post(f"/volgen/stoppen/{token(follower.public_id, LEAVE)}/")
    trail = list(AuditEvent.objects.filter(event__startswith="mailings."))
    assert [event.event for event in trail] == ["mailings.follow_asked", "mailings.followed", "mailings.left"]
    assert "lezer" not in repr([vars(event) for event in trail])
    assert "lezer" not in caplog.text


def test_who_never_confirmed_is_forgotten(world):
    follow(email="a@example.org", subject=world.subject, language="nl", by=System())
    follow(email="b@example.org", subject=world.subject, language="nl", by=System())
    Subscription.objects.filter(email="a@example.org").update(asked_at=clock.now() - timedelta(days=8))
    assert forget_expired(by=System())["unconfirmed"] == 1
    assert forget_expired(by=System())["unconfirmed"] == 0
    assert Subscription.objects.get().email == "b@example.org"


def test_what_the_mail_server_does_not_take_is_tried_again(follower, say, release, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    def refuse(self, *args, **options):
        raise SMTPServerDisconnected

    with override_settings(TASKS=QUEUE):
        published = release(say("1229"))
        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.EmailMessage.send", refuse)
            tasks.tell_followers.call(published.public_id)
        later = DBTaskResult.objects.get(args_kwargs__args=[published.public_id, 2])
        assert later.run_after > clock.now() + timedelta(minutes=14)
        assert Notice.objects.get().sent_at is None
        tasks.tell_followers.call(published.public_id, 2)
        assert Notice.objects.get().sent_at is not None
        Notice.objects.update(sent_at=None)
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(tasks.NotAllSent):
            tasks.tell_followers.call(published.public_id, tasks.MOST_TRIES)


class Inbox:
    """What a mail server took in."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        from email import message_from_bytes, policy

        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def postoffice(settings):
    """A real mail server on this machine."""
    from aiosmtpd.controller import Controller

    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = port
    yield inbox
    controller.stop()


def work_off_the_queue():
    call_command("db_worker", batch=True, interval=0.01, verbosity=0, startup_delay=False, reload=False)


@pytest.mark.django_db(transaction=True)  # the worker opens and closes connections of its own
def test_over_real_smtp_through_the_queue(client, world, say, release, postoffice):
    with override_settings(TASKS=QUEUE):
        ask(client, world.subject)
        assert postoffice.letters == []  # the visitor does not wait for a mail server
        work_off_the_queue()
        (to, asked) = postoffice.letters.pop()
        assert to == ["lezer@example.org"]
        client.post(LINK.search(asked.get_content())[1])
        release(say("1229"))
        work_off_the_queue()
        (to, told) = postoffice.letters.pop()
        assert told["Subject"] == "Nieuw over “Versterken”"
        assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        client.post(LINK.search(told["List-Unsubscribe"])[1].rstrip(">"))
        assert not Subscription.objects.exists()
