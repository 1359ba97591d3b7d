"""One whole cell of a table as a number. What is not wholly a number gives None."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from narekenen.documents.model import Span
from narekenen.readings.digits import DIGITS, read_digits
from narekenen.readings.model import NumberReading, Operator
from narekenen.readings.numbersinprose import prose_numbers
from narekenen.readings.quantities import Quantity, quantity

Lang = Literal["nl", "en"]
MAYBE_YEAR = "could be a year"

_OPERATORS: dict[str, Operator] = {
    "ca.": "~", "ca": "~", "circa": "~", "ongeveer": "~", "±": "~", "~": "~", "≈": "~", "ruim": ">", "bijna": "<",
    ">": ">", "<": "<", "≥": ">=", ">=": ">=", "≤": "<=", "<=": "<=", "minimaal": ">=", "maximaal": "<=", "max.": "<=",
    "min.": ">=", "max": "<=", "min": ">=",
}  # fmt: skip
_OPERATOR = re.compile("|".join(re.escape(word) for word in sorted(_OPERATORS, key=len, reverse=True)))
_RANGE = re.compile(r"\s?(?:[-–—]|tot|à)\s?")
_CURRENCIES = {"€": "euro", "EUR": "euro", "euro": "euro", "$": "dollar", "£": "pond"}
_LEAD = re.compile(r"(?:[-−–]\s?)?(?:(?:€|eur|euro|us\$|\$|£)\s{0,3})?(?:[-−–]\s?)?")
_SWAPPED = str.maketrans(",.", ".,")
_SIGN = re.compile(r"[-−–]\s?(?=[€$£e0-9])")
_PER = re.compile(r"\s?(?:/|per)\s?([^\W\d_]+)$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def parse_number(text: str, lang: Lang = "nl") -> NumberReading | None:
    """A whole cell as one number, with sign, currency, scale and unit: "€ 4.600", "15,4%", "(1.200)", "2 jaar", "12*".

    Spans are offsets in `text`. A bare "2021" is returned with the doubt MAYBE_YEAR: the column decides. Dates, note
    marks, ranks ("1e"), names ("A12"), dashes and empty cells give None. Not for prose: see `numbers_in`.

    lang "en" takes "1,400.5" as English writes it: 1400.5.
    """
    lower = text.lower() if lang == "nl" else text.lower().translate(_SWAPPED)
    if len(text) > 80 or len(lower) != len(text):
        return None
    start, stop = len(text) - len(text.lstrip()), len(text.rstrip().rstrip("*").rstrip())
    bracketed = lower[start : start + 1] == "(" and lower[stop - 1 : stop] == ")"
    if bracketed:
        start, stop = start + 1, stop - 1
    operator: Operator = "="
    if found := _OPERATOR.match(lower, start, stop):
        operator = _OPERATORS[found[0]]
        start = found.end() + len(lower[found.end() : stop]) - len(lower[found.end() : stop].lstrip())
    sign = _SIGN.match(lower, start, stop)
    body = lower[:stop] if sign is None else lower[: sign.start()] + " " * len(sign[0]) + lower[sign.end() : stop]
    first = _at(body, sign.end() if sign else start)
    if first is None or ((bracketed or sign) and first.value < 0):
        return None
    last, per = first, ""
    if (found := _RANGE.match(body, first.end)) and (second := _at(body, found.end())) and second.value > first.value:
        last = second
    if found := _PER.match(body, last.end):
        per = text[found.start(1) : found.end(1)]
    if (found.end() if found else last.end) != stop or (sign and last is not first):
        return None
    span = Span(sign.start() if sign else first.start, stop)
    return _reading(text, span, first, last, operator, per, bracketed or sign is not None)


def _at(body: str, start: int) -> Quantity | None:
    lead = _LEAD.match(body, start)
    at = lead.end() if lead else start
    found = DIGITS.match(body, at)
    digits = read_digits(found[0]) if found else None
    if not found or digits is None:
        return None
    made = quantity(body, at, found.end(), digits)
    return None if made.glued else made


def _reading(
    text: str, span: Span, first: Quantity, last: Quantity, operator: Operator, per: str, negative: bool
) -> NumberReading:
    ranged = last is not first
    factor = last.scale if ranged and first.scale == 1 else Decimal(1)
    unit, kind = (last.unit, last.kind) if last.unit else (first.unit, first.kind)
    printed = text[span.start : span.end]
    whole = first.scale == 1 and first.style in ("plain", "grouped", "spaced") and kind in ("bare", "duration")
    return NumberReading(
        span, span, printed, (-first.value if negative else first.value) * factor, first.form, kind,
        first.step * factor, high=last.value if ranged else None, unit=unit, per=per, operator=operator,
        exact=operator == "=" and not ranged and (first.whole or whole),
        doubts=first.doubts + ((MAYBE_YEAR,) if _YEAR.fullmatch(printed) else ()), parts=first.parts,
    )  # fmt: skip


_CELL = re.compile(r"[^\t\n|]+?(?=\s{2,}|[\t\n|]|$)")


def table_numbers(text: str) -> list[NumberReading]:
    """One reading for every cell of a table that is a number; cells lie between tabs, bars, lines or wide blanks.

    A cell that holds only a currency sign is the unit of the next one. Bare years are left out: they head columns and
    rows. Cells with words in them are read as prose.
    """
    made: list[NumberReading] = []
    currency = ""
    for found in _CELL.finditer(text):
        cell, shift = found[0].strip(), found.start() + len(found[0]) - len(found[0].lstrip())
        if not cell:
            continue
        if cell in _CURRENCIES:
            currency = _CURRENCIES[cell]
            continue
        reading = parse_number(cell)
        inside = prose_numbers(cell) if reading is None else [reading] if MAYBE_YEAR not in reading.doubts else []
        for each in inside:
            span = Span(each.span.start + shift, each.span.end + shift)
            made.append(replace(each, span=span, raw=span))
        if currency and reading and not reading.unit and made:
            made[-1] = replace(made[-1], unit=currency, kind="amount", exact=False)
        currency = ""
    return made
