"""From the old grants to the new ones in years: as near to the end as the rules allow, neutral to the cent each year.

Besluit financiële verhouding 2001 article 29 (BWBR0012216): when a new method makes the grant per inhabitant a good
deal higher or lower, it may be raised or lowered at the expense of the fund as a whole; a regulation sets the largest
decrease per inhabitant. What is computed here is that correction ("suppletie"): the grant by the new key plus the
correction is what is paid. Corrections add up to nothing in every year, whatever the budget of that year.

The problem is a linear program: least sum over years and municipalities of |correction|, where a correction changes by
no more than cap x inhabitants a year and all of them add up to 0. Its optimum has a closed form: each year the side
(those above their end, or those below) that can move least moves all it can, and the other side moves as much, those
first that have furthest to go per inhabitant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput, say

Cents = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rules:
    """caps: euros per inhabitant per year, one per year of the path. factor: per municipality, 1 unless a group is
    allowed to move faster or slower (all years alike)."""

    caps: tuple[Fraction, ...]
    factor: tuple[Fraction, ...] | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """corrections: cents, one row per year from 0 (the year before: old - new), one column per municipality.

    outstanding   sum of |correction| per year, cents: twice what is still to be moved
    finished      the year from which nothing is corrected any more, None when the path is too short
    """

    corrections: Cents
    outstanding: tuple[int, ...]
    finished: int | None

    def moved(self) -> Cents:
        """Cents that each correction changes per year (years x municipalities)."""
        return np.diff(self.corrections, axis=0)


def phase_in(old: ArrayLike, new: ArrayLike, inhabitants: ArrayLike, rules: Rules) -> Path:
    """The path from `old` to `new` (cents per municipality, the same total).

    Raises UnusableInput when totals differ, inhabitants are below zero, or a cap is below zero.
    """
    before, after, people = (np.asarray(part, dtype=np.int64) for part in (old, new, inhabitants))
    _check(before, after, people, rules)
    above, below = _weights(people, rules)
    remaining = before - after
    rows = [remaining]
    for cap in rules.caps:
        most = above * (cap * 100).numerator // (below * (cap * 100).denominator)
        remaining = remaining - _step(remaining, most, above / below)
        rows.append(remaining)
    table = np.stack(rows)
    outstanding = tuple(int(total) for total in np.abs(table).sum(axis=1))
    done = [year for year, total in enumerate(outstanding) if total == 0]
    return Path(table, outstanding, done[0] if done else None)


def _weights(people: Cents, rules: Rules) -> tuple[Cents, Cents]:
    """Inhabitants times factor as fractions: what stands above and below the line."""
    factors = rules.factor or (Fraction(1),) * len(people)
    above = people * np.array([factor.numerator for factor in factors], dtype=np.int64)
    return above, np.array([factor.denominator for factor in factors], dtype=np.int64)


def _step(remaining: Cents, most: Cents, weight: Floats) -> Cents:
    """What to take off each correction: signed cents that add up to 0."""
    size = np.minimum(np.abs(remaining), most)
    down, up = remaining > 0, remaining < 0
    moves = min(int(size[down].sum()), int(size[up].sum()))
    step = np.zeros_like(remaining)
    for side, sign in ((down, 1), (up, -1)):
        step[side] = sign * _filled(np.abs(remaining[side]), size[side], weight[side], moves)
    return step


def _filled(gap: Cents, most: Cents, weight: Floats, total: int) -> Cents:
    """Whole cents, 0 to `most`, that add up to `total` and level what remains of `gap` per weight: furthest first."""
    if int(most.sum()) <= total:
        return most
    exact = level_down(gap.astype(float), most.astype(float), weight, float(total))
    return _completed(exact, most, total)


def _completed(exact: Floats, most: Cents, total: int) -> Cents:
    """Whole cents near `exact`, 0 to `most`, that add up to `total`: what lacks goes to the largest remainders."""
    whole = np.clip(np.floor(exact).astype(np.int64), 0, most)
    short = total - int(whole.sum())
    sign = 1 if short > 0 else -1
    order = np.argsort(sign * (whole - exact), kind="stable")
    while short:
        for i in order:
            if short and 0 <= whole[i] + sign <= most[i]:
                whole[i] += sign
                short -= sign
    return whole


def level_down(gap: Floats, most: Floats, weight: Floats, total: float) -> Floats:
    """clip(gap - level x weight, 0, most) with the level at which it adds up to `total`: exact, by breakpoints."""
    moving = weight > 0
    w = weight[moving]
    leaves, stops = (gap[moving] - most[moving]) / w, gap[moving] / w
    points = np.concatenate([leaves, stops])
    order = np.argsort(points)
    # Between breakpoints the sum falls by the weights of those that have left their most and not yet stopped.
    slopes = np.cumsum(np.concatenate([w, -w])[order])
    drops = np.concatenate([[0.0], np.cumsum(slopes[:-1] * np.diff(points[order]))])
    target = most[moving].sum() - total
    i = min(int(np.searchsorted(drops, target)), len(order) - 1)
    level = points[order][i] if i == 0 or slopes[i - 1] == 0 else points[order][i] - (drops[i] - target) / slopes[i - 1]
    return np.asarray(np.clip(gap - level * weight, 0, most))


def price_of_cap(old: ArrayLike, new: ArrayLike, inhabitants: ArrayLike, rules: Rules, step: Fraction) -> float:
    """Euros of correction, over all years, that one euro more of cap per inhabitant saves; taken over `step` euros."""
    wider = Rules(tuple(cap + step for cap in rules.caps), rules.factor)
    totals = [sum(phase_in(old, new, inhabitants, one).outstanding[1:]) for one in (rules, wider)]
    return (totals[0] - totals[1]) / 100 / float(step)


def _check(before: Cents, after: Cents, people: Cents, rules: Rules) -> None:
    problems = []
    if not before.shape == after.shape == people.shape or before.ndim != 1:
        problems.append("old, new and inhabitants are not of one length")
    if before.sum() != after.sum():
        problems.append(say("old adds up to {before} cents and new to {after}", before=before.sum(), after=after.sum()))
    if np.any(people < 0) or any(cap < 0 for cap in rules.caps) or not rules.caps:
        problems.append("inhabitants and caps are zero or more, and there is at least one year")
    if rules.factor is not None and (len(rules.factor) != len(before) or min(rules.factor, default=Fraction(0)) < 0):
        problems.append("there is one factor per municipality, zero or more")
    if problems:
        raise UnusableInput("No path can be computed", where="phase-in", problems=tuple(problems))


def end_state(
    new: Sequence[int], lowest: Sequence[int], highest: Sequence[int], inhabitants: Sequence[int]
) -> list[int]:
    """The grants nearest to `new` within lowest..highest per municipality (floors, largest change in all), same total.

    Who is paid too little by the bounds is paid for by the others, the same amount per inhabitant, as far as their own
    bounds go. Raises UnusableInput when the bounds leave no room for the total.
    """
    target, low, high, people = (np.asarray(part, dtype=np.int64) for part in (new, lowest, highest, inhabitants))
    if np.any(low > high) or not low.sum() <= target.sum() <= high.sum():
        raise UnusableInput("The floors and ceilings leave no room for this budget", where="phase-in")
    clipped = np.clip(target, low, high)
    excess = int(clipped.sum() - target.sum())
    room = clipped - low if excess > 0 else high - clipped
    taken = _even(room, people.astype(float), abs(excess))
    return [int(cents) for cents in (clipped - np.sign(excess) * taken)]


def within(old: Sequence[int], new: Sequence[int], inhabitants: Sequence[int], most: Fraction) -> list[int]:
    """The grants nearest to `new` that differ from `old` by at most `most` euros per inhabitant, same total."""
    if most < 0:
        raise UnusableInput(say("The most that a grant may change is {most} euros", most=most), where="phase-in")
    room = [int(most * 100 * people) for people in inhabitants]
    low, high = ([grant + sign * cents for grant, cents in zip(old, room, strict=True)] for sign in (-1, 1))
    return end_state(new, low, high, inhabitants)


def _even(room: Cents, weight: Floats, total: int) -> Cents:
    """Whole cents, 0 to `room`, that add up to `total`, the same per weight as far as there is room."""
    if not total:
        return np.zeros_like(room)
    usable = np.where(weight > 0, weight, 1.0)
    low, high = 0.0, float((room / usable).max()) + 1
    for _ in range(80):
        level = (low + high) / 2
        low, high = (level, high) if np.minimum(level * usable, room).sum() < total else (low, level)
    return _completed(np.minimum(high * usable, room), room, total)
