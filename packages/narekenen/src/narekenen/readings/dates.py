"""Dates and periods out of Dutch text, as EDTF / ISO 8601, with what was inferred marked as inferred.

Three steps: `date_words` finds expressions, `year_of` decides which year is meant, `date_limits` makes limits and
periods of them. Terms and rhythms ("binnen drie maanden", "jaarlijks") come from `terms`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from narekenen.documents.model import RunningText, Span
from narekenen.readings.date_expression import Expression, says_when
from narekenen.readings.date_limits import Limit, inherit_year, is_deadline, joined, limit_before
from narekenen.readings.date_words import expressions
from narekenen.readings.letter_date import letter_date
from narekenen.readings.model import DateReading
from narekenen.readings.terms import Term, terms
from narekenen.readings.year_of import Dated, dated

__all__ = ["dates", "dates_in", "letter_date"]


def dates_in(text: str, *, dated: str = "") -> tuple[DateReading, ...]:
    """The dates, periods, terms and rhythms in a text, in order, none overlapping another.

    dated   date of the letter, ISO; "" when unknown. Years that do not stand in the text ("jl.", "het najaar") are
            inferred from it and marked; without it their `edtf` is ""
    Values  a day "2022-03-04", month "2022-03", quarter "2028-04/2028-06", season "2022-23", year "2028", period
            "2021-02/2021-05"; "vóór 1 mei 2022" is "../2022-04-30", "vanaf 1 mei 2022" is "2022-05-01/..",
            "binnen zes jaar" is "P6Y", "jaarlijks" is "R/P1Y"; "over een paar jaar" has no value: ""
    "eind 2022" is a term when the letter is older ("2022-12-31") and else the last two months ("2022-11/2022-12").
    Not for codes: version numbers, phone numbers, references and parliamentary years are left alone.
    """
    lower = _lower(text)
    letter = date.fromisoformat(dated) if dated else None
    rows = _readings(lower, text, letter) + [_of_term(text, term) for term in terms(lower, letter)]
    rows.sort(key=lambda row: (row.span.start, -row.span.end))
    kept: list[DateReading] = []
    for row in rows:
        if not kept or row.span.start >= kept[-1].span.end:
            kept.append(row)
    return tuple(kept)


def dates(running: RunningText, *, dated: str = "") -> tuple[DateReading, ...]:
    """The dates of a document, with `raw` in the source text. `dated` "" takes the letter's own date.

    Page furniture is not read. Values as in `dates_in`.
    """
    rows = dates_in(running.text, dated=dated or letter_date(running))
    return tuple(
        replace(row, raw=running.raw_span(row.span))
        for row in rows
        if not running.blocks or running.blocks[running.block_at(row.span.start)].kind != "furniture"
    )


def _lower(text: str) -> str:
    """Lower case with the same offsets (the capital İ becomes two characters and is left as it is)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class _Group:
    """One reading in the making: one expression with its limit word, or two that bound a period."""

    first: Dated
    limit: Limit | None = None
    second: Dated | None = None
    till: bool = False


def _readings(lower: str, text: str, letter: date | None) -> list[DateReading]:
    return [_of_group(text, group, letter) for group in _groups(lower, text, letter)]


def _is_name(text: str, expression: Expression) -> bool:
    """ "mevrouw De Winter", "de heer Mei": a capital inside a sentence where nothing else says that it is a date."""
    if expression.kind not in ("season", "month") or says_when(expression) or expression.part:
        return False
    before = text[max(0, expression.start - 8) : expression.start].rstrip()
    return text[expression.start].isupper() and before[-1:].isalpha()


def _groups(lower: str, text: str, letter: date | None) -> list[_Group]:
    found = [expression for expression in expressions(lower) if not _is_name(text, expression)]
    ties = [joined(lower, a, b) for a, b in pairwise(found)] + [""]
    for at in range(len(found) - 2, -1, -1):
        if ties[at]:
            found[at] = inherit_year(found[at], found[at + 1], ties[at])
    groups: list[_Group] = []
    at = 0
    while at < len(found):
        limit = limit_before(lower, found[at])
        first = dated(lower, found[at], letter, limit=is_deadline(limit, found[at]))
        if ties[at] in ("period", "till"):
            second = dated(lower, found[at + 1], letter)
            if first.found and second.found and first.found.first <= second.found.last:
                groups.append(_Group(first, None, second, ties[at] == "till"))
                at += 2
                continue
        groups.append(_Group(first, limit))
        at += 1
    return [group for group in groups if group.first.found is not None or group.first.expression.year is None]


def _of_group(text: str, group: _Group, letter: date | None) -> DateReading:
    first, second, limit = group.first, group.second, group.limit
    end = (second or first).expression.end
    if second is not None:
        start, values = first.expression.start, _period(group)
    else:
        start = min(limit.start, first.expression.start) if limit else first.expression.start
        values = _limited(first, limit.kind if limit else "", letter)
    inferred = first.inferred or (second.inferred if second else ())
    doubts = dict.fromkeys((*first.doubts, *(second.doubts if second else ())))
    span = Span(start, end)
    return DateReading(span, span, text[start:end], *values, inferred, tuple(doubts))  # type: ignore[arg-type]


def _period(group: _Group) -> tuple[str, str, str, str]:
    low, high = group.first.found, group.second.found if group.second else None
    assert low is not None
    assert high is not None
    if not group.till:
        return f"{low.opening}/{high.closing}", "period", low.first.isoformat(), high.last.isoformat()
    last = high.before
    size = len(high.opening) if high.grain in ("month", "year") else 10
    return f"{low.opening}/{last.isoformat()[:size]}", "period", low.first.isoformat(), last.isoformat()


def _limited(item: Dated, kind: str, letter: date | None) -> tuple[str, str, str, str]:
    """EDTF, grain, earliest and latest of one expression with its limit word."""
    found, expression = item.found, item.expression
    if found is None:
        return "", _grain(expression), "", ""
    if kind and expression.kind == "recess" and found.grain != "period":  # the calendar does not hold this recess
        return f"../{found.edtf}" if kind in ("before", "by") else found.edtf, found.grain, "", found.last.isoformat()
    if kind in ("before", "till") and expression.part != "eind":
        return f"../{found.before}", found.grain, "", found.before.isoformat()
    if kind in ("before", "till", "by"):
        return f"../{found.last}", found.grain, "", found.last.isoformat()
    if kind == "from":
        return f"{found.opening}/..", found.grain, found.first.isoformat(), ""
    if kind == "after":
        return f"{found.after}/..", found.grain, found.after.isoformat(), ""
    if expression.part == "eind" and (letter is None or found.last >= letter):
        return found.last.isoformat(), "day", found.first.isoformat(), found.last.isoformat()
    return found.edtf, found.grain, found.first.isoformat(), found.last.isoformat()


def _grain(expression: Expression) -> str:
    return {"recess": "period", "named": "day", "week": "period", "years": "period", "school_years": "school_year"}.get(
        expression.kind, expression.kind
    )


def _of_term(text: str, term: Term) -> DateReading:
    span = Span(term.start, term.end)
    return DateReading(
        span, span, text[term.start : term.end], term.edtf, term.grain, term.earliest, term.latest, term.inferred,
        term.doubts,
    )  # fmt: skip
