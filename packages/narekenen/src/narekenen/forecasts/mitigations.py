"""What could be done about a risk, what it is worth in days, and what still waits for somebody's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.comparing import compare
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.running import Mapper, run


@dataclass(frozen=True, slots=True)
class Mitigation:
    """Something that makes a risk rarer, milder or shorter.

    risk      the risk of the plan that it bears on
    probability, capacity_factor, days   what they become; None: as they are
    cost      in euro, once
    waits_for the decision that it depends on ("the minister signs"); "" is no-regret: done in any case
    """

    name: str
    risk: str
    probability: float | None = None
    capacity_factor: float | None = None
    days: int | None = None
    cost: float = 0.0
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """Days won under the same luck: of the share (mean), per waiting address (mean), the chance that the share is
    finished earlier; euro per day that an address waits less, None where nothing is won."""

    mitigation: Mitigation
    days: float
    per_address: float
    helps: float
    euro_per_day: float | None


def apply(plan: Plan, mitigations: Sequence[Mitigation]) -> Plan:
    """The plan with these mitigations. Raises UnusableInput naming every one that fits no risk or makes it worse."""
    risks, problems = {risk.name: risk for risk in plan.risks}, []
    for each in mitigations:
        risk = risks.get(each.risk)
        if risk is None:
            problems.append(
                say(
                    "{name}: the plan has no risk {risk!r}; it has {those}",
                    name=each.name,
                    risk=each.risk,
                    those=", ".join(risks) or say("none at all"),
                )
            )
            continue
        new = replace(
            risk,
            probability=risk.probability if each.probability is None else each.probability,
            capacity_factor=risk.capacity_factor if each.capacity_factor is None else each.capacity_factor,
            days=risk.days if each.days is None else each.days,
        )
        worse = new.probability > risk.probability or new.days > risk.days or new.capacity_factor < risk.capacity_factor
        if worse or each.cost < 0:
            problems.append(say("{name}: it makes the risk worse, or its cost is negative", name=each.name))
        risks[each.risk] = new
    if problems:
        raise UnusableInput("The mitigations cannot be used", where="mitigations", problems=tuple(problems))
    return replace(plan, risks=tuple(risks.values()))


def decided(mitigations: Sequence[Mitigation], decisions: frozenset[str] = frozenset()) -> tuple[Mitigation, ...]:
    """Those that are done: no-regret, or waiting for one of these decisions, which was taken."""
    return tuple(each for each in mitigations if not each.waits_for or each.waits_for in decisions)


def worth(
    plan: Plan, mitigations: Sequence[Mitigation], *, share: float = 0.95, replications: int = 200,
    seed: str = "narekenen", mapper: Mapper | None = None,
) -> tuple[Worth, ...]:  # fmt: skip
    """What each is worth by itself, the one that wins most days per address first.

    A plan that a forecast is published on holds what is decided alone; what waits for a decision stands beside it with
    its worth, so that waiting has a price.
    """
    base = run(plan, replications=replications, seed=seed, shares=(share,), per_address=True, mapper=mapper)
    found = []
    for each in mitigations:
        changed = apply(plan, [each])
        other = run(changed, replications=replications, seed=seed, shares=(share,), per_address=True, mapper=mapper)
        difference = compare(base, other, share)
        won = -difference.per_address * float(base.totals.mean())
        found.append(
            Worth(
                each, -difference.days[3], -difference.per_address, float(np.mean(other.dates < base.dates)),
                each.cost / won if won > 0 else None,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda row: -row.per_address))
