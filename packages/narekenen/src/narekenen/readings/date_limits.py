"""Words that make a date a limit or two dates a period: vóór, uiterlijk, vanaf, tot en met, tussen … en."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from narekenen.readings.date_expression import Expression, says_when

_W = r"\s{1,4}"
_DETERMINER = rf"(?:(?:het|de|den|dit|deze|aanvang{_W}van{_W}het|begin{_W}van{_W}het|in{_W}de|in{_W}het|in|op){_W})?"
_WEEKDAY = rf"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag{_W}(?:de{_W})?)?"
_LIMIT = re.compile(
    rf"(?<![\w-])(?:(?P<by>uiterlijk|niet{_W}later{_W}dan|ten{_W}laatste|op{_W}zijn{_W}laatst|tot{_W}uiterlijk)"
    rf"(?:{_W}(?P<by_before>voor|vóór))?|(?P<before>vóór|voorafgaand{_W}aan|voordat)|(?P<maybe>voor)"
    rf"|(?P<until>tot{_W}en{_W}met|t/m|tot{_W}aan{_W}het{_W}eind{_W}van)|(?P<till>tot|tot{_W}aan)"
    rf"|(?P<since>vanaf|met{_W}ingang{_W}van|ingaande|sinds|sedert)|(?P<after>na|ná|later{_W}dan)"
    rf"|(?P<on>per|d\.d\.|dd\.?)){_W}{_DETERMINER}{_WEEKDAY}$"
)
_GLUE = re.compile(
    rf"\s{{0,4}}(?P<dash>[-–—/])\s{{0,4}}|{_W}(?P<with>tot{_W}en{_W}met|t/m){_W}{_DETERMINER}|{_W}(?P<to>tot){_W}{_DETERMINER}"
    rf"|(?:\s?,\s{{1,4}}|{_W}(?P<and>en|of|dan{_W}wel){_W}){_DETERMINER}"
)
_FORESEEN_WORDS = r"(?:voorzien|gepland|beoogd|geagendeerd|ingepland)"
_FORESEEN = re.compile(rf"(?<!\w){_FORESEEN_WORDS}{_W}$")
_FORESEEN_AFTER = re.compile(rf"{_W}(?:op{_W}de{_W}(?:agenda|planning|rol)|{_FORESEEN_WORDS})(?!\w)")
_BETWEEN = re.compile(rf"(?<!\w)tussen{_W}{_DETERMINER}$")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit word before a date: its start and what it means."""

    start: int
    kind: str


def limit_before(lower: str, expression: Expression) -> Limit | None:
    """The limit word that stands directly before an expression, or None.

    Kinds: "before", "by" (the day itself included), "till" (a stretch that ends before it), "from", "after", "on".
    "voor" without accent can mean "for": it is a limit before a day, a recess, a quarter, a part of a year, a month
    without a year or the summer, not before a year, a month of a named year or another season. "voorzien voor medio
    2024" and "staat voor eind mei gepland" are times and no limits.
    """
    match = _LIMIT.search(lower, max(0, expression.start - 48), expression.start)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind in ("by_before", "before"):
        return Limit(match.start(), "before")
    if kind == "maybe" and (
        _FORESEEN.search(lower, max(0, match.start() - 20), match.start())
        or _FORESEEN_AFTER.match(lower, expression.end)
    ):
        return None
    if kind == "maybe":
        return Limit(match.start(), "before") if _can_be_deadline(expression) else None
    return Limit(
        match.start(), {"by": "by", "until": "by", "till": "till", "since": "from", "after": "after", "on": "on"}[kind]
    )


def is_deadline(limit: Limit | None, expression: Expression) -> bool:
    """Whether the limit sets a term that a letter looks forward to: "vóór", "uiterlijk", "na de zomer"."""
    if limit is None:
        return False
    return limit.kind in ("before", "by") or (
        limit.kind == "after" and expression.kind in ("recess", "named", "season")
    )


def _can_be_deadline(expression: Expression) -> bool:
    return (
        expression.kind in ("day", "recess", "named", "quarter", "half")
        or bool(expression.part)
        or (expression.kind == "month" and expression.year is None)
        or (expression.kind == "season" and expression.number[0] in (22, 24) and not expression.direction)
    )


def joined(lower: str, first: Expression, second: Expression) -> str:
    """How two neighbouring expressions belong together: "period", "till" (the end excluded), "list" or ""."""
    match = _GLUE.fullmatch(lower, first.end, second.start) if second.start - first.end < 40 else None
    if match is None or first.kind in ("years", "school_years") or second.kind in ("years", "school_years"):
        return ""
    if match["dash"] or match["with"]:
        return "period"
    if match["to"]:
        return "till"
    between = match["and"] == "en" and _BETWEEN.search(lower, max(0, first.start - 16), first.start)
    return "period" if between else "list"


def inherit_year(first: Expression, second: Expression, how: str) -> Expression:
    """ "januari – april 2023": the first takes the year (or "jl.") of the second; one year less where it lies later."""
    if says_when(first):
        return first
    year = second.year
    if year is not None and how in ("period", "till") and first.kind == second.kind and first.number > second.number:
        year -= 1
    return replace(first, year=year, shift=second.shift, direction=second.direction)
