"""What a printed number stands for: a stretch of half its last digit to either side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from narekenen.readings.model import NumberReading

Fit = Literal["exact", "rounded", "off"]
_ROUNDED = re.compile(r"\b(?:formatie|arbeidsja|fte|punt)", re.IGNORECASE)


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


def counted_singly(number: NumberReading) -> bool:
    """True for whole things that were counted one by one. Places of staff and points are rounded to whole numbers."""
    return (
        number.kind in ("count", "bare") and number.exact and number.step == 1 and not _ROUNDED.search(number.counted)
    )


def fit_sum(printed: NumberReading, parts: Sequence[NumberReading]) -> Fit:
    """How a printed total agrees with the sum of its parts. No rounding where all were counted one by one."""
    slack = Decimal(0) if all(map(counted_singly, (printed, *parts))) else sum_slack(parts) + half_step(printed)
    difference = abs(printed.value - sum((part.value for part in parts), Decimal(0)))
    if difference == 0:
        return "exact"
    return "rounded" if difference <= slack else "off"


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
