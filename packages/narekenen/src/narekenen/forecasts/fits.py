"""Lead times fitted to records with open cases: log-normal, Weibull and gamma by maximum likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import optimize, special

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats
from narekenen.forecasts.durations import Duration
from narekenen.forecasts.spells import Spells

Family = Literal["lognormal", "weibull", "gamma"]
FAMILIES: tuple[Family, ...] = ("lognormal", "weibull", "gamma")
FEWEST = 5  # ended cases; fewer say next to nothing about a spread


@dataclass(frozen=True, slots=True)
class Fit:
    """One family fitted.

    first, second   log-normal: mean and standard deviation of the logarithm; Weibull, gamma: log shape, log scale
    mean, sd        in days; low, high: 95 % interval of the mean (delta method on its logarithm)
    log_likelihood, aic   the smaller the AIC, the better the family
    """

    family: Family
    first: float
    second: float
    mean: float
    sd: float
    low: float
    high: float
    log_likelihood: float
    aic: float

    def duration(self) -> Duration:
        """The fitted lead time, as a stage of a plan takes it."""
        return Duration(self.family, self.mean, self.sd)

    def survival(self, days: Floats) -> Floats:
        """Share that takes longer."""
        return np.exp(log_survival(self.family, self.first, self.second, np.asarray(days, dtype=np.float64)))

    def still_to_go(self, age: float, share: float = 0.5) -> float:
        """Days after which this share of the cases now `age` days old has ended: S(a + x) = (1 - share) S(a)."""
        target = float(self.survival(np.array([age]))[0]) * (1 - share)
        high = max(self.mean, age, 1.0)
        while float(self.survival(np.array([age + high]))[0]) > target:
            high *= 2
        found = optimize.brentq(lambda x: float(self.survival(np.array([age + x]))[0]) - target, 0.0, high)
        return float(found)


def log_survival(family: Family, first: float, second: float, x: Floats) -> Floats:
    """log S(x); 0 at x <= 0."""
    safe = np.maximum(x, 1e-9)
    if family == "lognormal":
        found = special.log_ndtr(-(np.log(safe) - first) / second)
    elif family == "weibull":
        found = -((safe / math.exp(second)) ** math.exp(first))
    else:
        with np.errstate(divide="ignore"):
            found = np.log(special.gammaincc(math.exp(first), safe / math.exp(second)))
    return np.where(x <= 0, 0.0, found)


def log_density(family: Family, first: float, second: float, x: Floats) -> Floats:
    """log f(x), x > 0."""
    if family == "lognormal":
        z = (np.log(x) - first) / second
        return np.asarray(-z * z / 2 - np.log(x * second) - math.log(2 * math.pi) / 2)
    shape, scale = math.exp(first), math.exp(second)
    if family == "weibull":
        return np.asarray(first - second + (shape - 1) * np.log(x / scale) - (x / scale) ** shape)
    return np.asarray((shape - 1) * np.log(x) - x / scale - special.gammaln(shape) - shape * second)


def moments(family: Family, first: float, second: float) -> tuple[float, float]:
    """Mean and standard deviation in days."""
    if family == "lognormal":
        mean = math.exp(first + second * second / 2)
        return mean, mean * math.sqrt(math.expm1(second * second))
    shape, scale = math.exp(first), math.exp(second)
    if family == "gamma":
        return shape * scale, math.sqrt(shape) * scale
    mean = scale * math.gamma(1 + 1 / shape)
    return mean, math.sqrt(max(scale * scale * math.gamma(1 + 2 / shape) - mean * mean, 0.0))


def log_likelihood(family: Family, first: float, second: float, spells: Spells) -> float:
    """log of: product of f(x) for ended, S(low) - S(high) for intervals, S(low) for open cases, each over S(entry)."""
    exact, between = spells.exact, ~spells.exact & ~spells.open
    total = log_density(family, first, second, spells.low[exact]).sum()
    total += log_survival(family, first, second, spells.low[spells.open]).sum()
    if between.any():
        upper = log_survival(family, first, second, spells.low[between])
        lower = log_survival(family, first, second, spells.high[between])
        with np.errstate(divide="ignore", invalid="ignore"):
            total += (upper + np.log(-np.expm1(lower - upper))).sum()
    if spells.entry.any():
        total -= log_survival(family, first, second, spells.entry).sum()
    return float(total)


def fit(spells: Spells, family: Family) -> Fit:
    """Fit one family by maximum likelihood (Nelder-Mead, then the curvature for the interval).

    Raises UnusableInput with fewer than five ended cases, or when no maximum is found.
    """
    ended = int((~spells.open).sum())
    if ended < FEWEST:
        raise UnusableInput(
            say("{ended} cases have ended", ended=ended),
            where="lead times",
            why=say("A fit needs at least {fewest}", fewest=FEWEST),
        )
    middle = np.where(spells.open, spells.low, (spells.low + np.where(spells.open, 0, spells.high)) / 2)
    logs = np.log(np.maximum(middle, 0.5))
    spread = max(float(logs.std()), 0.1)
    begin = [float(logs.mean()), math.log(spread)] if family == "lognormal" else [-math.log(spread), float(logs.mean())]

    def loss(free: Floats) -> float:
        if np.abs(free).max() > 25:
            return 1e12
        with np.errstate(over="ignore", invalid="ignore"):
            value = -log_likelihood(family, *_from_free(family, free), spells)
        return value if math.isfinite(value) else 1e12

    best = optimize.minimize(loss, begin, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 4000})
    if not best.success or best.fun >= 1e11:
        raise UnusableInput(
            say("No {family} fits these durations", family=family),
            where="lead times",
            why="The likelihood has no maximum",
        )
    first, second = _from_free(family, best.x)
    mean, sd = moments(family, first, second)
    error = _error_of_log_mean(family, best.x, loss)
    if not math.isfinite(mean) or not math.isfinite(error):
        raise UnusableInput(
            say("No {family} fits these durations", family=family), where="lead times", why="Its mean is not determined"
        )
    factor = math.exp(1.959963984540054 * error)
    return Fit(family, first, second, mean, sd, mean / factor, mean * factor, -float(best.fun), 4 + 2 * float(best.fun))


def _from_free(family: Family, free: Floats) -> tuple[float, float]:
    """Parameters from unbounded ones: the standard deviation of a logarithm is free as its logarithm."""
    return (float(free[0]), math.exp(float(free[1]))) if family == "lognormal" else (float(free[0]), float(free[1]))


def _error_of_log_mean(family: Family, at: Floats, loss: Callable[[Floats], float]) -> float:
    step = 1e-3
    basis = np.eye(2) * step
    hessian = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            plus, minus = loss(at + basis[i] + basis[j]), loss(at - basis[i] - basis[j])
            cross = loss(at + basis[i] - basis[j]) + loss(at - basis[i] + basis[j])
            hessian[i, j] = (plus + minus - cross) / (4 * step * step)
    slope = np.array([
        (math.log(moments(family, *_from_free(family, at + b))[0])
         - math.log(moments(family, *_from_free(family, at - b))[0])) / (2 * step)
        for b in basis
    ])  # fmt: skip
    try:
        variance = float(slope @ np.linalg.solve(hessian, slope))
    except np.linalg.LinAlgError:
        return math.inf
    return math.sqrt(variance) if variance > 0 else math.inf


def best_fit(spells: Spells) -> tuple[Fit, ...]:
    """All three families that fit, the best (smallest AIC) first. Raises UnusableInput when none does."""
    found, problems = [], []
    for family in FAMILIES:
        try:
            found.append(fit(spells, family))
        except UnusableInput as problem:
            problems.append(str(problem))
    if not found:
        raise UnusableInput("No distribution fits", where="lead times", problems=tuple(problems))
    return tuple(sorted(found, key=lambda each: each.aic))
