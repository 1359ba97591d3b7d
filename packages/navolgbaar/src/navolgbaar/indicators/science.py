"""The door to narekenen: a delivery becomes counts, counts become what may be shown, areas stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import get_language

from narekenen.errors import UnusableInput as UnusableInput
from navolgbaar.indicators.words import AGES, CELLS, VERDICTS

if TYPE_CHECKING:
    import polars as pl

    from narekenen.indicators.peers import PeerGroup

THRESHOLD = 5
UNKNOWN_MUNICIPALITY = "GM9999"
TAILS = (0.025, 0.001)
Pairs = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a delivery.

    counts    numbers of stays, persons and nights; "cells": persons by sex and age; "months": first day of a month ->
              [to a home of their own, left] of the stays that ended in it
    quality   rows, persons, open stays, and per column how many values are unknown
    """

    counts: dict[str, Any]
    quality: dict[str, Any]
    digest: str


def language() -> Literal["nl", "en"]:
    return "en" if get_language() == "en" else "nl"


def read(name: str, data: bytes, first: date, last: date, within: int) -> Counted:
    """Count a delivery over the period. It is read in memory, reaches no disk, and is not kept.

    within   days of the key period: returns within these can be seen
    Raises UnusableInput with one line per kind of problem, naming every row and repeating nothing about a person.
    """
    from hashlib import sha256

    from narekenen.fieldtests.tables import Brought
    from narekenen.indicators.delivery import read_delivery
    from narekenen.indicators.deliveryrules import Context
    from narekenen.indicators.municipalities import municipalities_on
    from narekenen.indicators.stays import Period, flow, nights, returns

    known = {*municipalities_on(first), *municipalities_on(last), UNKNOWN_MUNICIPALITY}
    found = read_delivery(Brought(name, data), Context(first, last, known))
    stays, period = found.stays(), Period.of(first, last)
    moved = flow(stays, period)
    left, back = returns(stays, period, within)
    counts = {
        "stays": found.quality.rows, "persons": moved.served, "at_start": moved.at_start, "came": moved.came,
        "leavers": moved.leavers, "at_end": moved.at_end, "nights": int(nights(stays, period).sum()), "left": left,
        "back": back, "waited": found.quality.rows - found.quality.unknown["waiting_since"],
        **_homes(found.frame), "cells": _cells(found.frame, last.year), "months": _months(found.frame, first),
    }  # fmt: skip
    quality = {
        "rows": found.quality.rows, "persons": found.quality.persons, "open_stays": found.quality.open_stays,
        "unknown": {column: number for column, number in found.quality.unknown.items() if column != "waiting_since"},
    }  # fmt: skip
    return Counted(counts, quality, f"sha256:{sha256(data).hexdigest()}")


def _homes(frame: pl.DataFrame) -> dict[str, int]:
    """Of the persons who have no stay left: how many it is known of where they went, and who to a home."""
    import polars as pl

    last = frame.sort("exit", "entry").group_by("person").agg(
        pl.col("exit").null_count().alias("open"), pl.col("home").last()
    ).filter(pl.col("open") == 0)  # fmt: skip
    counted = dict(last["home"].value_counts().iter_rows())
    return {"known": counted.get("yes", 0) + counted.get("no", 0), "home": counted.get("yes", 0)}


def _cells(frame: pl.DataFrame, year: int) -> dict[str, int]:
    """Persons by sex and by age at the end of the year; who is neither m nor f, or of unknown age, is "other"."""
    import polars as pl

    age = year - pl.col("birth_year")
    label = pl.when(age < 18).then(pl.lit(AGES[0])).when(age <= 26).then(pl.lit(AGES[1])).otherwise(pl.lit(AGES[2]))
    named = pl.when(pl.col("sex").is_in(["f", "m"]) & age.is_not_null()).then(pl.col("sex") + " " + label)
    found = frame.unique("person").select(named.otherwise(pl.lit("other")).alias("cell"))["cell"].value_counts()
    there = dict(found.iter_rows())
    return {cell: there.get(cell, 0) for cell in CELLS}


