"""Placebo pairs: two messages with the same profile. What differs between them is chance, and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.differences import tango
from narekenen.fieldtests.intervals import wilson
from narekenen.fieldtests.mcnemar import mcnemar


@dataclass(frozen=True, slots=True)
class AboveNoise:
    """What is left of the differences after the noise floor; all as shares of all pairs.

    noise          share of placebo pairs answered differently
    different      share of test pairs answered differently
    systematic     different less noise, with its interval: treatment that chance does not explain, in either direction
    net            the net difference less the placebo's net difference, with its interval
    placebo_p      mid-p that the placebo itself favours a side: small means the procedure is not neutral
    """

    noise: float
    different: float
    systematic: float
    systematic_low: float
    systematic_high: float
    net: float
    net_low: float
    net_high: float
    level: float
    placebo_p: float


def above_noise(cells: PairedCells, placebo: PairedCells, *, level: float = 0.95) -> AboveNoise:
    """Compare test pairs with placebo pairs from the same fieldwork (HDS 2000, annex 4: triads).

    placebo   n10 and n01 by the order or the name that plays "control"; the two must have been drawn by lot
    Limits by square-and-add of Wilson and of score limits. Not for placebo pairs of another market or wave.
    """
    n, m = cells.total, placebo.total
    p, q = cells.discordant / n, placebo.discordant / m
    (pl, pu), (ql, qu) = wilson(cells.discordant, n, level), wilson(placebo.discordant, m, level)
    d, e = (cells.n10 - cells.n01) / n, (placebo.n10 - placebo.n01) / m
    (dl, du), (el, eu) = tango(cells.n10, cells.n01, n, level), tango(placebo.n10, placebo.n01, m, level)
    return AboveNoise(
        noise=q, different=p,
        systematic=p - q,
        systematic_low=p - q - math.hypot(p - float(pl), float(qu) - q),
        systematic_high=p - q + math.hypot(float(pu) - p, q - float(ql)),
        net=d - e,
        net_low=d - e - math.hypot(d - float(dl), float(eu) - e),
        net_high=d - e + math.hypot(float(du) - d, e - float(el)),
        level=level, placebo_p=mcnemar(placebo).p,
    )  # fmt: skip
