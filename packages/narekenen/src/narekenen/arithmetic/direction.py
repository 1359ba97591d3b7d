"""Rule: words for a change ("gedaald", "verdubbeld") against the two values beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.changes import Change, changes
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import evidence, of_number, sentences, write
from narekenen.documents.model import Span
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "direction_words"
_ONE_PHRASE = re.compile(r"^(?!.*\b(?:en|maar|terwijl|waardoor|doordat|omdat)\b)[^,.;:()]{0,45}$")


def _beside(change: Change, factor: NumberReading) -> bool:
    """Whether the factor is said of the two values: directly before "van …" or directly behind "naar …"."""
    if factor.kind != "factor":
        return False
    if factor.span.start < change.old.span.start:
        between = change.sentence.slice(factor.span.end, change.old.span.start)
    else:
        between = change.sentence.slice(change.new.span.end, factor.span.start)[:20]
    return bool(_ONE_PHRASE.search(re.sub(r"^[,:] (?=van\b)", " ", between)))


def direction_of_change(letter: Letter) -> Iterator[Finding]:
    """A change whose words and values disagree: its direction or its factor.

    direction   "gestegen van 34 naar 30"
    factor      "verdubbeld van 40 naar 60": the quotient, with the rounding of both values, lies more than a fifth
                below or a quarter above the factor
    """
    for sentence in sentences(letter):
        for change in changes(sentence):
            if (change.said == "up" and change.falls) or (change.said == "down" and change.rises):
                yield _direction(letter, change)
                continue
            near = [n for n in sentence.numbers if n is not change.old and n is not change.new]
            factor = next(
                (n for n in near if n.form == "multiplier" and n.kind == "factor" and _beside(change, n)), None
            )
            if factor is not None and change.old.value > 0:
                yield from _factor(change, factor)


def _phrase(change: Change) -> Span:
    """From the word for the change to the last of the two values, or from the first value to a word behind them."""
    first, last = min(change.old.span, change.new.span), max(change.old.span, change.new.span)
    before = change.sentence.slice(change.sentence.span.start, first.start)
    at = before.rfind(change.word)
    if at >= 0:
        return Span(change.sentence.span.start + at, last.end)
    behind = change.sentence.slice(last.end, change.sentence.span.end).find(change.word)
    return Span(first.start, last.end + (behind + len(change.word) if behind >= 0 else 0))


def _direction(letter: Letter, change: Change) -> Finding:
    old, new = write(change.old.value, change.old, "nl"), write(change.new.value, change.new, "nl")
    old_en, new_en = write(change.old.value, change.old, "en"), write(change.new.value, change.new, "en")
    word_nl, word_en = ("hoger", "higher") if change.rises else ("lager", "lower")
    return Finding(
        rule=RULE, verdict="inconsistent_claim", severity="finding", printed=change.word, follows=f"{old} → {new}",
        evidence=(
            evidence(letter, _phrase(change), "claim"), of_number(change.new, "part"), of_number(change.old, "part"),
        ),
        steps=(Step(f"{old} → {new}", word_nl),),
        nl=f"De tekst zegt ‘{change.word}’, maar {new} is {word_nl} dan {old}.",
        en=f"The text says “{change.word}”, but {new_en} is {word_en} than {old_en}.",
    )  # fmt: skip


def bounds(high: NumberReading, low: NumberReading) -> tuple[Decimal, Decimal]:
    """The least and the greatest quotient of two numbers that the rounding of both allows."""
    least_low = low.value - low.step / 2
    greatest = (high.value + high.step / 2) / least_low if least_low > 0 else Decimal("Infinity")
    return (high.value - high.step / 2) / (low.value + low.step / 2), greatest


def _factor(change: Change, factor: NumberReading) -> Iterator[Finding]:
    low, high = bounds(change.new, change.old)
    quotient = change.new.value / change.old.value
    decimals = 1 if quotient >= 1 else 2
    shown, shown_en = (format_number(quotient, decimals=decimals, lang=lang) for lang in ("nl", "en"))
    fits = low <= factor.value * Decimal("1.25") and high >= factor.value * Decimal("0.8")
    old, new = write(change.old.value, change.old, "nl"), write(change.new.value, change.new, "nl")
    yield Finding(
        rule=RULE, verdict="ok" if fits else "inconsistent_claim", severity="confirmation" if fits else "finding",
        printed=factor.text, follows=f"× {shown}",
        evidence=(of_number(factor, "claim"), of_number(change.old, "part"), of_number(change.new, "part")),
        steps=(Step(f"{new} / {old}", shown),),
        nl=f"Van {old} naar {new} is een factor {shown}; de tekst zegt ‘{factor.text}’.",
        en=f"From the old to the new value is a factor of {shown_en}; the text says “{factor.text}”.",
    )  # fmt: skip
