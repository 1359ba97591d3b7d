"""Several profiles in one model: conditional logit with one stratum per listing.

The chance of the pattern of positive answers within a listing, given how many there were. Covariates that are the
same for all messages to a listing drop out; order, profile and template are identified. This is the exact partial
likelihood (R: survival::clogit, method "exact"), computed by recursion over the members of a stratum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import Array, quantile

LARGE = 1e150
MOST = 2_000  # members of one stratum: the recursion costs members times positives


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One log odds ratio with its standard error; `low` and `high` are limits of the log odds ratio."""

    name: str
    value: float
    se: float
    low: float
    high: float
    log10_p: float


@dataclass(frozen=True, slots=True)
class ConditionalLogit:
    """A fitted model. n_informative: strata with both a positive and a negative answer; only those count."""

    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    loglik_null: float
    loglik: float
    n_strata: int
    n_informative: int
    level: float


@dataclass(frozen=True, slots=True)
class _Block:
    """Strata with equally many members and equally many positives: X is (strata, members, p), seen is (strata, p).

    weight   how many strata of the data each of these stands for
    """

    X: Array
    seen: Array
    positives: int
    weight: Array


def _blocks(
    strata: NDArray[np.int64], y: NDArray[np.bool_], X: Array, weights: Array
) -> tuple[list[_Block], float, float]:
    _, first, index = np.unique(strata, return_index=True, return_inverse=True)
    total, told = float(weights[first].sum()), weights[first]
    members = np.bincount(index)
    largest = int(members.max(initial=0))
    positives = np.bincount(index, weights=y).astype(np.int64)
    informative = (positives > 0) & (positives < members)
    kept = informative[index]
    index, X, y, weights = index[kept], X[kept], y[kept], weights[kept]
    order = np.argsort(index, kind="stable")
    index, X, y, weights = index[order], X[order], y[order], weights[order]
    kind = members[index] * (largest + 1) + positives[index]
    blocks = []
    for value in np.unique(kind):
        chosen = kind == value
        m, s = divmod(int(value), largest + 1)
        cube = X[chosen].reshape(-1, m, X.shape[1])
        seen = (cube * y[chosen].reshape(-1, m, 1)).sum(axis=1)
        blocks.append(_Block(cube, seen, s, weights[chosen][::m]))
    return blocks, total, float(told[informative].sum())


def _recursion(block: _Block, beta: Array) -> tuple[float, Array, Array]:
    """Log-likelihood, gradient and information of one block.

    f[k] is the elementary symmetric polynomial of degree k of exp(x b); g and h are its derivatives.
    """
    G, m, p = block.X.shape
    S = block.positives
    eta = block.X @ beta
    shift = eta.max(axis=1, keepdims=True)
    w = np.exp(eta - shift)
    f, g, h = np.zeros((S + 1, G)), np.zeros((S + 1, G, p)), np.zeros((S + 1, G, p, p))
    f[0], log_scale = 1.0, np.zeros(G)
    for j in range(m):
        x, wj = block.X[:, j, :], w[:, j]
        xx = x[:, :, None] * x[:, None, :]
        for k in range(min(j + 1, S), 0, -1):
            cross = g[k - 1][:, :, None] * x[:, None, :]
            h[k] += wj[:, None, None] * (h[k - 1] + cross + cross.transpose(0, 2, 1) + xx * f[k - 1][:, None, None])
            g[k] += wj[:, None] * (g[k - 1] + x * f[k - 1][:, None])
            f[k] += wj * f[k - 1]
        if f.max() > LARGE:  # only ratios count: bring f, g and h down together before they overflow
            scale = f.max(axis=0)
            f, g, h = f / scale, g / scale[:, None], h / scale[:, None, None]
            log_scale += np.log(scale)
    mean = g[S] / f[S][:, None]
    weight = block.weight
    loglik = float(weight @ (block.seen @ beta - np.log(f[S]) - log_scale - S * shift[:, 0]))
    information = np.tensordot(weight, h[S] / f[S][:, None, None], 1) - (mean * weight[:, None]).T @ mean
    return loglik, weight @ (block.seen - mean), information


