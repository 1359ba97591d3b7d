"""A window for each address: between when and when, held to how often such windows proved right."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Ints
from narekenen.forecasts.plan import AddOn, Plan
from narekenen.forecasts.planfile import known_sheets
from narekenen.forecasts.running import Mapper, Outcome, run
from narekenen.forecasts.sheets import number, sheets_in, text, whole

GROUPS = 10  # the addresses are asked in so many turns what "later" would mean for them
LATER = "later\x1fmore"  # the add-on and the tag of who waits; no planner can have typed this name


@dataclass(frozen=True, slots=True)
class Later:
    """What "later, together with making the house sustainable" means.

    postpone    days that the work may begin later than it could have
    stage       where the extra work is; days_low, days_high   how many extra days it takes there
    """

    postpone: int
    stage: str
    days_low: int
    days_high: int


@dataclass(frozen=True, slots=True)
class Window:
    """From low to high, both included. high is None: the late end lies beyond the horizon; only "not before" holds."""

    low: date
    high: date | None


def windows(outcome: Outcome, *, level: float = 0.8, margin: int = 0) -> dict[str, Window]:
    """A window for every unit (see `Arrays.names`) that belongs to the programme in some replication.

    level    share of the replications inside, with as many too early as too late
    margin   days that are added at both ends, because earlier windows proved too narrow (see `conformal_margin`)
    Raises UnusableInput where the days per address were not kept, or the level is out of range.
    """
    if not len(outcome.finished) or not 0 < level < 1:
        raise UnusableInput(
            "No windows can be given", why="Days per address were not kept, or the level is not a share"
        )
    low, high = (1 - level) / 2, (1 + level) / 2
    found: dict[str, Window] = {}
    for unit, name in enumerate(outcome.arrays.names):
        days = np.sort(outcome.finished[:, unit])
        days = days[np.searchsorted(days, 0) :]
        if len(days):
            found[name] = _window(outcome.plan, _at(days, low), _at(days, high), margin)
    return found


def of_addresses(outcome: Outcome, found: Mapping[str, Window]) -> dict[str, Window]:
    """The same windows by the name of the address; addresses of one complex have one window."""
    units = [outcome.arrays.names[unit] for unit in outcome.arrays.unit_of.tolist()]
    named = zip(outcome.plan.addresses.names, units, strict=True)
    return {name: found[unit] for name, unit in named if unit in found}


def later_windows(
    plan: Plan, later: Later, *, level: float = 0.8, margin: int = 0, replications: int = 100, seed: str = "narekenen",
    mapper: Mapper | None = None,
) -> dict[str, Window]:  # fmt: skip
    """Windows by address for those who choose later while the others stay as they are, under the luck of the plan.

    The addresses are asked in ten turns, a tenth at a time, so that no window supposes that everybody waits.
    """
    found: dict[str, Window] = {}
    for turn in range(GROUPS):
        waiting = waits(plan, later, turn)
        outcome = run(waiting, replications=replications, seed=seed, shares=(1.0,), per_address=True, mapper=mapper)
        all_of_them = of_addresses(outcome, windows(outcome, level=level, margin=margin))
        chosen = set(in_turn(plan, turn))
        found |= {name: window for name, window in all_of_them.items() if name in chosen}
    return found


def in_turn(plan: Plan, turn: int) -> list[str]:
    """The addresses of one turn. A complex decides together."""
    complexes = plan.addresses.column("complexes", "")
    units = sorted({str(c) or n for c, n in zip(complexes, plan.addresses.names, strict=True)})
    place = {unit: i % GROUPS for i, unit in enumerate(units)}
    return [n for c, n in zip(complexes, plan.addresses.names, strict=True) if place[str(c) or n] == turn]


def waits(plan: Plan, later: Later, turn: int) -> Plan:
    """The plan in which the addresses of one turn choose later, unless work on them has begun."""
    if later.stage not in {stage.name for stage in plan.stages}:
        raise UnusableInput(say("There is no stage {stage!r}", stage=later.stage), where="later")
    a = plan.addresses
    names, at = set(in_turn(plan, turn)), a.column("at", "")
    chosen = [n in names and at[i] == "" for i, n in enumerate(a.names)]
    release = tuple(max(day, 0) + later.postpone if wait else day for day, wait in zip(a.release, chosen, strict=True))
    tags = [str(tag) for tag in a.column("tags", "")]
    more = [
        AddOn(f"{LATER} {tag}", later.stage, 1.0, 1.0, later.days_low, later.days_high, f"{LATER} {tag}")
        for tag in sorted({tag for tag, wait in zip(tags, chosen, strict=True) if wait})
    ]
    own = [
        replace(addon, name=f"{LATER} {addon.name}", only=f"{LATER} {addon.only}")
        for addon in plan.addons if addon.only and any(each.only == f"{LATER} {addon.only}" for each in more)
    ]  # fmt: skip
    marked = tuple(f"{LATER} {tag}" if wait else tag for tag, wait in zip(tags, chosen, strict=True))
    kept = tuple(addon for addon in plan.addons if not addon.only or addon.only in marked)
    return replace(plan, addresses=replace(a, release=release, tags=marked), addons=(*kept, *own, *more))


def conformal_margin(misses: Ints, level: float = 0.8) -> int:
    """Days to add at both ends so that windows hold as often as they say: split conformal prediction.

    misses   of windows whose truth is known: max(low - truth, truth - high) in days, negative inside
    The ceil((n + 1) level)-th smallest of them, never below 0 (Vovk, Gammerman and Shafer 2005). 0 for fewer than so
    many that the level can be reached: nothing is learnt from them.
    """
    n = len(misses)
    rank = math.ceil((n + 1) * level)
    return 0 if rank > n else max(0, int(np.sort(misses)[rank - 1]))


def outward(window: Window) -> Window:
    """The window in whole quarters, never narrower: what a letter can say."""
    low = date(window.low.year, 3 * ((window.low.month - 1) // 3) + 1, 1)
    if window.high is None:
        return Window(low, None)
    year, month = window.high.year, 3 * ((window.high.month - 1) // 3) + 4
    following = date(year + 1, 1, 1) if month > 12 else date(year, month, 1)
    return Window(low, following - timedelta(days=1))


def read_later(value: Mapping[str, Any]) -> Later | None:
    """The sheet `later` of a plan value (postpone, stage, days_low, days_high), None where there is none."""
    if not value.get("later"):
        return None
    sheet = known_sheets(sheets_in({**value, "later": value["later"]}, "plan"), "plan")["later"]
    said: dict[str, Any] = {}
    for row in sheet.rows:
        name = sheet.read(row, "name", text, "") or ""
        said[name] = sheet.read(row, "value", {"stage": text, "postpone": whole}.get(name, number))
    lacking = [name for name in Later.__dataclass_fields__ if said.get(name) is None]
    if lacking or set(said) != set(Later.__dataclass_fields__) or not 0 <= said["days_low"] <= said["days_high"]:
        raise UnusableInput(
            say("The sheet says {those}", those=', '.join(said)), where="later",
            do="Give postpone (days), stage, days_low and days_high, the low one first",
        )  # fmt: skip
    return Later(int(said["postpone"]), str(said["stage"]), int(said["days_low"]), int(said["days_high"]))


def _at(days: Ints, level: float) -> int:
    return int(days[min(len(days) - 1, math.ceil(level * len(days)) - 1)])


def _window(plan: Plan, low: int, high: int, margin: int) -> Window:
    first = plan.start + timedelta(days=max(low - margin, 0))
    return Window(first, None if high >= plan.horizon else plan.start + timedelta(days=high + margin))
