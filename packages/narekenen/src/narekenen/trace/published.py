"""An estimate as the string that stands on the page. The one place where a value becomes words."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from narekenen.errors import UnusableInput, say
from narekenen.formatting import format_amount, format_date, format_number
from narekenen.trace.model import Estimate, Format
from narekenen.trace.reasons import reason_in

_MOST_DIGITS = 100


def published_string(estimate: Estimate, form: Format) -> str:
    """The value in the given form, half rounded up; with its interval when the form asks for it.

    A missing or suppressed value is its reason, never a zero; nor is a number above zero that the decimals cannot show:
    a p of 0.00003 is "< 0,0001". Text that is no number is a date (EDTF).
    """
    if estimate.value is None:
        return f"– ({reason_in(estimate.reason, form.lang)})"
    value = _one(estimate.value, form)
    if form.interval and estimate.low is not None and estimate.high is not None:
        word = {"nl": "tot", "en": "to"}[form.lang]
        return f"{value} ({_one(estimate.low, form)} {word} {_one(estimate.high, form)})"
    return _below(estimate.value, form) or value


def _below(value: float | int | str, form: Format) -> str:
    """In words that a number above zero is smaller than the decimals can show; empty for every other value."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    least = Decimal(1).scaleb(-(form.decimals or 0))
    return f"< {_one(str(least), form)}" if 0 < number < least / 2 else ""


def _one(value: float | int | str, form: Format) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return format_date(str(value), form.lang)
    if number.is_finite() and abs(number.adjusted()) > _MOST_DIGITS:
        raise UnusableInput(
            say("a number of more than {most} digits", most=_MOST_DIGITS), do="Give None with a reason instead"
        )
    if form.unit == "€":
        return format_amount(number, decimals=form.decimals, lang=form.lang)
    written = format_number(number, decimals=form.decimals, lang=form.lang)
    return f"{written} {form.unit}".rstrip()
