"""What this room says on the five lines of a subject: what a wave promises, where it stands, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navolgbaar.fieldtests.models import Wave
from navolgbaar.fieldtests.queries import public_waves
from navolgbaar.programmes.doors import Hit
from navolgbaar.programmes.lines import Asked, Entry, Line
from navolgbaar.programmes.states import SubjectKind


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """On the page of a wave: its commitment and its stand. On the page of a programme: each wave, once."""
    subject, user = asked.subject, asked.user
    if subject.kind == SubjectKind.TEST:
        for wave in public_waves(user).filter(subject=subject):
            yield Line.PROMISED, _entry(wave, "fieldtests/committed.html")
            yield Line.PLANNED, _entry(wave, "fieldtests/planned.html")
            yield Line.MEASURED, _entry(wave, "fieldtests/pointed.html")
    if subject.kind == SubjectKind.PROGRAMME:
        for wave in public_waves(user).filter(protocol__programme__subject=subject):
            yield Line.MEASURED, _entry(wave, "fieldtests/pointed.html")


def find(words: str, user: Any) -> Iterable[Hit]:
    """Waves by their name."""
    for wave in public_waves(user):
        if words.casefold() in f"{wave.subject.name} {wave.subject.name_en}".casefold():
            yield Hit(str(wave), wave.subject.get_kind_display(), wave.get_absolute_url())


def has_something() -> bool:
    """Whether the menu has a door to this room."""
    return Wave.objects.filter(subject__is_public=True).exists()


def _entry(wave: Wave, template: str) -> Entry:
    return Entry(template, {"wave": wave}, wave.first.isoformat())
