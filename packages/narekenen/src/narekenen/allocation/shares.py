"""Grants by maatstaf, neutral to the cent: Financiële-verhoudingswet articles 9 to 11 (BWBR0008290).

The base of a municipality is the sum over the maatstaven of its units times the amount per unit (article 11); the
budget is divided in proportion to the bases (article 10). The quotient of both is the uitkeringsfactor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from narekenen.allocation.rounding import largest_remainder
from narekenen.errors import UnusableInput, say

Units = Mapping[str, Mapping[str, Decimal | int]]


@dataclass(frozen=True, slots=True)
class Key:
    """A distribution key: amount in euros per unit of each maatstaf, from a date on, with where it is laid down."""

    amounts: Mapping[str, Decimal]
    reference: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """municipality -> cents, their total, and per municipality and maatstaf the exact cents (before rounding)."""

    grants: dict[str, int]
    total: int
    factor: Fraction
    parts: dict[str, dict[str, Fraction]]

    def share(self, municipality: str) -> float:
        """The part of the budget that goes to one municipality."""
        return self.grants[municipality] / self.total


def divide(units: Units, key: Key, budget: int) -> Division:
    """Divide `budget` cents over the municipalities of `units` (municipality -> maatstaf -> units).

    Raises UnusableInput naming every municipality and maatstaf without units, and when all bases together are not
    above zero. A maatstaf that does not occur somewhere has 0 units there: missing is not zero.
    """
    _check(units, key)
    amounts = {maatstaf: Fraction(amount) for maatstaf, amount in key.amounts.items()}
    parts = {name: {m: amount * Fraction(row[m]) for m, amount in amounts.items()} for name, row in units.items()}
    bases = {name: sum(row.values(), start=Fraction(0)) for name, row in parts.items()}
    whole = sum(bases.values(), start=Fraction(0))
    if whole <= 0:
        raise UnusableInput("The bases add up to nothing", where="key", do="Check the amounts per unit")
    factor = Fraction(budget) / whole
    grants = largest_remainder([base * factor for base in bases.values()], budget)
    scaled = {name: {m: part * factor for m, part in row.items()} for name, row in parts.items()}
    return Division(dict(zip(bases, grants, strict=True)), budget, factor, scaled)


def _check(units: Units, key: Key) -> None:
    problems: list[str] = [
        say("{name}: no units of {maatstaf}", name=name, maatstaf=maatstaf)
        for name, row in units.items() for maatstaf in key.amounts if row.get(maatstaf) is None
    ]  # fmt: skip
    problems += [
        say("{name}: {value} units of {maatstaf} is no number", name=name, value=value, maatstaf=maatstaf)
        for name, row in units.items() for maatstaf, value in row.items()
        if isinstance(value, Decimal) and not value.is_finite()
    ]  # fmt: skip
    if not units or not key.amounts:
        problems.append("there are no municipalities, or no maatstaven")
    if problems:
        raise UnusableInput("The budget cannot be divided", where="units", problems=tuple(problems))


def merge_units(units: Units, into: Mapping[str, str], fixed: Sequence[str] = ()) -> dict[str, dict[str, Decimal]]:
    """Units after mergers (old -> new). Units add up, except those of `fixed` maatstaven, which each municipality has
    once: the largest of the parts stays."""
    out: dict[str, dict[str, Decimal]] = {}
    for name, row in units.items():
        target = out.setdefault(into.get(name, name), {})
        for maatstaf, value in row.items():
            before, number = target.get(maatstaf), Decimal(value)
            if before is None:
                target[maatstaf] = number
            else:
                target[maatstaf] = max(before, number) if maatstaf in fixed else before + number
    return out
