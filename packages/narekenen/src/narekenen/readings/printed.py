"""Where numbers stand in a text: every run of digits and every number word, in order, still without a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from narekenen.readings.digits import DIGITS, START, Digits, read_digits
from narekenen.readings.numberwords import Spoken, spoken

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as printed at start:end. `spoken` is set where it stands in words; both are None where the digits
    form no number ("1.40.000"): such a run is only stepped over."""

    start: int
    end: int
    digits: Digits | None
    spoken: Spoken | None = None

    @property
    def value(self) -> Decimal:
        return self.digits.value if self.digits else Decimal(-1)

    @property
    def style(self) -> str:
        return self.digits.style if self.digits else ""


def in_lower_case(text: str) -> str:
    """The text in lower case with every offset kept: a letter whose lower case is longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def printed_numbers(lower: str) -> list[Printed]:
    """All runs of digits and number words of a text in lower case, by place."""
    return sorted([*_digits(lower), *_words(lower)], key=lambda found: found.start)


def _digits(lower: str) -> Iterator[Printed]:
    at = 0
    while first := START.search(lower, at):
        found = DIGITS.match(lower, first.start())
        if found is None:
            at = first.end()
            continue
        yield Printed(found.start(), found.end(), read_digits(found[0]))
        at = found.end()


def _words(lower: str) -> Iterator[Printed]:
    waiting: Printed | None = None
    for found in _WORD.finditer(lower):
        said = spoken(found[0])
        if said is None:
            continue
        printed = Printed(*found.span(), Digits(said.value, said.step, "plain", said.doubts, said.parts), said)
        if waiting and (sum_ := _thousands_and_rest(lower, waiting, printed)):
            printed = sum_
        elif waiting:
            yield waiting
        waiting = printed
    if waiting:
        yield waiting


def _thousands_and_rest(lower: str, first: Printed, second: Printed) -> Printed | None:
    """ "tweeduizend vijfhonderd": one number in two words."""
    if lower[first.end : second.start] != " " or not (first.spoken and second.spoken):
        return None
    if first.spoken.form != "words" or second.spoken.form != "words" or first.spoken.unit or second.spoken.unit:
        return None
    if first.value < 1000 or first.value % 1000 or not 0 < second.value < 1000 or second.value % 1:
        return None
    value = first.value + second.value
    return Printed(first.start, second.end, Digits(value, Decimal(1), "plain"), replace(second.spoken, value=value))
