"""Sentences about a table of targets, in Dutch and English. Modest: they say what adds up, not who is wrong."""

from __future__ import annotations

from fractions import Fraction

from narekenen.forecasts.measures import Measure, building_months
from narekenen.forecasts.targets import TargetsCheck
from narekenen.formatting import Lang, format_date, format_number, format_percentage

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "sums": "{name}: de kolommen tellen op.",
        "fault": "{name}, {year}: er staat {stated}; de rijen tellen op tot {computed}.",
        "share": "Eind {year}: {total} van {scope}, {share}.",
        "reached": "{share} wordt bereikt rond {day}.",
        "never": "{share} wordt in deze tabel niet bereikt.",
        "impossible": "Deze doelen kunnen hun eigen einddatum niet halen: eind {end} ontbreken er {short} aan {share}.",
        "possible": "Worden alle doelen gehaald, dan is {share} eind {end} bereikt.",
        "measure": "{name}: {low} tot {high} gebouwmaanden extra.",
    },
    "en": {
        "sums": "{name}: the columns add up.",
        "fault": "{name}, {year}: the table says {stated}; its rows add up to {computed}.",
        "share": "End of {year}: {total} of {scope}, {share}.",
        "reached": "{share} is reached about {day}.",
        "never": "{share} is not reached in this table.",
        "impossible": "These targets cannot reach their own end date: at the end of {end}, {short} lack to {share}.",
        "possible": "If every target is met, {share} is reached by the end of {end}.",
        "measure": "{name}: {low} to {high} extra building-months.",
    },
}


def _percent(share: float, lang: Lang) -> str:
    exact = round(share * 100, 6)
    return format_percentage(exact, decimals=0 if exact == int(exact) else 1, lang=lang)


def sentences(check: TargetsCheck, lang: Lang = "nl") -> tuple[str, ...]:
    """What the check found, one sentence each."""
    words, share = WORDS[lang], _percent(check.share, lang)

    def n(value: int) -> str:
        return format_number(value, lang=lang)

    lines = [
        words["fault"].format(name=check.name, year=f.year, stated=n(f.stated), computed=n(f.computed))
        for f in check.sums
    ] or [words["sums"].format(name=check.name)]
    lines += [
        words["share"].format(
            year=year, total=n(total), scope=n(check.scope), share=_percent(total / check.scope, lang)
        )
        for year, total in check.totals.items()
    ]
    if check.reached is None:
        lines.append(words["never"].format(share=share))
    else:
        lines.append(words["reached"].format(share=share, day=format_date(check.reached.isoformat(), lang)))
    if check.possible is not None:
        kind = "possible" if check.possible else "impossible"
        lines.append(words[kind].format(share=share, end=check.end, short=n(check.short)))
    return tuple(lines)


def measure_sentence(measure: Measure, lang: Lang = "nl") -> str:
    def n(value: Fraction) -> str:
        return format_number(float(value), decimals=0, lang=lang)

    low, high = building_months(measure)
    return WORDS[lang]["measure"].format(name=measure.name, low=n(low), high=n(high))
