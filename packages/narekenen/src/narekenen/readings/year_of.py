"""Which year is meant when the text does not say: decided from the letter's date, the word beside it and the tense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from narekenen.readings import calendar
from narekenen.readings.calendar import Part, Stretch
from narekenen.readings.date_expression import Direction, Expression, Kind
from narekenen.readings.named_days import named_day
from narekenen.readings.recesses import recess_stretch

_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")
_PAST = re.compile(
    r"\b(?:heb|heeft|hebben|had|hadden|was|waren|werd|werden|vond|vonden|ging|gingen|gaf|gaven|kwam|kwamen|bleek|bleken|"
    r"sprak|spraken|schreef|stuurde|zond|bood|besloot|besloten|stelde|vroeg|ontving|ontvingen|meldde|"
    r"d\.d\.|brief van|brieven van|motie van|debat van|overleg van|besluit van|rapport van|advies van|verslag van|"
    r"uitspraak van|arrest van|vergadering van)\b"
)
_AHEAD = re.compile(
    r"\b(?:zal|zullen|wordt|worden|gaat|gaan|verwacht|verwachten|verwachting|voornemens|streven|streef|streeft|wil|willen|"
    r"komt|komen|volgt|volgen|gepland|voorzien|uiterlijk|streefdatum|beoogd|informeer|ontvangt|verzoekt|start|starten)\b"
)


_GUESSES = {
    "limit": "no year stands here: the one ahead of the letter, or at most two months behind it",
    "past": "no year stands here: the last before the letter, from the tense of the sentence",
    "next": "no year stands here: the next after the letter, from the tense of the sentence",
    "": "no year stands here: the nearest to the date of the letter",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with its days; `found` is None where no year could be given."""

    expression: Expression
    found: Stretch | None
    inferred: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def days_of(expression: Expression, year: int) -> tuple[Stretch | None, str]:
    """The days of an expression in a given year and a doubt ("" when there is none)."""
    return _days_of(expression.kind, expression.number, expression.part, expression.name, year)


@lru_cache(maxsize=4096)
def _days_of(kind: Kind, number: tuple[int, ...], part: Part, name: str, year: int) -> tuple[Stretch | None, str]:
    if kind == "recess":
        return recess_stretch(name, year)
    if kind == "named":
        return named_day(name, year), ""
    makers: dict[str, Callable[[], Stretch | None]] = {
        "day": lambda: calendar.day(year, number[0], number[1]),
        "month": lambda: calendar.month(year, number[0], part),
        "quarter": lambda: calendar.quarter(year, number[0], part),
        "half": lambda: calendar.half(year, number[0]),
        "season": lambda: calendar.season(year, number[0]),
        "week": lambda: calendar.week(year, number[0]),
        "year": lambda: calendar.year(year, part),
        "years": lambda: calendar.years(number[0], number[1]),
        "school_years": lambda: calendar.years(number[0], number[1], "school_year"),
    }
    return makers[kind](), ""


def dated(lower: str, expression: Expression, letter: date | None, *, limit: bool = False) -> Dated:
    """The expression with its year: as it stands there, or inferred from the letter's date.

    "jl." is the last one before the letter, "aanstaande" and "komend" the next one after it, "dit" the one of the
    letter's year. Without such a word a limit ("vóór", "uiterlijk", "na") lies ahead of the letter or at most two
    months behind it; for other dates the tense of the sentence decides, and where that is silent the nearest.
    """
    own = (expression.doubt,) if expression.doubt else ()
    if expression.year is not None:
        return _with_days(expression, expression.year, (), own)
    if letter is None:
        return Dated(expression, None, (), (*own, "no year stands here and the date of the letter is not known"))
    source = f"letter is dated {letter}"
    if expression.shift is not None:
        return _with_days(expression, letter.year + expression.shift, (("year", source),), own)
    if expression.direction:
        year = _year(expression, letter, expression.direction)
    elif limit:
        year, own = _year(expression, letter - timedelta(days=61), "next"), (*own, _GUESSES["limit"])
    else:
        direction = tense(lower, expression)
        year, own = _year(expression, letter, direction), (*own, _GUESSES[direction])
    return Dated(expression, None, (), own) if year is None else _with_days(expression, year, (("year", source),), own)


def _with_days(
    expression: Expression, year: int, inferred: tuple[tuple[str, str], ...], doubts: tuple[str, ...]
) -> Dated:
    found, doubt = days_of(expression, year)
    return Dated(expression, found, inferred, (*doubts, doubt) if doubt else doubts)


def tense(lower: str, expression: Expression) -> Direction:
    """Whether the sentence around an expression speaks of the past or of what comes next; "" for both or neither."""
    start, end = max(0, expression.start - 150), min(len(lower), expression.end + 80)
    before = lower[start : expression.start]
    cut = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    after = _SENTENCE_END.split(lower[expression.end : end], maxsplit=1)[0]
    sentence = f"{before[cut:]} {after}"
    past, ahead = bool(_PAST.search(sentence)), bool(_AHEAD.search(sentence))
    return "" if past == ahead else "past" if past else "next"


def _year(expression: Expression, letter: date, direction: Direction) -> int | None:
    options = [
        (year, found) for year in range(letter.year - 2, letter.year + 3) if (found := days_of(expression, year)[0])
    ]
    if not options:
        return None
    if direction == "past":
        return max(((found.first, year) for year, found in options if found.first <= letter), default=(None, None))[1]
    if direction == "next":
        strictly = bool(expression.direction)
        ahead = [(found.first, year) for year, found in options if (found.first if strictly else found.last) > letter]
        return min(ahead, default=(None, None))[1]
    if direction == "this":
        return letter.year
    return min((_distance(found, letter), -year) for year, found in options)[1] * -1


def _distance(found: Stretch, letter: date) -> int:
    return max((found.first - letter).days, (letter - found.last).days, 0)
