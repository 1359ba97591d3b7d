"""Numbers that take more than one word or sign: ranges, "een op de vijf", "twee derde", "drie keer zo veel"."""

from __future__ import annotations

import re
from decimal import Decimal

from narekenen.readings.counted import NEXT_WORD, is_plural
from narekenen.readings.digits import Digits
from narekenen.readings.numberwords import HALF, share
from narekenen.readings.printed import Printed
from narekenen.readings.vocabulary import in_order

_RANGE = re.compile(
    r"\s?[-–—]\s?(?=[€0-9$])|\s{1,2}(?:tot(?: en met)?|à|a|t/m|tot ongeveer|tot circa|to)\s{1,2}(?:wel\s)?"
)
_OR = re.compile(r"\s{1,2}of\s{1,2}")
_AND = re.compile(r"\s{1,2}en\s{1,2}(?:de\s)?")
_CURRENCY = re.compile(r"(?:€|eur\b|euro\b|\$|£)\s{0,2}")
_ONE_IN = re.compile(r"\s{1,2}op\s(?:de|elke|iedere)?\s{0,2}")
_SOME_OF = re.compile(r"\s{1,2}van\s(?:de|elke|iedere)\s{1,2}")
_FRACTION = re.compile(r"[\s-]{1,2}(derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|kwart)(?![\w-])")
_TENTHS = in_order("derde vierde vijfde zesde zevende achtste negende tiende")
_BELOW = dict(zip(_TENTHS, range(3, 11), strict=True)) | {"kwart": 4}
_SHARE_FOLLOWS = re.compile(
    r"\s{1,2}(?:van|deel|delen|minder|meer|hoger|lager|kleiner|groter|meerderheid|of|dan)\b|\s{0,1}[.,;)]|$"
)
_AND_A_HALF = re.compile(r"\s{1,2}en\seen\shal(?:f|ve)(?!\w)")
_TIMES = re.compile(
    r"\s{1,2}(?:keer|maal)\s(?:zo\b|zoveel|zo’n|meer|minder|hoger|lager|groter|kleiner|sneller|sterker|duurder|goedkoper|"
    r"vaker|langer|zwaarder)"
    r"|\s?x\s(?:zo\b|zoveel|meer|minder|hoger|lager|groter|kleiner|vaker)"
    r"|\s(?=zo\s\w+\sals|zoveel\sals)"
)
_TIMES_WORD = re.compile(r"\s{1,2}(keer|maal)\b|\s?x(?=[\s,.;)])(?!\s?[€0-9])")


def share_of_words(lower: str, first: Printed, second: Printed | None) -> tuple[Digits, int] | None:
    """ "een op de vijf", "8 van de 10", "twee derde", "twee en een half": what it is worth and where it ends."""
    if (
        first.digits is None
        or first.value != first.value.to_integral_value()
        or first.style not in ("plain", "grouped")
    ):
        return None
    if (found := _FRACTION.match(lower, first.end)) and 0 < first.value < _BELOW[found[1]]:
        if found[1] == "kwart" or _SHARE_FOLLOWS.match(lower, found.end()) or _many_parts(lower, first, found.end()):
            said = share(first.value, Decimal(_BELOW[found[1]]))
            return Digits(said.value, said.step, "fraction", (), said.parts), found.end()
        return None
    if found := _AND_A_HALF.match(lower, first.end):
        return Digits(first.value + HALF, Decimal("0.1"), "plain"), found.end()
    if second is None or second.digits is None or not 0 < first.value < second.value:
        return None
    gap = lower[first.end : second.start]
    one_in = _ONE_IN.fullmatch(gap) and (first.value == 1 or gap.strip() != "op")
    few = (
        first.value > 1
        and second.value in (3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 100, 1000)
        and bool(_SOME_OF.fullmatch(gap))
    )
    if not one_in and not few:
        return None
    said = share(first.value, second.value)
    doubts = ("a share, or a count out of a count",) if few else ()
    return Digits(said.value, said.step, "fraction", doubts, said.parts), second.end


def _many_parts(lower: str, first: Printed, end: int) -> bool:
    """ "twee derde betaalbaar" is a share; "een derde partij" and "de twee derde klassen" count things in a row."""
    after = NEXT_WORD.match(lower, end)
    return first.value > 1 and not (after and is_plural(after[1]))


def is_multiplier(lower: str, end: int) -> int:
    """End of "keer zo", "maal meer", "x zoveel" behind a number; 0 where it counts times or nothing."""
    found = _TIMES.match(lower, end)
    return found.end() if found else 0


def times(lower: str, end: int) -> int:
    """End of "keer", "maal" or "x" behind a number, else 0."""
    found = _TIMES_WORD.match(lower, end)
    return found.end() if found else 0


def range_gap(lower: str, end: int, between: bool) -> int:
    """Where the upper end of a range would start when one is joined on at `end`: "10-20", "5 tot 6", "3 à 4"; else 0.

    `between`: "tussen" stands before the first number, so "en" joins as well.
    """
    found = _RANGE.match(lower, end) or (_AND.match(lower, end) if between else None)
    if not found:
        return 0
    currency = _CURRENCY.match(lower, found.end())
    return currency.end() if currency else found.end()


def or_gap(lower: str, end: int) -> int:
    """The same for "twee of drie"."""
    found = _OR.match(lower, end)
    return found.end() if found else 0
