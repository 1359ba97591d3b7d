"""The one place where a number becomes markup."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from navolgbaar.figures.drawing import Point, drawing
from navolgbaar.figures.models import FigureVersion, Quantity
from navolgbaar.figures.series import Series, number_of
from navolgbaar.figures.states import FigureKind
from navolgbaar.programmes.models import Period


def published(version: FigureVersion) -> str:
    """The published string in the reader's language."""
    return version.published_en if get_language() == "en" else version.published


def figure_markup(version: FigureVersion, *, css: str = "figure") -> SafeString:
    """`<data value="15644" data-figure="NB-2026-00123@2">` around a link to where the number comes from."""
    return format_html(
        '<data value="{}" data-figure="{}"><a class="{}" href="{}" title="{}">{}</a></data>',
        version.value or "",
        version,
        css,
        version.figure.get_absolute_url(),
        gettext("Where does this number come from?"),
        kept_together(published(version)),
    )


def kept_together(words: str) -> str:
    """A number with its sign, which no end of a line may part."""
    return words.replace("€ ", "€\N{NO-BREAK SPACE}").replace(" %", "\N{NO-BREAK SPACE}%")


def in_full(version: FigureVersion) -> str:
    """A version in one line, for a list to choose from: what it counts, when, in which sense, and its value."""
    figure = version.figure
    kind = FigureKind(figure.kind).label
    return f"{figure.quantity}, {period_in_words(figure.period)}: {published(version)} ({kind}, {figure.issuer})"


def period_markup(period: Period) -> SafeString:
    """`<time datetime="2023-01-01/2023-12-31">2023</time>`"""
    return _period_markup(period.first, period.last, get_language() or "")


@lru_cache(maxsize=4096)
def _period_markup(first: date, last: date, language: str) -> SafeString:
    words = period_in_words(Period(first=first, last=last))
    return format_html('<time datetime="{}/{}">{}</time>', first.isoformat(), last.isoformat(), words)


def unit_markup(quantity: Quantity) -> SafeString:
    """The unit that stands beside a number; nothing where it is written with the number itself."""
    if quantity.sign:
        return SafeString()
    english = get_language() == "en" and quantity.unit_en
    return format_html('<span class="unit">{}</span>', english or quantity.unit)


def period_in_words(period: Period, *, short: bool = False) -> str:
    """A period as people write it: "2023", "2021–2022", "1 januari – 30 april 2023"; short: "jan.–apr. 2023"."""
    plain = str(period)
    if "-" not in plain:  # whole calendar years
        return plain
    month = "M" if get_language() == "en" else "b"
    form = f"{month} Y" if short else "j F Y"
    first, last = date_format(period.first, form), date_format(period.last, form)
    if first == last:
        return first
    if period.first.year == period.last.year:
        first = date_format(period.first, form.removesuffix(" Y"))
    return f"{first}–{last}" if short else f"{first} – {last}"


def series_markup(series: Series) -> SafeString:
    """The picture of a series. The same values stand in the table beside it, each with its origin."""
    points = [
        Point(
            label=period_in_words(row.period, short=True),
            value=value,
            kind=version.figure.kind,
            shown=published(version),
            low=number_of(version.low),
            high=number_of(version.high),
        )
        for row in series.rows
        for version in row.versions
        if (value := number_of(version.value)) is not None
    ]
    kinds = ", ".join(str(FigureKind(kind).label) for kind in series.kinds)
    ends = {"first": period_in_words(series.rows[0].period), "last": period_in_words(series.rows[-1].period)}
    title = gettext("%(quantity)s: %(kinds)s, from %(first)s to %(last)s. The same values stand in the table.") % {
        "quantity": series.quantity, "kinds": kinds, **ends,
    }  # fmt: skip
    return drawing(points, title=title, ident=series.ident)
