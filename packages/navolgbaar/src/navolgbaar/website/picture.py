"""A sum as a picture: what stands there beside what the other numbers give, as two bars on one scale.

Drawn here as SVG with classes of our own style sheet; the same values stand in the table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, BAR, ROW = 320, 26, 62
MOST_PARTS = 40
"""More parts than this are thinner than a pixel: then the bar is drawn as one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """label in words; shown as printed ("€ 24.500"); value what its length stands for; parts that make it up."""

    label: str
    shown: str
    value: Decimal
    parts: tuple[Decimal, ...] = ()


def drawing(printed: Bar, follows: Bar, *, title: str, ident: str) -> SafeString | None:
    """Two bars as SVG; None where lengths say nothing: below zero, or nothing at all.

    title   the sentence that says the same; ident makes the ids of one picture on a page unique
    """
    longest = max(printed.value, follows.value)
    if min(printed.value, follows.value) < 0 or longest == 0:
        return None
    rows = format_html_join("", "{}", ((_row(bar, at, longest),) for at, bar in enumerate((printed, follows))))
    gap = _gap(printed, follows, longest)
    return format_html(
        '<svg class="sum" viewBox="0 0 {} {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>{}{}</svg>',
        WIDTH, 2 * ROW, ident, ident, title, rows, gap,
    )  # fmt: skip


def _row(bar: Bar, at: int, longest: Decimal) -> SafeString:
    top = at * ROW
    words = format_html(
        '<text x="0" y="{}">{}</text><text class="shown" x="{}" y="{}" text-anchor="end">{}</text>',
        top + 16, bar.label, WIDTH, top + 16, bar.shown,
    )  # fmt: skip
    return words + _segments(bar, top + 24, longest, "printed" if at == 0 else "follows")


def _segments(bar: Bar, top: int, longest: Decimal, css: str) -> SafeString:
    fits = 1 < len(bar.parts) <= MOST_PARTS and sum(bar.parts) == bar.value and min(bar.parts) >= 0
    left, drawn = Decimal(0), []
    for part in bar.parts if fits else (bar.value,):
        drawn.append((css, _length(left, longest), top, _length(part, longest), BAR))
        left += part
    return format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', drawn)


def _gap(printed: Bar, follows: Bar, longest: Decimal) -> SafeString:
    """The difference, outlined behind the shorter bar."""
    shorter = min(printed.value, follows.value)
    top = 24 if printed.value < follows.value else ROW + 24
    return format_html(
        '<rect class="gap" x="{}" y="{}" width="{}" height="{}"/>',
        _length(shorter, longest), top, _length(longest - shorter, longest), BAR,
    )  # fmt: skip


def _length(value: Decimal, longest: Decimal) -> str:
    return f"{float(value / longest) * WIDTH:.1f}"
