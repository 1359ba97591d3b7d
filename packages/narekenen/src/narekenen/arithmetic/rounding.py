"""What a printed number stands for: a stretch of half its last digit to either side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from narekenen.readings.model import NumberReading

Fit = Literal["exact", "rounded", "off"]


def half_step(number: NumberReading) -> Decimal:
    """How far the number meant may lie from the number printed: 15,4 stands for 15.35 to 15.45, so 0.05."""
    return number.step / 2


def is_whole(number: NumberReading) -> bool:
    """True for a number without cents, also when it is printed with them: 1.250,00."""
    return number.value == number.value.to_integral_value()


def sum_slack(terms: Iterable[NumberReading]) -> Decimal:
    """How far a sum of printed numbers may lie from the sum of what they stand for: all half steps together."""
    return sum((half_step(term) for term in terms), Decimal(0))


def total_slack(printed: NumberReading, terms: Sequence[NumberReading]) -> Decimal:
    """How far the sum of printed terms may lie from what they stand for, as it concerns a printed total.

    Where all are whole, half a unit each is taken: 1.250,00 beside 310,00 was rounded to whole euros.
    """
    slack = sum_slack(terms)
    if all(is_whole(number) for number in (printed, *terms)):
        return max(slack, Decimal(len(terms) + 1) / 2)
    return slack


def fit(printed: NumberReading, follows: Decimal, slack: Decimal = Decimal(0)) -> Fit:
    """How `printed` agrees with what follows from other numbers, which is uncertain by `slack` to either side.

    "exact": the same number. "rounded": not the same, but the stretches that both stand for touch. "off": neither.
    """
    difference = abs(printed.value - follows)
    if difference == 0:
        return "exact"
    return "rounded" if difference <= slack + half_step(printed) else "off"


def places(number: NumberReading) -> int:
    """Digits after the comma with which the number was printed."""
    exponent = number.step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
