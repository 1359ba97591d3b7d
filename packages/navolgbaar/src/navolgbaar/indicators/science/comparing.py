"""Areas beside each other: the funnel, the trend, the ones that are alike, the tiles of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from navolgbaar.indicators.science.words import UnusableInput, named, percent
from navolgbaar.indicators.words import VERDICTS

if TYPE_CHECKING:
    from narekenen.indicators.peers import PeerGroup

TAILS = (0.025, 0.001)
Pairs = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Spot:
    """One municipality in the funnel. value, low, high in per cent; verdict: "", "high (0.025)", "low (0.001)"."""

    code: str
    name: str
    base: int
    value: float
    low: float
    high: float
    verdict: str

    @property
    def said(self) -> str:
        return percent(self.value)

    @property
    def between(self) -> str:
        return f"{percent(self.low)} – {percent(self.high)}"

    @property
    def verdict_words(self) -> str:
        return str(VERDICTS[self.verdict])


@dataclass(frozen=True, slots=True)
class Funnel:
    """Municipalities in the order of their names. limits: (base, low and high at 95%, low and high at 99.8%) along the
    funnel, in per cent; they hold the spread between municipalities that chance does not explain."""

    spots: tuple[Spot, ...]
    centre: float
    limits: tuple[tuple[float, float, float, float, float], ...]
    outside: int


def funnel(pairs: Pairs) -> Funnel | None:
    """Released pairs beside each other. None with fewer than three municipalities."""
    import numpy as np

    from narekenen.indicators.areafile import Area
    from narekenen.indicators.comparing import compare
    from narekenen.indicators.funnels import overdispersed_limits, overdispersion

    there = {code: pair for code, pair in pairs.items() if pair[1] > 0}
    if len(there) < 3:
        return None
    found = compare([Area(code, tuple(_decimal(n) for n in pair)) for code, pair in there.items()], "share")
    x, n = (np.array([float(pair[i]) for pair in there.values()]) for i in (0, 1))
    target = float(x.sum() / n.sum())
    spread = overdispersion(x, n, scale="share")
    grid = np.linspace(max(1.0, n.min() * 0.7), n.max() * 1.1, 60)
    bounds = [overdispersed_limits(spread, grid, target, tail) for tail in TAILS]
    spots = [
        Spot(area.name, named(area.name), int(area.base), float(area.value or 0), float(area.low or 0),
             float(area.high or 0), area.verdict)
        for area in found.areas
    ]  # fmt: skip
    columns = [grid, *(100 * side for pair in bounds for side in pair)]
    limits = tuple(tuple(float(v) for v in row) for row in zip(*columns, strict=True))
    return Funnel(tuple(sorted(spots, key=lambda spot: spot.name)), 100 * target, limits, found.outside)  # type: ignore[arg-type]


def _decimal(number: int) -> Any:
    from decimal import Decimal

    return Decimal(number)


@dataclass(frozen=True, slots=True)
class Month:
    """A point of the trend in per cent, with the limits of its own number; signal: whether a rule singles it out."""

    on: date
    value: float
    low: float
    high: float
    signal: bool


def trend(months: Sequence[Sequence[Any]]) -> tuple[list[Month], float] | None:
    """(months, centre) of [first day, to a home, left], or None with fewer than eight months."""
    from narekenen.indicators.controlcharts import shares

    points = [(date.fromisoformat(day), home, left) for day, home, left in months if left]
    if len(points) < 8:
        return None
    try:
        chart = shares([p[1] for p in points], [p[2] for p in points])
    except UnusableInput:
        return None
    told = {signal.at for signal in chart.signals}
    rows = [
        Month(point[0], 100 * float(value), 100 * float(low), 100 * float(high), i in told)
        for i, (point, value, low, high) in enumerate(zip(points, chart.values, chart.low, chart.high, strict=True))
    ]
    return rows, 100 * chart.centre


def in_time(points: Sequence[tuple[date, int, int]]) -> list[Month]:
    """[first day, to a home, left] with the range of each point by itself (Wilson, 95%): limits would need eight."""
    from narekenen.indicators.rates import proportion

    there = [point for point in points if point[2]]
    if len(there) < 2:
        return []
    found = proportion([p[1] for p in there], [p[2] for p in there], multiplier=100)
    return [
        Month(point[0], float(value), float(low), float(high), signal=False)
        for point, value, low, high in zip(there, found.value, found.low, found.high, strict=True)
    ]


def features_of(name: str, data: bytes) -> tuple[list[str], dict[str, list[float]], str]:
    """(names, code -> numbers, digest) of a table with `code` and a column per feature. Raises UnusableInput."""
    from narekenen.fieldtests.tables import Brought, header_of
    from narekenen.indicators.areafile import read_areas
    from narekenen.trace.canonical import digest

    table = Brought(name, data)
    rows = read_areas(table, "code", ())
    names = [column for column in header_of(table) if column.strip().lower() != "code"]
    value = {row.name: [float(number) for number in row.numbers] for row in rows}
    return names, value, digest({"names": names, "value": value})


def peers_of(code: str, names: Sequence[str], value: Mapping[str, Sequence[float]], size: int = 6) -> PeerGroup | None:
    """The municipalities most like one, or None where nothing is known of it or too little of others."""
    from narekenen.indicators.peers import peers

    codes = sorted(value)
    try:
        return peers(code, codes, [list(value[each]) for each in codes], names, size=size)
    except UnusableInput:
        return None


def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every municipality on the map where each is equal."""
    from narekenen.indicators.tilemap import municipality_tiles

    return {code: (tile.column, tile.row) for code, tile in municipality_tiles().items()}
