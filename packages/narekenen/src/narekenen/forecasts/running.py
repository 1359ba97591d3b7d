"""Run a plan: many replications, in any number of processes, always with the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts import engine
from narekenen.forecasts.arrays import Arrays, Floats, Ints, build
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.sharing import share_luck

Task = tuple[int, int]  # replications from the first to below the last
Mapper = Callable[[Callable[[Task], "Part"], list[Task]], Iterable["Part"]]
Progress = Callable[[int, int], None]
AT_ONCE = 250  # replications of one task: about 0.1 s of work, small enough for progress and memory
MOST_REPLICATIONS = 10_000_000
MOST_RESULTS = 1_000_000_000  # 4 GB


@dataclass(frozen=True, slots=True)
class Part:
    """Replications of one task. Shapes: dates (replications, shares), curve (replications, regions, quarters)."""

    dates: Ints
    curve: Ints
    totals: Ints
    finished: Ints


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the replications say, in the order of their number.

    dates      day (from the start) by which each share was finished; the horizon: not within it
    curve      addresses finished per replication, region and calendar quarter
    totals     addresses that turned out to belong to the programme
    finished   day per replication and unit, -1 outside the programme; no rows unless asked for
    """

    plan: Plan
    arrays: Arrays
    seed: str
    shares: tuple[float, ...]
    dates: Ints
    curve: Ints
    totals: Ints
    finished: Ints


def run(
    plan: Plan,
    *,
    replications: int = 1000,
    seed: str = "narekenen",
    shares: tuple[float, ...] = (0.5, 0.8, 0.95, 1.0),
    per_address: bool = False,
    mapper: Mapper | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Simulate the plan.

    replications   each a whole course of the programme; number 17 is the same course in every scenario and every run
    shares         ascending, above 0 and at most 1
    per_address    keep the day of every unit in every replication (4 bytes each)
    mapper         like the built-in map (the default); `processes(n)` gives one that uses n processes
    progress       called with the replications done and asked for
    Raises UnusableInput for a plan with faults, shares out of order or a number of replications out of range.
    """
    if not 1 <= replications <= MOST_REPLICATIONS:
        raise UnusableInput(
            say("{replications:,} replications", replications=replications),
            why=say("From 1 to {most_replications:,}", most_replications=MOST_REPLICATIONS),
        )
    if not shares or list(shares) != sorted(set(shares)) or not 0 < shares[0] <= shares[-1] <= 1:
        raise UnusableInput("The shares are out of order", why="They rise, lie above 0 and are at most 1")
    arrays = build(plan)
    cells = len(arrays.regions) * len(arrays.edges) + len(shares) + (len(arrays.low) if per_address else 0)
    if cells * replications > MOST_RESULTS:
        raise UnusableInput(
            say("{replications:,} replications with {cells:,} numbers each", replications=replications, cells=cells),
            where="run",
            why=say("At most {most_results:,} numbers are kept", most_results=MOST_RESULTS),
            do="Ask for fewer replications, or not per address",
        )
    tasks = [(first, min(first + AT_ONCE, replications)) for first in range(0, replications, AT_ONCE)]
    work = partial(run_task, plan, arrays, seed, shares, per_address)
    parts = []
    for part in (mapper or _one_by_one)(work, tasks):
        parts.append(part)
        if progress is not None:
            progress(sum(len(each.totals) for each in parts), replications)
    return Outcome(
        plan, arrays, seed, shares, *(np.concatenate([getattr(part, name) for part in parts]) for name in
        ("dates", "curve", "totals", "finished")),
    )  # fmt: skip


def _one_by_one(work: Callable[[Task], Part], tasks: list[Task]) -> Iterator[Part]:
    return map(work, tasks)


def processes(count: int) -> Mapper:
    """A mapper that spreads tasks over this many processes, in order."""

    def spread(work: Callable[[Task], Part], tasks: list[Task]) -> Iterator[Part]:
        with ProcessPoolExecutor(count) as pool:
            yield from pool.map(work, tasks)

    return spread


def run_task(plan: Plan, arrays: Arrays, seed: str, shares: tuple[float, ...], per_address: bool, task: Task) -> Part:
    """The replications of one task."""
    first, last = task
    reps, n = last - first, len(arrays.low)
    part = Part(
        np.zeros((reps, len(shares)), np.int32),
        np.zeros((reps, len(arrays.regions), len(arrays.edges) - 1), np.int32),
        np.zeros(reps, np.int32), np.zeros((reps if per_address else 0, n), np.int32),
    )  # fmt: skip
    call(plan, arrays, seed, task, np.array(shares), part, np.zeros((0, 1, 3, 1), np.int32))
    return part


def trace(plan: Plan, *, replications: tuple[int, int], seed: str = "narekenen") -> tuple[Arrays, Ints, Ints]:
    """Every step of replications first to below last: (arrays, steps, finished).

    steps is (replications, rows, 3, units): the day ready, started and done; -1 for a stage that is passed by, the
    horizon for what does not happen in time. A row is a stage; where addresses go back, a stage has a row for each
    time that they may come there (`Arrays.rows`), -1 where they do not. Takes 12 bytes per replication, row and unit.
    """
    arrays = build(plan)
    reps, n = replications[1] - replications[0], len(arrays.low)
    part = Part(
        np.zeros((reps, 1), np.int32), np.zeros((reps, len(arrays.regions), len(arrays.edges) - 1), np.int32),
        np.zeros(reps, np.int32), np.zeros((reps, n), np.int32),
    )  # fmt: skip
    steps = np.full((reps, int(arrays.rows[-1]), 3, n), -1, np.int32)
    call(plan, arrays, seed, replications, np.ones(1), part, steps)
    return arrays, steps, part.finished


def call(plan: Plan, arrays: Arrays, seed: str, task: Task, shares: Floats, part: Part, steps: Ints) -> None:
    """Hand everything to the kernel, which fills `part` and `steps`."""
    a, luck = arrays, share_luck(plan, arrays, seed, *task)
    pool_first = np.searchsorted(a.pool_stage, np.arange(len(plan.stages) + 1)).astype(np.int32)
    engine.simulate(
        a.low, a.high, a.size, a.release, a.region, a.priority, a.group, a.at, a.age, a.tables, a.waits, a.visit,
        a.safe, a.wait, a.pool, pool_first, a.pool_starts, a.base, a.addon_stage, a.addon_days, a.eligible, a.edges,
        luck.capacity, luck.delay, luck.duration, luck.inclusion, luck.addons, luck.events, luck.risk_pool,
        luck.risk_days, luck.risk_factor, luck.keys, plan.count_safe, shares, part.dates, part.curve, part.totals,
        part.finished, steps, a.back, a.back_to, a.back_most, a.loop, a.rows,
    )  # fmt: skip
