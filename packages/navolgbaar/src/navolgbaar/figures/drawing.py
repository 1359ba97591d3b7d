"""A series as a picture: SVG made on the server, in the colours of our own style sheet, dark mode included.

The specification is plain Vega-Lite; vl-convert draws it (0.4 s for the first picture of a process, about 0.03 s for
the next; one that was drawn is remembered). Bars stand for what was measured, a thick line for what was promised, an
open mark for what is expected or claimed: kinds differ by shape as well as by colour. The table beside a picture holds
the same values, each with its origin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from navolgbaar.figures.states import FigureKind

COLOURS = {
    "#010101": "--ink", "#020202": "--ink-soft", "#030303": "--line", "#040404": "--on-thread",
    "#050505": "--measured", "#060606": "--promised", "#070707": "--expected",
}  # fmt: skip
"""What the drawing says → the token of the style sheet that it becomes."""
INK, SOFT, LINE, ON_BAR, MEASURED, PROMISED, EXPECTED = COLOURS
STEP, WIDEST, HEIGHT, LETTERS = 66, 660, 210, 15
ROW, NARROW = 40, 190
"""On a telephone periods stand below each other: so high each, and so wide the scale."""
READABLE = 46
"""In narrower steps than this there is no room for values in words."""
NEAR = 0.12
"""Of the whole scale: marks of one period that are closer than this share the place where their words stand."""
LOCALE: dict[str, Literal["nl-NL", "en-GB"]] = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Point:
    """One answer: under which label it stands, its value, what is written beside it, and its ends if it has them."""

    label: str
    value: float
    kind: str
    shown: str
    low: float | None = None
    high: float | None = None


def drawing(points: Sequence[Point], *, title: str, ident: str) -> SafeString:
    """Points as SVG, once for a wide page and once for a telephone; the style sheet shows one of the two.

    title   the sentence that a screen reader reads; ident makes the ids of one picture on a page unique
    """
    return _svg(points, "wide", title, ident) + _svg(points, "narrow", title, f"{ident}-narrow")


def _svg(points: Sequence[Point], form: str, title: str, ident: str) -> SafeString:
    language = "en" if get_language() == "en" else "nl"
    drawn = _drawn(json.dumps(_specification(points, form == "wide"), sort_keys=True), language)
    width, height = re.findall(r"\d+", drawn.partition(">")[0].partition("viewBox=")[2])[2:4]
    return format_html(
        '<svg class="series {}" viewBox="0 0 {} {}" width="{}" role="img" aria-labelledby="{}">'
        '<title id="{}">{}</title>{}</svg>',
        form, width, height, width, ident, ident, title,
        mark_safe(drawn.partition(">")[2].removesuffix("</svg>")),  # noqa: S308
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _drawn(specification: str, language: str) -> str:
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(json.loads(specification), format_locale=LOCALE[language]))
    svg = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", svg)
    return re.sub(r'="(#0[1-7]0[1-7]0[1-7])"', lambda found: f'="var({COLOURS[found[1]]})"', svg)


def _specification(points: Sequence[Point], is_wide: bool) -> dict[str, Any]:
    """Periods along `along`, values along `up`: x and y on a wide page, y and x on a telephone."""
    labels = list(dict.fromkeys(point.label for point in points))
    along, up = ("x", "y") if is_wide else ("y", "x")
    step = min(STEP, WIDEST / len(labels)) if is_wide else ROW
    size = {"width": round(step * len(labels)), "height": HEIGHT}
    layers = [*_bars(step, is_wide), *_promises(step, up), *_open_marks(up)]
    if step >= READABLE or not is_wide:
        layers += _words(up)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **(size if is_wide else {"width": NARROW, "height": ROW * len(labels)}),
        "background": None,
        "padding": 4,
        "data": {"values": _values(points)},
        "encoding": {along: _periods(labels, is_wide), up: _scale()},
        "layer": layers,
        "config": {
            "aria": False,
            "font": "inherit",
            "view": {"stroke": None},
            "axis": {"labelColor": SOFT, "labelFontSize": LETTERS - 1, "domainColor": LINE, "gridColor": LINE,
                     "tickColor": LINE, "labelPadding": 6},
        },
    }  # fmt: skip


def _values(points: Sequence[Point]) -> list[dict[str, Any]]:
    """What is drawn. A range is drawn and not written: its words stand in the table. `at` is where words stand."""
    longest = max(abs(point.high if point.high is not None else point.value) for point in points) or 1
    return [
        {
            "label": p.label, "value": p.value, "kind": p.kind, "low": p.low, "high": p.high,
            "shown": "" if p.low is not None else p.shown,
            "inside": p.kind == FigureKind.OBSERVED and p.value / longest > NEAR + 0.02,
            "at": max(q.value for q in points if q.label == p.label and abs(q.value - p.value) / longest < NEAR),
        }
        for p in points
    ]  # fmt: skip


def _periods(labels: list[str], is_wide: bool) -> dict[str, Any]:
    turned = {"labelAngle": -40} if is_wide and max(map(len, labels)) > 9 else {"labelAngle": 0}
    axis = {**turned, "ticks": False, "labelLimit": 130}
    return {"field": "label", "type": "ordinal", "title": None, "sort": labels, "axis": axis}


def _scale(field: str = "value") -> dict[str, Any]:
    axis = {"tickCount": 4, "domain": False, "ticks": False}
    return {"field": field, "type": "quantitative", "title": None, "axis": axis, "scale": {"zero": True}}


def _layer(kind: FigureKind, mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"transform": [{"filter": f"datum.kind == '{kind.value}'"}], "mark": mark, "encoding": encoding}


def _bars(step: float, is_wide: bool) -> list[dict[str, Any]]:
    thick = {"width" if is_wide else "height": 0.6 * step}
    return [_layer(FigureKind.OBSERVED, {"type": "bar", "color": MEASURED, **thick})]


def _promises(step: float, up: str) -> list[dict[str, Any]]:
    line = {"type": "tick", "color": PROMISED, "thickness": 4, "size": 0.82 * step}
    mark = {"type": "point", "shape": "diamond", "size": 90, "filled": True, "color": PROMISED, "opacity": 1}
    span = _layer(FigureKind.TARGET, {"type": "rule", "color": PROMISED, "strokeWidth": 3}, **_ends(up))
    return [span, _layer(FigureKind.TARGET, line), _layer(FigureKind.TARGET, mark)]


def _open_marks(up: str) -> list[dict[str, Any]]:
    open_mark = {"type": "point", "filled": False, "size": 150, "strokeWidth": 2.5, "opacity": 1}
    return [
        _layer(FigureKind.FORECAST, {"type": "rule", "color": EXPECTED, "strokeWidth": 3}, **_ends(up)),
        _layer(FigureKind.FORECAST, {**open_mark, "color": EXPECTED, "strokeDash": [3, 2]}),
        _layer(FigureKind.CLAIMED, {**open_mark, "color": SOFT}),
    ]


def _ends(up: str) -> dict[str, Any]:
    return {up: _scale("low"), f"{up}2": {"field": "high"}}


def _words(up: str) -> list[dict[str, Any]]:
    """The values in words: within a bar where it is long enough, beyond the mark otherwise."""
    text = {"type": "text", "fontSize": LETTERS, "fontWeight": 600}
    within = {"dy": -10} if up == "y" else {"dx": 6, "align": "left"}
    beyond = {"dy": -14} if up == "y" else {"dx": 9, "align": "left"}
    shown = {"text": {"field": "shown"}}
    return [
        {"transform": [{"filter": "datum.inside"}], "mark": {**text, "color": ON_BAR, **within},
         "encoding": {**shown, up: {"datum": 0}}},
        {"transform": [{"filter": "!datum.inside"}], "mark": {**text, "color": INK, **beyond},
         "encoding": {**shown, up: _scale("at")}},
    ]  # fmt: skip
