"""When is "no difference" shown, rather than merely not disproved: two one-sided score tests."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import log_ndtr

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.differences import score_statistic, tango
from narekenen.fieldtests.estimands import DEFAULT, estimand


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Outcome of a TOST. `shown`: the difference lies within -margin..margin, at error chance alpha.

    low, high   the interval of level 1 - 2 alpha that must lie inside the margin
    """

    estimand: str
    margin: float
    alpha: float
    p: float
    low: float
    high: float
    shown: bool


def tost(cells: PairedCells, margin: float, name: str = DEFAULT, *, alpha: float = 0.05) -> Equivalence:
    """Two one-sided score tests (Schuirmann 1987, on Tango's statistic) for a net difference.

    margin   share between 0 and 1 on the scale of the meetvraag, declared before the fieldwork
    Only for ndr_any_positive, net_all and exclusive_share; raises UnusableInput otherwise.
    """
    if name not in ("ndr_any_positive", "net_all", "exclusive_share"):
        raise UnusableInput(f"Equivalence is defined for net differences, not for {name}", where="margin")
    if not 0 < margin < 1:
        raise UnusableInput(f"The margin is {margin!r}", where="margin", why="It is a share between 0 and 1")
    size = estimand(name).parts(cells)[1]
    if size == 0:
        return Equivalence(name, margin, alpha, 1.0, -1.0, 1.0, False)
    above = float(score_statistic(cells.n10, cells.n01, size, -margin))
    below = float(score_statistic(cells.n10, cells.n01, size, margin))
    p = math.exp(max(float(log_ndtr(-above)), float(log_ndtr(below))))
    low, high = (float(limit) for limit in tango(cells.n10, cells.n01, size, 1 - 2 * alpha))
    return Equivalence(name, margin, alpha, p, low, high, p <= alpha)
