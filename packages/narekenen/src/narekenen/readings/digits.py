"""A number in digits: what it is worth, how precisely it was printed and what is doubtful about its notation.

Dutch writes 1.234,5; letters also hold 2.3 (a decimal point), 1,234.5 (English) and 17 500 (spaces). The length of the
groups decides; where it cannot, the likelier reading is given together with a doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Style = Literal["plain", "grouped", "spaced", "decimal", "point", "fraction"]

LONGEST = 18
"""More digits than this are no quantity in a letter, but an account or reference number."""

SPACES = " \u00a0\u2007\u2009\u202f"
VULGAR = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_VULGAR = "".join(VULGAR)

START = re.compile(f"[0-9{_VULGAR}]")
DIGITS = re.compile(
    rf"(?P<vulgar>[0-9]{{0,6}} ?[{_VULGAR}])"
    rf"|(?P<spaced>[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])(?:,[0-9]+)?)"
    r"|(?P<slash>[0-9]{1,2}/[0-9]{1,3})(?![0-9/,.-]{0,8}[0-9])"
    r"|(?P<plain>[0-9]+(?:[.,][0-9]+)*)"
)
_DUTCH = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SIMPLE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")

DECIMAL_POINT = "written with a decimal point"
ENGLISH = "written with English separators"
THREE_DECIMALS = "three digits after a comma: decimals, or thousands in English notation"
PLAIN_SPACE = "thousands parted by a plain space"


@dataclass(frozen=True, slots=True)
class Digits:
    """value exact; step the weight of the last printed digit; parts the two numbers of a fraction."""

    value: Decimal
    step: Decimal
    style: Style
    doubts: tuple[str, ...] = ()
    parts: tuple[Decimal, ...] = ()


def read_digits(text: str) -> Digits | None:
    """One number in digits, without sign or unit: "1.400", "2,5", "17 500", "3/4", "2½". None where it is none.

    "1.400" is 1400, "0.400" is 0.4, "1,400" is 1.4 with a doubt, "1,400,000" is English, "1.40.000" is nothing.
    """
    if text[-1:] in VULGAR:
        return _vulgar(text)
    if "/" in text:
        return _fraction(text)
    if sum(c.isdigit() for c in text[: LONGEST + 12]) > LONGEST:
        return None
    for space in SPACES:
        if space in text:
            doubts = (PLAIN_SPACE,) if space == " " else ()
            whole = text
            for each in SPACES:
                whole = whole.replace(each, "")
            return _decimal(whole, "spaced", doubts)
    if "." in text or "," in text:
        return _with_separators(text)
    return _decimal(text, "plain")


def _with_separators(text: str) -> Digits | None:
    if _DUTCH.fullmatch(text) and not text.startswith("0"):
        return _decimal(text.replace(".", ""), "grouped")
    if _ENGLISH.fullmatch(text) and not text.startswith("0") and (text.count(",") > 1 or "." in text):
        return _decimal(text.replace(",", "").replace(".", ","), "grouped", (ENGLISH,))
    if not _SIMPLE.fullmatch(text):
        return None
    if "," in text:
        head, tail = text.split(",")
        doubtful = len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
        return _decimal(text, "decimal", (THREE_DECIMALS,) if doubtful else ())
    return _decimal(text.replace(".", ","), "point", (DECIMAL_POINT,))


def _decimal(text: str, style: Style, doubts: tuple[str, ...] = ()) -> Digits | None:
    """`text` holds digits and at most one decimal comma. A leading zero belongs to codes, not to quantities."""
    head, _, tail = text.partition(",")
    if len(head) + len(tail) > LONGEST or (len(head) > 1 and head.startswith("0")):
        return None
    value = Decimal(f"{head}.{tail}" if tail else head)
    return Digits(value, Decimal(1).scaleb(-len(tail)), style, doubts)


def _fraction(text: str) -> Digits | None:
    above, below = (int(part) for part in text.split("/"))
    if not 0 < above < below or (below > 12 and below not in (16, 20, 24, 25, 100)) or (above, below) == (9, 11):
        return None
    return _ratio(Decimal(above), Decimal(below), Decimal(0))


def _vulgar(text: str) -> Digits | None:
    above, below = VULGAR[text[-1]]
    whole = text[:-1].strip()
    if whole.startswith("0"):
        return None
    return _ratio(Decimal(above), Decimal(below), Decimal(whole or 0))


def _ratio(above: Decimal, below: Decimal, whole: Decimal) -> Digits:
    value = whole + above / below
    return Digits(value, Decimal(1).scaleb(int(value.as_tuple().exponent)), "fraction", (), (above, below))
