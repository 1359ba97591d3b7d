"""The map on which every municipality is one equal tile, and bars beside reasons. Colours are in our style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from navolgbaar.budgets.science import Reason, Row, tiles

SIDE = 20
SAME, STEPS = 50, (250, 750)
"""Cents per inhabitant: up to which a tile is white, and at which it takes the next colour. As in the legend."""


def tile_map(rows: Sequence[Row], *, address: str, ident: str, chosen: str = "") -> SafeString | None:
    """A link per municipality, coloured by its change per inhabitant. None where fewer than three have a tile."""
    places = tiles()
    shown = [row for row in rows if row.code in places]
    if len(shown) < 3:
        return None
    width = SIDE * (1 + max(places[row.code][0] for row in shown))
    height = SIDE * (1 + max(places[row.code][1] for row in shown))
    cells = format_html_join(
        "",
        '<a href="{}{}/"><title>{}: {}</title><rect class="{}" x="{}" y="{}" width="{}" height="{}"/></a>',
        (
            (address, row.code, row.name, row.change, colour(row.score) + (" chosen" if row.code == chosen else ""),
             SIDE * places[row.code][0], SIDE * places[row.code][1], SIDE - 2, SIDE - 2)
            for row in shown
        ),
    )  # fmt: skip
    title = gettext("Every municipality is one tile, near to where it lies. The same numbers stand in the table.")
    return format_html(
        '<svg class="tiles" viewBox="0 0 {} {}" role="group" aria-labelledby="{}"><title id="{}">{}</title>{}</svg>',
        width, height, ident, ident, title, cells,
    )  # fmt: skip


def colour(score: float) -> str:
    """The class of a tile: "less3" to "less1", "same", "more1" to "more3"."""
    size = 1 + sum(abs(score) >= step for step in STEPS)
    return "same" if abs(score) < SAME else f"{'more' if score > 0 else 'less'}{size}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason with a bar around the middle of a field of 320: places as text for the attributes of an SVG."""

    reason: Reason
    left: str
    width: str

    @property
    def more(self) -> bool:
        return self.reason.cents > 0


def bars(reasons: Sequence[Reason]) -> list[Bar]:
    """Bars of reasons that may be above or below zero, the longest reaching the side."""
    most = max((abs(reason.cents) for reason in reasons), default=1) or 1
    return [
        Bar(reason, f"{160 if reason.cents > 0 else 160 - length:.1f}", f"{length:.1f}")
        for reason in reasons
        for length in (156 * abs(reason.cents) / most,)
    ]
