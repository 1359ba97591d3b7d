"""How high could an area rank: confidence sets for ranks, so that nobody has to read a bare league table.

Two areas differ when their difference does so at a level shared over all comparisons (Holm 1979). An area ranks below
those that are certainly better and above those that are certainly worse; in between everything is possible (Mogstad,
Romano, Shaikh and Wilhelm 2023, doi 10.1093/restud/rdad006, with pairwise tests in place of a joint one: wider).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr

from narekenen.errors import UnusableInput

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Per area the best and the worst rank (1: highest value) that fits; with chance `level` all sets hold at once."""

    best: Ints
    worst: Ints
    level: float


def rank_sets(value: ArrayLike, error: ArrayLike, *, level: float = 0.95) -> Ranks:
    """Simultaneous sets for independent estimates with their standard errors.

    Raises UnusableInput with fewer than two areas, or an error that is not above zero.
    """
    v, s = np.asarray(value, dtype=float), np.asarray(error, dtype=float)
    if v.shape != s.shape or v.ndim != 1 or len(v) < 2 or not (s > 0).all() or not np.isfinite(v).all():
        raise UnusableInput("Ranks need two areas or more, each with a value and an error above zero", where="ranks")
    above = np.subtract.outer(v, v) / np.sqrt(np.add.outer(s**2, s**2))  # row is above column
    upper = np.triu_indices(len(v), 1)
    chances = 2 * ndtr(-np.abs(above[upper]))
    differs = np.zeros(above.shape, dtype=bool)
    differs[upper] = _holm(chances, 1 - level)
    differs |= differs.T
    better = (differs & (above < 0)).sum(axis=1)
    worse = (differs & (above > 0)).sum(axis=1)
    return Ranks(1 + better, len(v) - worse, level)


def _holm(chances: NDArray[np.float64], alpha: float) -> NDArray[np.bool_]:
    """Which hypotheses fall, at a chance of `alpha` for one wrong among all."""
    order = np.argsort(chances)
    holds = chances[order] > alpha / np.arange(len(chances), 0, -1)
    until = int(holds.argmax()) if holds.any() else len(chances)
    fallen = np.zeros(len(chances), dtype=bool)
    fallen[order[:until]] = True
    return fallen
