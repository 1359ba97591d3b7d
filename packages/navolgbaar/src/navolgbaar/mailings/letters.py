"""The mails themselves: plain text, no picture, no link that tells us who clicked but the one to leave."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from navolgbaar.mailings.models import Notice, Question, Subscription
from navolgbaar.mailings.tokens import CONFIRM, LEAVE, token
from navolgbaar.people.models import User
from navolgbaar.publishing.models import Release


def confirmation(subscription: Subscription) -> EmailMessage:
    """Asks whether this address wants to follow; or, where it does already, tells so."""
    with translation.override(subscription.language):
        context = {
            "subject": subscription.subject,
            "follows": subscription.confirmed_at is not None,
            "confirm": address("website:confirm", token(subscription.public_id, CONFIRM)),
            "leave": _leave(subscription),
        }
        return _letter("confirmation", context, subscription.email)


def news(notice: Notice, release: Release) -> EmailMessage:
    """Tells a follower about a release. Sent twice it has the same Message-ID, so that a mail program shows it once."""
    subscription = notice.subscription
    with translation.override(subscription.language):
        there = settings.PUBLIC_ADDRESS + subscription.subject.get_absolute_url()
        leave = _leave(subscription)
        context = {"subject": subscription.subject, "release": release, "there": there, "leave": leave}
        letter = _letter("news", context, subscription.email)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    letter.extra_headers |= {
        "Message-ID": f"<{subscription.public_id}.{release.public_id}@{domain}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return letter


def notice_of(notice: Notice, template: str, context: dict[str, object]) -> EmailMessage:
    """Tells a follower about something that a room has: `template` is a text of that room, its first line the subject
    of the mail. Sent twice it has the same Message-ID."""
    subscription = notice.subscription
    with translation.override(subscription.language):
        leave = _leave(subscription)
        letter = _written(template, {**context, "subject": subscription.subject, "leave": leave}, subscription.email)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    letter.extra_headers |= {
        "Message-ID": f"<{subscription.public_id}.{notice.pk}@{domain}>",
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return letter


def question_received(question: Question, editor: User) -> EmailMessage:
    """Tells an editor of the owner that a question came in. The words themselves stay on the platform."""
    with translation.override(editor.language):
        context = {"question": question, "there": address("website:asked", question.public_id)}
        return _letter("question", context, editor.email)


def question_answered(question: Question) -> EmailMessage:
    """Tells the asker what came of it."""
    with translation.override(question.language):
        context = {"question": question, "there": address("website:asked", question.public_id)}
        return _letter("answer", context, question.email)


def address(name: str, *parts: str) -> str:
    """The full address of a page. Never taken from a request: whoever asks could have made that up."""
    return settings.PUBLIC_ADDRESS + reverse(name, args=parts)


def _leave(subscription: Subscription) -> str:
    return address("website:leave", token(subscription.public_id, LEAVE))


def _letter(name: str, context: dict[str, object], to: str) -> EmailMessage:
    return _written(f"mailings/{name}.txt", context, to)


def _written(template: str, context: dict[str, object], to: str) -> EmailMessage:
    """First line of the template is the subject of the mail, the rest its text."""
    text = render_to_string(template, context).strip()
    first, _, body = text.partition("\n")
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    return EmailMessage(subject=" ".join(first.split()), body=body.strip() + "\n", to=[to], headers=headers)
