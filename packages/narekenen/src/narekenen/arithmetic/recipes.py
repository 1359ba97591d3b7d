"""The plain sums that a letter's numbers are recomputed with. Exact decimals in, exact decimals out, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext
from math import prod
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.trace.model import Estimate

DIGITS = 34
"""Significant digits of a quotient: decimal128, far beyond what any letter prints."""

MOST_DIGITS = 100
"""No published number is longer: 1e999999999 would fill the memory."""


def _exact(values: Mapping[str, Any], name: str) -> Decimal:
    if name not in values:
        raise UnusableInput(
            say("the input {name!r} is missing", name=name),
            do=say("give it one of the inputs: {names}", names=", ".join(values)),
        )
    return _decimal(values[name], name)


def _decimal(value: object, name: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        raise UnusableInput(
            say("{value} is not a number", value=repr(value)[:80]),
            where=say("input {name!r}", name=name),
            do="write it as 1234.5",
        )
    return number


def _series(values: Mapping[str, Any], name: str) -> list[Decimal]:
    items = values.get(name)
    if not isinstance(items, Sequence) or isinstance(items, str) or not items:
        raise UnusableInput(
            "a list of numbers is needed", where=say("input {name!r}", name=name), do='write it as ["1", "2"]'
        )
    return [_decimal(item, name) for item in items]


def _estimate(value: Decimal, values: Mapping[str, Any], method: str, n: int | None = None) -> tuple[Estimate, ...]:
    return (Estimate(name="value", value=format(value, "f"), unit=str(values.get("unit", "")), n=n, method=method),)


def total(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """terms: list of numbers. Formula: sum of the terms."""
    terms = _series(values, "terms")
    return _estimate(sum(terms, Decimal(0)), values, "sum", len(terms))


def difference(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """minuend, subtrahend. Formula: minuend - subtrahend."""
    return _estimate(_exact(values, "minuend") - _exact(values, "subtrahend"), values, "difference")


def product(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """factors: list of numbers. Formula: product of the factors."""
    factors = _series(values, "factors")
    return _estimate(prod(factors, start=Decimal(1)), values, "product", len(factors))


def quotient(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """numerator, denominator. Formula: numerator / denominator, to 34 significant digits."""
    return _estimate(_divide(_exact(values, "numerator"), _exact(values, "denominator")), values, "quotient")


def share(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """part, whole. Formula: 100 x part / whole, in per cent. Not for a part that is no part of the whole."""
    return _estimate(_divide(100 * _exact(values, "part"), _exact(values, "whole")), {**values, "unit": "%"}, "share")


def _divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = DIGITS
        try:
            return numerator / denominator
        except (DivisionByZero, InvalidOperation):
            raise UnusableInput("the denominator is zero", why="a share of nothing has no value") from None
