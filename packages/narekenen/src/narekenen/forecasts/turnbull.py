"""The share still under way where many durations are known as an interval only (Turnbull 1976)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.spells import Spells

MOST_CELLS = 50_000_000
ROUNDS, CLOSE = 20_000, 1e-10


@dataclass(frozen=True, slots=True)
class Masses:
    """Where the durations may lie: the probability of each (low, high], which no data can part further.

    low, high   days; high is infinite where cases are open beyond everything that was seen
    """

    low: Floats
    high: Floats
    mass: Floats

    def ended_by(self, days: float) -> tuple[float, float]:
        """Share that has ended by then, at least and at most: within an interval the data do not say."""
        return float(self.mass[self.high <= days].sum()), float(self.mass[self.low < days].sum())


def turnbull(spells: Spells) -> Masses:
    """The nonparametric maximum of the likelihood for exact, interval-censored and open durations, by EM.

    Steps: the innermost intervals (a left end directly followed by a right end), then self-consistency until no mass
    moves by more than 1e-10. Without intervals it is Kaplan-Meier. Not for late entry: raises UnusableInput there, and
    for more than 50 million cells (cases x intervals).
    """
    if spells.entry.any():
        raise UnusableInput("Some cases came late into the register", do="Fit a distribution instead")
    low = np.where(spells.exact, np.nextafter(spells.low, 0), spells.low)
    inner = _innermost(low, spells.high)
    if len(low) * len(inner) > MOST_CELLS:
        raise UnusableInput(
            say("{count:,} cases over {count2:,} intervals", count=len(low), count2=len(inner)),
            do="Round the days, or take a sample",
        )
    lows, highs = inner[:, 0], inner[:, 1]
    inside = ((low[:, None] <= lows) & (highs <= spells.high[:, None])).astype(np.float64)
    mass = np.full(len(inner), 1 / len(inner))
    for _ in range(ROUNDS):
        share = inside * mass
        new = (share / share.sum(axis=1, keepdims=True)).mean(axis=0)
        moved, mass = float(np.abs(new - mass).max()), new
        if moved < CLOSE:
            break
    kept = mass > 1e-6
    return Masses(lows[kept], highs[kept], mass[kept] / mass[kept].sum())


def _innermost(low: Floats, high: Floats) -> Floats:
    """The intervals (l, h] with l a left end, h a right end and no other end between them; shape (intervals, 2)."""
    ends = np.concatenate([low, high])
    is_right = np.repeat([0, 1], len(low))
    # A right end comes before a left end at the same day: (a, b] and (b, c] have nothing in common.
    order = np.lexsort((1 - is_right, ends))
    ends, is_right = ends[order], is_right[order]
    at = np.flatnonzero((is_right[:-1] == 0) & (is_right[1:] == 1))
    return np.stack([ends[at], ends[at + 1]], axis=1)
