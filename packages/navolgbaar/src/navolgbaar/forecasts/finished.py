"""Rows of homes where the work was done, as a planner pastes or uploads them: postcode; house number; day."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext

from navolgbaar.core import clock
from navolgbaar.forecasts.codes import plainly
from navolgbaar.forecasts.models import Home
from navolgbaar.programmes.models import Programme

ISO, DUTCH = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def read_finished(text: str, programme: Programme) -> tuple[list[tuple[Home, date]], list[str]]:
    """(home, day) of each row, and what is wrong, line by line: every bad row is named. No address stands in it."""
    homes = {(home.postcode, home.house_number): home for home in Home.objects.filter(programme=programme)}
    found: dict[int, tuple[Home, date, int]] = {}
    problems: list[str] = []
    for line, cells in _rows(text):
        try:
            home, day = _read(cells, homes, programme)
            if home.pk in found:
                raise ValueError(gettext("this address stands in line %(line)s already") % {"line": found[home.pk][2]})
        except ValueError as problem:
            problems.append(gettext("Line %(line)s: %(problem)s.") % {"line": line, "problem": problem})
            continue
        found[home.pk] = (home, day, line)
    return [(home, day) for home, day, _ in found.values()], problems


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of what is filled in, without a heading. Semicolons, or what a spreadsheet pastes: tabs."""
    lines = text.splitlines()
    sign = next((sign for sign in ";\t," if any(sign in line for line in lines[:5])), ";")
    for number, line in enumerate(lines, start=1):
        cells = [cell.strip() for cell in next(csv.reader([line[:1000]], delimiter=sign), [])]
        if any(cells) and not (number == 1 and cells[0].casefold() == "postcode"):
            yield number, cells


def _read(cells: list[str], homes: dict[tuple[str, str], Home], programme: Programme) -> tuple[Home, date]:
    if len(cells) < 3 or any(cells[3:]) or not all(cells[:3]):
        raise ValueError(gettext("write a postcode, a house number and a day, with semicolons between them"))
    home, day = homes.get((plainly(cells[0]), plainly(cells[1]))), _day(cells[2])
    if home is None:
        raise ValueError(gettext("this address stands in no plan of this programme"))
    if day > clock.today():
        raise ValueError(gettext("this day has not come yet"))
    if programme.starts_on and day < programme.starts_on:
        raise ValueError(gettext("on this day the programme had not begun"))
    return home, day


def _day(said: str) -> date:
    """2025-03-31 or 31-3-2025."""
    if match := ISO.fullmatch(said):
        year, month, day = match.groups()
    elif match := DUTCH.fullmatch(said):
        day, month, year = match.groups()
    try:
        return date(int(year), int(month), int(day))
    except (UnboundLocalError, ValueError) as problem:
        raise ValueError(gettext("this is no day; write it as 2025-03-31 or 31-3-2025")) from problem
