"""Rule: "van 460 naar 391, een afname van 69": the difference that the text gives against its two values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from narekenen.arithmetic.changes import Change, changes, direction_words
from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import VERDICTS, Sentence, of_number, paragraphs, plain, write
from narekenen.arithmetic.rounding import fit, half_step
from narekenen.readings.model import Letter, NumberReading

RULE = "differences"
_NOUN = r"(?:stijging|toename|groei|daling|afname|verhoging|verlaging|vermindering|verschil|plus|min)"
_BEHIND = re.compile(
    rf"[,(;–] ?(?:dus |ofwel |oftewel |dat is |wat neerkomt op )?(?:een )?{_NOUN} (?:van|met) (?:€ ?)?$"
)
_AHEAD = re.compile(r"\bmet (?:€ ?)?$")
_BETWEEN = re.compile(r"^(?: [^\W\d_]+){0,2},? van (?:€ ?)?$")
_NEXT = re.compile(
    rf"^(?:dat|dit|het) (?:is|betekent|komt neer op|gaat om) (?:dus |daarmee |hiermee )?een {_NOUN} (?:van|met) "
    r"(?:€ ?)?$"
)
_OTHER_BASE = re.compile(
    r"^(?: [^\W\d_]+)? (?:per|van|ten opzichte|bij|gemiddeld|minder|meer|waarvan|onder|tot|à|a|exclusief|inclusief)\b"
)
_FAR = 3
"""A difference that is off by more than this factor is of something else."""


def differences(letter: Letter) -> Iterator[Finding]:
    """The difference of a change in the unit of its values, with the rounding of all three.

    "van 460 naar 391, een afname van 69", "met 1,4 miljoen verhoogd, van 4,5 miljoen naar 5,9 miljoen", and "Dat is een
    afname van 69." as the next sentence. Nothing is said of a difference per something, of a part or of another unit.
    """
    for paragraph in paragraphs(letter):
        for at, sentence in enumerate(paragraph):
            found = [change for change in changes(sentence) if plain(change.old) and plain(change.new)]
            if len(found) != 1 or found[0].old.unit == "%" or found[0].old.value == found[0].new.value:
                continue
            said = _said(sentence, found[0]) or _in_next(paragraph[at + 1 : at + 2], found[0])
            if said is not None:
                yield from _judge(found[0], said)


def _said(sentence: Sentence, change: Change) -> NumberReading | None:
    first, last = sorted((change.old, change.new), key=lambda n: n.span.start)
    for number in sentence.numbers:
        if number in (change.old, change.new) or not _alike(number, change):
            continue
        before = sentence.slice(number.span.start - 50, number.span.start)
        after = sentence.slice(number.span.end, number.span.end + 40)
        if number.span.start > last.span.end and _BEHIND.search(before) and not _OTHER_BASE.search(after):
            return number
        between = sentence.slice(number.span.end, first.span.start)
        if number.span.end < first.span.start and _AHEAD.search(before) and _BETWEEN.search(between):
            return number if direction_words(before + between)[0] else None
    return None


def _in_next(following: tuple[Sentence, ...], change: Change) -> NumberReading | None:
    for then in following:
        number = then.numbers[0] if then.numbers else None
        if number is None or not _alike(number, change):
            return None
        after = then.slice(number.span.end, number.span.end + 40)
        if _NEXT.search(then.slice(then.span.start, number.span.start)) and not _OTHER_BASE.search(after):
            return number
    return None


def _alike(number: NumberReading, change: Change) -> bool:
    return number.unit == change.new.unit and number.unit != "%" and plain(number) and not number.per


def _judge(change: Change, said: NumberReading) -> Iterator[Finding]:
    follows = abs(change.new.value - change.old.value)
    if not follows / _FAR <= said.value <= follows * _FAR:
        return
    slack = half_step(change.old) + half_step(change.new) if said.unit or not change.new.exact else Decimal(0)
    slack = slack if change.old.step > 1 or change.new.step < 1 else Decimal(0)
    verdict = fit(said, follows, slack)
    shown, shown_en = write(follows, change.new, "nl"), write(follows, change.new, "en")
    high, low = sorted((change.old, change.new), key=lambda n: -n.value)
    yield Finding(
        rule=RULE, verdict=VERDICTS[verdict], severity="confirmation" if verdict != "off" else "finding",
        printed=said.text, follows=shown,
        evidence=(of_number(said, "printed"), of_number(change.old, "part"), of_number(change.new, "part")),
        steps=(Step(f"{high.text} − {low.text}", shown),),
        nl=f"Tussen {change.old.text} en {change.new.text} ligt een verschil van {shown}; er staat {said.text}.",
        en=f"Between {write(change.old.value, change.old, 'en')} and {write(change.new.value, change.new, 'en')} lies "
        f"a difference of {shown_en}; the text says {write(said.value, said, 'en')}.",
    )  # fmt: skip
