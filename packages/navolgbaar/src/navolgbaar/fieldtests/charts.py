"""Charts of released figures, drawn on the server as SVG. The same values stand in a table beside each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from navolgbaar.fieldtests.released import is_drawn
from navolgbaar.figures.models import FigureVersion

INK, SOFT, THREAD, LINE = "#1b1f24", "#4d5560", "#0b6e6e", "#e6e3dc"
WIDTH, ROW = 420, 34
Bar = tuple[str, float, float, float]
"""label, value, low, high: all in per cent."""


def bars_of(rows: Sequence[tuple[str, FigureVersion]]) -> tuple[Bar, ...]:
    """What can be drawn of these figures: those with a value and an interval."""
    return tuple(
        (label, float(version.value), float(version.low), float(version.high))
        for label, version in rows if is_drawn(version) and version.value is not None
    )  # fmt: skip


@lru_cache(maxsize=64)
def intervals(bars: tuple[Bar, ...], axis: str, *, zero: bool) -> str:
    """Points with their intervals, one row each, in their order. zero: with a line where there is no difference."""
    import altair as alt

    rows = [{"label": label, "value": value, "low": low, "high": high} for label, value, low, high in bars]
    names = alt.Axis(labelLimit=320, ticks=False, domain=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=alt.Y("label:N", sort=None, title=None, axis=names))
    across = alt.X("low:Q", title=axis, scale=alt.Scale(zero=True))
    rule = base.mark_rule(strokeWidth=2.5, color=THREAD).encode(x=across, x2="high:Q")
    point = base.mark_point(filled=True, size=110, opacity=1, color=THREAD).encode(x="value:Q")
    layers: list[Any] = [rule, point]
    if zero:
        none = alt.Chart(alt.InlineData(values=[{"x": 0}])).mark_rule(color=SOFT, strokeDash=[4, 3]).encode(x="x:Q")
        layers.insert(0, none)
    chart = alt.layer(*layers).properties(width=WIDTH, height=ROW * max(len(rows), 1))
    chart = chart.configure(
        background="white", font="sans-serif", padding=12, view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            gridColor=LINE, domainColor=LINE, tickColor=LINE, labelFontSize=14, titleFontSize=14, labelColor=INK,
            titleColor=SOFT, titleFontWeight="normal",
        ),
    )  # fmt: skip
    out = io.StringIO()
    chart.save(out, format="svg")
    return out.getvalue()
