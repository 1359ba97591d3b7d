"""Reference class forecasting: how much longer than planned comparable projects took, those still open counted too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy import stats

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.lifetables import LifeTable, kaplan_meier
from narekenen.forecasts.spells import Spells

FEW = 20  # ended projects below which a class says little
LEVELS = (0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Project:
    """What was planned when a project was first seen, and how it went.

    start, planned   its start and the end that was planned when it was first seen
    ended            its real end; None while that is not known
    seen             the day on which it was first seen; its start, where it was seen from the start
    known_on         the day up to which it was followed
    kind             a group within the class
    """

    name: str
    start: date
    planned: date
    ended: date | None
    seen: date
    known_on: date
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Uplift:
    """With probability `level` a project of the class takes at most so much longer than planned: 0.4 is 40 %.

    low, high   95 % interval (log-log transformed Greenwood, inverted: Brookmeyer and Crowley 1982); None: not reached
    value       None: too many projects are still open to say
    """

    level: float
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """n projects, of which `ended` have ended; `on_time` is the share of the ended that was not later than planned.

    warnings   "few": fewer than 20 have ended; "open": more than half are still open; "late": most were first seen when
               more than half of their planned time was over, so that the plan is not the one that was decided on
    """

    name: str
    n: int
    ended: int
    on_time: float
    uplifts: tuple[Uplift, ...]
    warnings: tuple[str, ...]


def reference_class(
    projects: tuple[Project, ...], *, name: str = "", levels: tuple[float, ...] = LEVELS
) -> ReferenceClass:
    """The uplift of a reference class (Flyvbjerg 2006): the quantiles of real over planned duration, less one.

    Durations are counted from the start. A project that is still open has taken at least as long as it was followed
    (Kaplan and Meier), and one that was first seen under way would not be here had it ended before (late entry).
    Do not use it where the own plan already holds what the class suffered from (shared factors, risk events), where it
    is no plan of the same stage (a first idea beside decided budgets), or for one project out of the class itself.
    Raises UnusableInput for no projects, dates out of order, or levels that are no shares.
    """
    problems = tuple(problem for project in projects for problem in _faults(project))
    if problems or not projects or not all(0 < level < 1 for level in levels):
        raise UnusableInput("No reference class can be made of these", where=name or "projects", problems=problems[:40])
    planned = np.array([(p.planned - p.start).days for p in projects], dtype=np.float64)
    taken = np.array([((p.ended or p.known_on) - p.start).days for p in projects], dtype=np.float64) / planned
    entry = np.array([max((p.seen - p.start).days, 0) for p in projects], dtype=np.float64) / planned
    ended = np.array([p.ended is not None for p in projects])
    entry = np.minimum(entry, np.nextafter(taken, 0))  # what ends on the day it is first seen was seen before
    table = kaplan_meier(Spells(taken, np.where(ended, taken, np.inf), entry)) if ended.any() else None
    signs = (("few", ended.sum() < FEW), ("open", ended.mean() < 0.5), ("late", np.median(entry) > 0.5))
    warnings = [word for word, holds in signs if holds]
    on_time = float(np.mean(taken[ended] <= 1)) if ended.any() else 0.0
    return ReferenceClass(
        name, len(projects), int(ended.sum()), on_time, tuple(_uplift(table, level) for level in levels),
        tuple(warnings),
    )  # fmt: skip


def _faults(project: Project) -> list[str]:
    end = project.ended or project.known_on
    found: list[str] = []
    if project.planned <= project.start:
        found.append(
            say(
                "{name}: planned to end on {planned}, not after its start on {start}",
                name=project.name,
                planned=project.planned,
                start=project.start,
            )
        )
    if end <= project.start:
        found.append(
            say(
                "{name}: ends or was last followed on {end}, not after its start on {start}",
                name=project.name,
                end=end,
                start=project.start,
            )
        )
    elif project.seen > end:
        found.append(say("{name}: first seen on {seen}, after {end}", name=project.name, seen=project.seen, end=end))
    return found


def _uplift(table: LifeTable | None, level: float) -> Uplift:
    if table is None or table.quantile(level) is None:
        return Uplift(level, None, None, None)
    inside = (table.survival > 0) & (table.survival < 1)
    survival = np.where(inside, table.survival, 0.5)
    spread = np.where(inside, table.error / (survival * np.abs(np.log(survival))), 0.0)
    width = float(stats.norm.ppf(0.975)) * spread
    # Where nobody is left the upper bound is not known: the longest of the class says nothing about longer ones.
    bounds = [
        np.where(inside, survival ** np.exp(sign * width), np.where(table.survival > 0, table.survival, last))
        for sign, last in ((1.0, 0.0), (-1.0, 1.0))
    ]
    ends = [np.flatnonzero(bound <= 1 - level + 1e-12) for bound in bounds]
    low, high = (float(table.days[hit[0]]) - 1 if len(hit) else None for hit in ends)
    value = table.quantile(level)
    return Uplift(level, None if value is None else value - 1, low, high)


def later_by(uplift: float, start: date, planned: date) -> date:
    """The planned end with an uplift on the time from its start."""
    return start + timedelta(days=round((planned - start).days * (1 + uplift)))
