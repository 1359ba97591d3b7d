"""The five lines of a subject page. Rooms register what they say on a line; a line that nobody fills is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import is_revised, shown_on
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.models import Subject


class Line(models.TextChoices):
    PROMISED = "promised", _("Promised")
    PLANNED = "planned", _("Planned")
    MEASURED = "measured", _("Measured")
    CHANGED = "changed", _("Changed, and why")
    NEXT = "next", _("What now, and who")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a line: a template of the room and what it needs; earlier `on` comes first."""

    template: str
    context: dict[str, Any]
    on: str = ""


Speaker = Callable[[Subject, Any], Iterable[tuple[Line, Entry]]]
"""(subject, user) -> what a room says about a subject, as far as this user may see it."""

SPEAKERS: dict[str, Speaker] = {}

_LINE_OF_KIND = {
    FigureKind.TARGET: Line.PROMISED,
    FigureKind.FORECAST: Line.PLANNED,
    FigureKind.OBSERVED: Line.MEASURED,
    FigureKind.CLAIMED: Line.MEASURED,
}


def lines_of(subject: Subject, user: Any) -> list[tuple[Line, list[Entry]]]:
    """The lines of a subject that have something on them, in the fixed order."""
    found: dict[Line, list[Entry]] = {line: [] for line in Line}
    for speak in SPEAKERS.values():
        for line, entry in speak(subject, user):
            found[line].append(entry)
    return [(line, sorted(entries, key=lambda entry: entry.on)) for line, entries in found.items() if entries]


def figures_speak(subject: Subject, user: Any) -> Iterable[tuple[Line, Entry]]:
    """The published figures of a subject, each on the line of its kind; corrections also on "changed"."""
    for version in shown_on(subject):
        yield _LINE_OF_KIND[FigureKind(version.figure.kind)], _entry(version, "website/entry_figure.html")
        if version.number > 1:
            yield Line.CHANGED, _entry(version, "website/entry_correction.html")


def _entry(version: FigureVersion, template: str) -> Entry:
    return Entry(
        template, {"version": version, "revised": is_revised(version)}, version.figure.period.first.isoformat()
    )


SPEAKERS["figures"] = figures_speak
