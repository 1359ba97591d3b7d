"""The date of a letter itself: where it was signed, what its head says, or the least that its own words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from narekenen.documents.model import RunningText
from narekenen.readings.date_expression import Expression
from narekenen.readings.date_limits import limit_before
from narekenen.readings.date_words import expressions
from narekenen.readings.year_of import days_of, tense

_HEAD = 4000
_LABEL = (
    r"(?:datum(?:\s{1,4}besluit)?|vastgesteld|voorgesteld|gepubliceerd op|ontvangen|d\.d\.)"
    r"(?:\s{1,4}(?:op|in|tijdens)\s{1,4}(?:het|de)\s{1,4}[^\W\d_]{1,30}\s{1,4}van)?\s{0,4}:?\s{0,4}(?:op\s{1,4})?$"
)
_LABELLED = re.compile(rf"(?:^|[\n\t|])[ *_#>(]*{_LABEL}")
_IN_A_LINE = re.compile(rf"(?<!\w){_LABEL}")
_PLACE = re.compile(
    r"(?:^|\n)[ \t*_>]*(?:['’]s-|den |de )?[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’-]*){0,2}\s?,\s{1,3}(?:op )?$"
)
_SEAT = re.compile(r"(?<!te )(?<!in )(?<!uit )(?<![\w-])(?:den haag|['’]s-gravenhage|the hague)\s?,\s{1,3}(?:op )?$")
_ALONE = re.compile(r"(?:^|\n)[ \t*_#>]*$")
_ALONE_AFTER = re.compile(r"[ \t*_]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class LetterDate:
    """The date of a letter, ISO, "" when unknown; `inferred` says how when it does not stand in the head."""

    iso: str
    start: int = -1
    end: int = -1
    inferred: str = ""


def letter_date(running: RunningText) -> str:
    """The date of the letter, ISO, or "" when nothing says it. See `letter_dating` for where it stands."""
    return letter_dating(running.text).iso


def letter_dating(text: str) -> LetterDate:
    """The date of a letter and where it stands.

    Looks in the first 4,000 characters for a day in a line that opens with "Datum" or "Vastgesteld", then behind a
    place that opens a line ("Zwolle, …") or behind the seat of government, then behind "d.d." and the like inside a
    line, then for a line that holds a day and nothing else. An undated letter is not older than its latest "jl." day,
    else not older than the latest past day that it names: these are inferred and are the earliest day that fits.
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    head = [e for e in expressions(lower[:_HEAD]) if e.kind == "day" and e.year is not None]
    for rule in (_LABELLED, _PLACE, _SEAT, _IN_A_LINE):
        for expression in head:
            if rule.search(lower, max(0, expression.start - 60), expression.start):
                return _stated(expression)
    for expression in head:
        if expression.start < _HEAD // 2 and _stands_alone(lower, expression):
            return _stated(expression)
    return _inferred(lower)


def _stated(expression: Expression) -> LetterDate:
    found = days_of(expression, expression.year or 0)[0]
    return LetterDate(found.edtf if found else "", expression.start, expression.end)


def _stands_alone(lower: str, expression: Expression) -> bool:
    before = _ALONE.search(lower, max(0, expression.start - 20), expression.start)
    return bool(before and _ALONE_AFTER.match(lower, expression.end))


def _inferred(lower: str) -> LetterDate:
    named = [e for e in expressions(lower) if e.kind in ("day", "month") and not e.part]
    past = [(day, e) for e in named if (day := _past_day(lower, e))]
    known = max([item for item in past if item[1].kind == "day"] or past, key=lambda item: item[0], default=None)
    recent = _after_the_longest_gap([e for e in named if e.direction == "past"])
    if known is None:
        return LetterDate("")
    last, at = known
    if recent is None:
        return LetterDate(last.isoformat(), at.start, at.end, "not before the latest past day that the letter names")
    years = (last.year, last.year + 1)
    day = next((day for year in years if (day := _last_day(recent, year)) and day >= last), last)
    return LetterDate(day.isoformat(), recent.start, recent.end, "not before the latest day that the letter calls past")


def _past_day(lower: str, expression: Expression) -> date | None:
    """The last day of an expression with a year that the letter looks back on; None for plans and limits."""
    if expression.year is None or limit_before(lower, expression) is not None:
        return None
    return _last_day(expression, expression.year) if tense(lower, expression) == "past" else None


def _last_day(expression: Expression, year: int) -> date | None:
    found = days_of(expression, year)[0]
    return found.last if found else None


def _after_the_longest_gap(past: list[Expression]) -> Expression | None:
    """The latest of days without a year that all lie within the year before the letter.

    On the circle of the year the letter lies in the longest stretch without such a day, so that the day at which this
    stretch begins is the latest.
    """
    placed = sorted(
        ((day.timetuple().tm_yday, e) for e in past if (day := _last_day(e, 2001))), key=lambda item: item[0]
    )
    if not placed:
        return None
    following = [at for at, _ in placed[1:]] + [placed[0][0] + 365]
    gaps = [after - at for (at, _), after in zip(placed, following, strict=True)]
    return placed[gaps.index(max(gaps))][1]
