"""The scope ledger in days as a recipe: what an outsider computes again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.assumptions import assume_all, read_assumptions
from narekenen.forecasts.ledgerlines import LedgerLine
from narekenen.forecasts.planvalue import plan_of
from narekenen.forecasts.recipes import count_of
from narekenen.forecasts.scopeledger import LEVEL, MOST_LINES, Effect, effects
from narekenen.trace.model import Estimate

NO_PLACE = "wat wegviel heeft in dit plan geen plaats meer"


def ledger(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """plan (the new one), lines (each change, left_out, which), replications; old (the plan before), assumptions
    and share (per cent, 95) may be left out.

    Gives "days", how much later the share is finished on average through all changes of the scope together; "days 1"
    and on, of each line that changes it: they add up; and "left out 1", what it would be were those left out counted.
    Raises UnusableInput for lines that do not fit the plan. Where what left has no place in the new plan any more, such
    as a region without capacity, the estimates have no value, with that reason.
    """
    replications, share = count_of(values), float(values.get("share", 95)) / 100
    lines = read_lines(values.get("lines", []))
    plan = assume_all(plan_of(values.get("plan", {})), read_assumptions(values.get("assumptions", [])))
    old = plan_of(values["old"]) if values.get("old") else None
    asked = ["days"] + [f"days {i}" for i, line in enumerate(lines, start=1) if line.change]
    asked += [f"left out {i}" for i, line in enumerate(lines, start=1) if line.left_out]
    try:
        found = effects(plan, lines, old=old, share=share, replications=replications, seed=seed)
    except UnusableInput as problem:
        if problem.where == "scope ledger":
            raise
        return tuple(Estimate(name, None, unit="days", n=replications, reason=NO_PLACE) for name in asked)
    parts = [found.total, *(each for each in found.changes if each), *(each for each in found.left_out if each)]
    return tuple(_estimate(name, part, replications) for name, part in zip(asked, parts, strict=True))


def _estimate(name: str, effect: Effect, n: int) -> Estimate:
    method = "Shapley (1953)" if name.startswith("days ") else "paired, under the same luck"
    return Estimate(name, round(effect.days, 6), low=round(effect.low, 6), high=round(effect.high, 6), level=LEVEL,
                    unit="days", n=n, method=method)  # fmt: skip


def read_lines(values: Any) -> tuple[LedgerLine, ...]:
    """Lines of a ledger out of plain values. Raises UnusableInput for what is none, or too many."""
    if not isinstance(values, list) or not 1 <= len(values) <= MOST_LINES:
        raise UnusableInput("A ledger has lines", where="scope ledger", why=say("From 1 to {most}", most=MOST_LINES))
    found = []
    for row in values:
        numbers = [row.get("change", 0), row.get("left_out", 0)]
        if any(isinstance(n, bool) or not isinstance(n, int) for n in numbers) or numbers[1] < 0:
            raise UnusableInput(say("{row!r} is no line of a ledger", row=row), where="scope ledger")
        found.append(LedgerLine("", numbers[0], numbers[1], str(row.get("which", ""))))
    return tuple(found)
