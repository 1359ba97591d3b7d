"""Rule: an amount for each, the number of them and the total, spread over two sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, paragraphs, plain, same_noun
from narekenen.arithmetic.rounding import half_step
from narekenen.arithmetic.said_products import said_product
from narekenen.readings.model import Letter, NumberReading

RULE = "unit_totals"
_OPENS = re.compile(r"^(?:per|voor elke?|voor iedere?|elke?|iedere?) (?P<noun>[^\W\d_]{4,})")
_TOTAL = re.compile(r"\b(?:in totaal|totaal|totale|samen|tezamen|bij elkaar)\b[^.;()]{0,40}$")
_LOOSE = re.compile(
    r"\b(?:maximaal|minimaal|minstens|gemiddeld|tot|extra|plus|naast|inclusief|exclusief|eerste|jaarlijks|daarnaast|ook|"
    r"waarvan|deels|indien|meer dan|bovenop|aanvullend)\b"
)


def totals_of_units(letter: Letter) -> Iterator[Finding]:
    """ "Per school is 15.000 euro beschikbaar. Voor de 30 scholen is in totaal 450.000 euro gereserveerd."

    One amount for each, in a sentence that opens with "per" or says so itself; then the number of the same thing and,
    behind it, one amount that is called a total. Nothing is said when a bound, an average or an extra is in play.
    """
    for paragraph in paragraphs(letter):
        for sentence, then in pairwise(paragraph):
            each = _each(sentence)
            if each is None or _LOOSE.search(f"{sentence.text} {then.text}".lower()):
                continue
            units = [n for n in then.numbers if n.kind == "count" and same_noun(each[1], n.counted)]
            totals = [n for n in then.numbers if n.kind == "amount" and n.unit == each[0].unit and not n.per]
            if len(units) == len(totals) == 1 and plain(units[0]) and plain(totals[0]):
                lead = then.slice(units[0].span.end, totals[0].span.start)
                if _TOTAL.search(lead):
                    yield _finding(each[0], units[0], totals[0])


def _each(sentence: Sentence) -> tuple[NumberReading, str] | None:
    amounts = [n for n in sentence.numbers if n.kind == "amount"]
    if len(amounts) != 1 or not plain(amounts[0]):
        return None
    opens = _OPENS.match(sentence.text.lower())
    noun = opens["noun"] if opens else amounts[0].per.lower()
    return (amounts[0], noun) if noun and not (opens and amounts[0].per) else None


def _finding(each: NumberReading, units: NumberReading, total: NumberReading) -> Finding:
    rounded = each.value * units.value % each.step or total.step > 1
    return said_product(RULE, units, each, total, half_step(each) * (units.value if rounded else 0))
