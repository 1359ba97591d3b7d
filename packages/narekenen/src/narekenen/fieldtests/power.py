"""How many pairs are needed, and what could so many pairs have shown."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, ndtri

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.intervals import Array, binomial_cdf, floats

WINDOW = 7.0  # standard deviations of the discordant count that are summed: leaves out less than 1e-11


def _z(alpha: float, power: float) -> tuple[float, float]:
    if not (0 < alpha < 1 and 0 < power < 1):
        raise UnusableInput(f"alpha {alpha!r} and power {power!r} are chances between 0 and 1", where="design")
    return float(ndtri(1 - alpha / 2)), float(ndtri(power))


def pairs_needed(p10: ArrayLike, p01: ArrayLike, *, alpha: float = 0.05, power: float = 0.8) -> Array:
    """Pairs for the wanted power (Connor 1987, Biometrics 43:207): right for mid-p, some 5 % short for exact.

    p10, p01   expected shares of all pairs; equal shares need infinitely many
    """
    a, b = floats(p10, p01)
    za, zb = _z(alpha, power)
    psi, d = a + b, a - b
    with np.errstate(divide="ignore"):
        return np.asarray(np.ceil(((za * np.sqrt(psi) + zb * np.sqrt(psi - d * d)) / d) ** 2 - 1e-9))


def detectable(pairs: ArrayLike, discordant: ArrayLike, *, alpha: float = 0.05, power: float = 0.8) -> Array:
    """The smallest net difference over all pairs that so many pairs show with the wanted power.

    discordant   expected share of all pairs that is answered differently
    Connor's formula solved for d (in closed form: a quadratic in d squared). Divide by the share of pairs with at
    least one positive answer for points of ndr_any_positive. Infinite where not even one-sided discordance suffices.
    """
    n, psi = floats(pairs, discordant)
    za, zb = _z(alpha, power)
    # d sqrt(n) - za sqrt(psi) = zb sqrt(psi - d^2), squared and solved for d.
    A, B, C = n + zb**2, -2 * za * np.sqrt(n * psi), (za**2 - zb**2) * psi
    d = (-B + np.sqrt(np.maximum(B * B - 4 * A * C, 0))) / (2 * A)
    return np.where((d <= psi) & (n > 0), d, np.inf)


def detectable_from(cells: PairedCells, size: int, *, alpha: float = 0.05, power: float = 0.8) -> float | None:
    """The smallest net difference that these pairs could have shown, given how many were answered differently.

    size   what the difference is a share of: cells.any_positive, cells.total, cells.discordant, ...
    None where no difference at all could have been shown with that power.
    """
    if size == 0 or cells.discordant == 0:
        return None
    d = float(detectable(cells.total, cells.discordant / cells.total, alpha=alpha, power=power))
    return d * cells.total / size if np.isfinite(d) else None


@lru_cache(maxsize=32)
def _critical(largest: int, alpha: float, test: str) -> Array:
    """Largest minority count that rejects, for 0..largest discordant pairs; -1 where none does."""
    D = np.arange(largest + 1, dtype=np.float64)
    k = np.floor(D / 2 - 0.5 * abs(float(ndtri(alpha / 2))) * np.sqrt(D)) + 2
    k = np.clip(k, 0, np.floor(D / 2))

    def p_value(k: Array) -> Array:
        tail = binomial_cdf(k, D, 0.5)
        return np.asarray(2 * tail - (tail - binomial_cdf(k - 1, D, 0.5) if test == "midp" else 0.0))

    while (rejecting := (k >= 0) & (p_value(k) > alpha)).any():
        k = np.where(rejecting, k - 1, k)
    return np.asarray(k, dtype=np.float64)


def exact_power(pairs: int, p10: float, p01: float, *, alpha: float = 0.05, test: str = "midp") -> float:
    """The chance that the mid-p (or exact) test is significant, summed over all tables rather than approximated.

    pairs      number of independent pairs; not for pairs that share an agency
    p10, p01   true shares of all pairs, each >= 0, together <= 1
    """
    if pairs < 1 or min(p10, p01) < 0 or p10 + p01 > 1 or test not in ("midp", "exact"):
        raise UnusableInput(
            f"Design with {pairs} pairs, p10 {p10}, p01 {p01}, test {test!r}",
            why="Needed: at least 1 pair, shares of 0 or more that are 1 at most together, test midp or exact",
            where="design",
        )
    psi = p10 + p01
    if psi == 0:
        return 0.0
    middle, spread = pairs * psi, WINDOW * (pairs * psi * (1 - psi)) ** 0.5 + 3
    D = np.arange(max(0, int(middle - spread)), min(pairs, int(middle + spread)) + 1, dtype=np.float64)
    at_least = 1 << max(6, int(D[-1]).bit_length())  # tables are kept for sizes rounded up
    k = _critical(at_least, alpha, test)[D.astype(np.intp)]
    log_w = gammaln(pairs + 1) - gammaln(D + 1) - gammaln(pairs - D + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_w = log_w + D * np.log(psi) + np.where(pairs > D, (pairs - D) * np.log1p(-psi), 0.0)
    q = p10 / psi
    return float(np.exp(log_w) @ (binomial_cdf(k, D, q) + binomial_cdf(k, D, 1 - q)))
