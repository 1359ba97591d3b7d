"""Rule: "160 vrijwilligers werken gemiddeld 150 uur, samen 24.000 uur": so much each times a number is the total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, paragraphs, plain, same_noun
from narekenen.arithmetic.rounding import half_step
from narekenen.arithmetic.said_products import said_product
from narekenen.readings.model import Letter, NumberReading

RULE = "mean_totals"
_MEAN = re.compile(r"\bgemiddeld (?:zo'n |ongeveer |circa )?(?:€ ?)?$")
_EACH_BEFORE = re.compile(r"\b(?:elk|ieder) van (?:de|deze|die) (?:in totaal )?$")
_EACH = re.compile(r"\b(?:elk|ieder|per stuk) (?:€ ?)?$")
_A_TIME = ("jaar", "maand", "week", "dag", "keer")
_PHRASE = re.compile(r"^[^.;:()\d]{0,70}$")
_TOTAL = re.compile(
    r"^[^.;:()\d]{0,50}[,(–] ?(?:(?:dat|dit|wat) (?:is|maakt|neerkomt op) |dus |ofwel |oftewel )?"
    r"(?:samen|tezamen|bij elkaar|in totaal|totaal) (?:is dat |dus |goed voor )?(?:zo'n |circa |ruim |bijna )?(?:€ ?)?$"
)
_NEXT = re.compile(
    r"^(?:(?:dat|dit) (?:is|komt neer op|betekent|maakt|waren|zijn)(?: in totaal| samen| bij elkaar)?|"
    r"(?:in totaal|samen|bij elkaar) (?:is|zijn|was|waren|gaat)(?: dat| dit| het)?(?: om)?) "
    r"(?:dus |daarmee )?(?:zo'n |circa |ruim |bijna )?(?:€ ?)?$"
)
_LOOSE = re.compile(
    r"\b(?:per|exclusief|inclusief|maximaal|minimaal|minstens|waarvan|daarvan|extra|plus|naast|behalve|unieke?|"
    r"verschillende|elk jaar|jaarlijks|meer|minder)\b"
)
_FAR = 12
"""A total that is off by more than this factor is of something else."""


def totals_of_means(letter: Letter) -> Iterator[Finding]:
    """A number of units, a mean or an amount for each, and the total, in one sentence or the total in the next.

    Both say so: "gemiddeld", "elk", "voor elk van de 30 speelplekken". The mean and the total have one unit ("uur",
    euro) or count one thing. A mean was rounded: the total may differ by half its last digit times the number of units.
    Nothing is said where the total is of more, less or other things.
    """
    for paragraph in paragraphs(letter):
        for sentence, then in [*pairwise(paragraph), (paragraph[-1], None)]:
            for units, mean in pairwise(sentence.numbers):
                if not _is_mean(sentence, units, mean):
                    continue
                total = _total(sentence, mean) or (_next(then, mean) if then is not None else None)
                if total is not None and total.value / _FAR < units.value * mean.value < total.value * _FAR:
                    yield said_product(RULE, units, mean, total, _slack(sentence, units, mean))


def _is_mean(sentence: Sentence, units: NumberReading, mean: NumberReading) -> bool:
    if units.kind != "count" or units.value < 2 or units.per or not plain(units):
        return False
    between = sentence.slice(units.span.end, mean.span.start)
    about = plain(mean) and (not mean.per or mean.per in _A_TIME or same_noun(mean.per, units.counted or "-"))
    before = sentence.slice(units.span.start - 30, units.span.start)
    each = _MEAN.search(between) or _EACH.search(between) or _EACH_BEFORE.search(before)
    return about and bool(each) and bool(_PHRASE.search(between)) and not _LOOSE.search(between)


def _slack(sentence: Sentence, units: NumberReading, mean: NumberReading) -> Decimal:
    """A mean was rounded; an amount for each was not, where it is printed to the last digit."""
    rounded = _MEAN.search(sentence.slice(units.span.end, mean.span.start)) or mean.step > 1
    return half_step(mean) * units.value if rounded else Decimal(0)


def _total(sentence: Sentence, mean: NumberReading) -> NumberReading | None:
    behind = [n for n in sentence.numbers if n.span.start > mean.span.end]
    total = behind[0] if behind else None
    if total is None or not _alike(mean, total):
        return None
    between = sentence.slice(mean.span.end, total.span.start)
    return total if _TOTAL.search(between) and not _elsewhere(sentence, total) else None


def _next(then: Sentence, mean: NumberReading) -> NumberReading | None:
    total = then.numbers[0] if then.numbers else None
    if total is None or not _alike(mean, total) or _elsewhere(then, total):
        return None
    return total if _NEXT.search(then.slice(then.span.start, total.span.start)) else None


def _elsewhere(sentence: Sentence, total: NumberReading) -> bool:
    """Whether the words behind the total make it one of something else: "24.000 uur per jaar", "inclusief …"."""
    return bool(_LOOSE.search(sentence.slice(total.span.end, total.span.end + 40)))


def _alike(mean: NumberReading, total: NumberReading) -> bool:
    if total.per or total.high is not None or total.kind != mean.kind or total.unit != mean.unit:
        return False
    return bool(mean.unit) or (bool(mean.counted) and mean.counted.lower() == total.counted.lower())
