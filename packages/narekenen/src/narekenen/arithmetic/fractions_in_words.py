"""Rule: "meer dan de helft (48%)": a fraction in words against the percentage in brackets or commas behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narekenen.arithmetic.model import Finding, Severity, Step
from narekenen.arithmetic.prose import of_number, sentences
from narekenen.formatting import format_percentage
from narekenen.readings.model import Letter, NumberReading

RULE = "fractions_in_words"
_BRACKETS = re.compile(r"^[^.;:()\d]{0,60}\((?:circa |ongeveer |namelijk |dat is )?$")
_APPOSED = re.compile(r"^[^.;:(),\d]{0,60}, (?:ofwel |oftewel |namelijk |dat is )?$")
_SAID = {">": ("meer dan", "more than"), "<": ("minder dan", "less than")}


def fractions_in_words(letter: Letter) -> Iterator[Finding]:
    """A fraction in words with its percentage in brackets behind it.

    "meer dan de helft" or "ruim een derde" must not lie above the percentage, "bijna de helft" not below it, within the
    rounding of the percentage. A fraction without such a word is a manner of speaking: five points off is a hint, more
    than ten a finding. The percentage may also stand between commas: "twee op de vijf leden, 45 procent, …".
    """
    for sentence in sentences(letter):
        for fraction, share in pairwise(sentence.numbers):
            if fraction.form != "fraction" or fraction.kind != "rate" or share.unit != "%" or share.high is not None:
                continue
            between = sentence.slice(fraction.span.end, share.span.start)
            after = sentence.slice(share.span.end, share.span.end + 1)
            if _BRACKETS.search(between) or (_APPOSED.search(between) and after == ","):
                yield from _compare(fraction, share)


def _compare(fraction: NumberReading, share: NumberReading) -> Iterator[Finding]:
    value = 100 * fraction.value
    above = share.value - value
    against = {">": above < -share.step / 2, "<": above > share.step / 2}.get(fraction.operator, False)
    far = abs(above) > 5 or (abs(above) == 5 and fraction.operator == "=")
    severity: Severity | None = "finding" if against or abs(above) > 10 else "hint" if far else None
    if severity is None:
        return
    nl, en = (f"{said} " if (said := words) else "" for words in _SAID.get(fraction.operator, ("", "")))
    yield Finding(
        rule=RULE, verdict="inconsistent_claim" if severity == "finding" else "imprecise", severity=severity,
        printed=fraction.text, follows=share.text,
        evidence=(of_number(share, "claim"), of_number(fraction, "part")),
        steps=(Step(fraction.text, format_percentage(value, decimals=1)),),
        nl=f"Er staat {nl}{fraction.text}; {share.text} is {'minder' if above < 0 else 'meer'} dan dat.",
        en=f"The text says {en}{fraction.text}; {share.text} is {'less' if above < 0 else 'more'} than that.",
    )  # fmt: skip
