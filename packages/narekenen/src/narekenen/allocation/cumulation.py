"""Several models that change at once: what they do together to one municipality, and one path for all of them.

A municipality feels the sum. Paths that each stay within their own cap may together go over the cap that any one of
them was promised; what each model's path adds, per year and inhabitant, is laid side by side here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from narekenen.allocation.phasein import Path, Rules, phase_in
from narekenen.errors import UnusableInput, say

Cents = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Model:
    """One model that changes: cents per municipality before and after (the same total), and its own rules."""

    name: str
    old: Sequence[int]
    new: Sequence[int]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Cumulated:
    """What several paths do together.

    moved       cents that the grants change, per year and municipality (years x municipalities); loss is negative
    parts       the same per model
    over        (year from 1, place of the municipality) where the change per inhabitant is above `cap`
    """

    moved: Cents
    parts: Mapping[str, Cents]
    over: tuple[tuple[int, int], ...]


def cumulate(models: Sequence[Model], inhabitants: Sequence[int], cap: Fraction) -> Cumulated:
    """Each model on its own path; what they add up to, and where that is more than `cap` euros per inhabitant a year.

    A path that ends earlier stands still afterwards. Raises UnusableInput when a model has other municipalities.
    """
    people = _people(models, inhabitants)
    years = max(len(model.rules.caps) for model in models)
    parts = {}
    for model in models:
        change = phase_in(model.old, model.new, people, model.rules).moved()
        parts[model.name] = np.concatenate([change, np.zeros((years - len(change), len(people)), dtype=np.int64)])
    moved = np.sum(list(parts.values()), axis=0)
    over = np.abs(moved) * cap.denominator > people * (cap.numerator * 100)
    return Cumulated(moved, parts, tuple((int(year) + 1, int(place)) for year, place in np.argwhere(over)))


def phase_in_together(models: Sequence[Model], inhabitants: Sequence[int], rules: Rules) -> Path:
    """One path for the sum of all models, so that no municipality moves by more than one cap a year.

    The rules of the single models are not used. Gains by one model and losses by another cancel before anything is
    softened. It takes longer than single paths with the same cap each: there, somebody may move by several caps a year.
    """
    people = _people(models, inhabitants)
    old, new = (np.sum([getattr(model, side) for model in models], axis=0) for side in ("old", "new"))
    return phase_in(old, new, people, rules)


def _people(models: Sequence[Model], inhabitants: Sequence[int]) -> Cents:
    problems: list[str] = [
        say("{name}: {many} municipalities, not {wanted}", name=model.name, many=len(side), wanted=len(inhabitants))
        for model in models for side in (model.old, model.new) if len(side) != len(inhabitants)
    ]  # fmt: skip
    if not models:
        problems.append("there is no model")
    if problems:
        raise UnusableInput("These models cannot be taken together", where="cumulation", problems=tuple(problems))
    return np.asarray(inhabitants, dtype=np.int64)
