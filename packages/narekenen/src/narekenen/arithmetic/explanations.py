"""Which one slip explains that numbers add up otherwise than printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Slip = Literal["left_out", "counted_twice", "sign", "swapped_digits", "total_swapped_digits", "factor_ten"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """`first` and `last` are positions in the list of terms (equal for one term); `instead` the number that fits."""

    slip: Slip
    first: int = 0
    last: int = 0
    instead: Decimal | None = None


def explain(terms: Sequence[Decimal], printed: Decimal, step: Decimal = Decimal(1)) -> Explanation | None:
    """The simplest slip that turns the sum of `terms` into exactly `printed`, or None.

    step   weight of the last printed digit; a stretch, a swap or a sign is only named when the numbers are so large,
           counted in steps, that none is expected to fit by chance
    Tried in this order: one term left out, one counted twice, a stretch of terms left out or counted twice, two
    neighbouring digits swapped in the total or in a term, a term with the other sign, a term ten times too large or
    small. Only exact agreement counts, and only when one term or stretch agrees. A stretch is less than half of the
    terms; what is left when terms are left out is still a sum of two or more.
    """
    difference = printed - sum(terms, Decimal(0))
    if difference == 0 or len(terms) < 3:
        return None
    room = sum((abs(term) for term in terms), Decimal(0)) / step
    stretches, singles = room >= 100 * len(terms) ** 2, room >= 20 * len(terms)
    return (
        _one(terms, -difference, "left_out")
        or _one(terms, difference, "counted_twice")
        or (_stretch(terms, -difference, "left_out") if stretches else None)
        or (_stretch(terms, difference, "counted_twice") if stretches else None)
        or (_swapped(terms, printed, difference) if singles else None)
        or (_one(terms, -difference / 2, "sign") if singles else None)
        or (_ten(terms, difference) if singles else None)
    )


def _one(terms: Sequence[Decimal], missing: Decimal, slip: Slip) -> Explanation | None:
    places = [i for i, term in enumerate(terms) if term == missing]
    return Explanation(slip, places[0], places[0]) if len(places) == 1 else None


def _stretch(terms: Sequence[Decimal], missing: Decimal, slip: Slip) -> Explanation | None:
    """A run of two or more terms, but not all, that sums to `missing`; only where there is one such run."""
    seen: dict[Decimal, int] = {Decimal(0): 0}
    total = Decimal(0)
    found = []
    for i, term in enumerate(terms):
        total += term
        start = seen.get(total - missing)
        if start is not None and 2 <= i + 1 - start <= len(terms) // 2:
            found.append(Explanation(slip, start, i))
        seen[total] = i + 1
    return found[0] if len(found) == 1 else None


def _swapped(terms: Sequence[Decimal], printed: Decimal, difference: Decimal) -> Explanation | None:
    """Two neighbouring digits the wrong way round: the difference is then a multiple of nine."""
    if (difference.scaleb(6) % 9) != 0:
        return None
    if printed - difference in _swaps(printed):
        return Explanation("total_swapped_digits", instead=printed - difference)
    places = [i for i, term in enumerate(terms) if term + difference in _swaps(term)]
    if len(places) == 1:
        return Explanation("swapped_digits", places[0], places[0], terms[places[0]] + difference)
    return None


def _swaps(number: Decimal) -> set[Decimal]:
    digits = number.as_tuple().digits
    exponent = int(number.as_tuple().exponent)
    swapped = set()
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == 0):
            turned = (*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :])
            swapped.add(Decimal((number < 0, turned, exponent)))
    return swapped


def _ten(terms: Sequence[Decimal], difference: Decimal) -> Explanation | None:
    for factor in (Decimal(10), Decimal("0.1")):
        places = [i for i, term in enumerate(terms) if term and term * factor - term == difference]
        if len(places) == 1:
            return Explanation("factor_ten", places[0], places[0], terms[places[0]] * factor)
    return None
