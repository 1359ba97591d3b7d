"""Rules: quantity × price is amount; an amount per unit is the amount divided by the number of units."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from narekenen.arithmetic.onecell import Told
from narekenen.arithmetic.relations import Formula, best_relations, tell
from narekenen.arithmetic.rounding import Fit, fit, half_step
from narekenen.arithmetic.sheets import Sheet
from narekenen.readings.model import Letter, NumberReading


def column_products(letter: Letter, page: Sheet) -> Iterable[Told]:
    """Columns that are the product of two others, and per-unit columns that are the quotient of two others.

    The columns are found from the numbers: three rows or more must agree, and three for each that does not. A
    per-unit column says so in its header ("per", "prijs", "gemiddeld"); agreement within its rounding counts.
    """
    amounts, rates = page.columns("quantity"), page.columns("rate")
    both = sorted(amounts + rates)
    told = set()
    for found in best_relations(page, PRODUCT, amounts, both, both):
        told.add(frozenset((found.left, found.right, found.result)))
        yield from tell(page, found)
    for found in best_relations(page, QUOTIENT, rates, amounts, amounts):
        if frozenset((found.left, found.right, found.result)) not in told:
            yield from tell(page, found)


def quotient(left: NumberReading, right: NumberReading) -> Decimal | None:
    """Left divided by right, None where right is zero."""
    return left.value / right.value if right.value else None


def tells_by_size(left: NumberReading, right: NumberReading, printed: NumberReading) -> bool:
    """True where the printed number is fine enough to prove a quotient: its rounding is a twentieth of it or less."""
    return right.value not in (0, 1) and left.value != 0 and half_step(printed) * 20 <= abs(printed.value)


def _product_fits(left: NumberReading, right: NumberReading, printed: NumberReading, follows: Decimal) -> Fit:
    """A whole count is exact; a price may be rounded, and its rounding grows with the count."""
    slack = abs(left.value) * _uncertainty(right) + abs(right.value) * _uncertainty(left)
    return fit(printed, follows, slack)


def _uncertainty(number: NumberReading) -> Decimal:
    return Decimal(0) if number.exact else half_step(number)


def _product_tells(left: NumberReading, right: NumberReading, printed: NumberReading) -> bool:
    return {abs(left.value), abs(right.value)}.isdisjoint({0, 1}) and abs(printed.value) / printed.step >= 20


def _quotient_fits(left: NumberReading, right: NumberReading, printed: NumberReading, follows: Decimal) -> Fit:
    if abs(printed.value - follows) <= half_step(printed):
        return "exact"
    slack = (_uncertainty(left) + abs(follows) * _uncertainty(right)) / abs(right.value)
    return fit(printed, follows, slack + half_step(printed))


PRODUCT = Formula(
    "column_product", "{0} × {1}", lambda left, right: left.value * right.value, _product_fits, _product_tells,
    "{result} is {left} × {right}", "{result} is {left} × {right}",
)  # fmt: skip
QUOTIENT = Formula(
    "column_per_unit", "{0} / {1}", quotient, _quotient_fits, tells_by_size,
    "{result} is {left} gedeeld door {right}", "{result} is {left} divided by {right}",
)  # fmt: skip
