"""A plan as the arrays that the kernel reads. A unit is a complex, or an address that belongs to none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from narekenen.forecasts.plan import EVERYWHERE, Capacity, Plan
from narekenen.forecasts.planfaults import refuse_faults
from narekenen.forecasts.streams import Words, identity

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
FULL = 2**32  # a share of everything, as a limit for 32 random bits


@dataclass(frozen=True, slots=True)
class Arrays:
    """Units are in order of their name (with its kind before it), so that the order of the input changes nothing.

    unit_of      unit of each address of the plan, in the plan's order
    pool         (stages, regions): which row of `base` holds the places
    pool_starts  1 where the places are starts per quarter
    base         (pools, horizon) places per day before any shared uncertainty
    edges        first day of each calendar quarter, and the day after the last
    at           stage where the unit stands at the start, -1: has not begun
    loop         first and last of the stages between which units go back; -1, -1 where nobody does
    rows         first row of each stage in a trace, and their number: one row for each time that a unit may come there
    """

    names: tuple[str, ...]
    regions: tuple[str, ...]
    unit_of: Ints
    low: Words
    high: Words
    size: Ints
    release: Ints
    region: Ints
    priority: Ints
    group: Ints
    at: Ints
    age: Ints
    tables: npt.NDArray[np.int32]
    waits: npt.NDArray[np.int32]
    visit: Longs
    safe: Longs
    wait: Longs
    pool: Ints
    pool_stage: Ints
    pool_starts: npt.NDArray[np.uint8]
    base: Floats
    addon_stage: Ints
    addon_days: Ints
    eligible: npt.NDArray[np.uint8]
    edges: Ints
    back: Longs
    back_to: Ints
    back_most: Ints
    loop: tuple[int, int]
    rows: Ints


def limit(share: float) -> int:
    """A share as the number of 32-bit values below it."""
    return round(share * FULL)


def build(plan: Plan) -> Arrays:
    """The arrays of a plan. Raises UnusableInput naming every fault of the plan."""
    refuse_faults(plan)
    addresses, stages = plan.addresses, plan.stages
    complexes = addresses.column("complexes", "")
    # A name of an address and one of a complex may be alike, hence the mark before it.
    units = [f"c\x1f{c}" if c else f"a\x1f{n}" for c, n in zip(complexes, addresses.names, strict=True)]
    names = tuple(sorted(set(units)))
    place = {name: i for i, name in enumerate(names)}
    unit_of = np.array([place[unit] for unit in units], dtype=np.int32)
    first = np.zeros(len(names), dtype=np.int64)
    first[unit_of[::-1]] = np.arange(len(units))[::-1]
    regions = tuple(sorted(set(addresses.regions)))
    number = {stage.name: i for i, stage in enumerate(stages)}
    groups = {"": -1, **{inclusion.group: i for i, inclusion in enumerate(plan.inclusions)}}

    def column(name: str, empty: object, codes: dict[str, int] | None = None) -> Ints:
        values = addresses.column(name, empty)
        coded = [codes[str(value)] for value in values] if codes is not None else values
        return np.array(coded, dtype=np.int32)[first]

    low, high = identity(names)
    # What is at work at the start has been released, whatever the plan says.
    release = np.where(column("age", -1) >= 0, 0, np.maximum(column("release", 0), 0)).astype(np.int32)
    pool, pool_stage, pool_starts, base = _pools(plan, regions)
    tags = np.array(addresses.column("tags", ""))[first]
    eligible = [np.ones(len(names), bool) if not a.only else tags == a.only for a in plan.addons]
    return Arrays(
        names, regions, unit_of, low, high,
        np.bincount(unit_of, minlength=len(names)).astype(np.int32),
        release, column("regions", "", {r: i for i, r in enumerate(regions)}),
        column("priority", 0), column("groups", "", groups), column("at", "", {"": -1, **number}), column("age", -1),
        np.stack([stage.duration.tables() for stage in stages]),
        np.stack([(stage.wait or stage.duration).tables() for stage in stages]),
        np.array([limit(stage.visit) for stage in stages]), np.array([limit(stage.safe) for stage in stages]),
        np.array([limit(stage.wait_share) for stage in stages]), pool, pool_stage, pool_starts,
        base, np.array([number[addon.stage] for addon in plan.addons], dtype=np.int32),
        np.array([(a.days_low, a.days_high) for a in plan.addons], dtype=np.int32).reshape(-1, 2),
        np.array(eligible, dtype=np.uint8).reshape(len(plan.addons), len(names)), quarter_edges(plan),
        np.array([limit(stage.back) for stage in stages]),
        np.array([number.get(stage.back_to, i) for i, stage in enumerate(stages)], dtype=np.int32),
        np.array([stage.back_most if stage.back > 0 else 0 for stage in stages], dtype=np.int32),
        *_loop(plan, number),
    )  # fmt: skip


def _loop(plan: Plan, number: dict[str, int]) -> tuple[tuple[int, int], Ints]:
    """From the first stage to which somebody goes back to the last from which somebody does; and rows of a trace."""
    ends = [(number[stage.back_to], i) for i, stage in enumerate(plan.stages) if stage.back > 0]
    first, last = (min(a for a, _ in ends), max(b for _, b in ends)) if ends else (-1, -1)
    most = 1 + sum(stage.back_most for stage in plan.stages if stage.back > 0)
    counts = [most if first <= s <= last and ends else 1 for s in range(len(plan.stages))]
    return (first, last), np.array([0, *np.cumsum(counts)], dtype=np.int32)


def _pools(plan: Plan, regions: tuple[str, ...]) -> tuple[Ints, Ints, npt.NDArray[np.uint8], Floats]:
    pool = np.zeros((len(plan.stages), len(regions)), dtype=np.int32)
    rows: list[Floats] = []
    stage_of: list[int] = []
    starts: list[bool] = []
    given = {(c.stage, c.region): c for c in plan.capacities}
    for s, stage in enumerate(plan.stages):
        for g, region in enumerate((EVERYWHERE,) if (stage.name, EVERYWHERE) in given else regions):
            target = slice(None) if (stage.name, EVERYWHERE) in given else g
            pool[s, target] = len(rows)
            rows.append(places_by_day(given[stage.name, region], plan.start, plan.horizon))
            stage_of.append(s)
            starts.append(given[stage.name, region].starts)
    return pool, np.array(stage_of, dtype=np.int32), np.array(starts, dtype=np.uint8), np.stack(rows)


def places_by_day(capacity: Capacity, start: date, horizon: int) -> Floats:
    """Places per day from the start; before the first point nothing, unless that lies before the start."""
    days = np.array([(day - start).days for day, _ in capacity.points], dtype=np.float64)
    places = np.array([value for _, value in capacity.points], dtype=np.float64)
    today = np.arange(horizon, dtype=np.float64)
    if capacity.linear:
        return np.asarray(np.interp(today, days, places, left=0.0))
    return np.append(0.0, places)[np.searchsorted(days, today, side="right")]


def quarter_edges(plan: Plan) -> Ints:
    """Day numbers at which a calendar quarter begins; 0 first, the horizon last."""
    end, edges = plan.start + timedelta(days=plan.horizon), [0]
    year, quarter = plan.start.year, (plan.start.month - 1) // 3
    while True:
        year, quarter = (year, quarter + 1) if quarter < 3 else (year + 1, 0)
        day = date(year, 1 + 3 * quarter, 1)
        if day >= end:
            return np.array([*edges, plan.horizon], dtype=np.int32)
        edges.append((day - plan.start).days)
