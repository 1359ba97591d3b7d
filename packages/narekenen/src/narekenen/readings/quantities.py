"""A printed number together with its sign, currency, scale word and unit: "€ 1,2 miljoen", "-0,3%", "2 jaar"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from narekenen.readings.digits import Digits
from narekenen.readings.model import NumberForm, NumberKind
from narekenen.readings.units import GLUED, NOT_SPOKEN, SCALES, UNITS

_SIGNS = "-−–"
_BEFORE = re.compile(
    rf"(?:(?P<sign>[{_SIGNS}])\s?)?(?P<currency>€|\beuro|\beur|us\$|\$|£)\s{{0,2}}(?P<inner>[{_SIGNS}]\s?)?$"
)
_AFTER = re.compile(
    r"\s{0,3}(%-?punt(?:en)?|°c|[%‰]|[€$£](?!\s?[-−–]?\s?[0-9])|km/u(?:ur)?|mbit/s"
    r"|(?:vierkante|kubieke) +(?:kilo)?meter|[a-zµ]+[23²³]?(?:['’]s)?\.?)"
)
_WHOLE = re.compile(r",(?:--?|[–—=])|\.-(?![0-9])")
_LONG_UNITS = {"vierkante meter": "m2", "kubieke meter": "m3", "vierkante kilometer": "km2", "kubieke kilometer": "km3"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its printed unit. `scale` is 1 or the scale word's value; `whole` says that ",-" was printed."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: NumberForm
    style: str
    unit: str = ""
    kind: NumberKind = "bare"
    scale: Decimal = Decimal(1)
    whole: bool = False
    glued: bool = False
    doubts: tuple[str, ...] = ()
    parts: tuple[Decimal, ...] = ()


def quantity(lower: str, start: int, end: int, digits: Digits, form: NumberForm = "digits") -> Quantity:
    """The number that stands at start:end of `lower` (the text in lower case), with what belongs to it.

    `glued` is true when letters stand against it that are no unit: then it is part of a name, not a number.
    """
    unit, kind, left, negative = _currency(lower, start)
    whole = False
    if kind == "amount" and (suffix := _WHOLE.match(lower, end)):
        end, whole = suffix.end(), True
    scale, right = _scale(lower, end)
    unit_right, kind_right, right, glued = _unit(lower, right, form)
    if not unit:
        unit, kind = unit_right, kind_right
        left, negative = _plain_sign(lower, left, unit)
    value, step = (-digits.value if negative else digits.value), digits.step
    if scale != 1:
        value, step = _plain(value * scale), _plain(step * scale)
    return Quantity(
        left, right, value, step, "fraction" if digits.parts else form, digits.style, unit, kind, scale, whole, glued,
        digits.doubts, digits.parts,
    )  # fmt: skip


def _plain(number: Decimal) -> Decimal:
    """1,2 miljoen is 1200000, not 1200000.0."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _currency(lower: str, start: int) -> tuple[str, NumberKind, int, bool]:
    before = lower[max(0, start - 8) : start].rstrip()
    if not before or before[-1] not in "€$£or" + _SIGNS:
        return "", "bare", start, False
    window = max(0, start - 8)
    found = _BEFORE.search(lower[window:start])
    if not found:
        return "", "bare", start, False
    unit, kind = UNITS[found["currency"].removeprefix("us")]
    left = window + (
        found.start() if _is_sign(lower, window + found.start(), found["sign"]) else found.start("currency")
    )
    return unit, kind, left, bool(found["inner"]) or left < window + found.start("currency")


def _is_sign(lower: str, at: int, sign: str | None) -> bool:
    """A dash is a minus when nothing stands against it: not in "10 - € 20" and not in a list of dashes."""
    if sign is None:
        return False
    before = lower[:at].rstrip(" ")[-1:] if at < 2 else lower[at - 2 : at].strip(" ")[-1:]
    return (before == "" or before in "(:;=") and not (sign != "−" and lower[at + 1 : at + 2] == " ")


def _plain_sign(lower: str, left: int, unit: str) -> tuple[int, bool]:
    if unit and lower[max(0, left - 5) : left].lstrip("(") in (" min ", "min "):
        return left - 4, True
    sign = lower[left - 1 : left]
    if not sign or sign not in _SIGNS:
        return left, False
    before = lower[max(0, left - 2) : left - 1]
    clear = before == "" or before in " (\t\u00a0"
    return (left - 1, True) if clear and (sign == "−" or unit) else (left, False)


def _scale(lower: str, end: int) -> tuple[Decimal, int]:
    found = _AFTER.match(lower, end)
    if not found:
        return Decimal(1), end
    for word in (found[1], found[1].rstrip(".")):
        if word in SCALES and _closed(lower, found.start(1) + len(word)):
            return SCALES[word], found.start(1) + len(word)
    return Decimal(1), end


def _unit(lower: str, end: int, form: NumberForm) -> tuple[str, NumberKind, int, bool]:
    found = _AFTER.match(lower, end)
    if not found:
        return "", "bare", end, False
    word, glued = found[1], found.start(1) == end
    for printed in (word, word.rstrip(".")):
        stop = found.start(1) + len(printed)
        if not _closed(lower, stop):
            continue
        if printed in _LONG_UNITS:
            return _LONG_UNITS[printed], "measure", stop, False
        if printed in UNITS and (not glued or printed in GLUED):
            if form == "words" and printed in NOT_SPOKEN:
                break
            return *UNITS[printed], stop, False
    return "", "bare", end, glued


def _closed(lower: str, at: int) -> bool:
    """No letter or digit stands against the end of a word, and no hyphen that makes it part of a longer one."""
    after = lower[at : at + 1]
    if after.isalnum():
        return False
    return not (after in "-‑" and after and lower[at + 1 : at + 2].isalpha() and lower[at - 1 : at] not in "%‰€")
