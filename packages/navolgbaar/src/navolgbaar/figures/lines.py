"""What the ledger says about a subject: its published figures, each on the line of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from navolgbaar.figures.models import FigureVersion
from navolgbaar.figures.series import Series, series_in
from navolgbaar.figures.shown import MOST_OF_A_KIND, corrected_on
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.lines import Asked, Entry, Line

LAST = "9999"  # stands behind every year
LINE_OF_KIND = {
    FigureKind.TARGET: Line.PROMISED,
    FigureKind.FORECAST: Line.PLANNED,
    FigureKind.OBSERVED: Line.MEASURED,
    FigureKind.CLAIMED: Line.MEASURED,
}


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """The newest published version of every figure: a card for one that stands alone, a list for a series. A correction
    stands on "changed" as well, with its reason."""
    in_series: dict[int, Series] = {v.pk: series for series in series_in(asked.figures) for v in series.versions}
    lists: dict[tuple[Line, str], list[FigureVersion]] = {}
    for version in asked.figures:
        if series := in_series.get(version.pk):
            lists.setdefault((_line(version), series.ident), []).append(version)
        else:
            yield _line(version), _entry(version, "figures/entry.html")
    corrections = corrected_on(asked.subject)
    for version in corrections:
        yield Line.CHANGED, _entry(version, "figures/correction.html")
    if len(corrections) == MOST_OF_A_KIND:
        yield Line.CHANGED, Entry("figures/more.html", {"subject": asked.subject}, LAST)
    for kind, many in Counter(version.figure.kind for version in asked.figures).items():
        if many == MOST_OF_A_KIND:
            more = {"subject": asked.subject, "kind": kind}
            yield LINE_OF_KIND[FigureKind(kind)], Entry("figures/more.html", more, LAST)
    for (line, _ident), together in lists.items():
        on = together[0].figure.period.first.isoformat()
        yield line, Entry("figures/listed.html", {"versions": together, "first": together[0]}, on)


def _line(version: FigureVersion) -> Line:
    """A day that somebody promised or expects says what comes next, and by whom. Only dates hold a dash inside."""
    kind = FigureKind(version.figure.kind)
    is_ahead = kind in (FigureKind.TARGET, FigureKind.FORECAST) and "-" in (version.value or "")[1:]
    return Line.NEXT if is_ahead else LINE_OF_KIND[kind]


def _entry(version: FigureVersion, template: str) -> Entry:
    return Entry(template, {"version": version}, version.figure.period.first.isoformat())
