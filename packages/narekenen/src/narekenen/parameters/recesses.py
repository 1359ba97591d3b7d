"""Recesses of the Tweede Kamer by name and year, each with its reference."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Recess:
    """One recess: `first` and `last` day as published, `certainty` and `reference` as recorded with the row."""

    name: str
    first: date
    last: date
    certainty: str
    reference: str


@cache
def recesses() -> tuple[Recess, ...]:
    """All recesses that the calendar holds, in order of their first day."""
    table = tomllib.loads(files("narekenen.parameters").joinpath("recesses.toml").read_text(encoding="utf-8"))
    source = table["source"]["name"]
    rows = (
        Recess(row["name"], row["from"], row["until"], row["certainty"], f"{source}: {row['reference']}")
        for row in table["recess"]
    )
    return tuple(sorted(rows, key=lambda recess: recess.first))


def recess(name: str, year: int) -> Recess | None:
    """The recess of that name that starts in that year; None where the calendar does not hold it."""
    return next((row for row in recesses() if row.name == name and row.first.year == year), None)
