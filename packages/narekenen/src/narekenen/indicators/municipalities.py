"""Municipalities through time: which ones there are on a day, and series that survive mergers, also within a year.

The register (municipalities.csv) holds those of the Netherlands from 1 January 2021: CBS, "Gemeentelijke indeling",
CC BY 4.0. A municipality that ended went over whole into another. Where one is split, give the shares yourself.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from narekenen.errors import UnusableInput, say

KNOWN_FROM = date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class Merger:
    """From the day `on`, a share (0 to 1) of what was `old` belongs to `new`. The shares of one `old` add up to 1."""

    on: date
    old: str
    new: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Municipality:
    """since and until (not included): None where it existed before the register, or still exists."""

    code: str
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Observation:
    """A number that adds up (stays, nights, euros) over the days first to last, by the code in use then."""

    code: str
    first: date
    last: date
    value: float


@cache
def _register() -> tuple[tuple[Municipality, ...], tuple[Merger, ...]]:
    text = (files("narekenen.indicators") / "municipalities.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    every = tuple(Municipality(row["code"], row["name"], _day(row["from"]), _day(row["until"])) for row in rows)
    mergers = tuple(
        Merger(date.fromisoformat(row["until"]), row["code"], row["into"]) for row in rows if row["into"]
    )  # fmt: skip
    return every, tuple(sorted(mergers, key=lambda merger: (merger.on, merger.old)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def municipalities_on(day: date) -> dict[str, str]:
    """Code -> name of the municipalities of that day. Raises UnusableInput for a day before 2021."""
    if day < KNOWN_FROM:
        raise UnusableInput(say("The register of municipalities begins on {day}", day=KNOWN_FROM), where=str(day))
    return {
        one.code: one.name for one in _register()[0]
        if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
    }  # fmt: skip


def named(code: str) -> str:
    """The latest name of a municipality by its code; the code itself where the register does not hold it."""
    return next((one.name for one in reversed(_register()[0]) if one.code == code), code)


def mergers() -> tuple[Merger, ...]:
    """All mergers in the register, oldest first."""
    return _register()[1]


def bridge(code: str, since: date, until: date, through: Iterable[Merger] | None = None) -> dict[str, float]:
    """Where the municipality `code` of day `since` has gone by day `until`: code -> share, through every merger.

    A merger on the day `until` itself counts; one on the day `since` has already happened.
    Raises UnusableInput when the shares of a split do not add up to 1.
    """
    found = {code: 1.0}
    for on, parts in _by_day(mergers() if through is None else through):
        if since < on <= until:
            following: dict[str, float] = defaultdict(float)
            for old, share in found.items():
                for new, part in parts.get(old, {old: 1.0}).items():
                    following[new] += share * part
            found = dict(following)
    return found


def _by_day(through: Iterable[Merger]) -> list[tuple[date, dict[str, dict[str, float]]]]:
    days: dict[date, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for merger in through:
        days[merger.on][merger.old][merger.new] = merger.share
    wrong = [
        say("{old} on {on}: shares add up to {share:g}", old=old, on=on, share=sum(parts.values()))
        for on, olds in days.items() for old, parts in olds.items() if abs(sum(parts.values()) - 1) > 1e-9
    ]  # fmt: skip
    if wrong:
        raise UnusableInput("A municipality is split into more or less than itself", problems=tuple(wrong))
    return sorted(days.items())


def restate(
    values: Mapping[str, float], since: date, until: date, through: Iterable[Merger] | None = None
) -> dict[str, float]:
    """Numbers that add up, by municipality of day `since`, in the municipalities of day `until`. The sum stays.

    Rates and averages do not add up: restate the counts and their bases, and divide afterwards.
    Raises UnusableInput naming the codes that are no municipality on `since` (register only).
    """
    through = mergers() if through is None else tuple(through)
    if through is mergers():
        _known(values, since)
    out: dict[str, float] = defaultdict(float)
    for code, value in values.items():
        for new, share in bridge(code, since, until, through).items():
            out[new] += value * share
    return dict(out)


def _known(codes: Iterable[str], day: date) -> None:
    there = municipalities_on(day)
    strange = tuple(code for code in codes if code not in there)
    if strange:
        raise UnusableInput(
            say("No municipalities on {day}: {names}", day=day, names=", ".join(strange)),
            do="Use the codes of that day",
        )


def series(
    observations: Iterable[Observation], boundaries: date, through: Iterable[Merger] | None = None
) -> dict[tuple[str, int], float]:
    """(code, year) -> sum over the year, in the municipalities of the day `boundaries`.

    An observation counts in the year in which it ends, under the code of its first day. So what a municipality that
    ended in March reported over January to March is added to that of its successor, and no day counts twice.
    Raises UnusableInput when an observation runs into another year, or past the end of its municipality by more than
    the day of the merger, or begins on a day later than `boundaries`.
    """
    through, problems = mergers() if through is None else tuple(through), []
    out: dict[tuple[str, int], float] = defaultdict(float)
    for one in observations:
        ended = [merger.on for merger in through if merger.old == one.code and one.first < merger.on <= one.last]
        if one.first.year != one.last.year or one.last < one.first or one.first > boundaries:
            problems.append(
                say(
                    "{code}: {first} to {last} is no part of one year up to {boundaries}",
                    code=one.code,
                    first=one.first,
                    last=one.last,
                    boundaries=boundaries,
                )
            )
        elif ended:
            problems.append(
                say(
                    "{code}: {first} to {last} runs past its end on {end}",
                    code=one.code,
                    first=one.first,
                    last=one.last,
                    end=ended[0],
                )
            )
        else:
            for new, share in bridge(one.code, one.first, boundaries, through).items():
                out[new, one.last.year] += one.value * share
    if problems:
        raise UnusableInput("These observations cannot be put in a series", problems=tuple(problems))
    return dict(sorted(out.items()))


def person_years(
    population: Mapping[str, float], year: int, through: Iterable[Merger] | None = None
) -> dict[str, float]:
    """The population of 1 January as years lived in each municipality while it existed, for rates by the codes then.

    Weesp, which went over on 24 March 2022, has 82 of 365 days of its people; Amsterdam has the other 283.
    """
    through = mergers() if through is None else tuple(through)
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    cuts = sorted({first, end, *(merger.on for merger in through if first < merger.on < end)})
    out: dict[str, float] = defaultdict(float)
    for start, stop in pairwise(cuts):
        part = (stop - start) / (end - first)
        for code, value in population.items():
            for new, share in bridge(code, first, start, through).items():
                out[new] += value * share * part
    return dict(out)