def _evaluate(blocks: list[_Block], beta: Array) -> tuple[float, Array, Array]:
    parts = [_recursion(block, beta) for block in blocks]
    return sum(x[0] for x in parts), np.sum([x[1] for x in parts], axis=0), np.sum([x[2] for x in parts], axis=0)


def fit(
    strata: ArrayLike, outcome: ArrayLike, covariates: ArrayLike, names: Sequence[str], *,
    weights: ArrayLike | None = None, level: float = 0.95,
) -> ConditionalLogit:  # fmt: skip
    """Newton's method from 0, to a gradient below 1e-8.

    strata       one whole number per message: the listing
    outcome      True where the answer was positive
    covariates   (messages, p) array, no constant column
    weights      per message, the same within a stratum: how many equal strata it stands for; None for one each
    Raises UnusableInput when no stratum is informative, when a column does not vary inside the strata (it cannot be
    estimated), or when an estimate runs off to infinity (one profile never, or always, positive where it matters).
    """
    y, X = np.asarray(outcome, dtype=np.bool_), np.asarray(covariates, dtype=np.float64)
    times = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    blocks, n_strata, n_informative = _blocks(np.asarray(strata, dtype=np.int64), y, X, times)
    largest = max((block.X.shape[1] for block in blocks), default=0)
    if largest > MOST:
        raise UnusableInput(f"A listing has {largest} messages", where="conditional logit",
                            why=f"At most {MOST} can be taken together")  # fmt: skip
    if not blocks:
        raise UnusableInput("All answers within each listing are equal", where="conditional logit",
                            why="Nothing can be estimated from equal treatment only")  # fmt: skip
    beta = np.zeros(X.shape[1])
    null, gradient, information = _evaluate(blocks, beta)
    _refuse_constant(information, names)
    loglik = null
    for _ in range(60):
        if np.abs(gradient).max() < 1e-8:
            break
        step = np.linalg.solve(information, gradient)
        while True:
            trial = _evaluate(blocks, beta + step)
            if trial[0] >= loglik - 1e-9 * abs(loglik) or np.abs(step).max() < 1e-10:
                break
            step = step / 2
        beta = beta + step
        loglik, gradient, information = trial
        _refuse_runaway(beta, X, names)
    covariance = np.linalg.inv(information)
    se, z = np.sqrt(np.diag(covariance)), quantile(level)
    rows = tuple(
        Coefficient(name, float(b), float(s), float(b - z * s), float(b + z * s), _log10_p(float(b / s)))
        for name, b, s in zip(names, beta, se, strict=True)
    )
    matrix = tuple(tuple(float(x) for x in row) for row in covariance)
    return ConditionalLogit(rows, matrix, null, loglik, round(n_strata), round(n_informative), level)


def _log10_p(z: float) -> float:
    return (math.log(2) + float(log_ndtr(-abs(z)))) / math.log(10)


def _refuse_constant(information: Array, names: Sequence[str]) -> None:
    scale = np.diag(information)
    flat = tuple(name for name, value in zip(names, scale, strict=True) if value < 1e-9)
    if flat or np.linalg.matrix_rank(information) < len(names):
        raise UnusableInput(
            "The model cannot be estimated", where="conditional logit", problems=flat,
            why="A column is the same for all messages to a listing, or follows from the others",
            do="Leave the column out",
        )  # fmt: skip


def _refuse_runaway(beta: Array, X: Array, names: Sequence[str]) -> None:
    run = tuple(n for n, b, s in zip(names, beta, np.ptp(X, axis=0), strict=True) if abs(b) * s > 15)
    if run:
        raise UnusableInput(
            "An estimate runs off to infinity", where="conditional logit", problems=run,
            why="Within the listings this column decides the answer without exception",
            do="Report the four cells with their exact interval instead",
        )  # fmt: skip
