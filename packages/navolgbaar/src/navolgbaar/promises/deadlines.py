"""Deadlines as EDTF: from what an editor writes to the first and last day that fit, and to words for a page."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ONE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
EVERY = {
    "R/P1Y": gettext_noop("every year"),
    "R/P6M": gettext_noop("every half year"),
    "R/P3M": gettext_noop("every quarter"),
    "R/P1M": gettext_noop("every month"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when. `due` as EDTF, "" for none; `first` and `last` are the days that fit, None where open or unknown."""

    due: str = ""
    first: date | None = None
    last: date | None = None


NONE = Deadline()


def read(written: str) -> Deadline:
    """What is written as EDTF: "2024", "2024-05", "2024-05-01", "2023-23" (autumn), "../2024-01-01", "2024-01/2024-03",
    "R/P1Y". Raises ValueError for anything else."""
    text = written.strip().upper()
    if not text or text in EVERY:
        return Deadline(text)
    low, slash, high = text.partition("/")
    first = None if low == ".." else _days(low)[0]
    last = None if high == ".." else _days(high or low)[1]
    if (slash and low == high == "..") or (first and last and last < first):
        raise ValueError(written)
    return Deadline(text, first, last)


def _days(one: str) -> tuple[date, date]:
    """First and last day of a year, month, season or day. A winter ends in the next year."""
    match = ONE.fullmatch(one)
    if match is None:
        raise ValueError(one)
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if day:
        return date(year, month, day), date(year, month, day)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    begin, end = SEASONS.get(month, (month, month))
    ends_in = year + (end < begin)
    return date(year, begin, 1), date(ends_in, end, monthrange(ends_in, end)[1])


def in_words(due: str) -> str:
    """A deadline as a page says it: "vóór 1 januari 2024" is "uiterlijk 31 december 2023" here, by its last day."""
    if not due:
        return _("no deadline")
    if due in EVERY:
        return str(_(EVERY[due]))
    low, slash, high = due.partition("/")
    if not slash:
        return _one(low)
    if low == "..":
        return _("at the latest %(day)s") % {"day": _one(high)}
    if high == "..":
        return _("from %(day)s on") % {"day": _one(low)}
    return _("from %(first)s up to and including %(last)s") % {"first": _one(low), "last": _one(high)}


def _one(one: str) -> str:
    match = ONE.fullmatch(one)
    if match is None:
        return one
    year, month, day = match.groups()
    if day:
        return date_format(date(int(year), int(month), int(day)), "j F Y")
    if month is None:
        return year
    if int(month) in SEASONS:
        season = {21: _("spring of"), 22: _("summer of"), 23: _("autumn of"), 24: _("winter of")}[int(month)]
        return f"{season} {year}"
    return date_format(date(int(year), int(month), 1), "F Y")
