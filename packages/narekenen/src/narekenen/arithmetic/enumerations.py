"""Rule: counts or amounts that a sentence lists as the parts of a total it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import VERDICTS, Sentence, of_number, plain, sentences, write
from narekenen.arithmetic.rounding import fit_sum
from narekenen.readings.model import Letter, NumberReading

RULE = "enumerations"
_TOGETHER = re.compile(
    r"^[^.;]{0,40}?[,(–] ?(?:(?:dat|dit|wat) is |dus |is |ofwel |oftewel )?"
    r"(?:samen|tezamen|bij elkaar|opgeteld|in totaal|totaal) (?:is dat |dus |goed voor |een bedrag van )?(?:€ ?)?$"
)
_APART = re.compile(r"^(?:[^.;:]{0,60}?(?:,|(?<!-) en | plus | and )[^.;:]{0,40}|\s*\+\s*)$")
_OF_WHICH = re.compile(
    r"^[^.;]{0,60}?(?:\b(?:waarvan|bestaande uit|verdeeld over|onderverdeeld in|te weten|namelijk)\b|:)[^.;]{0,40}$"
)
_MOST = 12
_LOOSE = re.compile(
    r"\b(?:onder andere|onder meer|waaronder|bijvoorbeeld|ten minste|minstens|respectievelijk|per|structureel|"
    r"incidenteel|vanaf|jaarlijks|oplopend|cumulatief|stijgt|stijgen|daalt|dalen|extra)\b"
)


def listed_parts(letter: Letter) -> Iterator[Finding]:
    """ "A, B en C, samen D" and "D, waarvan A en B": the parts against the total, with the rounding of all.

    Only lists in one sentence of numbers of one unit, all exact or rounded. Parts after "waarvan" need not be complete:
    there only more than the whole is a finding, and a hint for counts, since a person may be in two groups. Parts that
    miss the total by more than half are taken for other things.
    """
    for sentence in sentences(letter):
        numbers = list(sentence.numbers)
        if len(numbers) > _MOST:
            continue  # a table that lost its form
        for at, number in enumerate(numbers):
            parts = _parts_before(sentence, numbers, at)
            if len(parts) >= 2 and _TOGETHER.search(sentence.slice(parts[-1].span.end, number.span.start)):
                yield from _compare(sentence, parts, number, complete=True)
            parts = _parts_after(sentence, numbers, at)
            if len(parts) >= 2 and _OF_WHICH.search(sentence.slice(number.span.end, parts[0].span.start)):
                yield from _compare(sentence, parts, number, complete=False)


def _alike(one: NumberReading, other: NumberReading) -> bool:
    if not (plain(one) and plain(other)) or one.kind not in ("amount", "count"):
        return False
    return one.kind == other.kind and one.unit == other.unit and one.per == other.per and one.form == "digits"


def _parts_before(sentence: Sentence, numbers: list[NumberReading], at: int) -> list[NumberReading]:
    parts: list[NumberReading] = []
    for number in reversed(numbers[:at]):
        if not _alike(number, numbers[at]):
            break
        if parts and not _APART.search(sentence.slice(number.span.end, parts[0].span.start)):
            return []  # one more of the same kind, not set apart: no clear list
        parts.insert(0, number)
    return parts


def _parts_after(sentence: Sentence, numbers: list[NumberReading], at: int) -> list[NumberReading]:
    parts: list[NumberReading] = []
    for number in numbers[at + 1 :]:
        if not _alike(number, numbers[at]):
            break
        if parts and not _APART.search(sentence.slice(parts[-1].span.end, number.span.start)):
            return []
        parts.append(number)
    return parts


def _compare(
    sentence: Sentence, parts: list[NumberReading], total: NumberReading, *, complete: bool
) -> Iterator[Finding]:
    follows = sum((part.value for part in parts), Decimal(0))
    verdict = fit_sum(total, parts)
    around = sentence.slice(
        min(parts[0].span.start, total.span.start) - 30, parts[-1].span.end + (0 if complete else 40)
    )
    if _LOOSE.search(around):
        return
    if verdict == "off" and not complete and follows < total.value:
        return
    if verdict == "off" and not (total.value / 2 < follows < total.value * 2):
        return
    shown, shown_en = write(follows, total, "nl"), write(follows, total, "en")
    sure = complete or total.kind == "amount"
    yield Finding(
        rule=RULE, verdict=VERDICTS[verdict],
        severity="confirmation" if verdict != "off" else "finding" if sure else "hint",
        printed=total.text, follows=shown,
        evidence=(of_number(total, "printed"), *(of_number(part, "part") for part in parts)),
        steps=(Step(" + ".join(write(part.value, part, "nl") for part in parts), shown),),
        nl=f"De genoemde delen tellen op tot {shown}; er staat {total.text}.",
        en=f"The parts that are named add up to {shown_en}; the text says {total.text}.",
    )  # fmt: skip
