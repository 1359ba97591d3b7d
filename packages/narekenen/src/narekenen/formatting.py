"""Numbers and dates as people write them, in Dutch and English. What is written here is read back as itself.

The Dutch form is that of the Taalunie and of government letters: a dot between thousands (from 1.000 on), a decimal
comma, the euro sign before the amount. Negative numbers get a real minus sign (U+2212), which no reader takes for
the dash of a range.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal

from narekenen.errors import UnusableInput, say

Lang = Literal["nl", "en"]
MINUS = "\u2212"

MONTHS: dict[Lang, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
SEASONS: dict[Lang, tuple[str, ...]] = {
    "nl": ("voorjaar", "zomer", "najaar", "winter"),
    "en": ("spring", "summer", "autumn", "winter"),
}
ORDINALS: dict[Lang, tuple[str, ...]] = {
    "nl": ("eerste", "tweede", "derde", "vierde"),
    "en": ("first", "second", "third", "fourth"),
}
UNITS: dict[Lang, dict[str, tuple[str, str]]] = {
    "nl": {"Y": ("jaar", "jaar"), "M": ("maand", "maanden"), "W": ("week", "weken"), "D": ("dag", "dagen")},
    "en": {"Y": ("year", "years"), "M": ("month", "months"), "W": ("week", "weeks"), "D": ("day", "days")},
}
_EDTF_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DURATION = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def format_number(value: Decimal | int | float, *, decimals: int | None = None, lang: Lang = "nl") -> str:
    """A number with thousands marks and a decimal comma (nl) or point (en): 1400 -> "1.400", Decimal("15.4") -> "15,4".

    decimals   digits after the comma, rounded half away from zero; None keeps every digit that the value has
    A float stands for its shortest decimal form (0.1 is 0,1). Raises UnusableInput for infinity and not-a-number.
    """
    exact = _exact(value)
    if decimals is not None:
        exact = _rounded(exact, decimals)
    digits = format(exact.copy_abs(), ",f")
    if lang == "nl":
        digits = digits.translate(str.maketrans(",.", ".,"))
    return MINUS + digits if exact < 0 else digits


def format_amount(
    value: Decimal | int | float, *, decimals: int | None = None, lang: Lang = "nl", currency: str = "€"
) -> str:
    """An amount of money: "€ 1.400", "€ 18,75", "€ −2,50" (nl); "€1,400", "−€2.50" (en).

    decimals None: none for a whole amount, else at least two (cents) and never fewer than the value has.
    """
    exact = _exact(value)
    if decimals is None:
        decimals = 0 if exact == exact.to_integral_value() else max(2, _places(exact))
    digits = format_number(exact, decimals=decimals, lang=lang)
    if lang == "en":
        return f"{MINUS}{currency}{digits[1:]}" if digits.startswith(MINUS) else f"{currency}{digits}"
    return f"{currency} {digits}"


def format_percentage(value: Decimal | int | float, *, decimals: int | None = None, lang: Lang = "nl") -> str:
    """A percentage from its number of hundredths: 15.4 -> "15,4%"."""
    return format_number(value, decimals=decimals, lang=lang) + "%"


def format_date(edtf: str, lang: Lang = "nl") -> str:
    """A date or period from its EDTF / ISO 8601 form, as it stands in a sentence without its preposition.

    "2022-03-04" -> "4 maart 2022"; "2022-23" -> "najaar 2022"; "2028-04/2028-06" -> "tweede kwartaal 2028";
    "../2022-11-18" -> "uiterlijk 18 november 2022"; "../2020-12-31" -> "vóór 1 januari 2021"; "2021-07-01/.." ->
    "vanaf 1 juli 2021"; "P5Y" -> "5 jaar"; "R/P3M" -> "elke 3 maanden". Raises UnusableInput for anything else.
    """
    if edtf.startswith("R/"):
        return _recurring(edtf[2:], lang)
    if edtf.startswith("P"):
        return format_duration(edtf, lang)
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        return _interval(start, end, lang)
    return _single(edtf, lang)


def format_duration(edtf: str, lang: Lang = "nl") -> str:
    """An ISO 8601 duration in years, months, weeks and days: "P5Y" -> "5 jaar", "P1Y6M" -> "1 jaar en 6 maanden"."""
    parts = [f"{count} {UNITS[lang][unit][count != 1]}" for count, unit in _duration_parts(edtf)]
    joint = {"nl": " en ", "en": " and "}[lang]
    return joint.join(parts) if len(parts) < 3 else joint.join([", ".join(parts[:-1]), parts[-1]])


def _exact(value: Decimal | int | float) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    if not exact.is_finite():
        raise UnusableInput(
            say("{value} is not a number that can be printed", value=str(value)), do="Give None with a reason instead"
        )
    return exact


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero, in as many digits as that takes (the usual decimal context stops at 28)."""
    room = Context(prec=max(1, value.adjusted() + decimals + 2))
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, room)


