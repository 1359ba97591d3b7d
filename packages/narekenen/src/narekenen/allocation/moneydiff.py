"""What a changed input costs: every changed number with its euros, per municipality, before anyone decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from narekenen.allocation.shares import Division, Key, Units, divide
from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed input, and the cents that it alone moves to this municipality (exact, not yet rounded): its units
    times the amount per unit at the old factor."""

    municipality: str
    maatstaf: str
    before: Decimal
    after: Decimal
    direct: Fraction


@dataclass(frozen=True, slots=True)
class Money:
    """One municipality: cents before and after. own: by its own changed inputs at the old factor; others: because
    the factor moved for everybody; rounding: the rest, below two cents. They add up to the change."""

    municipality: str
    before: int
    after: int
    own: Fraction
    others: Fraction
    rounding: Fraction


@dataclass(frozen=True, slots=True)
class MoneyDiff:
    """changed: largest amount first. money: per municipality, in the order of the units. moved: cents that change
    hands (half the sum of all changes)."""

    changed: tuple[Changed, ...]
    money: tuple[Money, ...]
    moved: int
    before: Division
    after: Division


def money_diff(before: Units, after: Units, key: Key, budget: int) -> MoneyDiff:
    """The same key and budget on two sets of units. Raises UnusableInput when municipalities differ."""
    strange = sorted(set(before) ^ set(after))
    if strange:
        raise UnusableInput(
            say("Not in both: {names}", names=", ".join(strange)), where="money-diff",
            do="Restate mergers first, then compare"
        )  # fmt: skip
    old, new = divide(before, key, budget), divide(after, key, budget)
    changed = [
        Changed(
            name, maatstaf, Decimal(row[maatstaf]), Decimal(after[name][maatstaf]),
            (Fraction(after[name][maatstaf]) - Fraction(row[maatstaf])) * Fraction(amount) * old.factor,
        )
        for name, row in before.items() for maatstaf, amount in key.amounts.items()
        if after[name][maatstaf] != row[maatstaf]
    ]  # fmt: skip
    money = tuple(_money(name, old, new, changed) for name in before)
    moved = sum(abs(one.after - one.before) for one in money) // 2
    return MoneyDiff(tuple(sorted(changed, key=lambda one: -abs(one.direct))), money, moved, old, new)


def _money(name: str, old: Division, new: Division, changed: list[Changed]) -> Money:
    own = sum((one.direct for one in changed if one.municipality == name), start=Fraction(0))
    base = sum(new.parts[name].values(), start=Fraction(0)) / new.factor if new.factor else Fraction(0)
    others = base * (new.factor - old.factor)
    return Money(
        name, old.grants[name], new.grants[name], own, others, new.grants[name] - old.grants[name] - own - others
    )
