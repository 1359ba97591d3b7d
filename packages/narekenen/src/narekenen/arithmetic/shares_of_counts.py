"""Rule: a percentage of a counted group is a whole number out of that group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, paragraphs, plain, sentences, write
from narekenen.arithmetic.said_shares import quotient, said_share
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "shares_of_counts"
_OUT_OF = re.compile(r"^[^.;:()]{0,40}?\b(?:van de|van alle|uit de|op de|of the|out of)\s(?:in totaal |totaal )?$")
_SHARE = re.compile(
    r"^[^.;()]{0,45}?(?:\(\s*(?:dat is |oftewel |ofwel )?(?:circa |ruim |bijna |ongeveer )?|"
    r", (?:oftewel|ofwel|dat is|dus) )$"
)
_OF_OTHERS = re.compile(r"^ (?:van|in|onder|bij) ")
_MOST = 10  # groups in one paragraph
_ABOUT = Decimal(3)  # points that "circa 50%" or "bijna 50%" may be off
_OF_GROUP = re.compile(r"^(?:\s?[^\W\d_]+){0,2}?\s?van (?:de|deze|die|alle) (?P<noun>[^\W\d_]{4,})")
_NOT_A_SHARE = re.compile(
    r"\b(?:met|min|plus|tot|naar|van|per|minus|zeker|ten minste|stijging|daling) (?:circa |ongeveer )?$"
)
_ANOTHER_TIME = re.compile(r"\b(?:vorige?|eerder|destijds|toen|voorheen|daarvoor)\b")
_BASE_BEFORE = re.compile(r"\bvan (?:de|deze|alle) (?:in totaal )?$")


def counts_and_shares(letter: Letter) -> Iterator[Finding]:
    """ "x van de y (z%)": z is x out of y, within the rounding of z."""
    for sentence in sentences(letter):
        numbers = sentence.numbers
        for part, whole, share in zip(numbers, numbers[1:], numbers[2:], strict=False):
            if (
                share.unit == "%" and plain(part) and plain(whole) and share.high is None
                and part.kind == whole.kind == "count" and 0 < part.value <= whole.value
                and _OUT_OF.search(sentence.slice(part.span.end, whole.span.start))
                and _SHARE.search(sentence.slice(whole.span.end, share.span.start))
                and not _OF_OTHERS.search(sentence.slice(share.span.end, share.span.end + 12))
            ):  # fmt: skip
                yield _quotient(part, whole, share)


def whole_people(letter: Letter) -> Iterator[Finding]:
    """Percentages of a group whose size is named: some whole number of the group must give each (the GRIM test).

    The group is named with its size in the paragraph ("de 180 ondervraagden") and each share says that it is of that
    group. A share that no whole number gives is a finding where size and share stand in one sentence; a hint elsewhere
    and for a multiple of five, which may be loosely rounded. Nothing is said where results are weighted.
    Source: Brown and Heathers (2017), doi:10.1177/1948550616673876.
    """
    for paragraph in paragraphs(letter):
        if any("gewogen" in sentence.text.lower() for sentence in paragraph):
            continue
        groups = [(sentence, n) for sentence in paragraph for n in sentence.numbers if _is_group(sentence, n)]
        for sentence, whole in groups[:_MOST]:
            shares = [(other, n) for other in paragraph for n in other.numbers if _is_of(other, n, sentence, whole)]
            if shares:
                yield from _grim(sentence, whole, shares)


def _is_group(sentence: Sentence, number: NumberReading) -> bool:
    if number.kind != "count" or not number.exact or not plain(number) or not 10 <= number.value < 10_000:
        return False
    return bool(_BASE_BEFORE.search(sentence.slice(number.span.start - 24, number.span.start)))


def _is_of(sentence: Sentence, share: NumberReading, home: Sentence, whole: NumberReading) -> bool:
    if share.unit != "%" or share.kind != "percentage" or not plain(share) or not 0 < share.value < 100:
        return False
    if _NOT_A_SHARE.search(sentence.slice(share.span.start - 24, share.span.start)):
        return False
    if sentence is home:
        counts = [n for n in home.numbers if n.kind == "count" and n.exact and n.value >= 2]
        return share.span.start > whole.span.end and len(counts) == 1
    if _ANOTHER_TIME.search(sentence.text.lower()):
        return False
    noun = whole.counted.split()[-1].lower() if whole.counted else ""
    named = _OF_GROUP.search(sentence.slice(share.span.end, share.span.end + 60))
    return bool(named and noun and named["noun"] == noun)


def nearest_counts(whole: Decimal, share: NumberReading) -> tuple[int, int]:
    """The two whole numbers around share × whole / 100."""
    exact = whole * share.value / 100
    return int(exact.to_integral_value(ROUND_FLOOR)), int(exact.to_integral_value(ROUND_CEILING))


def _fits(count: int, whole: Decimal, share: NumberReading) -> bool:
    return abs(Decimal(100 * count) - share.value * whole) <= share.step / 2 * whole


def _grim(home: Sentence, whole: NumberReading, shares: list[tuple[Sentence, NumberReading]]) -> Iterator[Finding]:
    fitting = []
    for sentence, share in shares:
        options = nearest_counts(whole.value, share)
        hits = [count for count in options if _fits(count, whole.value, share)]
        if hits:
            fitting.append((share, hits[0]))
        else:
            loose = share.step >= 1 and share.value % 5 == 0
            yield _impossible(whole, share, options, certain=sentence is home and not loose)
    if fitting:
        size = format_number(whole.value)
        steps = tuple(Step(f"{count} / {size}", share.text) for share, count in fitting)
        yield Finding(
            rule=RULE, verdict="ok", severity="confirmation", printed=", ".join(share.text for share, _ in fitting),
            follows=", ".join(str(count) for _, count in fitting),
            evidence=(of_number(whole, "part"), *(of_number(share, "printed") for share, _ in fitting)), steps=steps,
            nl=f"Bij elk van deze percentages past een geheel aantal van {size}.",
            en=f"A whole number out of {format_number(whole.value, lang='en')} fits each of these percentages.",
        )  # fmt: skip


def _impossible(whole: NumberReading, share: NumberReading, options: tuple[int, int], *, certain: bool) -> Finding:
    size, size_en = format_number(whole.value), format_number(whole.value, lang="en")
    quotients = [Decimal(100 * count) / whole.value for count in options]
    decimals = max(1, -int(share.step.normalize().as_tuple().exponent))
    near = [write(q, share, "nl", decimals) for q in quotients]
    near_en = [write(q, share, "en", decimals) for q in quotients]
    return Finding(
        rule=RULE, verdict="wrong_sum", severity="finding" if certain else "hint",
        printed=share.text, follows=" / ".join(near),
        evidence=(of_number(share, "printed"), of_number(whole, "part")),
        steps=tuple(Step(f"{count} / {size}", shown) for count, shown in zip(options, near, strict=True)),
        nl=f"Geen geheel aantal van {size} geeft {share.text}: {options[0]} is {near[0]}, {options[1]} is {near[1]}.",
        en=f"No whole number out of {size_en} gives {share.text}: {options[0]} is {near_en[0]}, {options[1]} is "
        f"{near_en[1]}.",
    )  # fmt: skip


def _quotient(part: NumberReading, whole: NumberReading, share: NumberReading) -> Finding:
    slack = share.step / 2 if share.operator == "=" else _ABOUT
    return said_share(RULE, part, whole, share, fits=abs(quotient(part, whole) - share.value) <= slack)
