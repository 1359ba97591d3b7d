"""Rule: "ruim 500 reacties (487)": an approximate number against the exact one in brackets behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import evidence, of_number, sentences, write
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, NumberReading
from narekenen.readings.numbers import parse_number

RULE = "approximations"
_EXACT = re.compile(
    r"^(?: [^\W\d_]+){0,3} \((?:namelijk |precies |exact |om precies te zijn |te weten |in totaal )?"
    r"(?P<exact>€? ?\d{1,3}(?:\.\d{3})+|€? ?\d{1,4})(?: [^\W\d_]+)?\)"
)
_WORDS = {">": ("ruim", "more than"), "<": ("bijna", "nearly"), "~": ("ongeveer", "about")}
_OPENS = re.compile(r"^[^.;()\d]{0,60}\($")
_YEAR = re.compile(r"(?:19|20)\d\d")


def exact_in_brackets(letter: Letter) -> Iterator[Finding]:
    """ "ruim" and "meer dan" must not lie above the exact number, "bijna" not below it; "circa" may be a tenth off.

    A year in brackets, or a number of another size, is something else.
    """
    for sentence in sentences(letter):
        for number in filter(_is_about, sentence.numbers):
            match = _EXACT.match(sentence.slice(number.span.end, number.span.end + 90))
            printed = match["exact"].strip() if match else ""
            reading = parse_number(printed) if printed and not _YEAR.fullmatch(printed) else None
            if match and reading and _against(number, reading.value):
                start = number.span.end + match.start("exact")
                yield _finding(letter, number, Span(start, start + len(match["exact"].rstrip())), reading.value)

        for share, exact in pairwise(sentence.numbers):
            shares = share.unit == exact.unit == "%" and exact.operator == "=" and exact.step < share.step
            if not shares or share.high or exact.high or share.operator not in (">", "<"):
                continue
            between = sentence.slice(share.span.end, exact.span.start)
            closes = sentence.slice(exact.span.end, exact.span.end + 1) == ")"
            if closes and _OPENS.search(between) and _against(share, exact.value):
                yield _finding(letter, share, exact.span, exact.value)


def _is_about(number: NumberReading) -> bool:
    told = number.operator in _WORDS and number.high is None and number.form == "digits" and not number.per
    return told and number.kind in ("count", "amount", "bare") and number.value >= 20


def _against(about: NumberReading, exact: Decimal) -> bool:
    if not about.value / 2 < exact < about.value * 2:
        return False
    if about.operator == "~":
        return abs(exact - about.value) > about.value / 10
    return exact < about.value if about.operator == ">" else exact > about.value


def _digits(exact: Decimal) -> int:
    return max(0, -int(exact.normalize().as_tuple().exponent))


def _finding(letter: Letter, about: NumberReading, place: Span, exact: Decimal) -> Finding:
    nl, en = _WORDS[about.operator]
    shown, shown_en = write(exact, about, "nl", _digits(exact)), write(exact, about, "en", _digits(exact))
    about_en = write(about.value, about, "en")
    return Finding(
        rule=RULE, verdict="imprecise", severity="finding", printed=f"{nl} {about.text}", follows=shown,
        evidence=(of_number(about, "claim"), evidence(letter, place, "part")),
        steps=(Step(f"{nl} {about.text}", shown),),
        nl=f"Het precieze getal erbij is {shown}; dit past niet bij ‘{nl} {about.text}’.",
        en=f"The exact number beside it is {shown_en}; this does not fit “{en} {about_en}”.",
    )  # fmt: skip
