"""A design in numbers: power and detectable difference per stratum, costs, and the burden on who is contacted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from narekenen.errors import UnusableInput
from narekenen.fieldtests.power import detectable, exact_power, pairs_needed


@dataclass(frozen=True, slots=True)
class Stratum:
    """A planned part of the fieldwork.

    pairs          planned pairs
    any_positive   expected share of pairs with at least one positive answer
    discordant     expected share of all pairs that is answered differently
    effect         net difference to be found, as a share of the pairs with at least one positive answer
    cost           per pair, in euros
    landlords      parties that can be contacted; None when not known
    """

    name: str
    pairs: int
    any_positive: float
    discordant: float
    effect: float
    cost: float = 0.0
    landlords: int | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a stratum can show. detectable and effect are points of ndr_any_positive, as shares.

    needed      pairs for the wanted power at `effect`; None where `effect` exceeds what discordance allows
    contacts    messages per landlord, two per pair; None when the landlords are not known
    exceeds     more contacts per landlord than allowed
    """

    name: str
    pairs: int
    power: float | None
    detectable: float | None
    needed: int | None
    cost: float
    cost_needed: float | None
    contacts: float | None
    exceeds: bool
    note: str = ""


def _problems(s: Stratum) -> list[str]:
    out = []
    if s.pairs < 1:
        out.append(f"{s.name}: {s.pairs} pairs")
    if not 0 < s.discordant <= s.any_positive <= 1:
        out.append(f"{s.name}: discordant {s.discordant} and any_positive {s.any_positive}; needed 0 < d <= a <= 1")
    if not 0 < s.effect <= 1:
        out.append(f"{s.name}: effect {s.effect}; needed a share above 0")
    if s.cost < 0 or (s.landlords is not None and s.landlords < 1):
        out.append(f"{s.name}: cost {s.cost}, landlords {s.landlords}")
    return out


def outlook(
    strata: Sequence[Stratum], *, alpha: float = 0.05, power: float = 0.8, most_contacts: int | None = None
) -> tuple[Outlook, ...]:
    """Power of the mid-p test, smallest detectable difference, costs and burden, per stratum.

    most_contacts   messages that one landlord may get at most; a stratum that needs more is marked
    Raises UnusableInput naming every stratum that cannot be.
    """
    problems = [line for s in strata for line in _problems(s)]
    if problems or not strata:
        raise UnusableInput("The design cannot be computed", where="strata", problems=tuple(problems),
                            why="" if strata else "There is no stratum")  # fmt: skip
    return tuple(_outlook(s, alpha, power, most_contacts) for s in strata)


def _outlook(s: Stratum, alpha: float, power: float, most_contacts: int | None) -> Outlook:
    smallest = float(detectable(s.pairs, s.discordant, alpha=alpha, power=power)) / s.any_positive
    net = s.effect * s.any_positive
    possible = net <= s.discordant
    p10, p01 = (s.discordant + net) / 2, (s.discordant - net) / 2
    needed = int(pairs_needed(p10, p01, alpha=alpha, power=power)) if possible else None
    contacts = 2 * s.pairs / s.landlords if s.landlords else None
    return Outlook(
        s.name, s.pairs,
        exact_power(s.pairs, p10, p01, alpha=alpha) if possible else None,
        smallest if np.isfinite(smallest) else None,
        needed, s.pairs * s.cost, needed * s.cost if needed is not None else None, contacts,
        contacts is not None and most_contacts is not None and contacts > most_contacts,
        "" if possible else f"an effect of {s.effect:g} needs more discordant pairs than {s.discordant:g}",
    )  # fmt: skip
