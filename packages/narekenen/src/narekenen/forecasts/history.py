"""A published history, and dated statements about what was to come, out of CSV or XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.sheets import Sheet, day, number, read_sheets, sheet_named, text

HISTORY = {  # column -> its other names
    "date": ("datum", "day", "dag", "month", "maand", "peildatum", "year", "jaar", "period", "periode", "as_of"),
    "metric": ("maat", "indicator", "grootheid", "quantity", "series", "reeks", "measure", "name", "naam"),
    "value": ("waarde", "number", "aantal", "actual", "amount", "count"),
    "source": ("bron", "url"),
}
STATEMENTS = {
    "issued": ("issued_on", "date", "datum", "published", "gepubliceerd", "gezegd_op", "said_on", "known_on"),
    "quantity": ("grootheid", "metric", "maat", "indicator", "what", "wat"),
    "period": ("periode", "year", "jaar", "about", "over"),
    "low": (
        "laag",
        "min",
        "minimum",
        "lower",
        "from",
        "van",
        "value",
        "waarde",
        "forecast",
        "prognose",
        "target",
        "doel",
    ),
    "high": ("hoog", "max", "maximum", "upper", "to", "tot"),
    "actual": ("uitkomst", "outcome", "gerealiseerd", "realised", "realisatie", "werkelijk", "truth", "result"),
    "issuer": ("afzender", "wie", "who", "organisation", "organisatie"),
    "kind": ("soort", "type"),
    "source": ("bron", "url"),
}


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
        lacking = tuple(
            say("{sheet}: no column {name!r}", sheet=first.name, name=name)
            for name in needed
            if name not in first.columns
        )
        raise UnusableInput("Columns are missing", where=path.name, problems=lacking)
    return sheet


def at_the_end(value: object) -> date:
    """What a value in a history is about: a day, the end of a month (2021-07) or the end of a year (2021)."""
    said, found = text(value), month_or_day(text(value) if not isinstance(value, date) else value)
    if len(said) == 4 and said.isdecimal():
        return date(found.year, 12, 31)
    if len(said) == 7:
        return date(found.year + found.month // 12, found.month % 12 + 1, 1) - timedelta(days=1)
    return found


at_the_end.__name__ = month_or_day.__name__  # a cell that is none gets the same sentence


def read_history(path: Path) -> tuple[Point, ...]:
    """Columns date, metric, value (and source), or a date and one column per metric; the names of columns in English or
    Dutch (`HISTORY`). A year stands for its last day, a month likewise.

    Raises UnusableInput naming every cell that is wrong.
    """
    sheet = sheet_named(path, HISTORY, needed=("date",))
    rows = _long(sheet) if {"metric", "value"} <= set(sheet.columns) else _wide(sheet, path)
    _refuse(sheet, path)
    return tuple(rows)


def _long(sheet: Sheet) -> list[Point]:
    rows = []
    for row in sheet.rows:
        before = len(sheet.problems)
        when, metric = sheet.read(row, "date", at_the_end), sheet.read(row, "metric", text)
        value, source = sheet.read(row, "value", number), sheet.read(row, "source", text, "") or ""
        if when is not None and metric is not None and value is not None:
            rows.append(Point(when, metric, value, source))
        elif len(sheet.problems) == before:
            sheet.problems.append(say("{cell}: date, metric and value are all needed", cell=f"{sheet.name}!{row[0]}"))
    return rows


def _wide(sheet: Sheet, path: Path) -> list[Point]:
    """Every column but the date and the source is a metric; an empty cell is not known."""
    known = {sheet.columns[name] for name in ("date", "source") if name in sheet.columns}
    metrics = {name: place for name, place in sheet.columns.items() if place not in known}
    if not metrics or {"metric", "value"} & set(sheet.columns):
        lacking = [name for name in ("metric", "value") if name not in sheet.columns]
        raise UnusableInput(
            "Columns are missing", where=path.name, do="Use date, metric and value, or a date and a column per metric",
            problems=tuple(say("{sheet}: no column {name!r} ({others})", sheet=sheet.name, name=name,
                               others=", ".join(HISTORY[name])) for name in lacking),
        )  # fmt: skip
    rows = []
    for row in sheet.rows:
        when, source = sheet.read(row, "date", at_the_end), sheet.read(row, "source", text, "") or ""
        values = {name: sheet.read(row, name, number) for name in metrics}
        if when is not None:
            rows += [Point(when, name, value, source) for name, value in values.items() if value is not None]
        elif not any(sheet.cell(row[0], "date") in problem for problem in sheet.problems):
            sheet.problems.append(say("{cell}: is empty", cell=sheet.cell(row[0], "date")))
    return rows


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Columns issued, quantity, period and low; high, actual, issuer, kind and source if they are there; names in
    English or Dutch (`STATEMENTS`). Raises UnusableInput naming every row that is wrong."""
    sheet = sheet_named(path, STATEMENTS, needed=("issued", "quantity", "period", "low"))
    rows = []
    for row in sheet.rows:
        before = len(sheet.problems)
        issued = sheet.read(row, "issued", month_or_day)
        words = {
            name: sheet.read(row, name, text, "") or "" for name in ("issuer", "kind", "quantity", "period", "source")
        }
        low, high, actual = (sheet.read(row, name, number) for name in ("low", "high", "actual"))
        if issued is None or not words["quantity"]:
            if len(sheet.problems) == before:
                sheet.problems.append(say("{cell}: issued and quantity are needed", cell=f"{sheet.name}!{row[0]}"))
            continue
        low = high if low is None else low
        high = low if high is None else high
        if low is not None and high is not None and low > high:
            sheet.problems.append(
                say(
                    "{cell}: {low:g} is above the high end {high:g}", cell=sheet.cell(row[0], "low"), low=low, high=high
                )
            )
        rows.append(Statement(issued, words["issuer"], words["kind"], words["quantity"], words["period"], low, high,
                              actual, words["source"]))  # fmt: skip
    _refuse(sheet, path)
    return tuple(rows)


def _refuse(sheet: Sheet, path: Path) -> None:
    sheet.refuse(path.name)
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
