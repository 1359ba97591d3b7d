"""A reference class in sentences: the uplift, on how many projects it rests, and when not to use it."""

from __future__ import annotations

from datetime import date

from narekenen.forecasts.reference import ReferenceClass, later_by
from narekenen.formatting import Lang, format_date, format_number, format_percentage

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "head": "{name}{n} projecten, {ended} zijn klaar; {on_time} daarvan was niet later dan gepland.",
        "uplift": "P{level}: {value} langer dan gepland ({low} tot {high}).",
        "never": "P{level}: niet te zeggen, te veel projecten lopen nog.",
        "planned": "  Gepland {planned}: dat wordt {day}.",
        "open_end": "onbekend",
        "few": "Let op: er zijn er maar {ended} klaar. Dat is te weinig om op te bouwen.",
        "open": "Let op: meer dan de helft loopt nog. Het hoge percentiel leunt op weinig projecten.",
        "late": "Let op: de meeste projecten waren al over de helft toen hun planning voor het eerst bekend werd. "
        "Dit is dus niet de planning waarop is besloten.",
        "not": "Niet gebruiken als de eigen planning al rekent met wat deze projecten overkwam, voor een planning van "
        "een ander stadium, of voor ander werk dan dit.",
    },
    "en": {
        "head": "{name}{n} projects, {ended} have ended; {on_time} of those was not later than planned.",
        "uplift": "P{level}: {value} longer than planned ({low} to {high}).",
        "never": "P{level}: cannot be said, too many projects are still open.",
        "planned": "  Planned {planned}: that becomes {day}.",
        "open_end": "unknown",
        "few": "Mind: only {ended} have ended. That is too few to build on.",
        "open": "Mind: more than half are still open. The high percentile leans on few projects.",
        "late": "Mind: most projects were past the middle when their plan first became known. So this is not the plan "
        "that was decided on.",
        "not": "Do not use it where the own plan already counts with what befell these projects, for a plan of another "
        "stage, or for other work than this.",
    },
}


def reference_lines(found: ReferenceClass, lang: Lang, start: date | None = None, end: date | None = None) -> list[str]:
    """The report; with the start and planned end of one's own plan also what they become."""
    words = WORDS[lang]

    def n(value: float) -> str:
        return format_number(round(value), lang=lang)

    def percent(share: float | None) -> str:
        return words["open_end"] if share is None else format_percentage(round(share * 100), decimals=0, lang=lang)

    told = [words["head"].format(name=f"{found.name}: " if found.name else "", n=n(found.n), ended=n(found.ended),
                                 on_time=percent(found.on_time))]  # fmt: skip
    for row in found.uplifts:
        level = f"{row.level * 100:g}"
        if row.value is None:
            told.append(words["never"].format(level=level))
            continue
        told.append(words["uplift"].format(
            level=level, value=percent(row.value), low=percent(row.low), high=percent(row.high)
        ))  # fmt: skip
        if start is not None and end is not None:
            day = later_by(row.value, start, end).isoformat()
            told.append(words["planned"].format(planned=format_date(end.isoformat(), lang), day=format_date(day, lang)))
    told += [words[warning].format(ended=n(found.ended)) for warning in found.warnings]
    return [*told, words["not"]]
