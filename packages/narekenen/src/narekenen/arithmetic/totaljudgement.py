"""How to speak of a total that does not follow from its terms, if at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from narekenen.arithmetic.explanations import Explanation
from narekenen.arithmetic.model import Severity
from narekenen.arithmetic.sheets import is_clear_total
from narekenen.arithmetic.sumlines import SumLine, Total, summands

# Lists that say that they are not complete, and lines that are no amounts of one kind.
_NOT_ALL = re.compile(
    r"\b(?:waarvan|onder andere|o\.a\.|belangrijkste|grootste|top \d+|selectie|voorbeelden|excl(?:usief|\.)|of which)\b"
    r"|\bper\b|gemiddeld|tarief|prijs\b|%",
    re.IGNORECASE,
)
_TAKEN_OFF = re.compile(
    r"negatief|-/-|\baf\b|\bminus\b|\bmin\b|verminder|aftrek|in mindering|korting|bijdrage derden", re.I
)
_SMALL = 100


def judge(
    lines: Sequence[SumLine],
    total: Total,
    series: int,
    hits: int,
    misses: int,
    slip: Explanation | None,
    *,
    certain: bool,
) -> Severity | None:
    """The severity of a difference; None when the line may well be no sum at all.

    hits, misses   in how many series of the same line the sum holds and does not
    slip           what would explain the difference, if anything does
    certain        whether the total closes a clean column of like numbers: it is a sum whatever the difference
    """  # fmt: skip
    if not total.by_words:
        return "finding" if is_proven(hits, misses) else None
    terms = [number.value for number in summands(lines, total, series)]
    printed = lines[total.at].numbers[series]
    if printed is None or _is_meant(lines, total, series, slip):
        return None
    if certain and is_allowed(hits, misses):
        return "finding"
    if _is_difference(terms, printed.value):
        return None
    among = 0 <= min(terms) <= printed.value <= max(terms)
    follows = sum(terms, Decimal(0))
    ratio = printed.value / follows if follows else Decimal(0)
    if hits and hits >= misses:
        small = follows / printed.step < _SMALL and not Decimal("0.5") <= ratio <= 2
        other = among or small or _NOT_ALL.search(lines[total.at].label)
        return "hint" if other and not slip else "finding"
    if among:
        return None
    if slip:
        return "finding" if misses <= 2 else None
    if misses > 1 or _may_be_other(lines, total, terms, printed.value):
        return None
    least = Decimal("0.75") if is_clear_total(lines[total.at].label) else Decimal("0.9")
    return "finding" if least <= ratio <= 1 / least else None


def is_proven(hits: int, misses: int) -> bool:
    """Whether a sum that no word speaks of holds in nearly all series: else it agrees by chance."""
    return misses <= max(1, hits // 10) and hits >= 3 * misses


def is_allowed(hits: int, misses: int) -> bool:
    """Whether a total that is certainly a sum may be spoken of: no more series differ than agree, or it is one."""
    return misses <= max(1, hits)


def _is_meant(lines: Sequence[SumLine], total: Total, series: int, slip: Explanation | None) -> bool:
    """True where what a slip would explain was meant so: a subtotal or a number in brackets that is left out, or a
    line that says that it is taken off."""
    if slip is None or slip.slip not in ("left_out", "sign"):
        return False
    used = [t for t in total.terms if lines[t].numbers[series]]
    for line in (lines[t] for t in used[slip.first : slip.last + 1]):
        number = line.numbers[series]
        if line.said or _TAKEN_OFF.search(line.label) or (number and number.value < 0 and "(" in number.text):
            return True
    return False


def _is_difference(terms: list[Decimal], printed: Decimal) -> bool:
    """What is left of the first after the others, or of the last two lines: "Totaal over"."""
    return printed in (terms[0] - sum(terms[1:], Decimal(0)), terms[-2] - terms[-1])


def _may_be_other(lines: Sequence[SumLine], total: Total, terms: list[Decimal], printed: Decimal) -> bool:
    """A product, or the total of more than is listed: then a sum proves nothing."""
    if any(_NOT_ALL.search(lines[t].label) for t in (total.at, *total.terms)):
        return True
    product = Decimal(1)
    for term in terms[:6]:
        product *= term
    return printed in (product, terms[-1] * terms[-2])
