"""The last few per cent: who is late, and what their time went to, adding up per address."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Arrays, Floats, Ints, Longs
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.running import trace

# Per stage: waiting at the owner's wish, waiting for a place, at work; and all days of a second or later time there.
PARTS = ("wish", "queue", "work", "again")


@dataclass(frozen=True, slots=True)
class Component:
    """Mean days that went to one thing, of the late addresses and of all others. The first is the time up to the
    release: stage "", part "release"."""

    stage: str
    part: str
    late: float
    others: float


@dataclass(frozen=True, slots=True)
class Lift:
    """How much more often a group occurs among the late than among all: 2 is twice as often."""

    kind: str
    name: str
    of_all: float
    of_late: float
    lift: float


@dataclass(frozen=True, slots=True)
class Tail:
    """late_days and other_days are the mean days from the start to the finish; the components add up to them."""

    share: float
    late_days: float
    other_days: float
    components: tuple[Component, ...]
    lifts: tuple[Lift, ...]
    unfinished: float


def decompose(arrays: Arrays, steps: Ints) -> Ints:
    """Days per replication, unit and component, shape (replications, units, 1 + 4 x stages): release, then per stage
    waiting at the owner's wish, waiting for a place, at work, and all days of a second or later time there. They add
    up to the day on which the unit is finished (or to the day up to which it has come within the horizon)."""
    reps, rows, _, n = steps.shape
    stages, horizon = len(arrays.rows) - 1, arrays.base.shape[1]
    out = np.zeros((reps, n, 1 + len(PARTS) * stages), dtype=np.int32)
    out[:, :, 0] = arrays.release
    ready, start, done = (steps[:, :, i] for i in range(3))
    visited = (ready >= 0) & (ready < horizon)
    # Rows in the order in which the unit came there: what it was ready for later comes later.
    order = np.argsort(np.where(visited, ready, horizon), axis=1, kind="stable")
    here = np.broadcast_to(arrays.release, (reps, n)).copy()
    came = np.zeros((reps, rows, n), dtype=np.int32)
    for turn in range(rows):
        next_ = order[:, turn : turn + 1]
        np.put_along_axis(came, next_, here[:, None], axis=1)
        last = np.take_along_axis(done, next_, axis=1)[:, 0]
        here = np.where(np.take_along_axis(visited, next_, axis=1)[:, 0], last, here)
    for s in range(stages):
        for row in range(int(arrays.rows[s]), int(arrays.rows[s + 1])):
            parts = ((came, ready), (ready, start), (start, done))
            for i, (a, b) in enumerate(parts):
                place = 1 + len(PARTS) * s + (i if row == arrays.rows[s] else len(parts))
                out[:, :, place] += np.where(visited[:, row], b[:, row] - a[:, row], 0)
    return out


def tail(plan: Plan, *, share: float = 0.95, replications: int = 50, seed: str = "narekenen") -> Tail:
    """Who belongs to the last addresses, and why. Late is: finished after the day on which `share` was finished.

    Addresses outside the programme and those not finished within the horizon are left out; `unfinished` is the share
    of the latter.
    """
    if not 0 < share < 1:
        raise UnusableInput(say("A share of {share:g}", share=share), why="It lies between 0 and 1")
    parts, late, kept, everybody, arrays = [], [], [], 0, None
    for r in range(replications):
        arrays, steps, finished = trace(plan, replications=(r, r + 1), seed=seed)
        inside, inside_done = finished[0] >= 0, (finished[0] >= 0) & (finished[0] < plan.horizon)
        everybody += int(inside.sum())
        days, size = finished[0][inside_done], arrays.size[inside_done]
        order = np.argsort(days, kind="stable")
        reached = np.searchsorted(np.cumsum(size[order]), share * size.sum())
        limit = days[order][min(int(reached), len(days) - 1)] if len(days) else 0
        parts.append(decompose(arrays, steps)[0][inside_done])
        late.append(days > limit)
        kept.append(np.flatnonzero(inside_done).astype(np.int64))
    values, is_late, units = np.concatenate(parts), np.concatenate(late), np.concatenate(kept)
    if arrays is None or not is_late.any() or is_late.all():
        raise UnusableInput("There is no tail to explain", why="No address is finished later than the others")
    weight = arrays.size[units].astype(np.float64)
    means = [np.average(values[mask], axis=0, weights=weight[mask]) for mask in (is_late, ~is_late)]
    names = [("", "release"), *((stage.name, part) for stage in plan.stages for part in PARTS)]
    components = tuple(
        Component(stage, part, float(a), float(b)) for (stage, part), a, b in zip(names, *means, strict=True)
    )
    return Tail(
        share, float(means[0].sum()), float(means[1].sum()), components, _lifts(plan, arrays, units, is_late, weight),
        1 - len(units) / max(everybody, 1),
    )  # fmt: skip


def _lifts(plan: Plan, arrays: Arrays, units: Longs, late: npt.NDArray[np.bool_], weight: Floats) -> tuple[Lift, ...]:
    first = np.zeros(len(arrays.names), dtype=np.int64)
    first[arrays.unit_of[::-1]] = np.arange(len(arrays.unit_of))[::-1]
    rows = []
    for kind in ("regions", "tags", "priority"):
        values = np.array(plan.addresses.column(kind, "")).astype(str)[first][units]
        names = sorted(set(values.tolist()))
        for name in names if len(names) > 1 else []:
            mine = values == name
            of_all = float(weight[mine].sum() / weight.sum())
            of_late = float(weight[mine & late].sum() / weight[late].sum())
            rows.append(Lift(kind, name, of_all, of_late, of_late / of_all))
    return tuple(sorted(rows, key=lambda row: -row.lift))
