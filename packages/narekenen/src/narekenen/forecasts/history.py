"""A published history, and dated statements about what was to come, out of CSV or XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.forecasts.sheets import Sheet, day, number, read_sheets, text


@dataclass(frozen=True, slots=True)
class Point:
    """One published value. Two values for one date and metric are two points: both are kept."""

    date: date
    metric: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What an issuer said on a day about a period. low = high for one number; None where it gave none.

    issued   as published: a date, or a year and month, which counts as the first of that month
    actual   how it turned out; None while that is not known
    """

    issued: date
    issuer: str
    kind: str
    quantity: str
    period: str
    low: float | None
    high: float | None
    actual: float | None
    source: str

    @property
    def year(self) -> int | None:
        """The calendar year that it is about; None for totals and end dates."""
        return int(self.period) if self.period.isdecimal() and len(self.period) == 4 else None


def month_or_day(value: object) -> date:
    """2021-07-14 as itself, 2021-07 as the first of the month, 2021 as the first of January."""
    said = str(value).strip()
    if len(said) == 4 and said.isdecimal():
        return date(int(said), 1, 1)
    if len(said) == 7:
        return date.fromisoformat(f"{said}-01")
    return day(value)


def sheet_with(path: Path, needed: tuple[str, ...]) -> Sheet:
    sheets = read_sheets(path)
    sheet = next((each for each in sheets.values() if all(name in each.columns for name in needed)), None)
    if sheet is None:
        first = next(iter(sheets.values()))
        lacking = tuple(f"{first.name}: no column {name!r}" for name in needed if name not in first.columns)
        raise UnusableInput("Columns are missing", where=path.name, problems=lacking)
    return sheet


def read_history(path: Path) -> tuple[Point, ...]:
    """Columns date, metric, value; source if there is one. Raises UnusableInput naming every cell that is wrong."""
    sheet, rows = sheet_with(path, ("date", "metric", "value")), []
    for row in sheet.rows:
        when, metric = sheet.read(row, "date", month_or_day), sheet.read(row, "metric", text)
        value, source = sheet.read(row, "value", number), sheet.read(row, "source", text, "") or ""
        if when is None or metric is None or value is None:
            sheet.problems.append(f"{sheet.name}!{row[0]}: date, metric and value are all needed")
        else:
            rows.append(Point(when, metric, value, source))
    _refuse(sheet, path)
    return tuple(rows)


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Columns issued, quantity, period, low, high, actual; issuer, kind and source if they are there."""
    sheet, rows = sheet_with(path, ("issued", "quantity", "period", "low", "high", "actual")), []
    for row in sheet.rows:
        issued = sheet.read(row, "issued", month_or_day)
        words = {
            name: sheet.read(row, name, text, "") or "" for name in ("issuer", "kind", "quantity", "period", "source")
        }
        low, high, actual = (sheet.read(row, name, number) for name in ("low", "high", "actual"))
        if issued is None or not words["quantity"]:
            sheet.problems.append(f"{sheet.name}!{row[0]}: issued and quantity are needed")
            continue
        low = high if low is None else low
        high = low if high is None else high
        if low is not None and high is not None and low > high:
            sheet.problems.append(f"{sheet.cell(row[0], 'low')}: {low:g} is above the high end {high:g}")
        rows.append(Statement(issued, words["issuer"], words["kind"], words["quantity"], words["period"], low, high,
                              actual, words["source"]))  # fmt: skip
    _refuse(sheet, path)
    return tuple(rows)


def _refuse(sheet: Sheet, path: Path) -> None:
    if sheet.problems:
        raise UnusableInput("Some rows cannot be read", where=path.name, problems=tuple(sheet.problems[:40]))
    if not sheet.rows:
        raise UnusableInput("There are no rows", where=path.name)


def contradictions(points: tuple[Point, ...]) -> tuple[tuple[Point, ...], ...]:
    """Points that give another value for the same date and metric, side by side."""
    groups: dict[tuple[date, str], list[Point]] = {}
    for point in points:
        groups.setdefault((point.date, point.metric), []).append(point)
    return tuple(tuple(group) for group in groups.values() if len({point.value for point in group}) > 1)


def by_year(points: tuple[Point, ...], metric: str) -> dict[int, float]:
    """Value per calendar year, from what was published about 31 December.

    A metric that ends in _cumulative is a running total: the difference of two years' ends. Any other is the value
    itself. Where two values contradict each other, the one that comes first in the file counts here.
    """
    ends: dict[int, float] = {}
    for point in points:
        if point.metric == metric and (point.date.month, point.date.day) == (12, 31):
            ends.setdefault(point.date.year, point.value)
    if not metric.endswith("_cumulative"):
        return ends
    return {year: value - ends[year - 1] for year, value in ends.items() if year - 1 in ends}
