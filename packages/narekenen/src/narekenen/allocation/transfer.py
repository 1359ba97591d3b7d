"""A group of clients moves to another law: the money that leaves the budget, and the costs that leave with it.

The national budget falls by a fixed amount, taken out in proportion to something (the grants, or a count). What a
municipality no longer spends depends on how many of its clients really go. The difference is what the move costs or
brings it; over all municipalities together it is zero only when the amount was estimated right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from narekenen.allocation.rounding import largest_remainder
from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Moved:
    """One municipality, in cents: grant before and after, what was taken out of it, and costs that leave as a range.

    net_low, net_high   costs that leave less the money taken out: below zero the municipality is worse off
    """

    before: int
    taken: int
    after: int
    saved_low: int
    saved_high: int

    @property
    def net_low(self) -> int:
        return self.saved_low - self.taken

    @property
    def net_high(self) -> int:
        return self.saved_high - self.taken


@dataclass(frozen=True, slots=True)
class Leaving:
    """Clients of one municipality who go: at least and at most (an indication may still be refused), 0 or more."""

    least: int
    most: int


def move_group(
    grants: Mapping[str, int], leaving: Mapping[str, Leaving], cost: int, amount: int,
    in_proportion_to: Mapping[str, int] | None = None,
) -> dict[str, Moved]:  # fmt: skip
    """Take `amount` cents out of the grants, to the cent, and set the costs that leave beside it.

    cost                cents per client and year, the same everywhere
    in_proportion_to    what the amount is divided by; the grants themselves when None
    Raises UnusableInput naming every municipality without a number, with most below least, or left below zero.
    """
    key = grants if in_proportion_to is None else in_proportion_to
    _check(grants, leaving, key)
    whole = sum(key[name] for name in grants)
    if whole <= 0 or not 0 <= amount <= sum(grants.values()):
        raise UnusableInput(
            say("{amount} cents cannot be taken out of {total}", amount=amount, total=sum(grants.values())),
            where="transfer", do="Give an amount from 0 to the whole budget, and a division by numbers above zero",
        )  # fmt: skip
    taken = largest_remainder([Fraction(key[name] * amount, whole) for name in grants], amount)
    found = {
        name: Moved(grant, out, grant - out, leaving[name].least * cost, leaving[name].most * cost)
        for (name, grant), out in zip(grants.items(), taken, strict=True)
    }
    if below := tuple(
        say("{name}: {after} cents", name=name, after=one.after) for name, one in found.items() if one.after < 0
    ):
        raise UnusableInput("More is taken out than there is", where="transfer", problems=below)
    return found


def _check(grants: Mapping[str, int], leaving: Mapping[str, Leaving], key: Mapping[str, int]) -> None:
    problems = [say("{name}: no number of clients who go", name=name) for name in grants if name not in leaving]
    problems += [say("{name}: nothing to divide the amount by", name=name) for name in grants if name not in key]
    problems += [say("{name}: goes without having a grant", name=name) for name in leaving if name not in grants]
    problems += [
        say("{name}: at least {least} and at most {most} clients", name=name, least=one.least, most=one.most)
        for name, one in leaving.items() if not 0 <= one.least <= one.most
    ]  # fmt: skip
    if problems:
        raise UnusableInput("The group cannot be moved", where="transfer", problems=tuple(problems))
