"""Funnel, trend and tiles as SVG; the same numbers stand in the table beside each. Colours are in our style sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from navolgbaar.indicators.science import Funnel, Month, Spot, percent, tiles, whole
from navolgbaar.indicators.words import VERDICTS

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 360, 260, 38, 8, 10, 34
SIDE = 20
CLASSES = {"high (0.001)": "high2", "high (0.025)": "high1", "": "within", "low (0.025)": "low1", "low (0.001)": "low2"}
DOT = '<a href="{}{}/"><title>{}: {}. {}</title><circle class="dot {}{}" cx="{}" cy="{}" r="4.5"/></a>'
MONTH = '<circle class="dot {}" cx="{}" cy="{}" r="4.5"><title>{}: {}</title></circle>'
TILE = '<a href="{}{}/"><title>{}: {}. {}</title><rect class="{}{}" x="{}" y="{}" width="{}" height="{}"/></a>'
Scale = Callable[[float], float]


def _scale(low: float, high: float, start: float, end: float) -> Scale:
    step = (end - start) / ((high - low) or 1)
    return lambda value: start + (value - low) * step


def _across(low: float, high: float) -> Scale:
    return _scale(low, high, LEFT, WIDE - RIGHT)


def _up(high: float) -> Scale:
    return _scale(0, high, HIGH - BOTTOM, TOP)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _side(high: float, y: Scale) -> SafeString:
    """Lines across with their percentage at the side."""
    step = next(step for step in (5, 10, 20, 25) if high / step <= 5)
    rows = ((LEFT, WIDE - RIGHT, f"{y(v):.1f}", f"{y(v):.1f}", LEFT - 5, f"{y(v) + 4:.1f}", percent(v))
            for v in range(0, int(high) + 1, step))  # fmt: skip
    return format_html_join(
        "", '<line class="grid-line" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
        rows,
    )  # fmt: skip


def _frame(kind: str, ident: str, title: str, inside: SafeString, wide: int = WIDE, high: int = HIGH) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="group" aria-labelledby="{}"><title id="{}">{}</title>{}</svg>',
        kind, wide, high, ident, ident, title, inside,
    )  # fmt: skip


def funnel_drawing(
    found: Funnel, *, address: str, ident: str, chosen: str = "", of_left: bool = True
) -> SafeString:  # fmt: skip
    """A dot per municipality: how many left across, the share that got a home upwards, and the funnel around all."""
    grid = [row[0] for row in found.limits]
    most = max(10.0, max(max(spot.value for spot in found.spots), *(row[4] for row in found.limits[6:]))) * 1.08
    x, y = _across(grid[0], grid[-1]), _up(min(100.0, most))
    band = format_html_join("", '<polygon class="band{}" points="{}"/>', (
        (wide, _line([(x(row[0]), y(row[at])) for row in found.limits]
                     + [(x(row[0]), y(min(row[at + 1], 100.0, most))) for row in reversed(found.limits)]))
        for wide, at in (("2", 3), ("1", 1))
    ))  # fmt: skip
    dots = format_html_join("", DOT, (
        (address, spot.code, spot.name, spot.said, VERDICTS[spot.verdict], CLASSES[spot.verdict],
         " chosen" if spot.code == chosen else "", f"{x(spot.base):.1f}", f"{y(spot.value):.1f}")
        for spot in found.spots
    ))  # fmt: skip
    middle = format_html('<line class="centre" x1="{}" x2="{}" y1="{}" y2="{}"/>', LEFT, WIDE - RIGHT,
                         f"{y(found.centre):.1f}", f"{y(found.centre):.1f}")  # fmt: skip
    words = format_html(
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        LEFT, HIGH - 20, whole(round(grid[0])), WIDE - RIGHT, HIGH - 20, whole(round(grid[-1])),
        (WIDE + LEFT) // 2, HIGH - 6,
        gettext("people of whom it is known") if not of_left else gettext("people who left, and known where to"),
    )  # fmt: skip
    title = gettext("Each municipality is a dot. The same numbers stand in the table.")
    side = _side(min(100.0, most), y)
    return _frame("chart", ident, title, format_html("{}{}{}{}{}", band, side, middle, words, dots))


def trend_drawing(
    months: Sequence[Month], centre: float, *, ident: str, words: Callable[[date], str] | None = None
) -> SafeString:
    """The share month by month (or by what `words` says) with the limits of each point."""
    said = words or month_words
    high = min(100.0, max(10.0, *(m.high for m in months), *(m.value for m in months)) * 1.08)
    x, y = _across(0, len(months) - 1), _up(high)
    at = [(x(i), month) for i, month in enumerate(months)]
    band = format_html('<polygon class="band1" points="{}"/>', _line(
        [(place, y(m.low)) for place, m in at] + [(place, y(m.high)) for place, m in reversed(at)]
    ))  # fmt: skip
    line = format_html('<polyline class="line" points="{}"/>', _line([(place, y(m.value)) for place, m in at]))
    dots = format_html_join("", MONTH, (
        ("signal" if m.signal else "within", f"{place:.1f}", f"{y(m.value):.1f}", said(m.on),
         percent(m.value, 1))
        for place, m in at
    ))  # fmt: skip
    middle = format_html('<line class="centre" x1="{}" x2="{}" y1="{}" y2="{}"/>', LEFT, WIDE - RIGHT,
                         f"{y(centre):.1f}", f"{y(centre):.1f}")  # fmt: skip
    ends = format_html(
        '<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>', LEFT, HIGH - 16,
        said(months[0].on), WIDE - RIGHT, HIGH - 16, said(months[-1].on),
    )  # fmt: skip
    title = gettext("Each dot is a time. The same numbers stand in the table.")
    return _frame("chart", ident, title, format_html("{}{}{}{}{}{}", band, _side(high, y), middle, ends, line, dots))


def month_words(day: date) -> str:
    """A month as people write it on a small space: "jan. 2024"."""
    return date_format(day, "M Y" if get_language() == "en" else "b Y")


def quarter_words(day: date) -> str:
    """A quarter as people write it on a small space: "2024, kwartaal 1"."""
    return gettext("%(year)s, quarter %(number)s") % {"year": day.year, "number": (day.month + 2) // 3}


def tile_drawing(
    spots: Sequence[Spot], absent: Sequence[str], *, address: str, ident: str, chosen: str = ""
) -> SafeString | None:
    """All municipalities as equal tiles; those with a number are links in the colour of their place in the funnel.
    None where fewer than three have a tile."""
    places = tiles()
    shown = [spot for spot in spots if spot.code in places]
    if len(shown) < 3:
        return None
    told = {spot.code for spot in shown} | set(absent)
    empty = format_html_join("", '<rect class="none" x="{}" y="{}" width="{}" height="{}"/>', (
        (SIDE * c, SIDE * r, SIDE - 2, SIDE - 2) for code, (c, r) in places.items() if code not in told
    ))  # fmt: skip
    hidden = format_html_join("", '<rect class="absent" x="{}" y="{}" width="{}" height="{}"/>', (
        (SIDE * places[code][0], SIDE * places[code][1], SIDE - 2, SIDE - 2) for code in absent if code in places
    ))  # fmt: skip
    links = format_html_join("", TILE, (
        (address, spot.code, spot.name, spot.said, VERDICTS[spot.verdict], CLASSES[spot.verdict],
         " chosen" if spot.code == chosen else "", SIDE * places[spot.code][0], SIDE * places[spot.code][1], SIDE - 2,
         SIDE - 2)
        for spot in shown
    ))  # fmt: skip
    width, height = (SIDE * (1 + max(place[i] for place in places.values())) for i in (0, 1))
    title = gettext("Every municipality is one tile, near to where it lies. The same numbers stand in the table.")
    return _frame("tiles", ident, title, format_html("{}{}{}", empty, hidden, links), width, height)


STRIP, HEIGHT = 320, 40


def strip_drawing(
    shares: Mapping[str, float], chosen: str, between: tuple[float, float] | None, middle: float | None, *,
    ident: str, verdict: str = "",
) -> SafeString:  # fmt: skip
    """A pale dot per municipality along a line in per cent; this one with its range; all together as a mark."""
    end = min(100.0, max(*shares.values(), between[1] if between else 0.0, 1.0) * 1.05)
    x, line = _scale(0, end, 8, STRIP - 8), 14
    others = format_html_join("", '<circle class="other" cx="{}" cy="{}" r="3.5"/>', (
        (f"{x(share):.1f}", line) for code, share in shares.items() if code != chosen
    ))  # fmt: skip
    mark = SafeString() if middle is None else format_html(
        '<line class="centre" x1="{}" x2="{}" y1="{}" y2="{}"/>', f"{x(middle):.1f}", f"{x(middle):.1f}", 2, 26,
    )  # fmt: skip
    spread = SafeString() if between is None else format_html(
        '<line class="spread" x1="{}" x2="{}" y1="{}" y2="{}"/>', f"{x(between[0]):.1f}", f"{x(between[1]):.1f}", line,
        line,
    )  # fmt: skip
    own = format_html('<circle class="dot chosen {}" cx="{}" cy="{}" r="6"/>', CLASSES[verdict],
                      f"{x(shares[chosen]):.1f}", line)  # fmt: skip
    ends = format_html('<text x="8" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>', HEIGHT - 2,
                       percent(0), STRIP - 8, HEIGHT - 2, percent(end))  # fmt: skip
    title = gettext("Each municipality is a dot, this one is the large one with its range; the dashed line is all.")
    return _frame(
        "chart strip", ident, title, format_html("{}{}{}{}{}", mark, others, spread, own, ends), STRIP, HEIGHT
    )


def place_drawing(low: int, high: int, among: int, *, ident: str) -> SafeString:
    """The places that this municipality may have among so many, as a bar on a line from the highest to the lowest."""
    x = _scale(1, max(among, 2), 8, STRIP - 8)
    inside = format_html(
        '<line class="rail" x1="8" x2="{}" y1="10" y2="10"/><line class="spread" x1="{}" x2="{}" y1="10" y2="10"/>'
        '<text x="8" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>',
        STRIP - 8, f"{x(low) - 3:.1f}", f"{x(high) + 3:.1f}", HEIGHT - 8, gettext("highest share"), STRIP - 8,
        HEIGHT - 8, gettext("lowest share"),
    )  # fmt: skip
    title = gettext("It may have any of these places.")
    return _frame("chart strip", ident, title, inside, STRIP, HEIGHT)
