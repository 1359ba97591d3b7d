"""Rule: "drie keer zo veel (45%) als … (15%)": a multiple in words against the two values in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.direction import bounds
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, plain, sentences
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "multiples"
_TIMES = re.compile(r"\b(?:maal|keer) (?:meer|zo|vaker|hoger|groter|langer)")
_OPEN = re.compile(r"\((?:circa |ongeveer |namelijk )?$")


def multiples_in_words(letter: Letter) -> Iterator[Finding]:
    """A multiple with both values in brackets behind what they belong to.

    The quotient of the two values, with the rounding of both, against the multiple. "vijf keer meer" is used both for
    five and for six times: either fits. Outside the bounds by more than a tenth is a finding; inside them, but another
    whole number than the quotient itself, it is imprecise.
    """
    for sentence in sentences(letter):
        for factor in sentence.numbers:
            if factor.form != "multiplier" or factor.kind != "factor" or not _TIMES.search(factor.text.lower() + " zo"):
                continue
            values = [n for n in sentence.numbers if n.span.start > factor.span.end and _in_brackets(sentence, n)]
            if len(values) == 2 and values[0].unit == values[1].unit and min(n.value for n in values) > 0:
                yield from _compare(factor, values)


def _in_brackets(sentence: Sentence, number: NumberReading) -> bool:
    return plain(number) and bool(_OPEN.search(sentence.slice(number.span.start - 12, number.span.start)))


def _compare(factor: NumberReading, values: list[NumberReading]) -> Iterator[Finding]:
    large, small = sorted(values, key=lambda n: n.value, reverse=True)
    low, high = bounds(large, small)
    quotient = large.value / small.value
    meant = [factor.value, factor.value + 1] if "meer" in factor.text.lower() else [factor.value]
    fits = any(low * Decimal("0.9") <= value <= high * Decimal("1.1") for value in meant)
    if fits and any(abs(quotient - value) <= Decimal("0.5") for value in meant[:1]):
        return
    shown, shown_en = format_number(quotient, decimals=1), format_number(quotient, decimals=1, lang="en")
    ends, ends_en = (
        tuple(format_number(end, decimals=1, lang=lang) if end.is_finite() else "∞" for end in (low, high))
        for lang in ("nl", "en")
    )
    yield Finding(
        rule=RULE, verdict="imprecise" if fits else "inconsistent_claim", severity="finding",
        printed=factor.text, follows=f"× {shown}",
        evidence=(of_number(factor, "claim"), *(of_number(n, "part") for n in values)),
        steps=(Step(f"{large.text} / {small.text}", shown), Step("", f"{ends[0]} – {ends[1]}")),
        nl=f"{large.text} is {shown} keer {small.text} (met afronding {ends[0]} tot {ends[1]}); er staat "
        f"‘{factor.text}’.",
        en=f"{large.text} is {shown_en} times {small.text} ({ends_en[0]} to {ends_en[1]} with rounding); the text says "
        f"“{factor.text}”.",
    )  # fmt: skip
