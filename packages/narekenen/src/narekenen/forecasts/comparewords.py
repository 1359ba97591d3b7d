"""The paired difference of two plans in sentences."""

from __future__ import annotations

from narekenen.forecasts.comparing import Difference
from narekenen.formatting import Lang, format_number, format_percentage

WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "date": "{share} is gemiddeld {mean} dagen later klaar (tussen {low} en {high}); kans op later {later}.",
        "address": "Per wachtend adres {days} dagen erbij; {month} wacht meer dan 30 dagen langer.",
        "group": "  {kind} {name}: {days} dagen ({n} adressen)",
        "few": "  {kind} {name}: niet getoond, minder dan 10 adressen",
        "only": "{first} adressen of complexen staan alleen in het eerste plan, {second} alleen in het tweede.",
        "unfinished": "Let op: {share} komt niet klaar binnen de horizon en telt niet mee; het verschil is dus groter.",
    },
    "en": {
        "date": "{share} is finished {mean} days later on average (between {low} and {high}); chance of later {later}.",
        "address": "{days} more days per waiting address; {month} wait more than 30 days longer.",
        "group": "  {kind} {name}: {days} days ({n} addresses)",
        "few": "  {kind} {name}: not shown, fewer than 10 addresses",
        "only": "{first} addresses or complexes stand in the first plan alone, {second} in the second alone.",
        "unfinished": "Mind: {share} are not finished within the horizon and left out; the difference is larger.",
    },
}


def difference_lines(found: Difference, lang: Lang) -> list[str]:
    """The date, the days per address, who waits longer, and what was left out."""
    words = WORDS[lang]

    def n(value: float) -> str:
        return format_number(round(value), lang=lang)

    def percent(share: float) -> str:
        return format_percentage(round(share * 100, 6), decimals=0, lang=lang)

    low, _, high, mean = found.days
    told = [
        words["date"].format(
            share=percent(found.share), mean=n(mean), low=n(low), high=n(high), later=percent(found.later)
        ),
        words["address"].format(days=n(found.per_address), month=percent(found.over_month)),
    ]
    for group in found.groups:
        kind = "few" if group.days is None else "group"
        told.append(
            words[kind].format(kind=group.kind, name=group.name or "-", days=n(group.days or 0.0), n=n(group.addresses))
        )
    if found.only_first or found.only_second:
        told.append(words["only"].format(first=n(found.only_first), second=n(found.only_second)))
    if found.unfinished > 0:
        told.append(words["unfinished"].format(share=percent(found.unfinished)))
    return told
