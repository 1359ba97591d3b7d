"""Telling followers what falls due. Run every day; run twice, or again after a kill, it tells nobody twice."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django_tasks import task

from navolgbaar.core import clock
from navolgbaar.mailings.letters import notice_of
from navolgbaar.mailings.models import Notice, Subscription
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Statement
from navolgbaar.promises.queries import public_statements, still_open, with_words
from navolgbaar.promises.words import quoted

AHEAD, BEHIND = timedelta(days=14), timedelta(days=7)
"""How long before its last day a deadline is told, and for how long after it that it has passed."""


@task()
def tell_what_falls_due() -> None:
    """One mail to each follower with everything that came within two weeks of its last day, or passed it this week."""
    today = clock.today()
    near = still_open(public_statements()).filter(standing__due_last__range=(today - BEHIND, today + AHEAD))
    waiting: dict[int, list[Statement]] = {}
    for statement in with_words(near).order_by("standing__due_last", "pk"):
        for subscription in _followers(statement):
            Notice.objects.get_or_create(subscription=subscription, release=_key(statement))
            waiting.setdefault(subscription.pk, []).append(statement)
    for pk, statements in waiting.items():
        _send(pk, statements)


def _key(statement: Statement) -> str:
    """What a follower is told once: this statement with this deadline, ahead of it and again when it has passed."""
    day = statement.standing.due_last
    return f"{statement.public_id} {day}{' late' if day and day < clock.today() else ''}"


def _followers(statement: Statement) -> list[Subscription]:
    """The confirmed followers of anything that a statement is about, or of its programme."""
    mine = Q(subject__statements_about__statement=statement) | Q(subject=statement.programme.subject)
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False, subject__is_public=True)
    return list(confirmed.filter(mine).distinct())


@transaction.atomic
def _send(pk: int, statements: list[Statement]) -> None:
    """One mail for all of them, while the notices are locked. What the mail server does not take waits for tomorrow."""
    keys = {_key(statement): statement for statement in statements}
    unsent = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        subscription=pk, release__in=keys, sent_at=None
    )
    notices = list(unsent.select_related("subscription__subject").order_by("pk"))
    if not notices:
        return
    lines = [_line(keys[notice.release]) for notice in notices]
    try:
        notice_of(notices[0], "promises/falls_due.txt", {"lines": lines}).send()
    except (SMTPException, OSError):
        return
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(sent_at=clock.now())


def _line(statement: Statement) -> dict[str, object]:
    words = " … ".join(quoted(place.anchor) for place in statement.places.all())
    day = statement.standing.due_last
    return {
        "name": statement.title or words,
        "due": in_words(statement.standing.due),
        "late": day is not None and day < clock.today(),
        "there": settings.PUBLIC_ADDRESS + statement.get_absolute_url(),
    }
