"""Late registrations out of CSV or XLSX, and what the last months will be once all is registered, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.history import sheet_with
from narekenen.forecasts.nowcast import NowcastRow, nowcast, reporting_triangle
from narekenen.forecasts.sheets import day
from narekenen.formatting import Lang, format_date, format_number

WORDS: dict[Lang, str] = {
    "nl": "{month}: {registered} geregistreerd; als alles binnen is naar verwachting {mean} ({low} tot {high}).",
    "en": "{month}: {registered} registered; once all is in, {mean} are expected ({low} to {high}).",
}


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is not complete, as "2026-10", with its nowcast."""

    month: str
    row: NowcastRow


def nowcast_file(path: Path, *, known_on: date, months: int = 24, longest: int = 12) -> tuple[Month, ...]:
    """The months that are not complete on a day. Columns happened and registered hold dates; what was registered after
    that day was not known yet and is left out. Raises UnusableInput naming every cell that is no date."""
    if not 2 <= months <= 600 or not 1 <= longest < months:
        raise UnusableInput(
            say("{months} months with a delay of at most {longest}", months=months, longest=longest),
            why="The delay is the smaller one",
        )
    sheet = sheet_with(path, ("happened", "registered"))
    pairs = [(sheet.read(row, "happened", day), sheet.read(row, "registered", day), row[0]) for row in sheet.rows]
    lacking = [number for event, noted, number in pairs if event is None or noted is None]
    if sheet.problems or lacking:
        more = tuple(say("{cell}: both dates are needed", cell=f"{sheet.name}!{number}") for number in lacking[:40])
        raise UnusableInput("Some rows cannot be read", where=path.name, problems=tuple(sheet.problems[:40]) or more)
    known = [(event, noted) for event, noted, _ in pairs if event and noted]
    triangle = reporting_triangle(
        tuple(event for event, _ in known), tuple(noted for _, noted in known), known_on=known_on, months=months,
        longest=longest,
    )  # fmt: skip
    first = known_on.year * 12 + known_on.month - months
    found = []
    for row in nowcast(triangle):
        year, month = divmod(first + row.period, 12)
        found.append(Month(f"{year}-{month + 1:02}", row))
    return tuple(found)


def nowcast_lines(months: tuple[Month, ...], lang: Lang) -> list[str]:
    """A sentence per month."""

    def n(value: float) -> str:
        return format_number(round(value), lang=lang)

    return [
        WORDS[lang].format(
            month=format_date(each.month, lang), registered=n(each.row.registered), mean=n(each.row.mean),
            low=n(each.row.low), high=n(each.row.high),
        )
        for each in months
    ]  # fmt: skip
