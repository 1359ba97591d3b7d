"""Lead times by what is known of a case: accelerated failure time, log T = b0 + b x + s e, with open cases."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize, special

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.spells import Spells

Noise = Literal["lognormal", "weibull"]
FEWEST_PER_COLUMN = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """How many times as long a case takes for one more of a column, with its 95 % interval."""

    name: str
    factor: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Regression:
    """base: the median in days of a case with 0 in every column; spread: s; aic: the smaller, the better the family."""

    family: Noise
    base: float
    spread: float
    effects: tuple[Effect, ...]
    log_likelihood: float
    aic: float


def lead_time_regression(spells: Spells, columns: dict[str, Floats], family: Noise = "lognormal") -> Regression:
    """Maximum likelihood with open, late-entered and interval-censored cases; intervals from the curvature (Wald).

    columns   name -> value per case; 0 or 1 for a class (leave one class out: it is the base)
    family    lognormal: e is standard normal; weibull: e is the smallest extreme value
    Raises UnusableInput for columns of another length, columns that say the same, or fewer than five ended cases per
    column. Not for cases that belong together (a complex): their interval would be too narrow.
    """
    names, n = tuple(columns), len(spells.low)
    x = np.column_stack([np.ones(n), *(np.asarray(columns[name], dtype=np.float64) for name in names)])
    ended = int((~spells.open).sum())
    problems = [] if np.isfinite(x).all() else ["a column holds something that is no number"]
    if not problems and np.linalg.matrix_rank(x) < x.shape[1]:
        problems.append("two columns say the same, or one is the same for every case")
    if ended < FEWEST_PER_COLUMN * x.shape[1]:
        problems.append(
            say(
                "{ended} cases have ended; at least {fewest_per_column} for each column and the base",
                ended=ended,
                fewest_per_column=FEWEST_PER_COLUMN,
            )
        )
    if problems:
        raise UnusableInput("The lead times cannot be explained", where="columns", problems=tuple(problems))

    def loss(free: Floats) -> float:
        if abs(free[-1]) > 12:
            return 1e12
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            value = -_log_likelihood(spells, x @ free[:-1], math.exp(free[-1]), family)
        return value if math.isfinite(value) else 1e12

    middle = np.where(spells.open, spells.low, (spells.low + np.where(spells.open, 0, spells.high)) / 2)
    begin = np.append(np.linalg.lstsq(x, np.log(np.maximum(middle, 0.5)), rcond=None)[0], -0.5)
    best = optimize.minimize(
        loss, begin, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 20_000, "maxfev": 40_000}
    )
    if not best.success or best.fun >= 1e11:
        raise UnusableInput(say("No {family} fits these durations", family=family), where="lead times")
    errors = _errors(loss, best.x)
    effects = tuple(
        Effect(name, math.exp(b), math.exp(b - 1.96 * error), math.exp(b + 1.96 * error))
        for name, b, error in zip(names, best.x[1:-1].tolist(), errors[1:-1].tolist(), strict=True)
    )
    spread = math.exp(float(best.x[-1]))
    center = 0.0 if family == "lognormal" else math.log(math.log(2))
    base = math.exp(float(best.x[0]) + spread * center)
    return Regression(family, base, spread, effects, -float(best.fun), 2 * len(best.x) + 2 * float(best.fun))


def _log_likelihood(spells: Spells, location: Floats, spread: float, family: Noise) -> float:
    def survival(days: Floats) -> Floats:
        z = (np.log(np.maximum(days, 1e-9)) - location) / spread
        found = special.log_ndtr(-z) if family == "lognormal" else -np.exp(z)
        return np.where(days <= 0, 0.0, found)

    z = (np.log(np.maximum(spells.low, 1e-9)) - location) / spread
    shape = -z * z / 2 - math.log(2 * math.pi) / 2 if family == "lognormal" else z - np.exp(z)
    density = shape - np.log(np.maximum(spells.low, 1e-9)) - math.log(spread)
    low = survival(spells.low)
    high = np.where(spells.open, -np.inf, survival(np.where(spells.open, 1.0, spells.high)))
    between = low + np.log(-np.expm1(np.where(spells.exact, -1.0, high - low)))
    cases = np.where(spells.exact, density, np.where(spells.open, low, between))
    return float((cases - survival(spells.entry)).sum())


def _errors(loss: Callable[[Floats], float], at: Floats) -> Floats:
    """Standard errors: the root of the diagonal of the inverse of the curvature."""
    step, size = 1e-3, len(at)
    basis, hessian = np.eye(size) * step, np.empty((size, size))
    for i in range(size):
        for j in range(size):
            plus, minus = loss(at + basis[i] + basis[j]), loss(at - basis[i] - basis[j])
            cross = loss(at + basis[i] - basis[j]) + loss(at - basis[i] + basis[j])
            hessian[i, j] = (plus + minus - cross) / (4 * step * step)
    variance = np.diag(np.linalg.pinv(hessian))
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)))
