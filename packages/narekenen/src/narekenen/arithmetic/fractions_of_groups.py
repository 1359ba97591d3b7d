"""Rule: "een derde van de 90 scholen (30 scholen)": a fraction in words of a counted group against the count of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, plain, sentences
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "fractions_of_groups"
_OF = re.compile(r"^ van (?:de|deze|die|alle|onze) (?:in totaal |totaal )?$")
_BRACKETS = re.compile(r"^[^.;:()\d]{0,50}\((?:namelijk |dat zijn er |te weten )?$")
_MOST = Decimal("0.1")
"""A fraction in words is a manner of speaking: up to a tenth of the group it may be off."""


def fractions_of_groups(letter: Letter) -> Iterator[Finding]:
    """A fraction, the group and, in brackets behind it, how many that are; more than a tenth of the group off."""
    for sentence in sentences(letter):
        for fraction, whole, part in zip(sentence.numbers, sentence.numbers[1:], sentence.numbers[2:], strict=False):
            if _is_told(sentence, fraction, whole, part):
                share = part.value / whole.value
                if abs(share - fraction.value) > _MOST:
                    yield _finding(fraction, whole, part)


def _is_told(sentence: Sentence, fraction: NumberReading, whole: NumberReading, part: NumberReading) -> bool:
    if fraction.form != "fraction" or fraction.kind != "rate" or fraction.operator != "=":
        return False
    if not all(n.kind in ("count", "bare") and plain(n) and not n.per for n in (whole, part)):
        return False
    behind = sentence.slice(part.span.end, part.span.end + 30)
    return (
        whole.value >= 3
        and 0 < part.value <= whole.value
        and bool(_OF.search(sentence.slice(fraction.span.end, whole.span.start)))
        and bool(_BRACKETS.search(sentence.slice(whole.span.end, part.span.start)))
        and bool(re.match(r"(?: [^\W\d_]+)?\)", behind))
    )


def _finding(fraction: NumberReading, whole: NumberReading, part: NumberReading) -> Finding:
    follows = whole.value * fraction.value
    shown, shown_en = (format_number(follows, decimals=0, lang=lang) for lang in ("nl", "en"))
    return Finding(
        rule=RULE, verdict="wrong_sum", severity="finding", printed=part.text, follows=shown,
        evidence=(of_number(part, "printed"), of_number(fraction, "part"), of_number(whole, "part")),
        steps=(Step(f"{fraction.text} × {whole.text}", shown),),
        nl=f"{fraction.text} van {whole.text} is {shown}; er staat {part.text}.",
        en=f"{fraction.text} of {whole.text} is {shown_en}; the text says {part.text}.",
    )  # fmt: skip
