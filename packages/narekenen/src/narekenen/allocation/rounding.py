"""Rounding that keeps the total: the method of the largest remainder (Hamilton)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from narekenen.errors import UnusableInput, say


def largest_remainder(exact: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers that add up to `total`, each the floor of its exact value or one more.

    One more goes to the largest remainders; of equal remainders to the larger value, then to the one listed first.
    Raises UnusableInput when the exact values do not add up to `total`.
    """
    if sum(exact) != total:
        raise UnusableInput(
            say("The amounts add up to {there:.6f}, not to {total}", there=float(sum(exact)), total=total),
            where="rounding", do="Scale them to the total first",
        )  # fmt: skip
    floors = [floor(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], -exact[i], i))
    for i in order[: total - sum(floors)]:
        floors[i] += 1
    return floors
