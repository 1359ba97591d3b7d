"""The numbers of R `callback` from the same cells, for comparison; three of its tests do not answer the question.

`callback` (Duguet et al.) is the reference package of correspondence tests. Its tests take the two members of a pair
as independent samples (Fisher, Pearson), or test whether "control only", "test only" and "both" are equally frequent
(Pearson on total callback shares), which equal treatment does not say. Only its Student tests follow the pairing.
Formulas from its documentation; docs/reference/fieldtests-simulations.md shows what they do under equal treatment.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import gammaincc, stdtr

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import fisher
from narekenen.fieldtests.intervals import Array

INVALID = {
    "fisher_mcr": "takes pairs as independent samples: far too few alarms",
    "pearson_mcr": "takes pairs as independent samples: far too few alarms",
    "fisher_tcs": "takes shares of one whole as independent samples",
    "pearson_tcs": "tests whether control only, test only and both are equally frequent",
    "fisher_ecs": "counts every discordant pair twice: far too many alarms",
    "pearson_ecs": "counts every discordant pair twice: far too many alarms",
}


def _student(difference: Array, discordant: Array, size: Array) -> tuple[Array, Array]:
    """One-sample t of +1, -1 and 0 per pair: t and two-sided p."""
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = difference / size
        variance = (discordant - size * mean**2) / (size - 1)
        t = mean / np.sqrt(variance / size)
        p = np.asarray(2 * stdtr(np.maximum(size - 1, 1), -np.abs(t)))
    return t, np.where(np.isnan(p), 1.0, p)


def _yates(k1: Array, k2: Array, n: Array) -> tuple[Array, Array]:
    """Two shares of n each, chi-square with Yates' correction (R's prop.test): statistic and p."""
    total = k1 + k2
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(k1 - k2) - np.minimum(1.0, np.abs(k1 - k2))
        chi2 = gap**2 * 2 * n / (total * (2 * n - total))
    chi2 = np.where(np.isnan(chi2), 0.0, chi2)
    return chi2, np.asarray(gammaincc(0.5, chi2 / 2))


def callback_arrays(n11: Array, n10: Array, n01: Array, n00: Array) -> dict[str, Array]:
    """Statistics and p-values but Fisher's, for many tables at once (float arrays)."""
    N, M, D = n11 + n10 + n01 + n00, n11 + n10 + n01, n10 + n01
    out: dict[str, Array] = {}
    for name, size in (("mcr", N), ("tcs", M), ("ecs", D)):
        out[f"t_student_{name}"], out[f"p_student_{name}"] = _student(n10 - n01, D, size)
    out["chi2_mcr"], out["p_pearson_mcr"] = _yates(n11 + n10, n11 + n01, N)
    out["chi2_ecs"], out["p_pearson_ecs"] = _yates(n10, n01, D)
    with np.errstate(divide="ignore", invalid="ignore"):
        out["chi2_tcs"] = ((n10 - M / 3) ** 2 + (n01 - M / 3) ** 2 + (n11 - M / 3) ** 2) / (M * 2 / 9)
    out["p_pearson_tcs"] = np.asarray(gammaincc(1.0, out["chi2_tcs"] / 2))
    return out


def as_callback_r(cells: PairedCells) -> dict[str, float]:
    """All that `callback` computes on one comparison, under its own names; see INVALID before using any of it."""
    counts = (np.array([float(x)]) for x in (cells.n11, cells.n10, cells.n01, cells.n00))
    out = {name: float(value[0]) for name, value in callback_arrays(*counts).items()}
    both, a, b, N, M, D = (
        cells.n11, cells.n10, cells.n01, cells.total, cells.any_positive, cells.discordant
    )  # fmt: skip
    out["p_fisher_mcr"] = fisher(both + a, N - both - a, both + b, N - both - b, midp=False)
    out["p_fisher_tcs"] = fisher(a, M - a, b, M - b, midp=False)
    out["p_fisher_ecs"] = fisher(a, D - a, b, D - b, midp=False)
    for name, size in (("mcr", N), ("tcs", M), ("ecs", D)):
        out[f"p_cand_dif_{name}"] = (a - b) / size if size else math.nan
    return out
