"""The one place where a number becomes markup."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from navolgbaar.figures.models import FigureVersion


def published(version: FigureVersion) -> str:
    """The published string in the reader's language."""
    return version.published_en if get_language() == "en" else version.published


def figure_markup(version: FigureVersion, *, css: str = "figure") -> SafeString:
    """`<data value="15644" data-figure="NB-2026-00123@2">` around a link to where the number comes from."""
    link = format_html(
        '<a class="{}" href="{}" title="{}">{}</a>',
        css,
        version.figure.get_absolute_url(),
        gettext("Where does this number come from?"),
        published(version),
    )
    return format_html('<data value="{}" data-figure="{}">{}</data>', version.value or "", version, link)
