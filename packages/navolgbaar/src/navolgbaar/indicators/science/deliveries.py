"""A delivery becomes counts; the rows of persons are dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from navolgbaar.indicators.words import AGES, CELLS, LONG_STAY, LONG_WAIT

if TYPE_CHECKING:
    import polars as pl

UNKNOWN_MUNICIPALITY = "GM9999"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is kept of a delivery.

    counts    numbers of stays, persons and nights; "cells": persons by sex and age; "months": first day of a month ->
              [to a home of their own, left] of the stays that ended in it
    quality   rows, persons, open stays, and per column how many values are unknown
    """

    counts: dict[str, Any]
    quality: dict[str, Any]
    digest: str


def read(name: str, data: bytes, first: date, last: date, within: int, places: int | None = None) -> Counted:
    """Count a delivery over the period. It is read in memory, reaches no disk, and is not kept.

    within   days of the key period: returns within these can be seen
    places   beds there were on a night, on average over the period; None where nobody said so
    Raises UnusableInput with one line per kind of problem, naming every row and repeating nothing about a person.
    """
    from hashlib import sha256

    from narekenen.fieldtests.tables import Brought
    from narekenen.indicators.delivery import read_delivery
    from narekenen.indicators.deliveryrules import Context
    from narekenen.indicators.municipalities import municipalities_on
    from narekenen.indicators.stays import Period, flow, nights, returns

    known = {*municipalities_on(first), *municipalities_on(last), UNKNOWN_MUNICIPALITY}
    found = read_delivery(Brought(name, data), Context(first, last, known))
    stays, period = found.stays(), Period.of(first, last)
    moved = flow(stays, period)
    left, back = returns(stays, period, within)
    counts = {
        "stays": found.quality.rows, "persons": moved.served, "at_start": moved.at_start, "came": moved.came,
        "leavers": moved.leavers, "at_end": moved.at_end, "nights": int(nights(stays, period).sum()), "left": left,
        "back": back, "waited": found.quality.rows - found.quality.unknown["waiting_since"],
        "beds": (places or 0) * (period.last - period.first + 1), **_newcomers(found.frame, first, last),
        **_homes(found.frame), "cells": _cells(found.frame, last.year), "months": _months(found.frame, first),
    }  # fmt: skip
    quality = {
        "rows": found.quality.rows, "persons": found.quality.persons, "open_stays": found.quality.open_stays,
        "unknown": {column: number for column, number in found.quality.unknown.items() if column != "waiting_since"},
    }  # fmt: skip
    return Counted(counts, quality, f"sha256:{sha256(data).hexdigest()}")


def _newcomers(frame: pl.DataFrame, first: date, last: date) -> dict[str, int]:
    """Of the persons who came in during the period, each by the first stay: who had waited long, of those of whom it is
    known since when; who stayed long, of those who came in so early that it can be seen."""
    import polars as pl

    came = frame.filter(pl.col("entry") >= first).sort("entry", "exit").unique("person", keep="first")
    waited = (pl.col("entry") - pl.col("waiting_since")).dt.total_days()
    seen = pl.col("entry") <= last - timedelta(days=LONG_STAY)
    stayed = (pl.col("exit").fill_null(date.max) - pl.col("entry")).dt.total_days() >= LONG_STAY
    row = came.select(
        waited.is_not_null().sum().alias("waited_known"), (waited > LONG_WAIT).sum().alias("waited_long"),
        seen.sum().alias("followed"), (seen & stayed).sum().alias("stayed_long"),
    ).row(0, named=True)  # fmt: skip
    return {name: int(number) for name, number in row.items()}


def _homes(frame: pl.DataFrame) -> dict[str, int]:
    """Of the persons who have no stay left: how many it is known of where they went, and who to a home."""
    import polars as pl

    last = frame.sort("exit", "entry").group_by("person").agg(
        pl.col("exit").null_count().alias("open"), pl.col("home").last()
    ).filter(pl.col("open") == 0)  # fmt: skip
    counted = dict(last["home"].value_counts().iter_rows())
    return {"known": counted.get("yes", 0) + counted.get("no", 0), "home": counted.get("yes", 0)}


def _cells(frame: pl.DataFrame, year: int) -> dict[str, int]:
    """Persons by sex and by age at the end of the year; who is neither m nor f, or of unknown age, is "other"."""
    import polars as pl

    age = year - pl.col("birth_year")
    label = pl.when(age < 18).then(pl.lit(AGES[0])).when(age <= 26).then(pl.lit(AGES[1])).otherwise(pl.lit(AGES[2]))
    named = pl.when(pl.col("sex").is_in(["f", "m"]) & age.is_not_null()).then(pl.col("sex") + " " + label)
    found = frame.unique("person").select(named.otherwise(pl.lit("other")).alias("cell"))["cell"].value_counts()
    there = dict(found.iter_rows())
    return {cell: there.get(cell, 0) for cell in CELLS}


def _months(frame: pl.DataFrame, first: date) -> dict[str, list[int]]:
    import polars as pl

    ended = frame.filter(pl.col("home").is_in(["yes", "no"]), pl.col("exit") >= first).group_by(
        pl.col("exit").dt.truncate("1mo").alias("month")
    ).agg((pl.col("home") == "yes").sum().alias("home"), pl.len().alias("left")).sort("month")  # fmt: skip
    return {month.isoformat(): [home, left] for month, home, left in ended.iter_rows()}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[int]]:
    """Which counts a corrected delivery changes: name -> [before, after]. The rows of the former one are not here any
    more, so what is compared is what was kept of it."""

    def flat(counts: Mapping[str, Any]) -> dict[str, int]:
        plain = {name: number for name, number in counts.items() if isinstance(number, int)}
        return {**plain, **counts["cells"]}

    old, new = flat(before), flat(after)
    return {name: [old.get(name, 0), new[name]] for name in new if old.get(name, 0) != new[name]}


def coverage(
    due: date, received: Mapping[str, tuple[date, int]], last_time: Mapping[str, int], expected: Sequence[str]
) -> dict[str, Any]:
    """Who delivered and who did not, by public id, and what the missing ones do to the number of stays: "high" is the
    total when they have as many as last time, None where one of them never delivered."""
    from narekenen.indicators.deliveries import coverage as cover

    found = cover(due, received, last_time, tuple(expected))
    return {
        "expected": found.expected, "delivered": found.delivered, "late": list(found.late),
        "missing": list(found.missing), "total": found.total, "low": found.low, "high": found.high,
    }  # fmt: skip
