"""A published series by year with its breaks: where does a number in a letter come from, and may years be compared?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.tables import read_table

COLUMNS = ("dataset", "geo", "year", "value", "flag")
UNION = re.compile(r"(EU|EA|EEA|EFTA)\d*(_\d+)?$")
"""Eurostat's codes of countries taken together, such as EU27_2020 and EA19: no place among the others."""


@dataclass(frozen=True, slots=True)
class Point:
    """One year of one series. broken: the method changed here, so this year starts a new stretch."""

    dataset: str
    place: str
    year: int
    value: Decimal
    broken: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A point that prints as the number sought, its rank from the highest among the places of that year (first and
    last, where places tie), how many places there are, and the later years at which the series breaks."""

    point: Point
    rank: tuple[int, int]
    places: int
    later_breaks: tuple[int, ...]


def read_series(path: Path) -> tuple[Point, ...]:
    """Columns dataset, geo, year, value, flag (b: break). Raises UnusableInput naming each bad row."""
    frame = read_table(path)
    lacking = [name for name in COLUMNS if name not in frame.columns]
    if lacking:
        raise UnusableInput(say("There is no column {names}", names=", ".join(lacking)), where=path.name)
    points, problems = [], []
    for row, (dataset, place, year, value, flag) in enumerate(frame.select(COLUMNS).iter_rows(), start=2):
        try:
            number = Decimal(value)
            points.append(Point(dataset, place, int(year), number, "b" in (flag or "")))
        except (ArithmeticError, TypeError, ValueError):
            problems.append(
                say("row {row}: {year!r} and {value!r} are no year and number", row=row, year=year, value=value)
            )
    if problems:
        raise UnusableInput("The series cannot be read", where=path.name, problems=tuple(problems))
    return tuple(points)


def find(
    points: Iterable[Point], number: Decimal, place: str, dataset: str = "", among: Collection[str] = ()
) -> tuple[Match, ...]:
    """Where `number` stands in the series of a place, rounded to as many decimals as the number has.

    dataset   part of the name of the series; among: the places to be ranked (all of them when empty)
    """
    every = [point for point in points if dataset in point.dataset and (not among or point.place in among)]
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    found = [p for p in every if p.place == place and p.value.quantize(step) == number]
    return tuple(_match(point, every) for point in found)


def _match(point: Point, every: list[Point]) -> Match:
    same = [p for p in every if p.dataset == point.dataset and (p.place == point.place or not UNION.match(p.place))]
    values = [p.value for p in same if p.year == point.year]
    breaks = sorted(p.year for p in same if p.place == point.place and p.broken and p.year > point.year)
    rank = 1 + sum(value > point.value for value in values), sum(value >= point.value for value in values)
    return Match(point, rank, len(values), tuple(breaks))
