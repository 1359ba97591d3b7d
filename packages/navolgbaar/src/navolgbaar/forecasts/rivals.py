"""Forecasts that anybody could have made on the day that a statement was made, scored beside it like statements."""

from __future__ import annotations

from typing import Any

from navolgbaar.forecasts import science

PACE, EARNED = "at pace", "earned schedule"


def with_rivals(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs of `forecast.score@1` with, for each statement that "last year again" is scored on too, what the
    others would have said (narekenen says how). They are statements of a kind of their own: see `called`."""
    added = []
    for row, others in zip(inputs["statements"], science.others_of(inputs), strict=True):
        for rival, value in others.items():
            kind = f"{row['kind']}, {rival}" if row["kind"] else rival
            said = {"low": round(value, 6), "high": round(value, 6), "source": "computed from the history"}
            added.append({**row, "issuer": rival, "kind": kind, **said})
    return {**inputs, "statements": [*inputs["statements"], *added]}


def called(league: str, rival: str) -> str:
    """What a rival of a league is called: "finished (target)" becomes "finished (target, at pace)"."""
    return f"{league[:-1]}, {rival})" if league.endswith(")") else f"{league} ({rival})"
