"""What the monitor says on a subject page: of a municipality its own numbers and plans, of a programme its rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navolgbaar.indicators.queries import (
    adopted_in,
    corrections_of,
    of_area,
    public_issues,
    public_regions,
    public_rounds,
    regions_of,
    says,
    standings,
)
from navolgbaar.programmes.lines import Asked, Entry, Line
from navolgbaar.programmes.models import Area, Subject
from navolgbaar.programmes.states import SubjectKind


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """On a municipality: what was counted, what was corrected, how far its plan is. On a programme: rounds, regions."""
    subject, user = asked.subject, asked.user
    if subject.kind == SubjectKind.AREA and (area := getattr(subject, "area", None)) is not None:
        yield from _of_area(area, user)
    if subject.kind == SubjectKind.PROGRAMME:
        yield from _of_programme(subject, user)


def _of_area(area: Area, user: Any) -> Iterable[tuple[Line, Entry]]:
    for issue, told in of_area(area.code, user):
        context = {"round": issue.round, "code": area.code, "says": told}
        yield Line.MEASURED, Entry("indicators/of_area.html", context, issue.issued_on.isoformat())
    for delivery in corrections_of(area.code, user):
        yield (
            Line.CHANGED,
            Entry("indicators/of_correction.html", {"delivery": delivery}, delivery.received_on.isoformat()),
        )
    for region in regions_of(area.code, user):
        mine = [each for each in standings(region) if each.code in ("", area.code)]
        yield Line.NEXT, Entry("indicators/of_region.html", {"region": region, "standings": mine})


def _of_programme(subject: Subject, user: Any) -> Iterable[tuple[Line, Entry]]:
    for each in public_rounds(user).filter(programme__subject=subject):
        newest = public_issues(each).first()
        if newest is not None:
            context = {"round": each, "says": says(newest, only_public=True)}
            yield Line.MEASURED, Entry("indicators/of_programme.html", context, newest.issued_on.isoformat())
    for region in public_regions(user).filter(programme__subject=subject):
        context = {"region": region, "standings": standings(region)[:1], "adopted": adopted_in(region)}
        yield Line.NEXT, Entry("indicators/of_region.html", context)