def _months(frame: pl.DataFrame, first: date) -> dict[str, list[int]]:
    import polars as pl

    ended = frame.filter(pl.col("home").is_in(["yes", "no"]), pl.col("exit") >= first).group_by(
        pl.col("exit").dt.truncate("1mo").alias("month")
    ).agg((pl.col("home") == "yes").sum().alias("home"), pl.len().alias("left")).sort("month")  # fmt: skip
    return {month.isoformat(): [home, left] for month, home, left in ended.iter_rows()}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[int]]:
    """Which counts a corrected delivery changes: name -> [before, after]. The rows of the former one are not here any
    more, so what is compared is what was kept of it."""

    def flat(counts: Mapping[str, Any]) -> dict[str, int]:
        plain = {name: number for name, number in counts.items() if isinstance(number, int)}
        return {**plain, **counts["cells"]}

    old, new = flat(before), flat(after)
    return {name: [old.get(name, 0), new[name]] for name in new if old.get(name, 0) != new[name]}


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


@dataclass(frozen=True, slots=True)
class Protected:
    """A table after disclosure control: code -> numbers (None: withheld), the last of each row its total; "" holds the
    totals of all. small: the cells that were too small themselves, by (code, place); others protect them."""

    rows: dict[str, list[int | None]]
    small: set[tuple[str, int]]


def protect(table: Mapping[str, Sequence[int]], earlier: Mapping[str, Sequence[int | None]]) -> Protected:
    """Withhold what is small and what would give it away.

    earlier   what was released of the same table before: who reads both knows the cells that did not change
    Raises UnusableInput where the table cannot be protected.
    """
    import numpy as np

    from narekenen.disclosure.suppression import suppress
    from narekenen.disclosure.tables import crossed

    codes = [*table, ""]
    cells = crossed([list(row) for row in table.values()])
    values = cells.values.reshape(cells.shape)
    known = np.array([
        [_known(earlier.get(code), place, int(values[i, place])) for place in range(values.shape[1])]
        for i, code in enumerate(codes)
    ])  # fmt: skip
    found = suppress(cells, threshold=THRESHOLD, earlier=known.ravel())
    hidden, primary = (mask.reshape(cells.shape) for mask in (found.withheld(), found.primary))
    rows = {
        code: [None if hidden[i, j] else int(values[i, j]) for j in range(values.shape[1])]
        for i, code in enumerate(codes)
    }
    return Protected(rows, {(codes[i], int(j)) for i, j in zip(*np.nonzero(primary), strict=True)})


def _known(row: Sequence[int | None] | None, place: int, value: int) -> bool:
    return row is not None and place < len(row) and row[place] == value


def coverage(
    due: date, received: Mapping[str, tuple[date, int]], last_time: Mapping[str, int], expected: Sequence[str]
) -> dict[str, Any]:
    """Who delivered and who did not, by public id, and what the missing ones do to the number of stays: "high" is the
    total when they have as many as last time, None where one of them never delivered."""
    from narekenen.indicators.deliveries import coverage as cover

    found = cover(due, received, last_time, tuple(expected))
    return {
        "expected": found.expected, "delivered": found.delivered, "late": list(found.late),
        "missing": list(found.missing), "total": found.total, "low": found.low, "high": found.high,
    }  # fmt: skip


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


def named(code: str) -> str:
    from narekenen.indicators.municipalities import named as name

    return name(code)


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


def percent(value: float, decimals: int = 0) -> str:
    from narekenen.formatting import format_number

    return format_number(value, decimals=decimals, lang=language()) + "%"


def whole(number: int | None) -> str:
    from narekenen.formatting import format_number

    return "" if number is None else format_number(number, lang=language())


def problems_of(refusal: UnusableInput) -> list[str]:
    """What somebody is told about a file that cannot be used, line by line."""
    return [str(refusal).splitlines()[0], *refusal.problems]
