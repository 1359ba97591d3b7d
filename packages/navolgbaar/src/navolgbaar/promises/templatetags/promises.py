"""{{ statement|original }}, {{ due|deadline }}, {{ statement|is_overdue }}: how pages show a statement."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from navolgbaar.core import clock
from navolgbaar.promises.deadlines import in_words
from navolgbaar.promises.models import Event, Statement
from navolgbaar.promises.reporting import told as in_one_line
from navolgbaar.promises.states import CLOSED, Evidence, Execution
from navolgbaar.promises.words import quoted

register = template.Library()
FIRST_PERSON = {"ik", "wij", "we"}


@register.filter
def original(statement: Statement) -> SafeString:
    """The words as they stand in the document; erased ones say so."""
    places = sorted(statement.places.all(), key=lambda place: place.position)
    words = [quoted(place.anchor) for place in places]
    if not all(words):
        return format_html('<em class="small">{}</em>', gettext("These words were erased on a legal ground."))
    return format_html_join(" … ", '<q lang="nl">{}</q>', ((text,) for text in words))


@register.filter
def who(statement: Statement) -> SafeString:
    """Who is to do it; the first person is the sender, and nobody named is said so."""
    if statement.actor.lower() in FIRST_PERSON:
        return format_html("{}", gettext("the sender of the document"))
    return (
        format_html("<q>{}</q>", statement.actor) if statement.actor else format_html("{}", gettext("actor not named"))
    )


@register.filter
def deadline(due: str) -> str:
    """A deadline in words."""
    return in_words(due)


@register.filter
def in_label(value: str, of: str) -> str:
    """A status in words: of an execution, of evidence."""
    choices = {"execution": Execution, "evidence": Evidence}[of]
    return str(choices(value).label) if value else gettext("nothing was heard yet")


@register.filter
def told(event: Event) -> str:
    """An event in one line."""
    return in_one_line(event)


@register.filter
def is_overdue(statement: Statement) -> bool:
    """Whether it is open after the last day of its deadline."""
    now = statement.standing
    return now.due_last is not None and now.due_last < clock.today() and now.execution not in CLOSED
