"""One quantity over time: what was promised, measured and expected, period after period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from navolgbaar.figures.models import Figure, FigureVersion, Quantity
from navolgbaar.figures.queries import newest_of, standing_versions
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.models import Period

ORDER = (FigureKind.TARGET, FigureKind.OBSERVED, FigureKind.FORECAST, FigureKind.CLAIMED)


@dataclass(frozen=True, slots=True)
class Row:
    """One period with every answer for it, in the order of `Series.kinds`."""

    period: Period
    versions: tuple[FigureVersion, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The answers to one question over at least two periods that can be laid side by side, earliest first."""

    quantity: Quantity
    rows: tuple[Row, ...]

    @property
    def versions(self) -> list[FigureVersion]:
        return [version for row in self.rows for version in row.versions]

    @property
    def kinds(self) -> list[FigureKind]:
        """The kinds of number in it, in a fixed order."""
        there = {version.figure.kind for version in self.versions}
        return [kind for kind in ORDER if kind in there]

    @property
    def ident(self) -> str:
        """Tells pictures on one page apart."""
        return f"series-{self.versions[0].figure.public_id}"


def series_in(versions: Iterable[FigureVersion]) -> list[Series]:
    """The series among these versions: first those with most kinds, then those with most periods."""
    groups: dict[tuple[Any, ...], list[FigureVersion]] = {}
    for version in versions:
        figure = version.figure
        same = (figure.subject_id, figure.quantity_id, figure.area_id, tuple(sorted(figure.breakdown.items())))
        groups.setdefault(same, []).append(version)
    found = [series for group in groups.values() if (series := _series(group))]
    return sorted(found, key=lambda series: (-len(series.kinds), -len(series.rows), series.quantity.pk))


def series_with(figure: Figure) -> Series | None:
    """The series that a figure is part of, as it stands now; None where there is one period only."""
    same = {name: getattr(figure, name) for name in ("subject", "quantity", "area", "breakdown")}
    beside = list(Figure.objects.filter(**same).values_list("pk", flat=True))
    if len(beside) < 2:
        return None
    found = series_in(newest_of(standing_versions().filter(figure__in=beside)))
    return next((series for series in found if any(v.figure_id == figure.pk for v in series.versions)), None)


def number_of(text: str | None) -> float | None:
    """A value of the ledger as a number to draw; None for a date, a word, or nothing."""
    try:
        number = Decimal(text or "")
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() else None


def _series(group: list[FigureVersion]) -> Series | None:
    """None where fewer than two periods have a number."""
    quantity = group[0].figure.quantity
    periods = _beside_each_other({v.figure.period for v in group if number_of(v.value) is not None}, quantity)
    if len(periods) < 2:
        return None

    def place(version: FigureVersion) -> tuple[int, Any]:
        return ORDER.index(FigureKind(version.figure.kind)), version.figure.issued_on

    rows = [Row(p, tuple(sorted((v for v in group if v.figure.period == p), key=place))) for p in periods]
    return Series(quantity, tuple(rows))


def _beside_each_other(periods: set[Period], quantity: Quantity) -> list[Period]:
    """The periods that may be compared: none holds another one, and counts are of periods of one length."""
    apart = [p for p in periods if not any(q != p and p.first <= q.first and q.last <= p.last for q in periods)]
    if quantity.sign != "%":
        lengths = [_length(period) for period in apart]
        usual = max(sorted(set(lengths)), key=lengths.count, default=0)
        apart = [period for period in apart if _length(period) == usual]
    return sorted(apart, key=lambda period: (period.first, period.last))


def _length(period: Period) -> int:
    """In days where it is less than about a month, in months otherwise: a leap year is as long as another year."""
    days = (period.last - period.first).days + 1
    return days if days < 28 else 100 * round(days / 30.44)
