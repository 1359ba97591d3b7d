"""How much hangs on each choice: every maatstaf left out, every amount a little higher, another year's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from narekenen.allocation.redistribution import Effect, effects
from narekenen.allocation.shares import Key, Units, divide
from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Variant:
    """One change of the model, everything else the same.

    moved       cents that change hands (half the sum of all changes)
    loses       the municipality that loses most per inhabitant; gains likewise
    above       municipalities whose grant changes by more than the limit per inhabitant
    """

    what: str
    maatstaf: str
    moved: int
    loses: Effect
    gains: Effect
    above: int


def leave_one_out(
    units: Units, key: Key, budget: int, inhabitants: Mapping[str, int], *, limit: int = 1500
) -> tuple[Variant, ...]:
    """The budget divided without each maatstaf in turn: those on which most money hangs come first.

    limit   cents per inhabitant from which a change counts as large (default € 15, the usual step of the gemeentefonds)
    Raises UnusableInput for a key of one maatstaf: nothing would be left.
    """
    if len(key.amounts) < 2:
        raise UnusableInput("Leaving a maatstaf out needs two or more", where="sensitivity")
    keys = {m: {name: amount for name, amount in key.amounts.items() if name != m} for m in key.amounts}
    return _variants("without", keys, units, key, budget, inhabitants, limit)


def turn_up(
    units: Units, key: Key, budget: int, inhabitants: Mapping[str, int],
    *, by: Decimal = Decimal("0.1"), limit: int = 1500,
) -> tuple[Variant, ...]:  # fmt: skip
    """Each amount per unit in turn higher by the share `by` (0.1: a tenth; below zero: lower)."""
    if by <= -1:
        raise UnusableInput(say("An amount cannot become {by} times itself lower", by=by), where="sensitivity")
    keys = {m: {**key.amounts, m: key.amounts[m] * (1 + by)} for m in key.amounts}
    return _variants(f"{'+' if by > 0 else ''}{by * 100:f}%", keys, units, key, budget, inhabitants, limit)


def another_year(
    units: Units, other: Units, key: Key, budget: int, inhabitants: Mapping[str, int], *, limit: int = 1500
) -> tuple[Variant, ...]:
    """The numbers of each maatstaf in turn from another year: which of them make grants jump from year to year."""
    if set(units) != set(other):
        odd = ", ".join(sorted(set(units) ^ set(other)))
        raise UnusableInput(say("Not in both years: {odd}", odd=odd), where="sensitivity", do="Restate mergers first")
    base = divide(units, key, budget).grants
    found = []
    for maatstaf in key.amounts:
        changed = {name: {**row, maatstaf: other[name][maatstaf]} for name, row in units.items()}
        grants = divide(changed, key, budget).grants
        found.append(_variant("other year", maatstaf, base, grants, inhabitants, limit))
    return tuple(sorted(found, key=lambda variant: -variant.moved))


def _variants(
    what: str, keys: Mapping[str, Mapping[str, Decimal]], units: Units, key: Key, budget: int,
    inhabitants: Mapping[str, int], limit: int,
) -> tuple[Variant, ...]:  # fmt: skip
    base = divide(units, key, budget).grants
    found: Iterator[Variant] = (
        _variant(what, maatstaf, base, divide(units, Key(amounts), budget).grants, inhabitants, limit)
        for maatstaf, amounts in keys.items()
    )
    return tuple(sorted(found, key=lambda variant: -variant.moved))


def _variant(
    what: str, maatstaf: str, before: Mapping[str, int], after: Mapping[str, int], inhabitants: Mapping[str, int],
    limit: int,
) -> Variant:  # fmt: skip
    told = effects(before, after, inhabitants)
    moved = sum(abs(effect.change) for effect in told) // 2
    above = sum(abs(effect.per_inhabitant) > limit for effect in told)
    return Variant(what, maatstaf, moved, told[0], told[-1], above)
