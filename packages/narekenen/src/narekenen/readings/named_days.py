"""Days with a name in the parliamentary year: the turn of the year, Prinsjesdag, Verantwoordingsdag, the feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from narekenen.readings.calendar import Stretch, stretch

FEASTS = ("kerstmis", "kerst", "pasen", "pinksteren")
NAMED_DAYS = ("jaarwisseling", "prinsjesdag", "verantwoordingsdag", *FEASTS)
NAMED_DAY = re.compile(rf"(?<!\w)({'|'.join(NAMED_DAYS)})(?![\w-])")


def named_day(name: str, year: int) -> Stretch:
    """The day in a given year.

    prinsjesdag          the third Tuesday of September (Grondwet, article 65)
    verantwoordingsdag   the third Wednesday of May (custom of the house)
    jaarwisseling        the night after 31 December: before it is up to that day, after it from 1 January
    kerst, pasen, pinksteren   their two days (Algemene termijnenwet, article 3); Easter by the Gregorian computus
    """
    if name == "prinsjesdag":
        at = _third(year, 9, weekday=1)
        return stretch(at.isoformat(), "day", at, at)
    if name == "verantwoordingsdag":
        at = _third(year, 5, weekday=2)
        return stretch(at.isoformat(), "day", at, at)
    if name in FEASTS:
        first = date(year, 12, 25) if name.startswith("kerst") else easter(year)
        first += timedelta(days=49 if name == "pinksteren" else 0)
        last = first + timedelta(days=1)
        return stretch(f"{first}/{last}", "period", first, last)
    last, first = date(year, 12, 31), date(year + 1, 1, 1)
    return Stretch(f"{last}/{first}", "period", last, first, last, first)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar: the algorithm of Butcher (1876) as Meeus gives it, for any year."""
    century, of_century = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _third(year: int, month: int, *, weekday: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 14)
