"""Shares, rates and standardised rates, each with its interval, its denominator and its method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.intervals import Array, floats, wilson
from narekenen.indicators.intervals import EXACT_BELOW, byar, count_limits


@dataclass(frozen=True, slots=True)
class Rates:
    """One value per area: `value`, `low` and `high` in units of `multiplier`; not a number where it cannot be given.

    count, base   events and their denominator (persons, or the number expected)
    method        how the limits of each were found: "Wilson", "Byar", "exact", "Dobson", ...
    """

    value: Array
    low: Array
    high: Array
    count: Array
    base: Array
    method: tuple[str, ...]
    multiplier: float
    level: float


def proportion(count: ArrayLike, base: ArrayLike, *, multiplier: float = 1, level: float = 0.95) -> Rates:
    """A share of persons with Wilson limits. Raises UnusableInput when a count lies outside 0 to its base."""
    x, n = _checked(count, base)
    if np.any(x > n):
        raise UnusableInput(
            "A count is larger than its base", where=_places(x > n), do="Use a rate when events can repeat"
        )
    low, high = wilson(x, n, level)
    return _rates(x, n, (low, high), ("Wilson",) * x.size, multiplier, level)


def rate(count: ArrayLike, base: ArrayLike, *, multiplier: float = 100_000, level: float = 0.95) -> Rates:
    """Events per `multiplier` persons: exact limits below ten events, Byar's from ten on."""
    x, n = _checked(count, base)
    low, high = (limit / n for limit in count_limits(x, level))
    return _rates(x, n, (low, high), _count_methods(x), multiplier, level)


def indirect(
    count: ArrayLike, base: ArrayLike, reference_count: ArrayLike, reference_base: ArrayLike, *, level: float = 0.95,
    multiplier: float = 1,
) -> Rates:  # fmt: skip
    """Observed over expected per area, SMR or ISR: expected = sum over groups of base times the reference rate.

    count             per area, or areas x groups (then summed)
    base              areas x groups
    reference_*       per group
    The ratio times the crude reference rate is the indirectly standardised rate; see `reference_rate`.
    """
    n, r, R = (np.asarray(part, dtype=float) for part in (base, reference_count, reference_base))
    if np.any(r < 0) or np.any(R <= 0) or np.any(n < 0):
        raise UnusableInput("A reference rate needs counts from zero on and a base above zero", where="reference")
    observed = np.asarray(count, dtype=float)
    observed = observed.sum(axis=-1) if observed.shape == n.shape else observed
    x, expected = _checked(observed, (n * (r / R)).sum(axis=-1))
    low, high = (limit / expected for limit in count_limits(x, level))
    return _rates(x, expected, (low, high), _count_methods(x), multiplier, level)


def reference_rate(reference_count: ArrayLike, reference_base: ArrayLike) -> float:
    """The crude rate of the reference population, per person."""
    return float(np.sum(np.asarray(reference_count, dtype=float)) / np.sum(np.asarray(reference_base, dtype=float)))


def direct(
    count: ArrayLike, base: ArrayLike, standard: ArrayLike, *, persons: ArrayLike | None = None,
    multiplier: float = 100_000, level: float = 0.95,
) -> Rates:  # fmt: skip
    """Directly standardised rate per area with Dobson's limits (Dobson et al. 1991, doi 10.1002/sim.4780100317).

    count     events, areas x groups
    base      persons, areas x groups
    standard  weights of the groups
    persons   areas x groups x k: how many persons had 1, 2, ... k events. Without it events are taken as independent,
              which stays of one person are not: the limits then come out too narrow.
    Not given below ten events in all.
    """
    x, n, w = (np.asarray(part, dtype=float) for part in (count, base, standard))
    if np.any(x < 0) or np.any(n <= 0) or np.any(w < 0):
        raise UnusableInput("Standardising needs counts from zero on and persons above zero", where="groups")
    weight = w / w.sum()
    value = (weight * x / n).sum(axis=-1)
    squares = x if persons is None else _squared_events(x, persons)
    spread = (weight**2 * squares / n**2).sum(axis=-1)
    total = np.atleast_1d(x.sum(axis=-1))
    low, high = byar(total, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(np.atleast_1d(spread) / total)
    few = total < EXACT_BELOW
    ends = (value + scale * (low - total), value + scale * (high - total))
    given = [np.where(few, np.nan, part) * multiplier for part in (value, *ends)]
    method = "Dobson" if persons is None else "Dobson, repeated events"
    methods = tuple("none: fewer than ten events" if one else method for one in few)
    return Rates(given[0], given[1], given[2], total, np.atleast_1d(n.sum(axis=-1)), methods, multiplier, level)


def _squared_events(x: Array, persons: ArrayLike) -> Array:
    split = np.nan_to_num(np.asarray(persons, dtype=float))
    times = np.arange(1, split.shape[-1] + 1)
    if np.any(np.abs((split * times).sum(axis=-1) - x) > 1e-9):
        raise UnusableInput(
            "Persons times their events do not add up to the events", where="persons",
            do="Give for every group how many persons had one event, two, and so on",
        )  # fmt: skip
    return np.asarray((split * times**2).sum(axis=-1))


def _checked(count: ArrayLike, base: ArrayLike) -> tuple[Array, Array]:
    x, n = (np.atleast_1d(part) for part in floats(count, base))
    if np.any(x < 0) or np.any(n <= 0):
        raise UnusableInput("A count is negative or its base is not above zero", where=_places((x < 0) | (n <= 0)))
    return x, n


def _places(wrong: NDArray[np.bool_]) -> str:
    return say("row {rows}", rows=", ".join(str(i + 1) for i in np.flatnonzero(wrong)))


def _count_methods(x: Array) -> tuple[str, ...]:
    return tuple("missing" if np.isnan(one) else "exact" if one < EXACT_BELOW else "Byar" for one in x)


def _rates(
    x: Array, n: Array, limits: tuple[Array, Array], method: tuple[str, ...], multiplier: float, level: float
) -> Rates:
    value, (low, high) = x / n, limits
    return Rates(value * multiplier, low * multiplier, high * multiplier, x, n, method, multiplier, level)
