"""Rule: an amount per unit against the amount and the number of units that the same passage gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, paragraphs, plain, same_noun, write
from narekenen.readings.model import Letter, NumberReading

RULE = "averages"
_SO = re.compile(
    r"\b(?:dat is|dit is|komt neer op|neerkomt op|oftewel|ofwel|dus|gemiddeld|dat betekent|that is|on average)\b"
)
_OVER = re.compile(r"\b(?:voor|over|aan|verdeeld|for|over|among)\b[^.;]{0,24}$")


def amounts_per_unit(letter: Letter) -> Iterator[Finding]:
    """ "2 miljoen euro voor 400 scholen, dat is 5.000 euro per school": the quotient, with the rounding of all three.

    The amount, the number of units and the amount per unit stand in one sentence or in two that follow each other, and
    the units carry the same name. The base is thereby explicit: over what the amount was divided.
    """
    for paragraph in paragraphs(letter):
        for sentence, then in [*pairwise(paragraph), (paragraph[-1], None)]:
            for amount, units in pairwise(sentence.numbers):
                if not _is_spread(sentence, amount, units):
                    continue
                for home in filter(None, (sentence, then)):
                    per = next((n for n in home.numbers if _is_per(home, n, amount, units)), None)
                    if per is not None:
                        yield _finding(amount, units, per)
                        break


def _is_spread(sentence: Sentence, amount: NumberReading, units: NumberReading) -> bool:
    return (
        amount.kind == "amount" and not amount.per and plain(amount)
        and units.kind == "count" and not units.per and plain(units) and units.value >= 2 and bool(units.counted)
        and bool(_OVER.search(sentence.slice(amount.span.end, units.span.start)))
    )  # fmt: skip


def _is_per(home: Sentence, per: NumberReading, amount: NumberReading, units: NumberReading) -> bool:
    if per.kind != "amount" or not per.per or per.unit != amount.unit or per.span.start < units.span.end or per.high:
        return False
    before = home.slice(max(home.span.start, units.span.end), per.span.start)
    return same_noun(per.per, units.counted) and bool(_SO.search(before[-60:])) and len(before) < 120


def _finding(amount: NumberReading, units: NumberReading, per: NumberReading) -> Finding:
    follows = amount.value / units.value
    slack = amount.step / 2 / units.value + (per.step / 2 if per.operator == "=" else max(per.step, per.value / 10))
    holds = abs(per.value - follows) <= slack
    shown, shown_en = write(follows, per, "nl"), write(follows, per, "en")
    return Finding(
        rule=RULE, verdict=("ok" if per.value == follows else "rounding_only") if holds else "wrong_base",
        severity="confirmation" if holds else "finding", printed=per.text, follows=shown,
        evidence=(of_number(per, "printed"), of_number(amount, "part"), of_number(units, "part")),
        steps=(Step(f"{amount.text} / {units.text} {units.counted}", shown, f"per {per.per}"),),
        nl=f"{amount.text} gedeeld door {units.text} {units.counted} is {shown} per {per.per}; er staat {per.text}.",
        en=f"{write(amount.value, amount, 'en')} divided by {units.text} ({units.counted}) is {shown_en}; "
        f"the text says {write(per.value, per, 'en')}.",
    )  # fmt: skip
