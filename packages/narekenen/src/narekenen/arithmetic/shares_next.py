"""Rule: "Bij 12 van de 15 controles … Dat is 80 procent.": a share in the next sentence against part and group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, paragraphs, plain
from narekenen.arithmetic.said_shares import quotient, said_share
from narekenen.readings.model import Letter, NumberReading

RULE = "shares_next"
_OUT_OF = re.compile(r"^[^.;:()\d]{0,30}\b(?:van de|van alle|uit de|op de) (?:in totaal |totaal )?$")
_SUMS_UP = re.compile(
    r"^(?:dat|dit|het) (?:is|betreft|komt neer op|komt overeen met|betekent) (?:dus |daarmee )?(?:een aandeel van )?"
    r"(?:circa |ruim |bijna |ongeveer |afgerond )?$"
)
_CLOSES = re.compile(r"^(?: van (?:het totaal|alle [^\W\d_]+|de [^\W\d_]+))?[.,;]?$|^[.,;]")
_LOOSE = Decimal(3)


def shares_in_the_next_sentence(letter: Letter) -> Iterator[Finding]:
    """One part of one group in a sentence, and the next sentence that gives their share and nothing else.

    The share may be cut off instead of rounded; with "circa" and the like it may be three points off. A sentence with
    more than these two counts gives nothing, nor one that compares ("Vorig jaar was dat …").
    """
    for paragraph in paragraphs(letter):
        for sentence, then in pairwise(paragraph):
            counts = [n for n in sentence.numbers if n.kind in ("count", "bare")]
            if len(counts) != 2 or len(counts) != len(sentence.numbers) or len(then.numbers) != 1:
                continue
            if _is_part(sentence, *counts) and _is_share(then, then.numbers[0]):
                yield from _judge(counts[0], counts[1], then.numbers[0])


def _is_part(sentence: Sentence, part: NumberReading, whole: NumberReading) -> bool:
    if not (plain(part) and plain(whole)) or part.per or whole.per or not 0 < part.value <= whole.value:
        return False
    return whole.value >= 3 and bool(_OUT_OF.search(sentence.slice(part.span.end, whole.span.start)))


def _is_share(then: Sentence, share: NumberReading) -> bool:
    if share.unit != "%" or share.kind != "percentage" or share.high is not None:
        return False
    closes = _CLOSES.search(then.slice(share.span.end, then.span.end).rstrip())
    return bool(closes) and bool(_SUMS_UP.search(then.slice(then.span.start, share.span.start)))


def _judge(part: NumberReading, whole: NumberReading, share: NumberReading) -> Iterator[Finding]:
    off = abs(quotient(part, whole) - share.value)
    fits = off <= (share.step / 2 if share.operator == "=" else _LOOSE)
    if fits or off > share.step:
        yield said_share(RULE, part, whole, share, fits=fits)
