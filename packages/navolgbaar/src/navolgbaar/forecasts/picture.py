"""The S-curve with its fan as SVG with classes of our own style sheet; the same values stand in the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from navolgbaar.figures.models import FigureVersion
from navolgbaar.forecasts.science import Curve, language
from navolgbaar.forecasts.words import CAUSES

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 52, 26, 12
BELOW = (
    '<line class="grid-line" x1="{1}" x2="{1}" y1="{0}" y2="{2}"/><text x="{1}" y="{3}" text-anchor="middle">{4}</text>'
)
BESIDE = (
    '<line class="grid-line" x1="{0}" x2="{1}" y1="{3}" y2="{3}"/><text x="{2}" y="{4}" text-anchor="end">{5}</text>'
)


def fan(curve: Curve, *, ident: str, title: str) -> SafeString | None:
    """The fan from P10 to P90 with the median, years below, addresses at the side; None for fewer than two points."""
    if len(curve) < 2 or curve[-1][3] <= 0:
        return None
    first, last, most = curve[0][0].toordinal(), curve[-1][0].toordinal(), _round_up(curve[-1][3])

    def x(day: int) -> float:
        return LEFT + (day - first) / (last - first) * (WIDTH - LEFT - 8)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP)

    places = [(x(day.toordinal()), [y(value) for value in values]) for day, *values in curve]
    band = [(at, ys[2]) for at, ys in places] + [(at, ys[0]) for at, ys in reversed(places)]
    years = range(curve[0][0].year + 1, curve[-1][0].year + 1)
    every = max(1, len(years) // 8)
    shown = [n for n in years if n % every == 0]
    below = [(f"{x(date(n, 1, 1).toordinal()):.1f}", HEIGHT - BOTTOM, HEIGHT - 6, str(n)) for n in shown]
    beside = [(f"{y(n):.1f}", f"{y(n) + 4:.1f}", thousands(round(n))) for n in (most * part / 4 for part in range(5))]
    grid = format_html_join("", BELOW, ((TOP, *row) for row in below))
    marks = format_html_join("", BESIDE, ((LEFT, WIDTH - 8, LEFT - 6, *row) for row in beside))
    return format_html(
        '<svg class="fan" viewBox="0 0 {} {}" role="img" aria-labelledby="{}"><title id="{}">{}</title>{}{}'
        '<polygon class="band" points="{}"/><polyline class="middle" points="{}"/></svg>',
        WIDTH, HEIGHT, ident, ident, title, grid, marks, _points(band), _points([(at, ys[1]) for at, ys in places]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One cause of a bridge: its figure, its words, and a bar as (left, width) in per cent of the widest."""

    version: FigureVersion
    words: str
    later: bool
    left: str
    width: str


def bridge_rows(said: dict[str, FigureVersion]) -> list[Step]:
    """The steps from the old forecast to the new one, the whole first. Bars start in the middle: left is sooner."""
    days = {name: float(version.value or 0) for name, version in said.items()}
    widest = max((abs(value) for value in days.values()), default=0.0)
    found = []
    for name, version in said.items():
        words = gettext("In all") if name == "days" else CAUSES[name][1 if language() == "en" else 0]
        width = 50 * abs(days[name]) / widest if widest else 0
        left = 50 - width if days[name] < 0 else 50
        found.append(Step(version, words, days[name] > 0, f"{left * 3.2:.1f}", f"{width * 3.2:.1f}"))
    return found


def thousands(value: int) -> str:
    """12345 as 12.345 or 12,345: a tick at the side of a picture."""
    text = f"{value:,}"
    return text if language() == "en" else text.replace(",", ".")


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in places)


def _round_up(value: int) -> int:
    """A round number at least as large, of which a quarter is round as well."""
    step = 4
    while step * 25 < value:
        step *= 10
    return next(step * n for n in range(1, 1000) if step * n >= value)