def _single(edtf: str, lang: Lang) -> str:
    match = _EDTF_DATE.fullmatch(edtf)
    year, second, day = match.groups() if match else ("", None, None)
    if match and second is None:
        return year
    number = int(second or 0)
    if match and day is not None and _is_day(edtf):
        return f"{int(day)} {MONTHS[lang][number - 1]} {year}"
    if match and day is None and 1 <= number <= 12:
        return f"{MONTHS[lang][number - 1]} {year}"
    if match and day is None and 21 <= number <= 24:
        return f"{SEASONS[lang][number - 21]} {year}"
    raise _unusable(edtf)


def _is_day(edtf: str) -> bool:
    try:
        date.fromisoformat(edtf)
    except ValueError:
        return False
    return True


def _interval(start: str, end: str, lang: Lang) -> str:
    if start == "..":
        return _until(end, lang)
    if end == "..":
        return f"{'vanaf' if lang == 'nl' else 'from'} {_single(start, lang)}"
    part = _part_of_year(start, end, lang)
    if part:
        return part
    first, last = _single(start, lang), _single(end, lang)
    if start[:4] == end[:4] and len(start) > 4 and len(start) == len(end):
        first = first.removesuffix(f" {start[:4]}")
    return f"{first} tot en met {last}" if lang == "nl" else f"{first} to {last}"


def _until(end: str, lang: Lang) -> str:
    """A last day at the end of a month is said as people say it: before the first of the next."""
    if len(end) == 10 and _is_day(end) and end != "9999-12-31":
        following = date.fromisoformat(end) + timedelta(days=1)
        if following.day == 1:
            return f"{'vóór' if lang == 'nl' else 'before'} {_single(following.isoformat(), lang)}"
    return f"{'uiterlijk' if lang == 'nl' else 'by'} {_single(end, lang)}"


def _part_of_year(start: str, end: str, lang: Lang) -> str:
    """ "tweede kwartaal 2028" or "eerste helft van 2028" where two months bound exactly that; else ""."""
    if len(start) != 7 or len(end) != 7 or start[:4] != end[:4]:
        return ""
    year, first, last = start[:4], int(start[5:]), int(end[5:])
    if first % 3 == 1 and last == first + 2 and last <= 12:
        ordinal = ORDINALS[lang][first // 3]
        return f"{ordinal} kwartaal {year}" if lang == "nl" else f"{ordinal} quarter of {year}"
    if first in (1, 7) and last == first + 5:
        ordinal = ORDINALS[lang][first // 6]
        return f"{ordinal} helft van {year}" if lang == "nl" else f"{ordinal} half of {year}"
    return ""


def _recurring(duration: str, lang: Lang) -> str:
    parts = _duration_parts(duration)
    if len(parts) == 1 and parts[0][0] == 1:
        unit = parts[0][1]
        if lang == "nl":
            return f"{'elk' if unit == 'Y' else 'elke'} {UNITS[lang][unit][0]}"
        return f"every {UNITS[lang][unit][0]}"
    return f"{'elke' if lang == 'nl' else 'every'} {format_duration(duration, lang)}"


def _duration_parts(edtf: str) -> list[tuple[int, str]]:
    match = _DURATION.fullmatch(edtf)
    if match is None:
        raise _unusable(edtf)
    return [(int(count), unit) for count, unit in zip(match.groups(), "YMWD", strict=True) if count is not None]


def _unusable(edtf: str) -> UnusableInput:
    return UnusableInput(
        say("“{text}” is not a date", text=edtf),
        why="dates are written as EDTF (2022-03-04, 2022-03, 2022-23 for autumn, ../2022-11-18) or ISO 8601 (P5Y)",
        do="Write it in one of these forms",
    )
