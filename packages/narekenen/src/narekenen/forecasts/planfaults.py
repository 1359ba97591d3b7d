"""What is wrong with a plan, all of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from narekenen.errors import UnusableInput
from narekenen.forecasts.durations import LONGEST
from narekenen.forecasts.plan import EVERYWHERE, Addresses, Plan

MOST_ADDRESSES = 2_000_000
MOST_NAMED = 40
MOST_TIMES_BACK = 20
MOST_CELLS = 50_000_000  # places per pool and day: 0.6 GB


def refuse_faults(plan: Plan) -> None:
    """Raises UnusableInput naming every fault of the plan (the first forty and their number when there are more)."""
    if len(plan.addresses.names) > MOST_ADDRESSES:
        raise UnusableInput(
            f"{len(plan.addresses.names):,} addresses", where="plan",
            why=f"One programme holds at most {MOST_ADDRESSES:,} addresses", do="Forecast per region",
        )  # fmt: skip
    pools = len(plan.stages) * max(1, len(set(plan.addresses.regions)))
    if pools * max(plan.horizon, 1) > MOST_CELLS:
        raise UnusableInput(
            f"{pools:,} pools (stages x regions) over {plan.horizon:,} days", where="plan",
            why=f"At most {MOST_CELLS:,} pool-days", do="Use fewer regions or a shorter horizon",
        )  # fmt: skip
    found = [*_stages(plan), *_capacities(plan), *_addons(plan), *_shared(plan), *_addresses(plan)]
    if found:
        more = [f"and {len(found) - MOST_NAMED} more"] if len(found) > MOST_NAMED else []
        raise UnusableInput("The plan cannot be run", where="plan", problems=tuple(found[:MOST_NAMED] + more))


def _share(value: float, what: str) -> Iterator[str]:
    if not 0 <= value <= 1:
        yield f"{what} is {value:g}: a share lies from 0 to 1"


def _twice(names: list[str], what: str) -> Iterator[str]:
    yield from (f"{what} {name!r} occurs {n} times" for name, n in Counter(names).items() if n > 1)


def _stages(plan: Plan) -> Iterator[str]:
    if not plan.stages:
        yield "there is no stage"
    yield from _twice([stage.name for stage in plan.stages], "stage")
    names = [stage.name for stage in plan.stages]
    for place, stage in enumerate(plan.stages):
        if stage.back > 0 and stage.back_to not in names[: place + 1]:
            yield f"stage {stage.name}: a share goes back to {stage.back_to!r}, not this stage or one before"
        if not 1 <= stage.back_most <= MOST_TIMES_BACK:
            yield f"stage {stage.name}: back_most is {stage.back_most}: from 1 to {MOST_TIMES_BACK} times"
        for name in ("visit", "safe", "wait_share", "back"):
            yield from _share(getattr(stage, name), f"stage {stage.name}: {name}")
        if stage.wait_share > 0 and stage.wait is None:
            yield f"stage {stage.name}: a share waits, but how long is not said"
    if not 1 <= plan.horizon <= 100 * 366:
        yield f"the horizon is {plan.horizon} days: from 1 day to 100 years"


def _capacities(plan: Plan) -> Iterator[str]:
    stages, regions = {stage.name for stage in plan.stages}, set(plan.addresses.regions)
    yield from _twice([f"{c.stage} / {c.region}" for c in plan.capacities], "capacity of")
    for capacity in plan.capacities:
        where = f"capacity of {capacity.stage} / {capacity.region}"
        if capacity.stage not in stages:
            yield f"{where}: there is no stage {capacity.stage!r}"
        if capacity.region != EVERYWHERE and capacity.region not in regions:
            yield f"{where}: no address lies in region {capacity.region!r}"
        days = [day for day, _ in capacity.points]
        if days != sorted(set(days)):
            yield f"{where}: dates are out of order or double"
        if any(not 0 <= places < 1e9 for _, places in capacity.points):
            yield f"{where}: a number of places is negative or not a number"
        elif not capacity.points or capacity.points[-1][1] < 0.5:
            yield f"{where}: there are no places for ever, so nothing would be finished"
    has = {(c.stage, c.region) for c in plan.capacities}
    for stage in sorted(stages):
        both = (stage, EVERYWHERE) in has and any(s == stage and r != EVERYWHERE for s, r in has)
        if both:
            yield f"stage {stage}: capacity for all regions together and per region; choose one"
        elif (stage, EVERYWHERE) not in has:
            yield from (
                f"stage {stage}: no capacity for region {r!r}" for r in sorted(regions) if (stage, r) not in has
            )


def _addons(plan: Plan) -> Iterator[str]:
    stages = {stage.name for stage in plan.stages}
    tags = set(plan.addresses.tags)
    yield from _twice([addon.name for addon in plan.addons], "add-on")
    for addon in plan.addons:
        if addon.stage not in stages:
            yield f"add-on {addon.name}: there is no stage {addon.stage!r}"
        if not 0 <= addon.share_low <= addon.share_high <= 1:
            yield f"add-on {addon.name}: shares lie from 0 to 1, the low one first"
        if not 0 <= addon.days_low <= addon.days_high <= LONGEST:
            yield f"add-on {addon.name}: days lie from 0 to {LONGEST:,}, the low one first"
        if addon.only and addon.only not in tags:
            yield f"add-on {addon.name}: no address has the tag {addon.only!r}"


def _shared(plan: Plan) -> Iterator[str]:
    shared, stages = plan.shared, {stage.name for stage in plan.stages}
    for name in ("capacity_cv", "duration_cv"):
        if not 0 <= getattr(shared, name) <= 3:
            yield f"shared {name} is {getattr(shared, name):g}: it lies from 0 to 3"
    if not 0 <= shared.capacity_memory < 1:
        yield f"shared capacity_memory is {shared.capacity_memory:g}: it lies from 0 to below 1"
    if not 0 <= shared.ramp_low <= shared.ramp_high <= LONGEST:
        yield "shared ramp: days are not negative, the low one first"
    yield from _twice([risk.name for risk in plan.risks], "risk")
    for risk in plan.risks:
        yield from _share(risk.probability, f"risk {risk.name}: probability")
        if risk.stage != EVERYWHERE and risk.stage not in stages:
            yield f"risk {risk.name}: there is no stage {risk.stage!r}"
        if risk.first > risk.last or risk.days < 0 or not 0 <= risk.capacity_factor < 100:
            yield f"risk {risk.name}: dates out of order, negative days or a negative factor"
    yield from _twice([inclusion.group for inclusion in plan.inclusions], "inclusion")
    for inclusion in plan.inclusions:
        if not 0 <= inclusion.low <= inclusion.high <= 1:
            yield f"inclusion {inclusion.group}: shares lie from 0 to 1, the low one first"


def _addresses(plan: Plan) -> Iterator[str]:
    addresses, stages = plan.addresses, {"", *(stage.name for stage in plan.stages)}
    if not addresses.names:
        yield "there are no addresses"
        return
    wrong = [
        name
        for name in Addresses.__dataclass_fields__
        if len(getattr(addresses, name)) not in (0, len(addresses.names))
    ]
    yield from (f"addresses: column {name} has another length than the names" for name in wrong)
    if wrong:
        return
    yield from _twice(list(addresses.names), "address")
    groups = {"", *(inclusion.group for inclusion in plan.inclusions)}
    for kind, known in (("at", stages), ("groups", groups)):
        yield from (
            f"addresses: {kind} {value!r} is not known" for value in sorted(set(getattr(addresses, kind)) - known)
        )
    if any(not 0 <= value < 64 for value in addresses.priority):
        yield "addresses: a priority lies from 0 to 63"
    started = addresses.column("age", -1), addresses.column("at", "")
    if any(int(str(age)) >= 0 and not at for age, at in zip(*started, strict=True)):
        yield "addresses: an age needs the stage where the address stands (at)"
    if any(abs(value) > 100 * 366 for value in addresses.release) or any(value < -1 for value in addresses.age):
        yield "addresses: a release beyond 100 years or an age below -1"
    yield from _complexes(addresses)


def _complexes(addresses: Addresses) -> Iterator[str]:
    if not addresses.complexes:
        return
    columns = [addresses.column(name, "") for name in ("regions", "release", "priority", "tags", "groups", "at", "age")]
    seen: dict[str, tuple[object, ...]] = {}
    for name, *values in zip(addresses.complexes, *columns, strict=True):
        if name and seen.setdefault(name, tuple(values)) != tuple(values):
            yield f"complex {name}: its addresses differ in region, release, priority, tag, group or stage"
            seen[name] = tuple(values)
