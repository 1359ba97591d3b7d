"""Forecasts that anybody could have made on the day that a statement was made, scored beside it like statements."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from navolgbaar.forecasts import science

PACE, EARNED = "at pace", "earned schedule"
Row = dict[str, Any]


def with_rivals(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs of `forecast.score@1` with, for each statement about a year that "last year again" is scored on too,
    what the others would have said. They are statements of a kind of their own: see `called`.

    "at pace"          the mean of all years that were complete on the day of issue
    "earned schedule"  the planned number of that year times SPI(t) = ES / AT, the periods of the plan that the work
                       done is worth over the periods gone by (Lipke 2003); where the statements of that kind are a plan
                       without a gap, of which a year was complete
    """
    done = science.done_by_year(inputs)
    plans: dict[tuple[str, str], dict[int, float]] = {}
    numbers = [row for row in inputs["statements"] if row["low"] is not None and _year(row)]
    for row in numbers:
        plans.setdefault((row["quantity"], row["kind"]), {}).setdefault(_year(row), (row["low"] + row["high"]) / 2)
    added = []
    for row in (row for row in numbers if row["actual"] is not None):
        issued = int(row["issued"][:4])
        known = {year: value for year, value in done.get(row["quantity"], {}).items() if year < issued}
        if issued - 1 in known:
            plan = plans[row["quantity"], row["kind"]]
            added += _said(row, PACE, sum(known.values()) / len(known), known)
            added += _said(row, EARNED, _earned(plan, known, _year(row)), known)
    return {**inputs, "statements": [*inputs["statements"], *added]}


def called(league: str, rival: str) -> str:
    """What a rival of a league is called: "finished (target)" becomes "finished (target, at pace)"."""
    return f"{league[:-1]}, {rival})" if league.endswith(")") else f"{league} ({rival})"


def _said(row: Row, rival: str, value: float | None, known: dict[int, float]) -> list[Row]:
    if value is None:
        return []
    kind = f"{row['kind']}, {rival}" if row["kind"] else rival
    low = high = round(value, 6)
    source = f"computed from {min(known)} to {max(known)}"
    return [{**row, "issuer": rival, "kind": kind, "low": low, "high": high, "source": source}]


def _earned(plan: dict[int, float], known: dict[int, float], year: int) -> float | None:
    first = min(plan)
    gone = [each for each in range(first, year) if each in known]
    if not gone or gone[-1] - first + 1 != len(gone) or not set(range(first, year + 1)) <= plan.keys():
        return None
    planned = [plan[each] for each in range(first, year + 1)]
    if min(planned) < 0:
        return None
    index = science.earned_index(tuple(accumulate(planned)), sum(known[each] for each in gone), len(gone))
    return plan[year] * index


def _year(row: Row) -> int:
    """The calendar year that a statement is about; 0 for totals and end dates."""
    said = str(row["period"])
    return int(said) if said.isdecimal() and len(said) == 4 else 0
