"""What distributions say on a subject page: of a municipality its own euros, of a programme what it divides."""

from __future__ import annotations

from collections.abc import Iterable

from navolgbaar.budgets.queries import of_area, public_distributions, says
from navolgbaar.programmes.lines import Asked, Entry, Line
from navolgbaar.programmes.states import SubjectKind


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """On a municipality: now and at the end of the path. On a programme: each distribution with what it moves."""
    subject, user = asked.subject, asked.user
    if subject.kind == SubjectKind.AREA and (area := getattr(subject, "area", None)) is not None:
        for distribution in of_area(area.code, user):
            told = says(distribution, area.code, only_public=True)
            context = {"distribution": distribution, "code": area.code, "says": told}
            yield Line.PLANNED, Entry("budgets/of_area.html", context, distribution.issued_on.isoformat())
    if subject.kind == SubjectKind.PROGRAMME:
        for distribution in public_distributions(user).filter(programme__subject=subject):
            context = {"distribution": distribution, "says": says(distribution, only_public=True)}
            yield Line.PLANNED, Entry("budgets/of_programme.html", context, distribution.issued_on.isoformat())
