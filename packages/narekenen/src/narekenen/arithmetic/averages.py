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
    r"\b(?:dat is|dit is|komt (?:dat |dit |het )?neer op|neerkomt op|oftewel|ofwel|dus|gemiddeld|"
    r"dat betekent|that is|on average)\b"
)
_THERE_ARE = re.compile(r"(?:er (?:zijn|waren|is)|het gaat om|nederland telt|dit betreft|dat betreft|voor)\b")
_DIVIDED = re.compile(r"^(?:gemiddeld )?(?:verdeeld|omgerekend|uitgesmeerd|gedeeld)\b[^.;]{0,30}$")
_OVER = re.compile(r"\b(?:voor|over|aan|verdeeld|for|over|among)\b[^.;]{0,24}$")


def amounts_per_unit(letter: Letter) -> Iterator[Finding]:
    """ "2 miljoen euro voor 400 scholen, dat is 5.000 euro per school": the quotient, with the rounding of all three.

    The amount, the number of units and the amount per unit stand in one sentence or in two that follow each other, and
    the units carry the same name. The base is thereby explicit: over what the amount was divided.
    """
    for paragraph in paragraphs(letter):
        for sentence, then in [*pairwise(paragraph), (paragraph[-1], None)]:
            spread = [pair for pair in pairwise(sentence.numbers) if _is_spread(sentence, *pair)]
            if not spread and then is not None:
                spread = _spread_over_next(sentence, then)
            if not spread and then is not None:
                spread = _named_apart(sentence, then)
            for amount, units in spread:
                for home in filter(None, (sentence, then, _after(paragraph, then))):
                    per = next((n for n in home.numbers if _is_per(home, n, amount, units)), None)
                    if per is not None:
                        yield _finding(amount, units, per)
                        break


def _after(paragraph: tuple[Sentence, ...], sentence: Sentence | None) -> Sentence | None:
    at = paragraph.index(sentence) + 1 if sentence is not None else len(paragraph)
    return paragraph[at] if at < len(paragraph) else None


def _named_apart(sentence: Sentence, then: Sentence) -> list[tuple[NumberReading, NumberReading]]:
    """The one amount of a sentence and the one count of the next: "… 21 miljoen euro. Er zijn 700 scholen."."""
    amounts = [n for n in sentence.numbers if n.kind == "amount"]
    counts = [n for n in then.numbers if n.kind == "count"]
    if len(amounts) != 1 or len(counts) != 1 or len(sentence.numbers) > 1 or len(then.numbers) > 1:
        return []
    amount, units = amounts[0], counts[0]
    usable = not amount.per and plain(amount) and plain(units) and not units.per and units.value >= 2
    return [(amount, units)] if usable and units.counted and _THERE_ARE.match(then.text.lower()) else []


def _spread_over_next(sentence: Sentence, then: Sentence) -> list[tuple[NumberReading, NumberReading]]:
    """The one amount of a sentence and the units over which the next one, which opens with them, divides it."""
    amounts = [n for n in sentence.numbers if n.kind == "amount" and not n.per and plain(n)]
    units = then.numbers[0] if then.numbers else None
    if len(amounts) != 1 or units is None or units.kind != "count" or units.per or not plain(units):
        return []
    opens = _DIVIDED.search(then.slice(then.span.start, units.span.start))
    return [(amounts[0], units)] if opens and units.value >= 2 and units.counted else []


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
