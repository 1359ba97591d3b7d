"""A change between two waves with the composition of the earlier one held fixed, beside the plain change.

Direct standardisation: each stratum's own change, weighed by the part of the earlier wave's denominator that lay in it.
The earlier wave then keeps its own number, so that plain change = held change + what another composition did
(Kitagawa 1955, JASA 50:1168, with the earlier wave as the standard).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import variance
from narekenen.fieldtests.differences import tango
from narekenen.fieldtests.estimands import DEFAULT, Estimand, net_estimand

Strata = Mapping[str, PairedCells]


@dataclass(frozen=True, slots=True)
class HeldChange:
    """The second wave less the first as if both were made up like the first, in shares.

    plain         the change of the two waves as they were, over all their strata; None where strata were left out
    composition   plain less held: what came from another make-up; None where strata were left out
    weights       stratum -> its part of the first wave's denominator, which is held
    left_out      strata without a denominator in one of the two
    """

    estimand: str
    difference: float
    low: float
    high: float
    level: float
    p: float
    plain: float | None
    composition: float | None
    weights: dict[str, float]
    left_out: tuple[str, ...]


def held_change(first: Strata, second: Strata, name: str = DEFAULT, *, level: float = 0.95) -> HeldChange | None:
    """Second less first for a net meetvraag, stratum by stratum, weighed as in the first.

    first, second   stratum -> cells of two independent sets of pairs
    Limits: square-and-add over the score intervals of all strata (Zou and Donner 2008); p: normal test with the paired
    variances of all strata. With one stratum both are those of `comparisons.change`. The weights are taken as given.
    None where no stratum has a denominator in both; UnusableInput for a meetvraag that is no net one. Not where the
    change itself differs much between strata: then another standard gives another number, and the strata are the
    answer.
    """
    question = net_estimand(name)
    sizes = {key: (_size(question, first.get(key)), _size(question, second.get(key))) for key in {**first, **second}}
    used = [key for key, (before, after) in sizes.items() if before and after]
    if not used:
        return None
    weight = np.array([sizes[key][0] for key in used], dtype=np.float64)
    weight /= weight.sum()
    parts = [_side([side[key] for key in used], question, level) for side in (first, second)]
    (v1, l1, u1, s1), (v2, l2, u2, s2) = parts
    difference = float(weight @ (v2 - v1))
    se = math.sqrt(float(weight**2 @ (s1 + s2)))
    below = math.sqrt(float(weight**2 @ ((v2 - l2) ** 2 + (u1 - v1) ** 2)))
    above = math.sqrt(float(weight**2 @ ((u2 - v2) ** 2 + (v1 - l1) ** 2)))
    p = 2 * float(ndtr(-abs(difference) / se)) if se > 0 else 1.0
    left_out = tuple(key for key in sizes if key not in used)
    plain = None if left_out else _plain(first, second, question)
    return HeldChange(
        name, difference, difference - below, difference + above, level, p, plain,
        None if plain is None else plain - difference, dict(zip(used, weight.tolist(), strict=True)), left_out,
    )  # fmt: skip


def _size(question: Estimand, cells: PairedCells | None) -> int:
    return question.parts(cells)[1] if cells is not None else 0


def _side(cells: list[PairedCells], question: Estimand, level: float) -> tuple[np.ndarray, ...]:
    """Value, low, high and variance of each stratum of one wave."""
    size = [question.parts(c)[1] for c in cells]
    low, high = tango([c.n10 for c in cells], [c.n01 for c in cells], size, level)
    value = np.array([(c.n10 - c.n01) / n for c, n in zip(cells, size, strict=True)])
    return value, low, high, np.array([variance(c, n) for c, n in zip(cells, size, strict=True)])


def _plain(first: Strata, second: Strata, question: Estimand) -> float:
    before, after = (question.value(_sum(side)) for side in (first, second))
    return (after or 0.0) - (before or 0.0)


def _sum(strata: Strata) -> PairedCells:
    whole, *others = strata.values()
    for cells in others:
        whole += cells
    return whole
