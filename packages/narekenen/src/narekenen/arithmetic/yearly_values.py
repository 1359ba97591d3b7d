"""Rule: words for a change in one sentence, and the two values with their years beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from narekenen.arithmetic.changes import direction_words
from narekenen.arithmetic.direction import bounds
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, evidence, of_number, paragraphs, plain, write
from narekenen.documents.model import Span
from narekenen.formatting import format_number
from narekenen.readings.model import DateReading, Letter, NumberReading

RULE = "yearly_values"
_HEDGED = re.compile(
    r"\b(?:niet|geen|nooit|nauwelijks|als|indien|zou|zouden|moet|moeten|wil|willen|streven|doel|doelstelling|verwacht\w*|"
    r"maar|hoewel|ondanks|daarentegen|eerst|aanvankelijk|daarna|vervolgens|zullen|zal|kan|kunnen|bijna|ruim|meer dan)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:daarentegen|echter|maar|hoewel|toch|prognose|raming|geraamd|verwacht\w*|doel\w*|begroot\w*)\b"
)
_WORD = re.compile(r"[^\W\d_]{5,}")


def values_by_year(letter: Letter) -> Iterator[Finding]:
    """ "Het aantal meldingen is verdubbeld. In 2019 waren er 1.200 meldingen; in 2023 waren dat er 1.700."

    The claim stands in the sentence before the two values, without other numbers of its own but the multiple, and
    names what is counted. The values stand in one sentence or in two, each with its own year and no other.
    """
    for paragraph in paragraphs(letter):
        for at, (claim, values) in enumerate(pairwise(paragraph)):
            after = paragraph[at + 2] if at + 2 < len(paragraph) else None
            found = _two_values(claim, (values,)) or (
                _two_values(claim, (values, after)) if after is not None else None
            )
            if found is not None:
                yield from _judge(letter, claim, *found)


def _judge(letter: Letter, claim: Sentence, old: NumberReading, new: NumberReading) -> Iterator[Finding]:
    lower = claim.text.lower()
    if _HEDGED.search(lower) or any(n.kind not in ("duration", "factor") for n in claim.numbers):
        return
    multiples = [n for n in claim.numbers if n.form == "multiplier" and n.kind == "factor"]
    said, word = direction_words(lower)
    if len(multiples) + (word is not None) != 1:
        return
    if multiples:
        low, high = bounds(new, old)
        factor = multiples[0].value
        if low > factor * Decimal("1.25") or high < factor * Decimal("0.8"):
            yield _finding(letter, multiples[0].span, old, new)
    elif word and ((said == "up" and new.value < old.value) or (said == "down" and new.value > old.value)):
        yield _finding(letter, claim.span_of(*word.span()), old, new)


def _finding(letter: Letter, claim: Span, old: NumberReading, new: NumberReading) -> Finding:
    printed = letter.running.text[claim.start : claim.end]
    (one, one_en), (two, two_en) = ((write(n.value, n, "nl"), write(n.value, n, "en")) for n in (old, new))
    quotient = new.value / old.value
    shown, shown_en = (format_number(quotient, decimals=2, lang=lang) for lang in ("nl", "en"))
    return Finding(
        rule=RULE, verdict="inconsistent_claim", severity="finding", printed=printed, follows=f"{one} → {two}",
        evidence=(evidence(letter, claim, "claim"), of_number(old, "part"), of_number(new, "part")),
        steps=(Step(f"{two} / {one}", shown),),
        nl=f"Van {one} naar {two} is een factor {shown}; dit past niet bij ‘{printed}’.",
        en=f"From {one_en} to {two_en} is a factor of {shown_en}; this does not fit “{printed}”.",
    )  # fmt: skip


def _two_values(claim: Sentence, homes: tuple[Sentence, ...]) -> tuple[NumberReading, NumberReading] | None:
    """The older and the newer value, where the sentences give exactly two values with a year each."""
    numbers = [n for home in homes for n in home.numbers if n.kind != "duration"]
    years = [d for home in homes for d in home.dates]
    if len(numbers) != 2 or len(years) != 2 or any(_OTHERWISE.search(home.text.lower()) for home in homes):
        return None
    if not all(plain(n) and n.kind in ("count", "bare", "amount", "percentage") for n in numbers):
        return None
    one, two = numbers
    if one.unit != two.unit or one.per != two.per or (two.counted and one.counted.lower() != two.counted.lower()):
        return None
    if not all(d.grain in ("year", "day", "month") and len(d.earliest) >= 4 for d in years):
        return None
    pairs = _paired(years, numbers)
    if pairs is None or not _names(claim, one, homes[0]):
        return None
    (first, old), (second, new) = sorted(pairs, key=lambda pair: pair[0])
    return (old, new) if first < second and old.value > 0 else None


def _paired(years: list[DateReading], numbers: list[NumberReading]) -> list[tuple[str, NumberReading]] | None:
    """Year and value by turns: year, value, year, value or value, year, value, year."""
    places: list[tuple[Span, int]] = [(d.span, 0) for d in years] + [(n.span, 1) for n in numbers]
    kinds = [kind for _, kind in sorted(places)]
    if kinds not in ([0, 1, 0, 1], [1, 0, 1, 0]):
        return None
    return [(year.earliest[:7], number) for year, number in zip(years, numbers, strict=True)]


def _names(claim: Sentence, number: NumberReading, home: Sentence) -> bool:
    """Whether the claim names what is counted, or shares a telling word with the first sentence of values."""
    lower = claim.text.lower()
    noun = number.counted.lower().split()[-1] if number.counted.split() else ""
    if noun:
        return noun in lower
    return bool(set(_WORD.findall(lower)) & set(_WORD.findall(home.text.lower())))
