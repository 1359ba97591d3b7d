"""The door to narekenen: a workbook becomes a plan, a plan becomes a first answer, windows for homes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.utils.translation import get_language, gettext

from narekenen.errors import UnusableInput as UnusableInput  # the pages of this room show its words

if TYPE_CHECKING:
    from narekenen.forecasts.jointly import Joint
    from narekenen.forecasts.mitigations import Worth
    from narekenen.forecasts.plan import Plan, Risk
    from narekenen.forecasts.planvalue import Whose
    from narekenen.forecasts.running import Outcome
    from narekenen.forecasts.windows import Window
    from narekenen.trace.model import Estimate

SEED = "navolgbaar"
PREVIEW, PUBLISHED, SHAPLEY, HOMES, WEIGHED = 150, 1000, 40, 100, 400
"""Replications: of a preview (an answer within a second), of what is issued, of each set of causes, of windows, of date
and cost together."""
LEVEL, FEWEST = 0.8, 10
Curve = list[tuple[date, int, int, int]]
"""(end of a quarter, P10, median, P90) of the addresses finished by then."""


def read_plan(data: bytes, name: str) -> tuple[dict[str, Any], tuple[Whose, ...]]:
    """The plan in a workbook or TOML file, and whose address is which. Raises narekenen.errors.UnusableInput, also for
    what only the windows of homes are computed with: what "later" means."""
    from narekenen.forecasts.planvalue import plan_of, read_value
    from narekenen.forecasts.windows import read_later, waits

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(data)
        value, whose = read_value(path)
    if meaning := read_later(value):
        waits(plan_of(value), meaning, 0)
    return value, whose


def template() -> bytes:
    """The workbook that a planner fills, in the reader's language."""
    from narekenen.forecasts.template import write_template

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        write_template(path, language())
        return path.read_bytes()


def language() -> Literal["nl", "en"]:
    return "en" if get_language() == "en" else "nl"


def digest_of(value: object) -> str:
    """sha256 of a plan's value."""
    from narekenen.trace.canonical import digest

    return digest(value)


def problems_of(refusal: UnusableInput) -> list[str]:
    """What somebody is told about a file that cannot be used, line by line."""
    return refusal.lines(language())


def number_of_addresses(value: Mapping[str, Any]) -> int:
    """Addresses that a plan names, possible ones included."""
    return sum(int(float(row.get("count", 1))) for row in value["addresses"])


