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
READABLE = 46
"""In narrower steps than this there is no room for values in words."""
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
    """Points as one SVG.

    title   the sentence that a screen reader reads; ident makes the ids of one picture on a page unique
    """
    language = "en" if get_language() == "en" else "nl"
    drawn = _drawn(json.dumps(_specification(points), sort_keys=True), language)
    width, height = re.findall(r"\d+", drawn.partition(">")[0].partition("viewBox=")[2])[2:4]
    return format_html(
        '<svg class="series" viewBox="0 0 {} {}" width="{}" role="img" aria-labelledby="{}">'
        '<title id="{}">{}</title>{}</svg>',
        width, height, width, ident, ident, title, mark_safe(drawn.partition(">")[2].removesuffix("</svg>")),  # noqa: S308
    )  # fmt: skip


@lru_cache(maxsize=512)
def _drawn(specification: str, language: str) -> str:
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(json.loads(specification), format_locale=LOCALE[language]))
    svg = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", svg)
    return re.sub(r'="(#0[1-7]0[1-7]0[1-7])"', lambda found: f'="var({COLOURS[found[1]]})"', svg)


def _specification(points: Sequence[Point]) -> dict[str, Any]:
    longest = max(abs(point.high if point.high is not None else point.value) for point in points) or 1
    labels = list(dict.fromkeys(point.label for point in points))
    step = min(STEP, WIDEST / len(labels))
    values = [
        {
            "label": p.label, "value": p.value, "shown": p.shown, "kind": p.kind, "low": p.low, "high": p.high,
            "inside": p.kind == FigureKind.OBSERVED and p.value / longest > 0.14,
        }
        for p in points
    ]  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": round(step * len(labels)),
        "height": HEIGHT,
        "background": None,
        "padding": 4,
        "data": {"values": values},
        "encoding": {"x": _across(labels), "y": _upwards()},
        "layer": [*_bars(step), *_promises(step), *_open_marks(), *(_words() if step >= READABLE else ())],
        "config": {
            "aria": False,
            "font": "inherit",
            "view": {"stroke": None},
            "axis": {"labelColor": SOFT, "labelFontSize": LETTERS - 1, "domainColor": LINE, "gridColor": LINE,
                     "tickColor": LINE, "labelPadding": 6},
        },
    }  # fmt: skip


def _across(labels: list[str]) -> dict[str, Any]:
    turned = {"labelAngle": -40} if max(map(len, labels)) > 9 else {"labelAngle": 0}
    axis = {**turned, "ticks": False, "labelLimit": 130}
    return {"field": "label", "type": "ordinal", "title": None, "sort": labels, "axis": axis}


def _upwards() -> dict[str, Any]:
    axis = {"tickCount": 4, "domain": False, "ticks": False}
    return {"field": "value", "type": "quantitative", "title": None, "axis": axis, "scale": {"zero": True}}


def _layer(kind: FigureKind, mark: dict[str, Any], **encoding: Any) -> dict[str, Any]:
    return {"transform": [{"filter": f"datum.kind == '{kind.value}'"}], "mark": mark, "encoding": encoding}


def _bars(step: float) -> list[dict[str, Any]]:
    return [_layer(FigureKind.OBSERVED, {"type": "bar", "color": MEASURED, "width": 0.6 * step})]


def _promises(step: float) -> list[dict[str, Any]]:
    line = {"type": "tick", "color": PROMISED, "thickness": 4, "size": 0.82 * step}
    mark = {"type": "point", "shape": "diamond", "size": 90, "filled": True, "color": PROMISED, "opacity": 1}
    return [_layer(FigureKind.TARGET, line), _layer(FigureKind.TARGET, mark)]


def _open_marks() -> list[dict[str, Any]]:
    open_mark = {"type": "point", "filled": False, "size": 150, "strokeWidth": 2.5, "opacity": 1}
    ends = {"y": {**_upwards(), "field": "low"}, "y2": {"field": "high"}}
    return [
        _layer(FigureKind.FORECAST, {"type": "rule", "color": EXPECTED, "strokeWidth": 3}, **ends),
        _layer(FigureKind.FORECAST, {**open_mark, "color": EXPECTED, "strokeDash": [3, 2]}),
        _layer(FigureKind.CLAIMED, {**open_mark, "color": SOFT}),
    ]


def _words() -> list[dict[str, Any]]:
    """The values in words: within a bar where it is long enough, above the mark otherwise."""
    text = {"type": "text", "fontSize": LETTERS, "fontWeight": 600}
    shown = {"text": {"field": "shown"}}
    return [
        {"transform": [{"filter": "datum.inside"}], "mark": {**text, "color": ON_BAR, "dy": -10},
         "encoding": {**shown, "y": {"datum": 0}}},
        {"transform": [{"filter": "!datum.inside"}], "mark": {**text, "color": INK, "dy": -14}, "encoding": shown},
    ]  # fmt: skip
