"""What falls due, for a calendar (iCalendar) and a feed reader (Atom). One address for everybody: it tells us nothing
about who reads it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Statement
from navolgbaar.promises.queries import cards, due, overdue, public_statements
from navolgbaar.promises.views import filtered
from navolgbaar.promises.words import quoted

AHEAD, BEHIND = 80, 20
"""How many deadlines to come, and how many of those that passed last: who follows the address gets others as days
pass."""


def falling_due(request: HttpRequest) -> list[Statement]:
    """The public statements of the filters in the address that are open and have a last day: the AHEAD first to come
    and the BEHIND that passed last, in the order of their days."""
    form, _ = filtered(request)
    wanted = form.applied(public_statements())
    ahead = list(due(wanted).order_by("standing__due_last", "pk").values_list("pk", flat=True)[:AHEAD])
    behind = list(overdue(wanted).order_by("-standing__due_last", "-pk").values_list("pk", flat=True)[:BEHIND])
    return cards([*reversed(behind), *ahead])


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Each deadline as a day in a calendar; its description says when it was meant, in words."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Navolgbaar//toezeggingen//NL")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("Promises that fall due"))
    says = gettext("The first that fall due, and the last that are overdue. Others come as days pass.")
    made.add("x-wr-caldesc", says)
    for statement in falling_due(request):
        day = statement.standing.due_last or statement.said_on
        event = Event()
        event.add("uid", f"{statement.public_id}@navolgbaar")
        event.add("dtstamp", statement.known_at)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{statement.get_kind_display()}: {_name(statement)}")
        event.add("description", f"{in_words(statement.standing.due)}. {_words(statement)}")
        event.add("url", _address(statement))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    headers = {"Content-Disposition": 'inline; filename="toezeggingen.ics"'}
    return HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The same for a feed reader, the first day first."""
    here = settings.PUBLIC_ADDRESS + request.get_full_path()
    feed = Atom1Feed(
        title=gettext("Promises that fall due"), link=settings.PUBLIC_ADDRESS, feed_url=here, description="",
        language=get_language() or "nl",
    )  # fmt: skip
    for statement in falling_due(request):
        feed.add_item(
            title=f"{in_words(statement.standing.due)}: {_name(statement)}",
            link=_address(statement),
            unique_id=_address(statement),
            description=_words(statement),
            pubdate=statement.known_at,
            updateddate=datetime.combine(statement.standing.sign_on, time(), tzinfo=UTC),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _name(statement: Statement) -> str:
    return statement.name or _words(statement)[:120] or statement.public_id


def _words(statement: Statement) -> str:
    return " … ".join(quoted(place.anchor) for place in statement.places.all())


def _address(statement: Statement) -> str:
    return str(settings.PUBLIC_ADDRESS) + statement.get_absolute_url()
