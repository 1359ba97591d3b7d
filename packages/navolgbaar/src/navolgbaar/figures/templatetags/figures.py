"""{% figure %}, {% live_count %}, |plain: the three ways in which a page may show a number. {% picture %}: a series."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from navolgbaar.figures import plain as plain_numbers
from navolgbaar.figures.models import FigureVersion, Quantity
from navolgbaar.figures.render import figure_markup, period_in_words, period_markup, series_markup, unit_markup
from navolgbaar.figures.series import Series
from navolgbaar.programmes.models import Period

register = template.Library()


@register.simple_tag
def figure(version: FigureVersion, css: str = "figure") -> SafeString:
    """A number that can be followed."""
    return figure_markup(version, css=css)


@register.simple_tag
def live_count(items: Any, href: str) -> SafeString:
    """How many there are now, linked to the list that shows them one by one."""
    count = items.count() if hasattr(items, "model") else len(items)
    return format_html('<a class="count" data-count href="{}">{}</a>', href, str(count))


@register.simple_tag
def picture(series: Series) -> SafeString:
    """A series as a picture; its table stands beside it."""
    return series_markup(series)


@register.simple_tag
def when(period: Period) -> SafeString:
    """A period as people write it, and as programs read it."""
    return period_markup(period)


@register.simple_tag
def unit(quantity: Quantity) -> SafeString:
    """The unit beside a number."""
    return unit_markup(quantity)


@register.filter
def in_words(period: Period) -> str:
    """A period as people write it."""
    return period_in_words(period)


@register.filter
def plain(value: object, reason: str) -> str:
    """A number that is no figure, with what it is."""
    return plain_numbers.plain(value, reason)
