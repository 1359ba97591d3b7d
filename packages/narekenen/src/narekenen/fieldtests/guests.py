"""Mystery guests: is a refusal incidental, or is it how this desk works. A rule set beforehand, and extra visits."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from narekenen.errors import UnusableInput


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """Wald's sequential test between two shares of refusal, cut off after `most` visits.

    incidental   share of refusals that is taken as incidental (0.1: one in ten on a bad day)
    structural   share that is taken as structural
    alpha, beta  wanted chances of calling an incidental desk structural, and of missing a structural one
    """

    incidental: float
    structural: float
    alpha: float = 0.05
    beta: float = 0.2
    most: int = 20

    def __post_init__(self) -> None:
        chances = (self.incidental, self.structural, self.alpha, self.beta)
        if not (0 < self.incidental < self.structural < 1 and min(chances) > 0 and max(chances) < 1 <= self.most):
            raise UnusableInput(
                f"Decision rule {chances} with at most {self.most} visits", where="rule",
                why="Needed: 0 < incidental < structural < 1, error chances between 0 and 1, at least one visit",
            )  # fmt: skip

    def verdict(self, refusals: int, visits: int) -> str:
        """ "structural", "incidental", or "another visit". At the last visit the nearer of the two wins."""
        if not 0 <= refusals <= visits <= self.most:
            raise UnusableInput(f"{refusals} refusals in {visits} visits of at most {self.most}", where="visits")
        p0, p1 = self.incidental, self.structural
        evidence = refusals * math.log(p1 / p0) + (visits - refusals) * math.log((1 - p1) / (1 - p0))
        upper, lower = math.log((1 - self.beta) / self.alpha), math.log(self.beta / (1 - self.alpha))
        if evidence >= upper:
            return "structural"
        if evidence <= lower:
            return "incidental"
        if visits < self.most:
            return "another visit"
        return "structural" if evidence > (upper + lower) / 2 else "incidental"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What the rule does at a desk that truly refuses this share: chance of "structural", and visits on average."""

    share: float
    called_structural: float
    visits: float


def behaviour(rule: DecisionRule, share: float) -> Behaviour:
    """Exact, by following every path of the rule; also shows the true error chances after the cut-off."""
    alive, structural, visits = np.array([1.0]), 0.0, 0.0
    for n in range(1, rule.most + 1):
        visits += float(alive.sum())
        moved = np.zeros(n + 1)
        moved[:-1] += alive * (1 - share)
        moved[1:] += alive * share
        verdicts = [rule.verdict(k, n) for k in range(n + 1)]
        structural += float(sum(moved[k] for k in range(n + 1) if verdicts[k] == "structural"))
        alive = np.array([moved[k] if verdicts[k] == "another visit" else 0.0 for k in range(n + 1)])
    return Behaviour(share, structural, visits)
