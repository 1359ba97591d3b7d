"""Need weights when persons of one municipality have something in common that the columns do not tell.

Two models with one random effect per municipality, both with a likelihood in closed form, so nothing is approximated:

counts   y ~ Poisson(mean x u), u ~ Gamma with mean 1 and variance `between` (Hausman, Hall and Griliches 1984; with
         one row per group this is the negative binomial model)
amounts  y = X beta + u + e, u ~ N(0, between), e ~ N(0, within), by restricted maximum likelihood (Patterson and
         Thompson 1971)

The effect of a municipality is shrunken towards the average by how little it has of its own. It is no part of an
objective need: it holds policy, price and supply as well, and is shown beside the weights, not paid for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special, stats

from narekenen.allocation.weights import fit_weights
from narekenen.errors import UnusableInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Multilevel:
    """coefficients and their covariance; between: variance of the effects; within: of the rest (amounts; else None).

    effects, low, high   per group (in the order of the sorted labels): counts as a factor around 1, amounts in the unit
                         of y around 0, with the interval of `level` for given coefficients
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    between: float
    within: float | None
    groups: tuple[str, ...]
    effects: Floats
    low: Floats
    high: Floats
    level: float
    log_likelihood: float


def fit_counts(
    X: ArrayLike, y: ArrayLike, group: ArrayLike, names: tuple[str, ...],
    *, exposure: ArrayLike | None = None, level: float = 0.95,
) -> Multilevel:  # fmt: skip
    """Counts from 0 on; `exposure` above 0 enters as its logarithm. Raises UnusableInput as `fit_weights` does, and
    below two groups."""
    labels, place = _groups(group)
    start = fit_weights(X, y, names, exposure=exposure)
    rows, count = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    base = np.zeros(len(count)) if exposure is None else np.log(np.asarray(exposure, dtype=float))
    total = np.bincount(place, count, len(labels))

    def negative(parameters: Floats) -> tuple[float, Floats]:
        beta, theta = parameters[:-1], float(np.exp(parameters[-1]))
        mean = np.exp(rows @ beta + base)
        expected, a = np.bincount(place, mean, len(labels)), 1 / theta
        own = (total + a) / (expected + a)
        value = (count * (rows @ beta + base) - special.gammaln(count + 1)).sum() + (
            special.gammaln(total + a) - special.gammaln(a) + a * np.log(a) - (total + a) * np.log(expected + a)
        ).sum()
        by_a = special.psi(total + a) - special.psi(a) + np.log(a) + 1 - np.log(expected + a) - own
        slope = np.append(rows.T @ (count - mean * own[place]), -a * by_a.sum())
        return -float(value), -np.asarray(slope)

    found = optimize.minimize(
        negative, np.append(start.coefficients, np.log(0.1)), jac=True, method="L-BFGS-B",
        bounds=[(None, None)] * len(names) + [(-20.0, 5.0)], options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-9},
    )  # fmt: skip
    beta, theta = found.x[:-1], float(np.exp(found.x[-1]))
    expected, a = np.bincount(place, np.exp(rows @ beta + base), len(labels)), 1 / theta
    tails = (1 - level) / 2, (1 + level) / 2
    low, high = (np.asarray(stats.gamma.ppf(tail, total + a, scale=1 / (expected + a))) for tail in tails)
    covariance = np.asarray(np.linalg.inv(_hessian(lambda at: negative(at)[1], found.x)), dtype=np.float64)[:-1, :-1]
    effects = (total + a) / (expected + a)
    return Multilevel(names, beta, covariance, theta, None, labels, effects, low, high, level, -float(found.fun))


def fit_amounts(
    X: ArrayLike, y: ArrayLike, group: ArrayLike, names: tuple[str, ...], *, level: float = 0.95
) -> Multilevel:
    """Amounts (costs per person or household), one random intercept per group.

    Raises UnusableInput when columns depend on each other, a value is missing, or there are fewer than two groups.
    """
    labels, place = _groups(group)
    rows, amount = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    _check(rows, amount, place, names)
    sums = np.stack([np.bincount(place, column, len(labels)) for column in rows.T], axis=1)
    own, size = np.bincount(place, amount, len(labels)), np.bincount(place, minlength=len(labels))
    XX, Xy, yy, n, p = rows.T @ rows, rows.T @ amount, float(amount @ amount), len(amount), rows.shape[1]

    def solve(ratio: float) -> tuple[float, Floats, Floats, float]:
        """At between / within = ratio: -2 x restricted log likelihood, beta, its inverse information, within."""
        shrink = ratio / (1 + size * ratio)
        A = XX - (sums * shrink[:, None]).T @ sums
        beta = np.linalg.solve(A, Xy - sums.T @ (shrink * own))
        rest = yy - float(shrink @ own**2) - float(beta @ (Xy - sums.T @ (shrink * own)))
        within = rest / (n - p)
        value = (n - p) * (np.log(2 * np.pi * within) + 1) + np.log1p(size * ratio).sum() + np.linalg.slogdet(A)[1]
        return float(value), beta, np.asarray(np.linalg.inv(A)), within

    best = optimize.minimize_scalar(
        lambda logarithm: solve(float(np.exp(logarithm)))[0], bounds=(-16.0, 8.0), method="bounded",
        options={"xatol": 1e-10},
    )  # fmt: skip
    ratio = float(np.exp(best.x))
    value, beta, inverse, within = solve(ratio)
    between = ratio * within
    residual = np.bincount(place, amount - rows @ beta, len(labels))
    effects = residual * ratio / (1 + size * ratio)
    half = stats.norm.ppf((1 + level) / 2) * np.sqrt(between / (1 + size * ratio))
    return Multilevel(
        names, beta, within * inverse, between, within, labels, effects, effects - half, effects + half, level,
        -value / 2,
    )  # fmt: skip


def _hessian(gradient: Callable[[Floats], Floats], at: Floats) -> Floats:
    """Central differences of an exact gradient."""
    columns = []
    for i in range(len(at)):
        step = 1e-5 * max(1.0, abs(at[i]))
        ahead, behind = at.copy(), at.copy()
        ahead[i] += step
        behind[i] -= step
        columns.append((gradient(ahead) - gradient(behind)) / (2 * step))
    both = np.stack(columns)
    return np.asarray((both + both.T) / 2)


def _groups(group: ArrayLike) -> tuple[tuple[str, ...], Ints]:
    labels, place = np.unique(np.asarray(group).astype(str), return_inverse=True)
    if len(labels) < 2:
        raise UnusableInput("A multilevel model needs two groups or more", where="weights")
    return tuple(labels.tolist()), place


def _check(rows: Floats, amount: Floats, place: Ints, names: tuple[str, ...]) -> None:
    problems = []
    if rows.ndim != 2 or rows.shape != (len(amount), len(names)) or place.shape != amount.shape:
        problems.append("rows, amounts, groups and names do not fit each other")
    elif not (np.isfinite(rows).all() and np.isfinite(amount).all()):
        problems.append("a value is missing or infinite")
    elif np.linalg.matrix_rank(rows) < rows.shape[1] or len(amount) <= rows.shape[1] + 1:
        problems.append("columns depend on each other, or there are too few rows")
    if problems:
        raise UnusableInput("No weights can be estimated", where="weights", problems=tuple(problems))
