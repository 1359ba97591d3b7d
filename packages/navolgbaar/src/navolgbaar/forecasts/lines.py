"""What is expected of a programme, what changed since the last forecast and why, and where residents look."""

from __future__ import annotations

from collections.abc import Iterable

from navolgbaar.forecasts.picture import bridge_rows
from navolgbaar.forecasts.queries import on_programme, says
from navolgbaar.programmes.lines import Asked, Entry, Line
from navolgbaar.programmes.states import SubjectKind


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """The newest published forecast of each organisation; the bridge from the one before; the way to one's own home."""
    subject, user = asked.subject, asked.user
    if subject.kind != SubjectKind.PROGRAMME:
        return
    for vintage in on_programme(subject, user):
        told, on = says(vintage, only_public=True), vintage.issued_on.isoformat()
        yield Line.PLANNED, Entry("forecasts/entry.html", {"vintage": vintage, "says": told}, on)
        if steps := bridge_rows(says(vintage, part="bridge", only_public=True)):
            yield Line.CHANGED, Entry("forecasts/changed.html", {"vintage": vintage, "steps": steps}, on)
        if vintage.windows.exists():
            yield Line.NEXT, Entry("forecasts/next.html", {"vintage": vintage}, on)
