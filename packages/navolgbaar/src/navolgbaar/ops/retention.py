"""What is kept no longer than was said. What is past its term is removed in one transaction with its audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from navolgbaar.core import audit, clock
from navolgbaar.core.models import Knock
from navolgbaar.fieldtests.models import Coding, Decision, Test
from navolgbaar.fieldtests.queries import past_contents, past_workers
from navolgbaar.forecasts.models import Try
from navolgbaar.forecasts.queries import past_homes, past_residents
from navolgbaar.mailings.queries import past_addresses, past_words, unconfirmed
from navolgbaar.people.models import Invitation
from navolgbaar.publishing.models import Proposal, Release
from navolgbaar.sources.models import Document, Intake


@dataclass(frozen=True, slots=True)
class Term:
    """Rows that are past their term.

    rows    those rows; forget   what happens to them, None where a person decides
    covers  the fields "room.Model.field" of which the declared retention is kept by this
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    forget: Callable[[QuerySet[Any]], object] | None
    covers: tuple[str, ...] = ()


def _logins(model: str) -> QuerySet[Any]:
    """Rows of axes of more than 90 days ago."""
    rows: QuerySet[Any] = apps.get_model("axes", model)._default_manager.all()
    return rows.filter(attempt_time__lt=clock.now() - timedelta(days=90))


def _delete(rows: QuerySet[Any]) -> object:
    return rows.delete()


FOLLOWED = tuple(f"mailings.Subscription.{name}" for name in ("email", "subject", "asked_at", "confirmed_at"))
FOLLOWED += ("mailings.Notice.subscription",)
LIVING = tuple(f"forecasts.Resident.{name}" for name in ("home", "tenure", "moved_out_on", "told"))
HOMES = tuple(f"forecasts.Home.{name}" for name in ("postcode", "house_number", "label", "finished_on"))
HOMES += ("forecasts.Place.home", *(f"forecasts.HomeWindow.{name}" for name in ("home", "low", "high")))


def _empty(rows: QuerySet[Any]) -> object:
    return rows.update(text="", salt="", destroyed_at=clock.now())


TERMS = (
    Term(
        "invitations, 30 days after they end",
        lambda: Invitation.objects.filter(expires_at__lt=clock.now() - timedelta(days=30)),
        _delete,
        ("people.Invitation.email",),
    ),
    Term(
        "who brought a document in, one year after",
        lambda: Document.objects.filter(known_at__lt=clock.now() - timedelta(days=365), uploaded_by__isnull=False),
        lambda rows: rows.update(uploaded_by=None),
        ("sources.Document.uploaded_by",),
    ),
    Term(
        "files that were sent in, one year after",
        lambda: Intake.objects.filter(sent_at__lt=clock.now() - timedelta(days=365)),
        _delete,
        ("sources.Intake.sent_by",),
    ),
    Term(
        "work of the queue that was done, 30 days after",
        lambda: DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - timedelta(days=30)),
        _delete,
    ),
    Term("sessions that ended", lambda: Session.objects.filter(expire_date__lt=clock.now()), _delete),
    Term("refused logins, 90 days after", lambda: _logins("AccessAttempt"), _delete),
    Term("logins, 90 days after", lambda: _logins("AccessLog"), _delete),
    Term("followers who never confirmed, a week after", unconfirmed, _delete, FOLLOWED),
    Term(
        "addresses of askers, 30 days after the answer",
        past_addresses,
        lambda rows: rows.update(email=""),
        ("mailings.Question.email",),
    ),
    Term(
        "words of askers, one year after the answer",
        past_words,
        lambda rows: rows.update(words=""),
        ("mailings.Question.words",),
    ),
    Term(
        "counts of visits, one day after",
        lambda: Knock.objects.filter(hour__lt=clock.now() - timedelta(days=1)),
        _delete,
        ("core.Knock.visitor",),
    ),
    Term("residents, 30 days after they moved out", past_residents, _delete, LIVING),
    Term("homes and what was said about them, two years after their programme ended", past_homes, _delete, HOMES),
    Term(
        "tries of codes, one day after",
        lambda: Try.objects.filter(hour__lt=clock.now() - timedelta(days=1)),
        _delete,
        ("forecasts.Try.who",),
    ),
    Term("replies to field tests, one year after they came", past_contents, _empty, ("fieldtests.Content.text",)),
    Term(
        "who sent field tests, two years after the codes were settled",
        lambda: past_workers(Test, "wave").exclude(tester=None),
        lambda rows: rows.update(tester=None),
        ("fieldtests.Test.tester",),
    ),
    Term(
        "who coded, two years after",
        lambda: past_workers(Coding, "message__test__wave"),
        _delete,
        ("fieldtests.Coding.coder",),
    ),
    Term(
        "who decided on codes, two years after",
        lambda: past_workers(Decision, "message__test__wave"),
        _delete,
        ("fieldtests.Decision.reviewer",),
    ),
    Term(
        "releases past the day until which they are kept",
        lambda: Release.objects.filter(keep_until__lt=clock.today()),
        None,
    ),
    Term(
        "who prepared and approved a release, ten years after: erase the account",
        lambda: Proposal.objects.filter(approved_at__lt=clock.now() - timedelta(days=3653)),
        None,
        ("publishing.Proposal.prepared_by", "publishing.Proposal.approved_by"),
    ),
)


def overdue() -> list[tuple[Term, int]]:
    """Every term with the number of rows that are past it."""
    return [(term, term.rows().count()) for term in TERMS]


@transaction.atomic
def forget_overdue(*, by: audit.System) -> dict[str, int]:
    """Remove what is past its term. Returns how much, by name. What a person decides about is left alone."""
    done = {}
    for term, count in overdue():
        if term.forget is not None and count:
            term.forget(term.rows())
            done[term.name] = count
    if done:
        audit.record("ops.retention_applied", by=by, target="installation", rows=done)
    return done