def left_out_kinds(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Kinds with too few addresses to be published: somebody could be recognised.

    The size of a complex can be read from a plan: so can who lives in the only one of that size. Addresses are alike
    when the size of their complex is alike as well.
    """
    from narekenen.forecasts.planvalue import ALIKE, few_alike

    size_of: Counter[str] = Counter()
    for row in value["addresses"]:
        size_of[row.get("complex", "")] += int(row.get("count", 1))
    shown = [name for name in ALIKE if name != "complex"]
    kinds, of_a_size = Counter[tuple[object, ...]](), Counter[tuple[object, ...]]()
    for row in value["addresses"]:
        kind, count = tuple(row.get(name) for name in shown), int(row.get("count", 1))
        kinds[kind] += count
        of_a_size[size_of[row["complex"]] if row.get("complex") else 1, *kind] += count
    return few_alike(value) + tuple(
        gettext("%(n)s in a complex of %(size)s") % {"n": n, "size": size}
        + "".join(f", {name} {part}" for name, part in zip(shown, kind, strict=True) if part is not None)
        for (size, *kind), n in of_a_size.items() if n < FEWEST <= kinds[tuple(kind)]
    )  # fmt: skip


def estimates(value: Mapping[str, Any], assumptions: Sequence[Mapping[str, Any]], n: int) -> dict[str, Estimate]:
    """What a plan gives, by name, with the seed that everything here is computed with."""
    from narekenen.recipes import compute

    inputs: dict[str, Any] = {"plan": value, "assumptions": list(assumptions), "replications": n}
    return {estimate.name: estimate for estimate in compute("forecast.run@1", inputs, SEED)}


def in_words(estimate: Estimate) -> str:
    """An estimate of a preview as the reader sees it: a date, or a number with its range."""
    from narekenen.trace.model import Format
    from narekenen.trace.published import published_string

    return published_string(estimate, Format(lang=language(), interval=estimate.low is not None))


def curve_of(found: Sequence[Mapping[str, Any]]) -> Curve:
    """The S-curve out of the estimates of a run, as they are kept."""
    rows = [row for row in found if str(row["name"]).startswith("quarter ")]
    return [(date.fromisoformat(row["name"][8:]), int(row["low"]), int(row["value"]), int(row["high"])) for row in rows]


def kept(found: Mapping[str, Estimate]) -> list[dict[str, Any]]:
    """Estimates as plain values, as a run keeps them."""
    from narekenen.trace.canonical import plain

    return [plain(estimate) for estimate in found.values()]


def as_said(assumptions: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(key, words) of each assumption, in the reader's language. Raises UnusableInput."""
    from narekenen.forecasts.assumptions import in_words as say
    from narekenen.forecasts.assumptions import key, read_assumptions

    return [(key(each), say(each, language())) for each in read_assumptions(assumptions)]


def causes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The causes in which two plans differ, in the order of the bridge."""
    from narekenen.forecasts.recipes import CAUSES

    return [cause for cause, parts in CAUSES.items() if any(old.get(part) != new.get(part) for part in parts)]


class LedgerLine(NamedTuple):
    """A line of the scope ledger: addresses that entered or left, or were knowingly left out, why, and which."""

    reason: str
    change: int
    left_out: int = 0
    which: str = ""


@dataclass(frozen=True, slots=True)
class HomeWindows:
    """The windows of one unit of a plan, by choice."""

    now: Window
    later: Window | None


def home_windows(value: Mapping[str, Any], units: Collection[str], *, margin: int = 0) -> dict[str, HomeWindows]:
    """Windows of these units. `later` is there where the plan says what later means, and work has not begun."""
    from narekenen.forecasts.planvalue import plan_of
    from narekenen.forecasts.running import run
    from narekenen.forecasts.windows import GROUPS, in_turn, read_later, waits

    plan, meaning, asked = plan_of(value), read_later(value), set(units)
    how: dict[str, Any] = {"replications": HOMES, "seed": SEED, "shares": (1.0,), "per_address": True}
    now = _windows_in(run(plan, **how), asked, margin)
    later: dict[str, Window] = {}
    for turn in range(GROUPS if meaning else 0):  # as `later_windows` does, for the turns in which somebody is asked
        if meaning and (theirs := asked.intersection(in_turn(plan, turn))):
            later |= _windows_in(run(waits(plan, meaning, turn), **how), theirs, margin)
    begun = {name for name, at in zip(plan.addresses.names, plan.addresses.column("at", ""), strict=True) if at}
    return {unit: HomeWindows(window, None if unit in begun else later.get(unit)) for unit, window in now.items()}


def _windows_in(outcome: Outcome, names: set[str], margin: int) -> dict[str, Window]:
    """The windows of these addresses: a programme has thousands, and few of them may have a home."""
    from narekenen.forecasts.windows import of_addresses, windows

    members = zip(outcome.plan.addresses.names, outcome.arrays.unit_of.tolist(), strict=True)
    kept = sorted({unit for name, unit in members if name in names})
    arrays = replace(outcome.arrays, names=tuple(outcome.arrays.names[unit] for unit in kept))
    found = windows(replace(outcome, arrays=arrays, finished=outcome.finished[:, kept]), level=LEVEL, margin=margin)
    return {name: window for name, window in of_addresses(outcome, found).items() if name in names}


def margin_of(misses: Sequence[int]) -> int:
    """Days by which windows are widened, given how far earlier ones missed."""
    import numpy as np

    from narekenen.forecasts.windows import conformal_margin

    return conformal_margin(np.array(misses, dtype=np.int32), LEVEL)


def whole_quarters(low: date, high: date | None) -> tuple[date, date | None]:
    """A window as a letter says it: whole quarters, never narrower."""
    from narekenen.forecasts.windows import Window, outward

    shown = outward(Window(low, high))
    return shown.low, shown.high


def read_track(statements: bytes, history: bytes | None, names: tuple[str, str]) -> dict[str, Any]:
    """Dated statements and a history out of CSV or XLSX, as the inputs of `forecast.score@1`; every metric of the
    history whose name a quantity bears is its series. Raises UnusableInput."""
    from narekenen.forecasts.history import read_history, read_statements
    from narekenen.trace.canonical import plain

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"statements{Path(names[0]).suffix}"
        path.write_bytes(statements)
        said = plain(read_statements(path))
        points: list[Any] = []
        if history:
            path = Path(folder) / f"history{Path(names[1]).suffix}"
            path.write_bytes(history)
            points = plain(read_history(path))
    quantities, metrics = {row["quantity"] for row in said}, {row["metric"] for row in points}
    series = {
        quantity: [m for m in sorted(metrics) if m in (quantity, f"{quantity}_cumulative")] for quantity in quantities
    }
    return {"statements": said, "history": points, "series": {q: m for q, m in sorted(series.items()) if m}}


def others_of(inputs: Mapping[str, Any]) -> list[dict[str, float]]:
    """Of each statement in the inputs of `forecast.score@1` what "at pace" and "earned schedule" would have said, where
    "last year again" says something too."""
    from narekenen.forecasts.trackrecord import board_of

    return [{} if row.naive is None else row.others for row in board_of(inputs).rows]


def leagues_of(inputs: Mapping[str, Any]) -> list[str]:
    """The quantities that both sides forecast, as the recipe names them. Raises UnusableInput where there is none."""
    from narekenen.recipes import compute

    return [estimate.name[2:] for estimate in compute("forecast.score@1", inputs) if estimate.name.startswith("n ")]


def risks_of(value: Mapping[str, Any]) -> tuple[Risk, ...]:
    """The risks of a plan. Raises UnusableInput."""
    from narekenen.forecasts.planvalue import plan_of

    return plan_of(value).risks


def joint(
    value: Mapping[str, Any], assumptions: Sequence[Mapping[str, Any]], costs: Mapping[str, float], by: date,
    budget: float,
) -> tuple[Joint, float | None]:  # fmt: skip
    """How sure it is that 95% is finished by a day, that a budget suffices, and both; and the budget for both together
    with 70% certainty, None where the day alone is less sure. Raises UnusableInput."""
    from narekenen.forecasts.jointly import Costs, budget_for, joint_confidence
    from narekenen.forecasts.running import run

    outcome = run(_assumed(value, assumptions), replications=WEIGHED, seed=SEED, shares=(0.95,))
    said = Costs(**costs)
    return joint_confidence(outcome, 0.95, said, by=by, budget=budget), budget_for(outcome, 0.95, said, by=by)


def worth_of(
    value: Mapping[str, Any], assumptions: Sequence[Mapping[str, Any]], mitigations: Sequence[Mapping[str, Any]]
) -> tuple[Worth, ...]:
    """What each mitigation is worth by itself, the best first. Raises UnusableInput naming those that fit no risk."""
    from narekenen.forecasts.mitigations import Mitigation, worth

    chosen = [Mitigation(**each) for each in mitigations]
    return worth(_assumed(value, assumptions), chosen, replications=PREVIEW, seed=SEED)


def _assumed(value: Mapping[str, Any], assumptions: Sequence[Mapping[str, Any]]) -> Plan:
    from narekenen.forecasts.assumptions import assume_all, read_assumptions
    from narekenen.forecasts.planvalue import plan_of

    return assume_all(plan_of(value), read_assumptions(assumptions))
