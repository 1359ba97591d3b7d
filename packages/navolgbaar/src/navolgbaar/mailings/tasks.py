"""Sending, from the queue. A task that is run twice, or again after a kill, tells nobody twice."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from navolgbaar.core import clock
from navolgbaar.mailings.letters import confirmation, news, question_answered, question_received
from navolgbaar.mailings.models import Notice, Question, Subscription
from navolgbaar.people.models import Role, User
from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.states import SubjectKind
from navolgbaar.publishing.models import Release

TRY_AGAIN = timedelta(minutes=15)
MOST_TRIES = 8


class NotAllSent(RuntimeError):
    """The mail server did not take everything, also after trying for hours."""


@task()
def send_confirmation(public_id: str) -> None:
    """Ask an address whether it wants to follow."""
    for subscription in Subscription.objects.filter(public_id=public_id).select_related("subject"):
        confirmation(subscription).send()


def announce(release: Release) -> None:
    """Part of the approval of a release: the queue is a table, so followers are told if and only if it went public."""
    tell_followers.enqueue(release.public_id)


@task()
def tell_followers(public_id: str, tries: int = 1) -> None:
    """Tell everybody who follows something in a release. What the mail server does not take is tried again later."""
    release = Release.objects.select_related("programme").get(public_id=public_id)
    Notice.objects.bulk_create(
        (Notice(subscription=subscription, release=public_id) for subscription in followers_of(release)),
        ignore_conflicts=True,
        batch_size=1000,
    )
    waiting = Notice.objects.filter(release=public_id, sent_at=None).order_by("pk").values_list("pk", flat=True)
    unsent = [pk for pk in list(waiting) if not _send(pk, release)]
    if unsent and tries >= MOST_TRIES:
        raise NotAllSent(f"{len(unsent)} notices of {public_id} were not sent. Is the mail server there?")
    if unsent:
        tell_followers.using(run_after=clock.now() + TRY_AGAIN).enqueue(public_id, tries + 1)


def followers_of(release: Release) -> list[Subscription]:
    """The confirmed followers of every subject in a release or in the one that it supersedes, and of its programme."""
    manifests = [release.manifest, release.supersedes.manifest if release.supersedes else {"figures": []}]
    figures = [line["figure"].partition("@")[0] for manifest in manifests for line in manifest["figures"]]
    touched = Q(subject__figures__public_id__in=figures)
    whole = Q(subject__kind=SubjectKind.PROGRAMME, subject__programme_key=release.programme.key)
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False, subject__is_public=True)
    return list(confirmed.filter(touched | whole).distinct())


@transaction.atomic
def _send(pk: int, release: Release) -> bool:
    """Send one notice while its row is locked: two workers never send the same. False where it was not taken."""
    notice = Notice.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=pk, sent_at=None).first()
    if notice is None:
        return True
    try:
        news(notice, release).send()
    except (SMTPException, OSError):
        return False
    notice.sent_at = clock.now()
    notice.save(update_fields=["sent_at"])
    return True


@task()
def tell_owner(public_id: str) -> None:
    """Tell the editors of the owner that a question came in."""
    question = Question.objects.select_related("subject", "organisation").get(public_id=public_id)
    roles = Role.objects.filter(
        organisation=question.organisation, kind=RoleKind.EDITOR, programme__in=("", question.programme_key)
    )
    for editor in User.objects.filter(roles__in=roles, is_active=True).distinct():
        question_received(question, editor).send()


@task()
def send_answer(public_id: str) -> None:
    """Tell the asker what came of the question, where there is an address (still)."""
    for question in Question.objects.filter(public_id=public_id).exclude(email="").select_related("subject"):
        question_answered(question).send()
