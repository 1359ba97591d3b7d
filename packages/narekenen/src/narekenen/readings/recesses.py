"""Recesses of the Tweede Kamer as stretches of days, and what stands for them where the calendar does not know."""

from __future__ import annotations

import re

from narekenen.parameters.recesses import recess
from narekenen.readings.calendar import Stretch, month, season, stretch

RECESS = re.compile(r"(?<!\w)(zomer|herfst|kerst|voorjaars|krokus|mei)reces$")
_NAMES = {"krokus": "voorjaarsreces"}
_SEASONS = {"zomerreces": 22, "herfstreces": 23, "kerstreces": 24, "voorjaarsreces": 21}


def recess_name(prefix: str) -> str:
    """The name in the calendar: "kerst" -> "kerstreces", "krokus" -> "voorjaarsreces"."""
    return _NAMES.get(prefix, f"{prefix}reces")


def recess_stretch(name: str, year: int) -> tuple[Stretch, str]:
    """The days of a recess and a doubt ("" when there is none).

    A recess starts on a Friday after the last sitting day and papers are still sent on that day: "before the recess"
    therefore ends with its first day. Where the calendar does not hold the year, the season stands for the recess.
    """
    row = recess(name, year)
    if row is None:
        coarse = month(year, 5) if name == "meireces" else season(year, _SEASONS[name])
        return coarse, f"the recess calendar does not hold the {name} of {year}: read as its season"
    days = stretch(f"{row.first}/{row.last}", "period", row.first, row.last)
    return Stretch(days.edtf, days.grain, days.first, days.last, row.first, days.after), ""
