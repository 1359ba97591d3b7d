"""Resampling of independent pairs at the cost of four numbers instead of all pairs.

Drawing N pairs with replacement gives cell counts that are one multinomial draw: the same distribution, exactly.
A multinomial is a chain of binomials, and a meetvraag only needs those up to its own denominator.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.estimands import DEFAULT, estimand
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.keyed import generator
from narekenen.trace.model import Estimate

Counts = tuple[Array, Array, Array]


def replicate_counts(cells: PairedCells, replicates: int, rng: np.random.Generator) -> Counts:
    """(n10, n01, n11) of `replicates` resamples of the pairs, as float arrays.

    Replicates are exchangeable, so they may be sorted between the draws: equal neighbours share numpy's set-up.
    """
    positive = np.sort(rng.binomial(cells.total, cells.any_positive / cells.total, replicates))
    different = rng.binomial(positive, cells.discordant / max(cells.any_positive, 1))
    order = np.argsort(different)
    positive, different = positive[order], different[order]
    control = rng.binomial(different, cells.n10 / max(cells.discordant, 1)).astype(np.float64)
    return control, different - control, (positive - different).astype(np.float64)


def _values(name: str, n10: Array, n01: Array, n11: Array, total: Array | int) -> Array:
    size = {
        "ndr_any_positive": n10 + n01 + n11, "gdr_any_positive": n10 + n01 + n11, "net_all": total,
        "gross_all": total, "exclusive_share": n10 + n01, "relative_gap": n10 + n11, "conditional_or": n01,
    }[name]  # fmt: skip
    gross = name in ("gross_all", "gdr_any_positive", "conditional_or")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((n10 if gross else n10 - n01) / size, dtype=np.float64)


def multinomial_bootstrap(
    strata: Mapping[str, PairedCells], name: str = DEFAULT, *, seed: str, replicates: int = 999, level: float = 0.95
) -> dict[str, Estimate]:
    """Percentile limits per stratum. Each stratum has its own random numbers, keyed by seed and stratum name.

    Replicates whose denominator is 0 are left out and counted in `warnings`. Percentile limits are too narrow below
    some 50 discordant pairs, and useless where a discordant cell is empty: prefer the score limits there.
    """
    draws = np.empty((len(strata), replicates))
    for row, (key, cells) in enumerate(strata.items()):
        draws[row] = _values(name, *replicate_counts(cells, replicates, generator(seed, "pairs", key)), cells.total)
    return _estimates(dict(strata), draws, name, level, "multinomial bootstrap")


def _estimates(
    strata: dict[str, PairedCells], draws: Array, name: str, level: float, method: str
) -> dict[str, Estimate]:
    lost: NDArray[np.int64] = (~np.isfinite(draws)).sum(axis=1)
    ranks = _limits(draws, lost, level)
    question = estimand(name)
    out = {}
    for row, (key, cells) in enumerate(strata.items()):
        value, n = question.value(cells), question.parts(cells)[1]
        if value is None:
            reason = f"no {question.denominator['en']}"
            out[key] = Estimate(name, None, question.unit, n=n, method=method, reason=reason)
            continue
        note = (f"{lost[row]} of {draws.shape[1]} replicates had an empty denominator",) if lost[row] else ()
        low, high = float(ranks[0, row]), float(ranks[1, row])
        out[key] = Estimate(name, value, question.unit, low, high, level, n, method, warnings=note)
    return out


def _limits(draws: Array, lost: NDArray[np.int64], level: float) -> Array:
    """Percentiles per row by partial sorting; rows with lost replicates one by one."""
    count = draws.shape[1]
    low = int(np.floor((count + 1) * (1 - level) / 2)) - 1
    low = max(low, 0)
    high = count - 1 - low
    ranked = np.partition(np.where(np.isfinite(draws), draws, np.inf), [low, high], axis=1)
    limits = np.stack([ranked[:, low], ranked[:, high]])
    for row in np.flatnonzero((lost > 0) & (lost < count)):
        kept = draws[row][np.isfinite(draws[row])]
        limits[:, row] = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    return limits
