"""Somebody's own assumptions on a plan: what a slider moves, and what an inspector puts in place of the planner's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.durations import LONGEST
from narekenen.forecasts.plan import EVERYWHERE, Plan
from narekenen.formatting import Lang, format_number

KINDS = ("capacity", "duration", "scope", "ramp", "addon", "back")
MOST = 6
WORDS: dict[Lang, dict[str, str]] = {
    "nl": {
        "capacity": "plaatsen in {name} × {value}", "capacity *": "plaatsen in alle fasen × {value}",
        "duration": "{name}: gemiddeld {value} dagen werk", "scope": "deel van “{name}” dat meedoet: {value}",
        "ramp": "capaciteit komt {value} dagen later", "addon": "“{name}” voor een deel van {value}",
        "back": "deel dat na {name} teruggaat: {value}",
    },
    "en": {
        "capacity": "places in {name} × {value}", "capacity *": "places in all stages × {value}",
        "duration": "{name}: {value} days of work on average", "scope": "share of “{name}” that takes part: {value}",
        "ramp": "capacity comes {value} days later", "addon": "“{name}” for a share of {value}",
        "back": "share that goes back after {name}: {value}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that is put otherwise.

    kind    capacity: all places of a stage ("*": of every stage) times `value`
            duration: mean days of work of a stage; its spread stays in proportion
            scope: share of a group of possible addresses that takes part, with certainty
            ramp: days that all capacity comes later, on top of what the plan says
            addon: share of the addresses to which an add-on applies, with certainty; 0 takes it out
            back: share of those not found safe in a stage that goes back, where the plan says to which stage
    """

    kind: str
    name: str
    value: float


def read_assumptions(value: Sequence[Mapping[str, Any]]) -> tuple[Assumption, ...]:
    """Assumptions out of plain values. Raises UnusableInput naming every one that cannot be meant."""
    problems: list[str] = []
    found: list[Assumption] = []
    for place, row in enumerate(value, start=1):
        kind, number = str(row.get("kind", "")), row.get("value")
        if kind not in KINDS:
            problems.append(
                say("assumption {place}: {kind!r}; choose from {those}", place=place, kind=kind, those=", ".join(KINDS))
            )
        elif isinstance(number, bool) or not isinstance(number, (int, float)):
            problems.append(say("assumption {place}: {number!r} is no number", place=place, number=number))
        else:
            found.append(Assumption(kind, str(row.get("name", "")), float(number)))
    if len(value) > MOST:
        problems.append(say("{count} assumptions: at most {most} at a time", count=len(value), most=MOST))
    if len({(each.kind, each.name) for each in found}) != len(found):
        problems.append("one thing is assumed twice")
    if problems:
        raise UnusableInput("The assumptions cannot be used", where="assumptions", problems=tuple(problems))
    return tuple(found)


def key(assumption: Assumption) -> str:
    """A name for it within one set: "duration engineering"."""
    return f"{assumption.kind} {assumption.name}".strip()


def in_words(assumption: Assumption, lang: Lang) -> str:
    """The assumption as a reader sees it."""
    everywhere = assumption.kind == "capacity" and assumption.name == EVERYWHERE
    words = WORDS[lang]["capacity *" if everywhere else assumption.kind]
    value = int(assumption.value) if float(assumption.value).is_integer() else round(assumption.value, 4)
    return words.format(name=assumption.name, value=format_number(value, lang=lang))


def assume(plan: Plan, assumption: Assumption) -> Plan:
    """The plan with one thing put otherwise. Raises UnusableInput where the plan has no such thing."""
    return CHANGES[assumption.kind](plan, assumption)


def assume_all(plan: Plan, assumptions: Sequence[Assumption]) -> Plan:
    """The plan with all of them. The order changes nothing."""
    for assumption in assumptions:
        plan = assume(plan, assumption)
    return plan


def _capacity(plan: Plan, said: Assumption) -> Plan:
    _known(said, [EVERYWHERE, *(stage.name for stage in plan.stages)], 0.01, 100)
    changed = tuple(
        replace(c, points=tuple((day, places * said.value) for day, places in c.points))
        if said.name in (EVERYWHERE, c.stage)
        else c
        for c in plan.capacities
    )
    return replace(plan, capacities=changed)


def _duration(plan: Plan, said: Assumption) -> Plan:
    _known(said, [stage.name for stage in plan.stages], 1, LONGEST // 2)

    def longer(d: Any) -> Any:
        return replace(d, mean=said.value, sd=d.sd * said.value / d.mean)

    stages = tuple(
        replace(stage, duration=longer(stage.duration)) if stage.name == said.name else stage for stage in plan.stages
    )
    return replace(plan, stages=stages)


def _scope(plan: Plan, said: Assumption) -> Plan:
    _known(said, [i.group for i in plan.inclusions], 0, 1)
    changed = tuple(replace(i, low=said.value, high=said.value) if i.group == said.name else i for i in plan.inclusions)
    return replace(plan, inclusions=changed)


def _ramp(plan: Plan, said: Assumption) -> Plan:
    _known(said, [""], 0, LONGEST)
    later, days = plan.shared, round(said.value)
    return replace(plan, shared=replace(later, ramp_low=later.ramp_low + days, ramp_high=later.ramp_high + days))


def _addon(plan: Plan, said: Assumption) -> Plan:
    _known(said, [addon.name for addon in plan.addons], 0, 1)
    changed = tuple(
        replace(a, share_low=said.value, share_high=said.value) if a.name == said.name else a for a in plan.addons
    )
    return replace(plan, addons=changed)


def _back(plan: Plan, said: Assumption) -> Plan:
    _known(said, [stage.name for stage in plan.stages if stage.back_to], 0, 1)
    changed = tuple(replace(stage, back=said.value) if stage.name == said.name else stage for stage in plan.stages)
    return replace(plan, stages=changed)


CHANGES: dict[str, Callable[[Plan, Assumption], Plan]] = {
    "capacity": _capacity, "duration": _duration, "scope": _scope, "ramp": _ramp, "addon": _addon,
    "back": _back,
}  # fmt: skip


def _known(said: Assumption, names: list[str], low: float, high: float) -> None:
    problems = []
    if said.name not in names:
        problems.append(
            say(
                "the plan has no {kind} {name!r}; it has {those}",
                kind=said.kind,
                name=said.name,
                those=", ".join(map(repr, names)) or say("none at all"),
            )
        )
    if not low <= said.value <= high:
        problems.append(
            say("{value:g} is out of range: from {low:g} to {high:g}", value=said.value, low=low, high=high)
        )
    if problems:
        raise UnusableInput("The assumption cannot be used", where=key(said), problems=tuple(problems))
