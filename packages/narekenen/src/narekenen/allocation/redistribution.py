"""Who gains and who loses: per municipality, and per group of them (region, size class)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from narekenen.errors import UnusableInput, say

SIZES = (0, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)  # inhabitants: the size classes of CBS


@dataclass(frozen=True, slots=True)
class Effect:
    """One municipality: cents before and after, the change, and the change in cents per inhabitant."""

    name: str
    before: int
    after: int
    change: int
    inhabitants: int
    per_inhabitant: float


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """A group of municipalities together: cents, change per inhabitant in cents, how many gain and lose."""

    group: str
    municipalities: int
    before: int
    after: int
    change: int
    per_inhabitant: float
    gain: int
    lose: int


def effects(before: Mapping[str, int], after: Mapping[str, int], inhabitants: Mapping[str, int]) -> tuple[Effect, ...]:
    """Sorted from the largest loss per inhabitant to the largest gain. Raises UnusableInput when names differ, or a
    municipality has no inhabitants."""
    names = set(before) | set(after) | set(inhabitants)
    lacking = [
        say("{name}: not in {what}", name=name, what=what)
        for what, table in (("before", before), ("after", after), ("inhabitants", inhabitants))
        for name in sorted(names - set(table))
    ] + [say("{name}: {n} inhabitants", name=name, n=n) for name, n in inhabitants.items() if n <= 0]  # fmt: skip
    if lacking:
        raise UnusableInput("The effects cannot be told", where="redistribution", problems=tuple(lacking))
    found = [
        Effect(n, before[n], after[n], after[n] - before[n], inhabitants[n], (after[n] - before[n]) / inhabitants[n])
        for n in before
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda effect: (effect.per_inhabitant, effect.name)))


def by_group(found: tuple[Effect, ...], group: Mapping[str, str]) -> tuple[GroupEffect, ...]:
    """Effects per group (municipality -> group), in the order of the names of the groups."""
    members: dict[str, list[Effect]] = {}
    for effect in found:
        members.setdefault(group[effect.name], []).append(effect)
    return tuple(_together(name, some) for name, some in sorted(members.items()))


def _together(name: str, some: list[Effect]) -> GroupEffect:
    before, after = (sum(getattr(effect, side) for effect in some) for side in ("before", "after"))
    people = sum(effect.inhabitants for effect in some)
    return GroupEffect(
        name, len(some), before, after, after - before, (after - before) / people,
        sum(effect.change > 0 for effect in some), sum(effect.change < 0 for effect in some),
    )  # fmt: skip


def size_class(inhabitants: int) -> str:
    """The size class of CBS, written so that names sort in order: "020000-049999", "250000 and more"."""
    for low, high in pairwise(SIZES):
        if inhabitants < high:
            return f"{low:06}-{high - 1:06}"
    return f"{SIZES[-1]:06} and more"
