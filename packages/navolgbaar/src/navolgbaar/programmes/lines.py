"""The five lines of a subject page. Rooms say what they have on a line; a line that nobody fills is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from navolgbaar.programmes.models import Subject


class Line(models.TextChoices):
    """In this order, on every page."""

    PROMISED = "promised", _("Promised")
    PLANNED = "planned", _("Planned")
    MEASURED = "measured", _("Measured")
    CHANGED = "changed", _("Changed, and why")
    NEXT = "next", _("What now, and who")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a line: a template of the room, and what it needs as `entry`. Earlier `on` (ISO) comes first."""

    template: str
    context: dict[str, Any]
    on: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks of every room.

    subject, user   about what, and who is to see it
    figures         the versions that the page shows of the ledger: read once, for its pictures and its lines
    """

    subject: Subject
    user: Any
    figures: Sequence[Any]


Speaker = Callable[[Asked], Iterable[tuple[Line, Entry]]]
"""What a room says about a subject, as far as this user may see it."""

SPEAKERS: dict[str, Speaker] = {}
"""Room -> what it says. A room registers the function of its `lines.py` in its `apps.py`."""


def lines_of(asked: Asked) -> list[tuple[Line, list[Entry]]]:
    """The lines of a page that have something on them, in the fixed order."""
    found: dict[Line, list[Entry]] = {line: [] for line in Line}
    for speak in SPEAKERS.values():
        for line, entry in speak(asked):
            found[line].append(entry)
    return [(line, sorted(entries, key=lambda entry: entry.on)) for line, entries in found.items() if entries]
