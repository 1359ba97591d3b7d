"""Which one slip explains that numbers add up otherwise than printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Literal

Slip = Literal[
    "left_out", "counted_twice", "sign", "swapped_digits", "total_swapped_digits", "factor_ten", "total_factor_ten"
]  # fmt: skip
_FACTORS = tuple(Decimal(10) ** power for power in (1, 2, 3, -1, -2, -3))


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
    Tried in this order: one term left out, one counted twice, a stretch of terms left out or counted twice; then two
    neighbouring digits swapped in the total or in a term, a term with the other sign, the total or a term ten, a
    hundred or a thousand times too large or small (a comma or a dot that went astray). Only exact agreement counts,
    and only when one term or stretch agrees. A stretch is less than half of the terms; what is left when terms are
    left out is still a sum of two or more.
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
        or (_only(_slips_of_one(terms, printed, difference)) if singles else None)
    )


def _only(found: Iterable[Explanation]) -> Explanation | None:
    """The one explanation there is; None where there is none, or where several numbers may be the one."""
    first = list(islice(found, 2))
    return first[0] if len(first) == 1 else None


def _slips_of_one(terms: Sequence[Decimal], printed: Decimal, difference: Decimal) -> Iterator[Explanation]:
    total = printed - difference
    nines = difference.scaleb(6) % 9 == 0  # two neighbouring digits the wrong way round differ by a multiple of nine
    if nines and total in _swaps(printed):
        yield Explanation("total_swapped_digits", instead=total)
    elif printed and total / printed in _FACTORS:
        yield Explanation("total_factor_ten", instead=total)
    for i, term in enumerate(terms):
        instead = term + difference
        if nines and instead in _swaps(term):
            yield Explanation("swapped_digits", i, i, instead)
        elif term and 2 * term == -difference:
            yield Explanation("sign", i, i)
        elif term and instead / term in _FACTORS:
            yield Explanation("factor_ten", i, i, instead)


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


def _swaps(number: Decimal) -> set[Decimal]:
    digits = number.as_tuple().digits
    exponent = int(number.as_tuple().exponent)
    swapped = set()
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == 0):
            turned = (*digits[:i], digits[i + 1], digits[i], *digits[i + 2 :])
            swapped.add(Decimal((number < 0, turned, exponent)))
    return swapped
