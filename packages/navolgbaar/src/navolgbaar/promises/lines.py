"""What the register says about a subject: what was promised, what is meant, what changed, what falls due."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.lines import Asked, Entry, Line
from navolgbaar.programmes.models import Subject
from navolgbaar.promises.filters import with_these_words
from navolgbaar.promises.models import Statement
from navolgbaar.promises.queries import (
    about,
    cards,
    due,
    latest_events,
    overdue,
    public_consultations,
    public_reports,
    public_statements,
    statements_for,
)
from navolgbaar.promises.states import StatementKind
from navolgbaar.promises.words import quoted

FEW = 4  # of each on a page about something; the register has them all
MEANT = (StatementKind.INTENTION, StatementKind.AIM)


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """The last few of each; the register itself stands one link away."""
    subject, user = asked.subject, asked.user
    mine = about(statements_for(user), subject)
    if not mine.exists():
        return
    lines = {
        Line.PROMISED: _few(mine.exclude(kind__in=MEANT).order_by("-said_on", "-pk")),
        Line.PLANNED: _few(mine.filter(kind__in=MEANT).order_by("-said_on", "-pk")),
        Line.NEXT: _few(overdue(mine).order_by("standing__due_last", "pk"))
        + _few(due(mine).order_by("standing__due_last", "pk")),
    }
    shown = {statement.pk: statement for statement in cards(chain(*lines.values()))}
    for line, keys in lines.items():
        for key in keys:
            yield line, _entry(shown[key], subject, is_next=line == Line.NEXT)
    for event in latest_events(mine, FEW):
        yield Line.CHANGED, Entry("promises/change.html", {"event": event}, event.on.isoformat())


def find(words: str, user: Any) -> list[Hit]:
    """The statements with these words, at most ten; for the search field."""
    named = with_these_words(statements_for(user), words).order_by("-said_on", "-pk")
    found = cards(named.values_list("pk", flat=True)[:10])
    return [
        Hit(
            statement.name or str(statement),
            statement.get_kind_display(),
            statement.get_absolute_url(),
            " … ".join(quoted(place.anchor) for place in statement.places.all()),
        )
        for statement in found
    ]


def pages() -> list[Any]:
    """What has a page of its own for everybody: statements, progress reports, consultations."""
    return [*public_statements().order_by("pk"), *public_reports(), *public_consultations()]


def has_something() -> bool:
    """Whether the register has anything for everybody."""
    return public_statements().exists()


def _few(statements: QuerySet[Statement]) -> list[int]:
    return list(statements.values_list("pk", flat=True)[:FEW])


def _entry(statement: Statement, subject: Subject, *, is_next: bool = False) -> Entry:
    on = statement.standing.due_last if is_next else statement.said_on
    context = {"statement": statement, "subject": subject, "is_next": is_next}
    return Entry("promises/entry.html", context, on.isoformat() if on else "")
