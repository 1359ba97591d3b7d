"""Numbers, names and refusals in the language of the reader."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language

from narekenen.errors import UnusableInput as UnusableInput


def language() -> Literal["nl", "en"]:
    return "en" if get_language() == "en" else "nl"


def named(code: str) -> str:
    from narekenen.indicators.municipalities import named as name

    return name(code)


def percent(value: float, decimals: int = 0) -> str:
    from narekenen.formatting import format_number

    return format_number(value, decimals=decimals, lang=language()) + "%"


def whole(number: int | None) -> str:
    from narekenen.formatting import format_number

    return "" if number is None else format_number(number, lang=language())


def problems_of(refusal: UnusableInput) -> list[str]:
    """What somebody is told about a file that cannot be used, line by line."""
    return refusal.lines(language())
