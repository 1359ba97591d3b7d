"""Rules: a group, a part of it and the share of that part, in the orders in which Dutch says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, paragraphs, plain, sentences
from narekenen.arithmetic.said_shares import quotient, said_share
from narekenen.documents.model import Span
from narekenen.formatting import format_percentage
from narekenen.readings.model import Letter, NumberReading
from narekenen.readings.numbers import parse_number

RULE = "shares_in_words"
_ABOUT = r"(?:circa |ruim |bijna |ongeveer |dat is |ofwel |oftewel |afgerond ){0,2}"
_GROUP = re.compile(r"\b(?:van|onder|uit) (?:de|deze|die|alle) (?:in totaal |totaal )?$")
_IN_BRACKETS = re.compile(rf"^[^.;()]{{0,40}}\({_ABOUT}$")
_OR = re.compile(rf"^[^.;()]{{0,40}},? (?:ofwel|oftewel|dat is|dit is) {_ABOUT}$")
_OUT_OF = re.compile(r"^(?: [^\W\d_]+){0,3} (?:van de|van alle|van|op de|uit) (?:in totaal )?$")
_OTHER_BASE = re.compile(r"^ (?:van|in|onder|bij|meer|minder|hoger|lager|per)\b")
_BETWEEN = re.compile(
    r"\b(?:daarvan|hiervan|waarvan|van deze|van die|van de|overige|rest|tegen|vergeleken|ten opzichte)\b"
)
_BARE = re.compile(r"^[^.;()]{1,60} (?P<part>\d{1,3}(?:\.\d{3})*|\d{1,4})(?= [^()\d]{0,40}\()")
_OF_THEM = re.compile(r"^(?:daarvan|hiervan|van hen|van deze(?: [^\W\d_]+)?|van die(?: [^\W\d_]+)?)\b[^.;()\d]{0,40}$")
_LOOSE = Decimal(3)


def parts_of_groups(letter: Letter) -> Iterator[Finding]:
    """ "Van de 240 aanvragen zijn er 90 toegekend (38%)" and "38% (90 van de 240)"."""
    for sentence in sentences(letter):
        yield from _unread_parts(letter, sentence)
        for triple in zip(sentence.numbers, sentence.numbers[1:], sentence.numbers[2:], strict=False):
            found = _read(sentence, *triple)
            if found is not None:
                yield from _judge(*found)


def _unread_parts(letter: Letter, sentence: Sentence) -> Iterator[Finding]:
    """The same where the part is a bare number that counts nothing by name: "zijn er 90 toegekend (38%)"."""
    for whole, share in pairwise(sentence.numbers):
        between = sentence.slice(whole.span.end, share.span.start)
        match = _BARE.search(between)
        if not (match and _counts(whole) and _share(share) and _IN_BRACKETS.search(between[match.end("part") :])):
            continue
        part = parse_number(match["part"])
        before = sentence.slice(whole.span.start - 30, whole.span.start)
        behind = sentence.slice(share.span.end, share.span.end + 1)
        if part and _GROUP.search(before) and behind == ")" and not re.search(r"\d", between[: match.start("part")]):
            start = whole.span.end + match.start("part")
            span = Span(start, start + len(match["part"]))
            placed = replace(part, span=span, raw=letter.running.raw_span(span), exact=True)
            yield from _judge(placed, whole, share)


def _counts(number: NumberReading) -> bool:
    return number.kind in ("count", "bare") and plain(number) and number.form in ("digits", "words") and not number.per


def _share(number: NumberReading) -> bool:
    return number.unit == "%" and number.kind == "percentage" and number.high is None


def _read(
    sentence: Sentence, one: NumberReading, two: NumberReading, three: NumberReading
) -> tuple[NumberReading, NumberReading, NumberReading] | None:
    """Part, whole and share, where the three numbers stand in one of the orders."""
    first = sentence.slice(one.span.end, two.span.start)
    second = sentence.slice(two.span.end, three.span.start)
    behind = sentence.slice(three.span.end, three.span.end + 12)
    if _counts(one) and _counts(two) and _share(three):
        before = sentence.slice(one.span.start - 30, one.span.start)
        closes = (_IN_BRACKETS.search(second) and behind.startswith(")")) or _OR.search(second)
        if _GROUP.search(before) and closes and len(first) < 90 and not _BETWEEN.search(first):
            return None if _OTHER_BASE.search(behind) else (two, one, three)
    if (
        _share(one)
        and _counts(two)
        and _counts(three)
        and behind.startswith((")", " ", "."))
        and (
            _IN_BRACKETS.search(first)
            and _OUT_OF.search(second)
            and ")" in behind + sentence.slice(three.span.end, three.span.end + 40)
        )
    ):
        return two, three, one
    return None


def _judge(part: NumberReading, whole: NumberReading, share: NumberReading) -> Iterator[Finding]:
    if not 0 < part.value <= whole.value or whole.value < 3:
        return
    follows = quotient(part, whole)
    slack = share.step / 2 if share.operator == "=" else _LOOSE
    slack += 100 * ((0 if part.exact else part.step / 2) + (0 if whole.exact else whole.step / 2)) / whole.value
    fits = abs(follows - share.value) <= slack
    if not fits and abs(follows - share.value) <= share.step and share.operator == "=":
        return  # cut off instead of rounded
    yield said_share(RULE, part, whole, share, fits=fits)


def parts_of_the_former(letter: Letter) -> Iterator[Finding]:
    """ "… 160 instellingen. Daarvan hebben 48 instellingen (30%) …": the one count of a sentence is the group."""
    for paragraph in paragraphs(letter):
        for sentence, then in pairwise(paragraph):
            wholes = [n for n in sentence.numbers if n.kind in ("count", "bare", "percentage")]
            if len(wholes) != 1 or not _counts(wholes[0]) or len(then.numbers) < 2:
                continue
            part, share = then.numbers[:2]
            opens = _OF_THEM.search(then.slice(then.span.start, part.span.start))
            closes = then.slice(share.span.end, share.span.end + 1) == ")"
            told = opens and closes and _counts(part) and _share(share)
            if told and _IN_BRACKETS.search(then.slice(part.span.end, share.span.start)):
                yield from _judge(part, wholes[0], share)


def fractions_of_counts(letter: Letter) -> Iterator[Finding]:
    """ "meer dan de helft van de gemeenten (141 van de 342)": the fraction in words against the quotient.

    "meer dan" and "ruim" must not lie above it, "bijna" and "minder dan" not below it. A fraction without such a word
    is a manner of speaking: only more than ten points off counts.
    """
    for sentence in sentences(letter):
        for fraction, part, whole in zip(sentence.numbers, sentence.numbers[1:], sentence.numbers[2:], strict=False):
            if fraction.form != "fraction" or fraction.kind != "rate" or not (_counts(part) and _counts(whole)):
                continue
            opened = sentence.slice(fraction.span.end, part.span.start)
            if not re.search(
                r"^[^.;()]{0,60}(?:\((?:namelijk |te weten )?|, (?:namelijk|te weten|om precies te zijn) )$", opened
            ):
                continue
            if _OUT_OF.search(sentence.slice(part.span.end, whole.span.start)) and 0 < part.value <= whole.value:
                yield from _fraction(fraction, part, whole)


def _fraction(fraction: NumberReading, part: NumberReading, whole: NumberReading) -> Iterator[Finding]:
    quotient = part.value / whole.value
    above = quotient - fraction.value
    against = {">": above < 0, ">=": above < 0, "<": above > 0, "<=": above > 0}.get(
        fraction.operator, abs(above) > Decimal("0.1")
    )
    if not against:
        return
    shown, shown_en = (format_percentage(100 * quotient, decimals=1, lang=lang) for lang in ("nl", "en"))
    nl, en = {">": ("meer dan ", "more than "), "<": ("minder dan ", "less than ")}.get(fraction.operator, ("", ""))
    yield Finding(
        rule=RULE, verdict="inconsistent_claim", severity="finding", printed=f"{nl}{fraction.text}", follows=shown,
        evidence=(of_number(fraction, "claim"), of_number(part, "part"), of_number(whole, "part")),
        steps=(Step(f"{part.text} / {whole.text}", shown),),
        nl=f"{part.text} van {whole.text} is {shown}; dit past niet bij ‘{nl}{fraction.text}’.",
        en=f"{part.text} out of {whole.text} is {shown_en}; this does not fit “{en}{fraction.text}”.",
    )  # fmt: skip
