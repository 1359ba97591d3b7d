"""Noise by cell key: the same cell gets the same noise in every table (Thompson et al. 2013; Giessing and Tent 2019).

Every record has a key between 0 and 1; the key of a cell is the fraction of the sum of its records' keys, and picks
the noise from a table. Keys and the secret that makes them never leave the place where the records are.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize

from narekenen.errors import UnusableInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise from -most to +most per count. cumulative: one row per count 0..n, the last for all larger counts."""

    most: int
    cumulative: Floats

    def of(self, counts: ArrayLike, keys: ArrayLike) -> Ints:
        """The noise of cells with these counts and keys."""
        n = np.asarray(counts, dtype=np.int64)
        row = np.minimum(n, len(self.cumulative) - 1)
        return np.asarray((np.asarray(keys)[:, None] >= self.cumulative[row]).sum(axis=1) - self.most)


def record_keys(pseudonyms: Sequence[str], secret: bytes) -> Floats:
    """A key from 0 to below 1 per record: HMAC-SHA256 of its pseudonym under a secret of at least 16 bytes."""
    if len(secret) < 16:
        raise UnusableInput("A secret below 16 bytes can be guessed", where="cell keys", do="Use 32 random bytes")
    digests = (hmac.new(secret, text.encode(), hashlib.sha256).digest() for text in pseudonyms)
    return np.array([int.from_bytes(digest[:6], "big") / 2**48 for digest in digests])


def cell_keys(keys: ArrayLike, cell: ArrayLike, cells: int) -> Floats:
    """The key of each cell: the fraction of the sum of the keys of its records (cell numbers 0 to cells - 1)."""
    return np.asarray(np.bincount(np.asarray(cell), weights=np.asarray(keys), minlength=cells) % 1.0)


def noise_table(most: int = 5, variance: float = 2.0, never: int = 2) -> Noise:
    """The noise of largest entropy that is unbiased, has this variance, makes no count negative and none 1 to `never`.

    Zeros stay zero. For counts up to most + never the variance is as near as these conditions allow.
    """
    if most < 1 or not 0 < variance < most**2 or never < 0:
        raise UnusableInput("Noise needs a range, and a variance that fits in it", where="cell keys")
    rows = [_row(count, most, variance, never) for count in range(most + never + 2)]
    return Noise(most, np.minimum(np.cumsum(np.stack(rows), axis=1), 1.0)[:, :-1])


def _row(count: int, most: int, variance: float, never: int) -> Floats:
    steps = np.arange(-most, most + 1)
    after = count + steps
    allowed = (after >= 0) & ~((after > 0) & (after <= never)) if count else steps == 0
    v = steps[allowed].astype(float)
    out = np.zeros(len(steps))
    # Few values and far apart: an unbiased noise may need more variance than was asked for.
    least = -v[v <= 0].max(initial=-most) * v[v >= 0].min(initial=most)
    out[allowed] = _entropy(v, max(variance, float(least) * 1.02)) if len(v) > 1 else 1.0
    return out


def _entropy(v: Floats, variance: float) -> Floats:
    """Probabilities proportional to exp(a v + b v^2) with mean 0 and this variance: the dual is smooth and convex."""

    def dual(at: Floats) -> tuple[float, Floats]:
        power = at[0] * v + at[1] * (v**2 - variance)
        top = power.max()
        weight = np.exp(power - top)
        chance = weight / weight.sum()
        return top + np.log(weight.sum()), np.array([chance @ v, chance @ (v**2 - variance)])

    a, b = minimize(dual, np.zeros(2), jac=True, method="BFGS", options={"gtol": 1e-12}).x
    weight = np.exp(a * v + b * v**2 - (a * v + b * v**2).max())
    return np.asarray(weight / weight.sum())
