"""Days with a name in the parliamentary year: the turn of the year, Prinsjesdag, Verantwoordingsdag."""

from __future__ import annotations

import re
from datetime import date, timedelta

from narekenen.readings.calendar import Stretch, stretch

NAMED_DAYS = ("jaarwisseling", "prinsjesdag", "verantwoordingsdag")
NAMED_DAY = re.compile(rf"(?<!\w)({'|'.join(NAMED_DAYS)})(?!\w)")


def named_day(name: str, year: int) -> Stretch:
    """The day in a given year.

    prinsjesdag          the third Tuesday of September (Grondwet, article 65)
    verantwoordingsdag   the third Wednesday of May (custom of the house)
    jaarwisseling        the night after 31 December: before it is up to that day, after it from 1 January
    """
    if name == "prinsjesdag":
        at = _third(year, 9, weekday=1)
        return stretch(at.isoformat(), "day", at, at)
    if name == "verantwoordingsdag":
        at = _third(year, 5, weekday=2)
        return stretch(at.isoformat(), "day", at, at)
    last, first = date(year, 12, 31), date(year + 1, 1, 1)
    return Stretch(f"{last}/{first}", "period", last, first, last, first)


def _third(year: int, month: int, *, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 14)
