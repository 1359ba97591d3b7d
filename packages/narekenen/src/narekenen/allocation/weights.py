"""Need weights by regression on persons or households, with their covariances, and what those mean in euros.

Generalised linear models by iteratively reweighted least squares (McCullagh and Nelder 1989, chapter 2), in blocks of
rows, so that a million persons pass through the cache once per iteration.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, xlogy

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import quantile

Floats = NDArray[np.float64]
Family = Literal["poisson", "logit"]
BLOCK, STEPS = 16_384, 50


@dataclass(frozen=True, slots=True)
class Weights:
    """coefficients and their covariance (a matrix); deviance of the fit; rows used; iterations taken."""

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    deviance: float
    rows: int
    iterations: int


@dataclass(frozen=True, slots=True)
class GrantIntervals:
    """Cents per municipality: what the weights give, and the range that their uncertainty gives. The covariance of
    grants adds up to zero over municipalities: what one gets more, the others get less."""

    grant: Floats
    low: Floats
    high: Floats
    level: float


def fit_weights(
    X: ArrayLike, y: ArrayLike, names: tuple[str, ...], *, family: Family = "poisson",
    exposure: ArrayLike | None = None, cluster: ArrayLike | None = None,
) -> Weights:  # fmt: skip
    """Fit y (counts or costs from 0 on; 0 or 1 for logit) on the columns of X; an intercept is a column of ones.

    exposure   years or persons behind a row (Poisson): enters as log(exposure)
    cluster    number of the group of each row (municipality): covariances then allow for what rows of one group have
               in common (sandwich; Liang and Zeger 1986), and for more spread than the family has
    Raises UnusableInput when columns depend on each other, when 0 and 1 can be told apart perfectly, or the values are
    not those of the family.
    """
    rows, target = np.ascontiguousarray(X, dtype=float), np.asarray(y, dtype=float)
    base = np.zeros(len(target)) if exposure is None else np.log(np.asarray(exposure, dtype=float))
    _check(rows, target, base, names, family)
    beta, before = _start(rows, target, base, family), np.inf
    for step in range(1, STEPS + 1):  # noqa: B007 (told at the end)
        information, score, deviance = _pass(rows, target, base, beta, family)
        try:
            move = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            move = np.full_like(beta, np.nan)
        if not np.isfinite(move).all() or np.linalg.cond(information) > 1e14:
            raise UnusableInput("The columns depend on each other, or an outcome is told perfectly", where="weights")
        beta = beta + move
        if abs(before - deviance) <= 1e-10 * (abs(deviance) + 0.1) and np.abs(move).max() < 1e-8:
            break
        before = deviance
    else:
        raise UnusableInput("The fit does not settle", where="weights", do="Look for columns that tell the outcome")
    information, _, deviance = _pass(rows, target, base, beta, family)
    covariance: Floats = np.asarray(np.linalg.inv(information), dtype=np.float64)
    if cluster is not None:
        covariance = covariance @ _meat(rows, target, base, beta, family, np.asarray(cluster)) @ covariance
    return Weights(names, beta, covariance, deviance, len(target), step)


def grant_intervals(
    need: ArrayLike, change: ArrayLike, weights: Weights, budget: int, *, level: float = 0.95
) -> GrantIntervals:
    """Euros with a margin: the grant is the budget times need over all need; its variance follows by the delta method.

    need     per municipality, at the fitted coefficients
    change   municipalities x coefficients: the derivative of need (for need = units x coefficient: the units)
    budget   cents. The margin is that of the weights alone, not of the inputs nor of the choice of the model.
    """
    n, D = np.asarray(need, dtype=float), np.asarray(change, dtype=float)
    if D.shape != (len(n), len(weights.coefficients)) or n.sum() <= 0:
        raise UnusableInput("Need and its derivative do not fit the weights", where="weights")
    share = n / n.sum()
    slope = (D - share[:, None] * D.sum(axis=0)) / n.sum()
    spread = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slope, weights.covariance, slope), 0))
    half = quantile(level) * spread * budget
    return GrantIntervals(share * budget, share * budget - half, share * budget + half, level)


def need_of(X: ArrayLike, persons: ArrayLike, municipality: ArrayLike, weights: Weights) -> tuple[Floats, Floats]:
    """Need per municipality (numbers from 0) and its derivative, for the Poisson model: kinds of persons with the
    columns X, each `persons` strong."""
    rows, where = np.asarray(X, dtype=float), np.asarray(municipality)
    mean = np.asarray(persons, dtype=float) * np.exp(rows @ weights.coefficients)
    size = int(where.max()) + 1
    change = [np.bincount(where, mean * column, size) for column in rows.T]
    return np.asarray(np.bincount(where, mean, size), dtype=np.float64), np.stack(change, axis=1).astype(np.float64)


def is_covariance(told: object, names: Collection[str]) -> TypeGuard[Mapping[str, Mapping[str, float]]]:
    """Whether this is a table maatstaf -> maatstaf -> number over exactly these names."""
    return (
        isinstance(told, Mapping)
        and set(told) == set(names)
        and all(isinstance(row, Mapping) and set(row) == set(names) for row in told.values())
        and all(isinstance(n, (int, float)) and not isinstance(n, bool) for row in told.values() for n in row.values())
    )


def covariance_of(told: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> Floats:
    """The table of `is_covariance` as a matrix in the order of `names`."""
    return np.array([[float(told[row][column]) for column in names] for row in names])


def _check(rows: Floats, target: Floats, base: Floats, names: tuple[str, ...], family: Family) -> None:
    problems = []
    if rows.ndim != 2 or rows.shape != (len(target), len(names)) or base.shape != target.shape:
        problems.append("rows, outcomes, exposures and names do not fit each other")
    if not (np.isfinite(rows).all() and np.isfinite(target).all() and np.isfinite(base).all()):
        problems.append("a value is missing or infinite, or an exposure is not above zero")
    if np.any(target < 0) or (family == "logit" and np.any(target > 1)) or not target.any():
        problems.append("outcomes are from 0 on (logit: 0 or 1), and not all 0")
    if problems:
        raise UnusableInput("No weights can be estimated", where="weights", problems=tuple(problems))


def _start(rows: Floats, target: Floats, base: Floats, family: Family) -> Floats:
    """Least squares of a first guess of the linear predictor."""
    if family == "logit":
        return np.zeros(rows.shape[1])
    guess = np.log(np.maximum((target + target.mean()) / 2, 1e-8)) - base
    return np.asarray(np.linalg.solve(rows.T @ rows + 1e-9 * np.eye(rows.shape[1]), rows.T @ guess))


def _pass(rows: Floats, target: Floats, base: Floats, beta: Floats, family: Family) -> tuple[Floats, Floats, float]:
    """Information, score and deviance at beta."""
    p = rows.shape[1]
    information, score, deviance = np.zeros((p, p)), np.zeros(p), 0.0
    for at in range(0, len(target), BLOCK):
        X, y = rows[at : at + BLOCK], target[at : at + BLOCK]
        mean, weight = _mean(X @ beta + base[at : at + BLOCK], family)
        _add(X, weight, y - mean, information, score)
        deviance += _deviance(y, mean, family)
    information += np.triu(information, 1).T
    return information, score, deviance


@njit(cache=True, fastmath=True)
def _add(X: Floats, weight: Floats, rest: Floats, information: Floats, score: Floats) -> None:
    """Add the rows to the upper half of the information, and to the score."""
    p = X.shape[1]
    for i in range(X.shape[0]):
        for j in range(p):
            scaled = weight[i] * X[i, j]
            score[j] += rest[i] * X[i, j]
            for k in range(j, p):
                information[j, k] += scaled * X[i, k]


def _mean(predictor: Floats, family: Family) -> tuple[Floats, Floats]:
    """Mean and variance: the weights of the canonical links."""
    if family == "poisson":
        mean = np.exp(np.minimum(predictor, 700))
        return mean, mean
    mean = expit(predictor)
    return mean, mean * (1 - mean)


def _deviance(y: Floats, mean: Floats, family: Family) -> float:
    if family == "poisson":
        return float(2 * (xlogy(y, y) - xlogy(y, mean) - y + mean).sum())
    return float(-2 * (xlogy(y, mean) + xlogy(1 - y, 1 - mean)).sum())


def _meat(
    rows: Floats, target: Floats, base: Floats, beta: Floats, family: Family, cluster: NDArray[np.int64]
) -> Floats:
    """Sum over clusters of score times score, with the small-sample factor G / (G - 1)."""
    _, place = np.unique(cluster, return_inverse=True)
    rest = target - _mean(rows @ beta + base, family)[0]
    scores = np.stack([np.bincount(place, rest * column) for column in rows.T], axis=1)
    groups = len(scores)
    if groups < 2:
        raise UnusableInput("Covariances by cluster need two clusters or more", where="weights")
    return np.asarray(scores.T @ scores * (groups / (groups - 1)))
