"""What the ledger says about a subject: its published figures, each on the line of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.queries import shown_on
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.lines import Entry, Line
from navolgbaar.programmes.models import Subject

LINE_OF_KIND = {
    FigureKind.TARGET: Line.PROMISED,
    FigureKind.FORECAST: Line.PLANNED,
    FigureKind.OBSERVED: Line.MEASURED,
    FigureKind.CLAIMED: Line.MEASURED,
}


def speak(subject: Subject, user: Any) -> Iterable[tuple[Line, Entry]]:
    """The newest published version of every figure; a correction stands on "changed" as well, with its reason."""
    for version in shown_on(subject):
        yield _line(version), _entry(version, "figures/entry.html")
        if version.number > 1:
            yield Line.CHANGED, _entry(version, "figures/correction.html")


def _line(version: FigureVersion) -> Line:
    """A day that somebody promised or expects says what comes next, and by whom. Only dates hold a dash inside."""
    kind = FigureKind(version.figure.kind)
    is_ahead = kind in (FigureKind.TARGET, FigureKind.FORECAST) and "-" in (version.value or "")[1:]
    return Line.NEXT if is_ahead else LINE_OF_KIND[kind]


def _entry(version: FigureVersion, template: str) -> Entry:
    return Entry(template, {"version": version}, version.figure.period.first.isoformat())
