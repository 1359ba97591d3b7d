"""Does a model of distribution behave as its makers say: tests that a municipality would think of.

connection    grants beside the costs that municipalities really have, per group ("aansluitverschil")
monotonic     more units of a maatstaf with a positive amount never lower the own grant
merger        a merger changes nobody's grant but that of the merged, and by how much that
outliers      grants per inhabitant far from those of the rest, on a robust scale
supply        what the model leaves unexplained goes together with the supply that is already there: municipalities with
              many places then get money for places, not for need
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy import stats

from narekenen.allocation.shares import Key, Units, divide, merge_units
from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Connection:
    """One group: cents of grant and of costs, and the difference in cents per inhabitant (grant less costs)."""

    group: str
    municipalities: int
    grant: int
    costs: int
    per_inhabitant: float


@dataclass(frozen=True, slots=True)
class MergerEffect:
    """What the merger does: cents of the merged before (together) and after, and the largest change of anybody else."""

    before: int
    after: int
    largest_elsewhere: int
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Outlier:
    """A municipality whose grant per inhabitant lies far off: score in robust standard deviations from the median."""

    municipality: str
    cents_per_inhabitant: float
    score: float


@dataclass(frozen=True, slots=True)
class SupplyTest:
    """Spearman's correlation of what the model leaves unexplained (costs less grant, per inhabitant) with places per
    inhabitant, its two-sided p-value, and n. A high correlation is a reason to look, no proof."""

    correlation: float
    p_value: float
    n: int


def connection(
    grants: Mapping[str, int], costs: Mapping[str, int], inhabitants: Mapping[str, int], group: Mapping[str, str]
) -> tuple[Connection, ...]:
    """Grants beside costs per group, in the order of their names. Costs are scaled to the budget first, so that the
    differences add up to zero (to a rounding of half a cent per municipality): what is compared is the division."""
    _same(grants, costs, inhabitants, group)
    scale = sum(grants.values()) / sum(costs.values())
    members: dict[str, list[str]] = {}
    for name in grants:
        members.setdefault(group[name], []).append(name)
    found = []
    for title, names in sorted(members.items()):
        grant, people = sum(grants[name] for name in names), sum(inhabitants[name] for name in names)
        cost = round(scale * sum(costs[name] for name in names))
        found.append(Connection(title, len(names), grant, cost, (grant - cost) / people))
    return tuple(found)


def not_monotonic(units: Units, key: Key, budget: int, *, by: Decimal = Decimal("0.1")) -> list[tuple[str, str]]:
    """(municipality, maatstaf) where `by` more units of a maatstaf with a positive amount lower the own grant.

    With fixed amounts per unit and one budget that happens only to a municipality whose own base is below zero or
    above the whole: a sign that negative amounts weigh more than the rest.
    """
    base, odd = divide(units, key, budget).grants, []
    for name, row in units.items():
        for maatstaf, amount in key.amounts.items():
            if amount <= 0 or row[maatstaf] <= 0:
                continue
            more = {**units, name: {**row, maatstaf: Decimal(row[maatstaf]) * (1 + by)}}
            if divide(more, key, budget).grants[name] < base[name]:
                odd.append((name, maatstaf))
    return odd


def merger(units: Units, key: Key, budget: int, into: Mapping[str, str], fixed: Sequence[str] = ()) -> MergerEffect:
    """The effect of a merger (old name -> new name) with the same key and budget; `fixed` maatstaven are had once."""
    if strange := sorted(set(into) - set(units)):
        raise UnusableInput(say("Not a municipality here: {names}", names=", ".join(strange)), where="merger")
    before = divide(units, key, budget).grants
    after = divide(merge_units(units, into, fixed), key, budget).grants
    touched = set(into) | set(into.values())
    others = {name: after[name] - grant for name, grant in before.items() if name not in touched}
    worst = max(others, key=lambda name: abs(others[name]), default="")
    merged = sum(after[name] for name in set(into.values()))
    return MergerEffect(sum(before[name] for name in touched & set(before)), merged, others.get(worst, 0), worst)


def outliers(grants: Mapping[str, int], inhabitants: Mapping[str, int], *, limit: float = 3.5) -> tuple[Outlier, ...]:
    """Municipalities beyond `limit` robust standard deviations (1.4826 x median absolute deviation; Iglewicz and
    Hoaglin 1993, who advise 3.5), the furthest first. None when at least half of them get the same per inhabitant."""
    _same(grants, inhabitants)
    names = list(grants)
    each = np.array([grants[name] / inhabitants[name] for name in names])
    middle = np.median(each)
    scale = 1.4826 * np.median(np.abs(each - middle))
    if scale == 0:
        return ()
    scores = (each - middle) / scale
    far = sorted(np.flatnonzero(np.abs(scores) > limit), key=lambda i: -abs(scores[i]))
    return tuple(Outlier(names[i], float(each[i]), float(scores[i])) for i in far)


def supply(
    grants: Mapping[str, int], costs: Mapping[str, int], places: Mapping[str, int], inhabitants: Mapping[str, int]
) -> SupplyTest:
    """Whether unexplained costs go together with the places that are there. Raises UnusableInput below four
    municipalities, or where all have the same."""
    _same(grants, costs, places, inhabitants)
    people = np.array([inhabitants[name] for name in grants], dtype=float)
    rest = np.array([costs[name] - grant for name, grant in grants.items()]) / people
    there = np.array([places[name] for name in grants]) / people
    if len(people) < 4 or np.ptp(rest) == 0 or np.ptp(there) == 0:
        raise UnusableInput("Supply is tested on four municipalities or more that differ", where="plausibility")
    found = stats.spearmanr(rest, there)
    return SupplyTest(float(found.statistic), float(found.pvalue), len(people))


def _same(first: Mapping[str, object], *others: Mapping[str, object]) -> None:
    problems = tuple(
        sorted({say("{name}: not in every table", name=name) for other in others for name in set(first) ^ set(other)})
    )
    if problems or not first:
        raise UnusableInput("The tables are not of the same municipalities", where="plausibility", problems=problems)
    if below := tuple(name for name, number in others[-1].items() if isinstance(number, int) and number < 0):
        raise UnusableInput("Numbers below zero", where="plausibility", problems=below)
