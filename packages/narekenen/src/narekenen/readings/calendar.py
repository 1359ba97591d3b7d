"""The calendar that dates are read against: stretches of days and how they are written as EDTF / ISO 8601.

Months are EDTF months ("2022-03"), seasons EDTF level 1 ("2022-23" is autumn), quarters and halves pairs of months
("2028-04/2028-06"). What EDTF has no sign for is written as the stretch that it is taken for: "begin", "medio" and
"eind" of a year are its first, middle and last two months; of a month its first, second and last ten days. The first
half of a month ends on the fifteenth.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from narekenen.readings.model import DateGrain

Part = Literal["", "begin", "medio", "eind", "ultimo", "first_half", "second_half"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb febr", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
         "september sept sep", "oktober okt", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
SEASONS = {"voorjaar": 21, "lente": 21, "zomer": 22, "najaar": 23, "herfst": 23, "winter": 24}

# First day that may be meant, the day before which it has not begun, the day from which it is over, last day that may
# be meant: meteorological seasons start three weeks before astronomical ones, and letters do not say which they mean.
_SEASON_DAYS = {
    21: ((3, 1), (3, 20), (6, 1), (6, 20)),
    22: ((6, 1), (6, 21), (9, 1), (9, 22)),
    23: ((9, 1), (9, 23), (12, 1), (12, 20)),
    24: ((12, 1), (12, 21), (3, 1), (3, 20)),
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days as it is written. `first` and `last` are the widest reading.

    before   last day that lies before it in every reading; after: first day that lies after it in some usual reading
    """

    edtf: str
    grain: DateGrain
    first: date
    last: date
    before: date
    after: date

    @property
    def opening(self) -> str:
        """The EDTF of its start, to write a longer period with."""
        return self.edtf.split("/")[0]

    @property
    def closing(self) -> str:
        """The EDTF of its end, to write a longer period with."""
        return self.edtf.split("/")[-1]


def stretch(edtf: str, grain: DateGrain, first: date, last: date) -> Stretch:
    """A stretch with sharp ends."""
    return Stretch(edtf, grain, first, last, first - timedelta(days=1), last + timedelta(days=1))


def day(year: int, month: int, number: int) -> Stretch | None:
    """One day, or None where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    at = date(year, month, number)
    return stretch(at.isoformat(), "day", at, at)


def month(year: int, number: int, part: Part = "") -> Stretch:
    """A month, ten days at its begin, middle (medio) or end, or a half of it."""
    length = monthrange(year, number)[1]
    low, high = {
        "": (1, length), "begin": (1, 10), "medio": (11, 20), "first_half": (1, 15), "second_half": (16, length),
    }.get(part, (21, length))  # fmt: skip
    first, last = date(year, number, low), date(year, number, high)
    if part == "ultimo":
        return stretch(last.isoformat(), "day", last, last)
    return stretch(f"{year}-{number:02}" if not part else f"{first}/{last}", "period" if part else "month", first, last)


def months(year: int, first: int, last: int, grain: DateGrain) -> Stretch:
    """From the first day of one month to the last of another in the same year: a quarter, a half, a part of a year."""
    edtf = f"{year}-{first:02}/{year}-{last:02}"
    return stretch(edtf, grain, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def quarter(year: int, number: int, part: Part = "") -> Stretch:
    """Quarter 1 to 4, or its first, second or last month."""
    if part:
        return month(year, 3 * number - {"begin": 2, "medio": 1}.get(part, 0))
    return months(year, 3 * number - 2, 3 * number, "quarter")


def half(year: int, number: int) -> Stretch:
    """Half 1 or 2 of a year."""
    return months(year, 6 * number - 5, 6 * number, "half")


def season(year: int, number: int) -> Stretch:
    """Season 21 to 24 of EDTF; the winter of a year is the one that starts in it."""
    starts, begun, over, ends = _SEASON_DAYS[number]
    later = year + 1 if number == 24 else year
    before = date(year, *begun) - timedelta(days=1)
    return Stretch(f"{year}-{number}", "season", date(year, *starts), date(later, *ends), before, date(later, *over))


def year(number: int, part: Part = "") -> Stretch:
    """A year, its first, middle or last two months, or its last day (ultimo)."""
    if part == "ultimo":
        at = date(number, 12, 31)
        return stretch(at.isoformat(), "day", at, at)
    if part:
        low = {"begin": 1, "medio": 6, "eind": 11}[part]
        return months(number, low, low + 1, "period")
    return stretch(f"{number:04}", "year", date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int, grain: DateGrain = "period") -> Stretch:
    """A run of whole years."""
    return stretch(f"{first}/{last}", grain, date(first, 1, 1), date(last, 12, 31))


def week(number_of_year: int, number: int) -> Stretch | None:
    """An ISO week, Monday to Sunday, or None where the year has no such week."""
    try:
        first = date.fromisocalendar(number_of_year, number, 1)
    except ValueError:
        return None
    last = first + timedelta(days=6)
    return stretch(f"{first}/{last}", "period", first, last)


def plus(start: date, count: int, unit: str) -> date:
    """`start` plus a number of years (Y), months (M), weeks (W) or days (D); a day that does not exist moves back."""
    if unit in "WD":
        return start + timedelta(days=count * (7 if unit == "W" else 1))
    total = start.year * 12 + start.month - 1 + count * (12 if unit == "Y" else 1)
    at_year, at_month = divmod(total, 12)
    return date(at_year, at_month + 1, min(start.day, monthrange(at_year, at_month + 1)[1]))
