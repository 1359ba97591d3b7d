"""What is wrong with a plan, all of it at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from narekenen.errors import UnusableInput, say
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
            say("{count:,} addresses", count=len(plan.addresses.names)),
            where="plan",
            why=say("One programme holds at most {most_addresses:,} addresses", most_addresses=MOST_ADDRESSES),
            do="Forecast per region",
        )
    pools = len(plan.stages) * max(1, len(set(plan.addresses.regions)))
    if pools * max(plan.horizon, 1) > MOST_CELLS:
        raise UnusableInput(
            say("{pools:,} pools (stages x regions) over {horizon:,} days", pools=pools, horizon=plan.horizon),
            where="plan",
            why=say("At most {most_cells:,} pool-days", most_cells=MOST_CELLS),
            do="Use fewer regions or a shorter horizon",
        )
    found: list[str] = [*_stages(plan), *_capacities(plan), *_addons(plan), *_shared(plan), *_addresses(plan)]
    if found:
        more: list[str] = [say("and {count} more", count=len(found) - MOST_NAMED)] if len(found) > MOST_NAMED else []
        raise UnusableInput("The plan cannot be run", where="plan", problems=tuple(found[:MOST_NAMED] + more))


def _share(value: float, what: str) -> Iterator[str]:
    if not 0 <= value <= 1:
        yield say("{what} is {value:g}: a share lies from 0 to 1", what=what, value=value)


TWICE = {  # what occurs more than once -> the sentence
    "stage": "stage {name!r} occurs {n} times", "capacity": "capacity of {name!r} occurs {n} times",
    "addon": "add-on {name!r} occurs {n} times", "risk": "risk {name!r} occurs {n} times",
    "inclusion": "inclusion {name!r} occurs {n} times", "address": "address {name!r} occurs {n} times",
}  # fmt: skip
SHARES = {
    "visit": "stage {stage}: visit", "safe": "stage {stage}: safe", "wait_share": "stage {stage}: wait_share",
    "back": "stage {stage}: back",
}  # fmt: skip
UNKNOWN = {"at": "addresses: at {value!r} is not known", "groups": "addresses: groups {value!r} is not known"}


def _twice(names: list[str], what: str) -> Iterator[str]:
    yield from (say(TWICE[what], name=name, n=n) for name, n in Counter(names).items() if n > 1)


def _stages(plan: Plan) -> Iterator[str]:
    if not plan.stages:
        yield say("there is no stage")
    yield from _twice([stage.name for stage in plan.stages], "stage")
    names = [stage.name for stage in plan.stages]
    for place, stage in enumerate(plan.stages):
        if stage.back > 0 and stage.back_to not in names[: place + 1]:
            yield say(
                "stage {name}: a share goes back to {back_to!r}, not this stage or one before",
                name=stage.name,
                back_to=stage.back_to,
            )
        if not 1 <= stage.back_most <= MOST_TIMES_BACK:
            yield say(
                "stage {name}: back_most is {back_most}: from 1 to {most_times_back} times",
                name=stage.name,
                back_most=stage.back_most,
                most_times_back=MOST_TIMES_BACK,
            )
        for name, sentence in SHARES.items():
            yield from _share(getattr(stage, name), say(sentence, stage=stage.name))
        if stage.wait_share > 0 and stage.wait is None:
            yield say("stage {name}: a share waits, but how long is not said", name=stage.name)
    if not 1 <= plan.horizon <= 100 * 366:
        yield say("the horizon is {horizon} days: from 1 day to 100 years", horizon=plan.horizon)


def _capacities(plan: Plan) -> Iterator[str]:
    stages, regions = {stage.name for stage in plan.stages}, set(plan.addresses.regions)
    yield from _twice([f"{c.stage} / {c.region}" for c in plan.capacities], "capacity")
    for capacity in plan.capacities:
        where = say("capacity of {stage} / {region}", stage=capacity.stage, region=capacity.region)
        if capacity.stage not in stages:
            yield say("{where}: there is no stage {stage!r}", where=where, stage=capacity.stage)
        if capacity.region != EVERYWHERE and capacity.region not in regions:
            yield say("{where}: no address lies in region {region!r}", where=where, region=capacity.region)
        days = [day for day, _ in capacity.points]
        if days != sorted(set(days)):
            yield say("{where}: dates are out of order or double", where=where)
        if any(not 0 <= places < 1e9 for _, places in capacity.points):
            yield say("{where}: a number of places is negative or not a number", where=where)
        elif not capacity.points or capacity.points[-1][1] < 0.5:
            yield say("{where}: there are no places for ever, so nothing would be finished", where=where)
        elif days and (days[0] - plan.start).days >= plan.horizon:
            yield say("{where}: the first places come on {day}, after the horizon", where=where, day=days[0])
    has = {(c.stage, c.region) for c in plan.capacities}
    for stage in sorted(stages):
        both = (stage, EVERYWHERE) in has and any(s == stage and r != EVERYWHERE for s, r in has)
        if both:
            yield say("stage {stage}: capacity for all regions together and per region; choose one", stage=stage)
        elif (stage, EVERYWHERE) not in has:
            yield from (
                say("stage {stage}: no capacity for region {r!r}", stage=stage, r=r)
                if r
                else say("stage {stage}: no capacity", stage=stage)
                for r in sorted(regions)
                if (stage, r) not in has
            )


def _addons(plan: Plan) -> Iterator[str]:
    stages = {stage.name for stage in plan.stages}
    tags = set(plan.addresses.tags)
    yield from _twice([addon.name for addon in plan.addons], "addon")
    for addon in plan.addons:
        if addon.stage not in stages:
            yield say("add-on {name}: there is no stage {stage!r}", name=addon.name, stage=addon.stage)
        if not 0 <= addon.share_low <= addon.share_high <= 1:
            yield say("add-on {name}: shares lie from 0 to 1, the low one first", name=addon.name)
        if not 0 <= addon.days_low <= addon.days_high <= LONGEST:
            yield say(
                "add-on {name}: days lie from 0 to {longest:,}, the low one first", name=addon.name, longest=LONGEST
            )
        if addon.only and addon.only not in tags:
            yield say("add-on {name}: no address has the tag {only!r}", name=addon.name, only=addon.only)


def _shared(plan: Plan) -> Iterator[str]:
    shared, stages = plan.shared, {stage.name for stage in plan.stages}
    for name in ("capacity_cv", "duration_cv"):
        if not 0 <= getattr(shared, name) <= 3:
            yield say("shared {name} is {value:g}: it lies from 0 to 3", name=name, value=getattr(shared, name))
    if not 0 <= shared.capacity_memory < 1:
        yield say(
            "shared capacity_memory is {capacity_memory:g}: it lies from 0 to below 1",
            capacity_memory=shared.capacity_memory,
        )
    if not 0 <= shared.ramp_low <= shared.ramp_high <= LONGEST:
        yield say("shared ramp: days are not negative, the low one first")
    yield from _twice([risk.name for risk in plan.risks], "risk")
    for risk in plan.risks:
        yield from _share(risk.probability, say("risk {name}: probability", name=risk.name))
        if risk.stage != EVERYWHERE and risk.stage not in stages:
            yield say("risk {name}: there is no stage {stage!r}", name=risk.name, stage=risk.stage)
        if risk.first > risk.last or risk.days < 0 or not 0 <= risk.capacity_factor < 100:
            yield say("risk {name}: dates out of order, negative days or a negative factor", name=risk.name)
    yield from _twice([inclusion.group for inclusion in plan.inclusions], "inclusion")
    for inclusion in plan.inclusions:
        if not 0 <= inclusion.low <= inclusion.high <= 1:
            yield say("inclusion {group}: shares lie from 0 to 1, the low one first", group=inclusion.group)


def _addresses(plan: Plan) -> Iterator[str]:
    addresses, stages = plan.addresses, {"", *(stage.name for stage in plan.stages)}
    if not addresses.names:
        yield say("there are no addresses")
        return
    wrong = [
        name
        for name in Addresses.__dataclass_fields__
        if len(getattr(addresses, name)) not in (0, len(addresses.names))
    ]
    yield from (say("addresses: column {name} has another length than the names", name=name) for name in wrong)
    if wrong:
        return
    yield from _twice(list(addresses.names), "address")
    groups = {"", *(inclusion.group for inclusion in plan.inclusions)}
    for kind, known in (("at", stages), ("groups", groups)):
        yield from (say(UNKNOWN[kind], value=value) for value in sorted(set(getattr(addresses, kind)) - known))
    if any(not 0 <= value < 64 for value in addresses.priority):
        yield say("addresses: a priority lies from 0 to 63")
    started = addresses.column("age", -1), addresses.column("at", "")
    if any(int(str(age)) >= 0 and not at for age, at in zip(*started, strict=True)):
        yield say("addresses: an age needs the stage where the address stands (at)")
    if any(abs(value) > 100 * 366 for value in addresses.release) or any(value < -1 for value in addresses.age):
        yield say("addresses: a release beyond 100 years or an age below -1")
    yield from _complexes(addresses)


def _complexes(addresses: Addresses) -> Iterator[str]:
    if not addresses.complexes:
        return
    columns = [addresses.column(name, "") for name in ("regions", "release", "priority", "tags", "groups", "at", "age")]
    seen: dict[str, tuple[object, ...]] = {}
    for name, *values in zip(addresses.complexes, *columns, strict=True):
        if name and seen.setdefault(name, tuple(values)) != tuple(values):
            yield say(
                "complex {name}: its addresses differ in region, release, priority, tag, group or stage", name=name
            )
            seen[name] = tuple(values)
