"""A date expression as it stands, and the words beside it that place it: a year, jl., komend, begin, medio, eind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from narekenen.readings.calendar import Part

Kind = Literal["day", "month", "quarter", "half", "season", "recess", "named", "week", "year", "years", "school_years"]
Direction = Literal["", "past", "next", "this"]


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression.

    number      ("day") month, day; ("month") month; ("quarter") 1-4; ("season") 21-24; ("week") 1-53;
                ("years") first and last year; otherwise ()
    year        as it stands there, None when it does not
    shift       years from the letter's year ("volgend jaar" is 1), None when it does not say
    direction   "past" for jl., "next" for aanstaande or komend, "this" for dit or deze
    """

    start: int
    end: int
    kind: Kind
    number: tuple[int, ...] = ()
    year: int | None = None
    shift: int | None = None
    direction: Direction = ""
    part: Part = ""
    name: str = ""
    doubt: str = ""


W = r"\s{1,4}"
YEAR = r"(?:19|20)\d\d"
MORE = r"[a-zà-ÿ0-9_]|[.,/-][0-9]"  # what may not follow a year; a raised note mark may
_AFTER = re.compile(
    rf"{W}(?:van{W}|in{W})?(?:(?P<year>{YEAR})(?P<note>\d{{1,2}})?(?!{MORE})|"
    rf"(?:het{W})?(?P<rel>dit|volgende?|komende?|vorige?|afgelopen){W}jaar\b"
    rf"|(?P<short>['’]\d\d)(?!\d)|(?P<jl>j\.?l\.?(?!\w)|jongstleden\b|l\.l\.)|(?P<as>a\.?s\.|aanstaande\b|eerstkomende\b))"
)
SHIFTS = {
    "dit": 0, "volgend": 1, "volgende": 1, "komend": 1, "komende": 1, "aankomend": 1, "vorig": -1, "vorige": -1,
    "afgelopen": -1, "verleden": -1,
}  # fmt: skip
_POINTER = re.compile(
    rf"(?<!\w)(?:(?P<past>afgelopen|vorige?|jongstleden|voorbije)|(?P<next>komende?|aankomende?|aanstaande?|volgende?|"
    rf"eerstvolgende)|(?P<this>dit|deze|ditzelfde))(?:{W}maand)?{W}$"
)
PART = re.compile(rf"(?<!\w)(begin|medio|halverwege|half|eind|einde|ultimo)(?:{W}van)?(?:{W}(?:het|de))?{W}$")
HALF = re.compile(rf"(?<!\w)(eerste|tweede|laatste){W}helft{W}van(?:{W}de{W}maand)?{W}$")
_PARTS: dict[str, Part] = {
    "begin": "begin", "medio": "medio", "halverwege": "medio", "half": "medio", "eind": "eind", "einde": "eind",
    "ultimo": "ultimo",
}  # fmt: skip


def says_when(expression: Expression) -> bool:
    """Whether the words themselves place the expression in time: a year, "volgend jaar", "jl." or "komend"."""
    return expression.year is not None or expression.shift is not None or expression.direction != ""


def following(lower: str, end: int) -> Expression:
    """What follows a month, quarter or season: a year, "van dit jaar", jl. or aanstaande."""
    match = _AFTER.match(lower, end, end + 40)
    blank = Expression(0, end, "month")
    if match is None:
        return blank
    if match["year"]:
        if match["note"]:
            doubt = (
                f"{match['year']}{match['note']} read as the year {match['year']} with the mark of note {match['note']}"
            )
            return replace(blank, end=match.end("year"), year=int(match["year"]), doubt=doubt)
        return replace(blank, end=match.end(), year=int(match["year"]))
    if match["short"]:
        return replace(blank, end=match.end(), year=century(int(match["short"][1:])))
    if match["rel"]:
        return replace(blank, end=match.end(), shift=SHIFTS[match["rel"]])
    return replace(blank, end=match.end(), direction="past" if match["jl"] else "next")


def pointed(lower: str, expression: Expression) -> Expression:
    """With "dit", "komend", "afgelopen" before it, where no year follows."""
    if says_when(expression):
        return expression
    match = _POINTER.search(lower, max(0, expression.start - 24), expression.start)
    if match is None:
        return expression
    direction: Direction = "past" if match["past"] else "next" if match["next"] else "this"
    return replace(expression, start=match.start(), direction=direction)


def with_part(lower: str, expression: Expression) -> Expression:
    """With "begin", "medio" or "eind" before a month or a year, or "de tweede helft van" before a month."""
    if expression.kind not in ("month", "quarter", "year"):
        return expression
    match = PART.search(lower, max(0, expression.start - 24), expression.start)
    if match is not None:
        return replace(expression, start=match.start(), part=_PARTS[match[1]])
    match = HALF.search(lower, max(0, expression.start - 40), expression.start) if expression.kind == "month" else None
    if match is None:
        return expression
    return replace(expression, start=match.start(), part="first_half" if match[1] == "eerste" else "second_half")


def century(short: int) -> int:
    """The year of two digits: 70 to 99 in the twentieth century, 0 to 69 in the twenty-first."""
    return 2000 + short if short < 70 else 1900 + short
