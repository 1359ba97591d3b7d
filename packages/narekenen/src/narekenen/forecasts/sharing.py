"""What all addresses of one replication share: scope, capacity, duration, ramp and risk events, drawn by identity."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from narekenen.forecasts.arrays import FULL, Arrays, Floats, Ints, Longs
from narekenen.forecasts.plan import EVERYWHERE, Plan
from narekenen.forecasts.streams import Keys, keys, uniforms


@dataclass(frozen=True, slots=True)
class Luck:
    """One row per replication.

    capacity     factor per calendar quarter      delay    days that the timetable of capacity comes later
    duration     factor on time at work           inclusion, addons   share as a limit for 32 random bits
    events       (replications, risks) first day, -1 when it does not happen
    risk_pool    (risks, pools) 1 where the risk bears on that pool
    """

    capacity: Floats
    delay: Ints
    duration: Floats
    inclusion: Longs
    addons: Longs
    events: Ints
    risk_pool: Ints
    risk_days: Ints
    risk_factor: Floats
    keys: Keys


PURPOSES = (
    "visit",
    "wait",
    "waits",
    "work",
    "safe",
    "back",
)  # per stage, in the order in which the kernel expects them


def share_luck(plan: Plan, arrays: Arrays, seed: str, first: int, last: int) -> Luck:
    """What replications first..last-1 share. Equal for equal seed and replication, whatever else is asked."""
    reps, shared = np.arange(first, last, dtype=np.int64), plan.shared
    quarters = len(arrays.edges) - 1
    capacity = np.ones((len(reps), quarters))
    if shared.capacity_cv > 0:
        sigma, rho = spread(shared.capacity_cv), shared.capacity_memory
        noise = [special.ndtri(uniforms(seed, f"shared capacity {q}", reps)) for q in range(quarters)]
        level = noise[0]
        for q in range(quarters):
            level = noise[0] if q == 0 else rho * level + math.sqrt(1 - rho * rho) * noise[q]
            capacity[:, q] = np.exp(sigma * level)
    duration = np.ones(len(reps))
    if shared.duration_cv > 0:
        duration = np.exp(spread(shared.duration_cv) * special.ndtri(uniforms(seed, "shared duration", reps)))
    ramp = uniforms(seed, "shared ramp", reps) * (shared.ramp_high - shared.ramp_low + 1)
    scope = uniforms(seed, "shared scope", reps)
    events = np.full((len(reps), len(plan.risks)), -1, dtype=np.int32)
    for i, risk in enumerate(plan.risks):
        happens = uniforms(seed, f"risk {risk.name}", reps) < risk.probability
        when = uniforms(seed, f"risk day {risk.name}", reps) * ((risk.last - risk.first).days + 1)
        day = (risk.first - plan.start).days + np.floor(when).astype(np.int32)
        events[happens, i] = np.maximum(day[happens], 0)
    stage_names = [stage.name for stage in plan.stages]
    bears = [
        [int(risk.stage in (EVERYWHERE, stage_names[s])) for s in arrays.pool_stage.tolist()] for risk in plan.risks
    ]
    return Luck(
        capacity, (shared.ramp_low + np.floor(ramp)).astype(np.int32), duration,
        _limits([(i.low, i.high) for i in plan.inclusions], [scope] * len(plan.inclusions), len(reps)),
        _limits([(a.share_low, a.share_high) for a in plan.addons],
                [uniforms(seed, f"share of {a.name}", reps) for a in plan.addons], len(reps)),
        events, np.array(bears, dtype=np.int32).reshape(len(plan.risks), len(arrays.pool_stage)),
        np.array([risk.days for risk in plan.risks], dtype=np.int32),
        np.array([risk.capacity_factor for risk in plan.risks], dtype=np.float64), _keys(plan, seed, reps),
    )  # fmt: skip


def spread(cv: float) -> float:
    """Standard deviation of the logarithm of a log-normal factor with this coefficient of variation."""
    return math.sqrt(math.log1p(cv * cv))


def _limits(ranges: list[tuple[float, float]], heights: list[Floats], reps: int) -> Longs:
    found = np.zeros((reps, len(ranges)), dtype=np.int64)
    for i, ((low, high), height) in enumerate(zip(ranges, heights, strict=True)):
        found[:, i] = np.rint((low + (high - low) * height) * FULL)
    return found


def _keys(plan: Plan, seed: str, reps: Longs) -> Keys:
    purposes = ["scope"]
    purposes += [f"{purpose}\x1f{stage.name}" for stage in plan.stages for purpose in PURPOSES]
    purposes += [f"{purpose}\x1f{addon.name}" for addon in plan.addons for purpose in ("applies", "extra")]
    return np.stack([keys(seed, purpose, reps) for purpose in purposes], axis=1)
