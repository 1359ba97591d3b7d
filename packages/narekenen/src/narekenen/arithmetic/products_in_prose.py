"""Rule: "12 trainingen van elk 6 bijeenkomsten, in totaal 72": a product that a sentence gives with its outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, plain, same_noun, sentences
from narekenen.arithmetic.rounding import half_step
from narekenen.arithmetic.said_products import said_product
from narekenen.readings.model import Letter, NumberReading

RULE = "products"
_EACH = re.compile(
    r"^(?: [^\W\d_]+){0,3} (?:van|met|voor|à|a|voor een bedrag van) (?:elk |ieder |telkens |steeds )(?:€ ?)?$"
)
_AT = re.compile(r"^(?: [^\W\d_]+){0,3} (?:à|a|van|tegen|voor|met) (?:€ ?)?$")
_TOTAL = re.compile(
    r"^[^.;:()]{0,40}?[,(–] ?(?:(?:dat|dit) (?:is|zijn|maakt) |dus |ofwel |oftewel |wat neerkomt op |maakt )?"
    r"(?:in totaal|samen|tezamen|bij elkaar|totaal) (?:dus |goed voor )?(?:€ ?)?$"
)


def products(letter: Letter) -> Iterator[Finding]:
    """Three numbers in a row: how many, how much of something each, and the total of that.

    The second says that it holds for each of the first ("van elk 6 uur", "2.500 euro per plek"), the third has its
    unit or counts the same and is called a total.
    """
    for sentence in sentences(letter):
        numbers = sentence.numbers
        for units, each, total in zip(numbers, numbers[1:], numbers[2:], strict=False):
            if _is_product(sentence, units, each, total):
                yield _finding(units, each, total)


def _is_product(sentence: Sentence, units: NumberReading, each: NumberReading, total: NumberReading) -> bool:
    if not all(plain(n) for n in (units, each, total)) or units.kind != "count" or units.per or units.value < 2:
        return False
    same = each.unit == total.unit and (each.unit or _ends_alike(each.counted, total.counted))
    if (
        each.kind not in ("count", "amount", "duration")
        or not same
        or total.per
        or total.kind not in (each.kind, "bare")
    ):
        return False
    between = sentence.slice(units.span.end, each.span.start)
    per = bool(each.per) and bool(units.counted) and same_noun(each.per, units.counted)
    said = bool(_EACH.search(between)) or (per and bool(_AT.search(between)))
    return said and bool(_TOTAL.search(sentence.slice(each.span.end, total.span.start)))


def _ends_alike(one: str, other: str) -> bool:
    return not other or one.lower().split()[-1:] == other.lower().split()[-1:]


def _finding(units: NumberReading, each: NumberReading, total: NumberReading) -> Finding:
    slack = half_step(each) * (0 if each.exact else units.value)
    return said_product(RULE, units, each, total, slack)
