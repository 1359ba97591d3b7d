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

from navolgbaar.core import audit, clock
from navolgbaar.mailings.queries import past_addresses, past_words, unconfirmed
from navolgbaar.people.models import Invitation
from navolgbaar.publishing.models import Release
from navolgbaar.sources.models import Document
from navolgbaar.website.models import Knock


@dataclass(frozen=True, slots=True)
class Term:
    """Rows that are past their term.

    rows   those rows; forget   what happens to them, None where a person decides
    """

    name: str
    rows: Callable[[], QuerySet[Any]]
    forget: Callable[[QuerySet[Any]], object] | None


def _logins(model: str) -> QuerySet[Any]:
    """Rows of axes of more than 90 days ago."""
    rows: QuerySet[Any] = apps.get_model("axes", model)._default_manager.all()
    return rows.filter(attempt_time__lt=clock.now() - timedelta(days=90))


def _delete(rows: QuerySet[Any]) -> object:
    return rows.delete()


TERMS = (
    Term(
        "invitations, 30 days after they end",
        lambda: Invitation.objects.filter(expires_at__lt=clock.now() - timedelta(days=30)),
        _delete,
    ),
    Term(
        "who brought a document in, one year after",
        lambda: Document.objects.filter(known_at__lt=clock.now() - timedelta(days=365), uploaded_by__isnull=False),
        lambda rows: rows.update(uploaded_by=None),
    ),
    Term("sessions that ended", lambda: Session.objects.filter(expire_date__lt=clock.now()), _delete),
    Term("refused logins, 90 days after", lambda: _logins("AccessAttempt"), _delete),
    Term("logins, 90 days after", lambda: _logins("AccessLog"), _delete),
    Term("followers who never confirmed, a week after", unconfirmed, _delete),
    Term("addresses of askers, 30 days after the answer", past_addresses, lambda rows: rows.update(email="")),
    Term("words of askers, one year after the answer", past_words, lambda rows: rows.update(words="")),
    Term(
        "counts of visits, one day after",
        lambda: Knock.objects.filter(hour__lt=clock.now() - timedelta(days=1)),
        _delete,
    ),
    Term(
        "releases past the day until which they are kept",
        lambda: Release.objects.filter(keep_until__lt=clock.today()),
        None,
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
