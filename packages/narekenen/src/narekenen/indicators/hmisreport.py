"""The counts of HUD's annual report from one project: persons by age, households, point in time, length of stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from narekenen.indicators.hmis import ADULT, NO_AGE, PERMANENT, RESIDENTIAL, Project
from narekenen.indicators.stays import OPEN, Mask, Period, day_of, latest, lengths, persons, present

Ints = NDArray[np.int64]
KINDS = ("without children", "with children and adults", "with only children", "unknown")
QUARTERS = (1, 4, 7, 10)
BANDS = (30, 60, 90, 180, 365, 730, 1095, 1460, 1825)  # days; the last band is open


@dataclass(frozen=True, slots=True)
class Counts:
    """Persons in all and per kind of household, in the order of KINDS."""

    total: int
    by_household: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """persons, adults, children, no_age: as told or refused; leavers and stayers; households; who was housed.

    on            last Wednesday of January, April, July and October -> persons there that night
    bands         leavers and stayers per band of length (see BANDS)
    average, median   of the length in days, (leavers, stayers); None without any
    """

    persons: Counts
    adults: Counts
    children: Counts
    refused: Counts
    unknown_age: Counts
    leavers: int
    adult_leavers: int
    adult_and_head_leavers: int
    stayers: int
    adult_stayers: int
    adult_heads: int
    other_heads: int
    long_stayers: int
    households: Counts
    housed: Counts
    on: dict[str, Counts]
    bands: tuple[tuple[int, ...], tuple[int, ...]]
    average: tuple[float | None, float | None]
    median: tuple[float | None, float | None]


def report(project: Project) -> Report:
    """The report of the period of the project. A person with several stays counts once, by the latest of them."""
    last = np.zeros(len(project.age), dtype=bool)
    last[latest(project.stays, np.ones(len(last), dtype=bool))] = True
    kinds = household_kinds(project)
    adult, known = project.age >= ADULT, project.age != NO_AGE
    days, ended = _lengths(project)
    gone, staying = last & ended, last & ~ended

    def counts(rows: Mask) -> Counts:
        chosen = rows & last
        return Counts(int(chosen.sum()), tuple(int((chosen & (kinds == k)).sum()) for k in range(len(KINDS))))

    of_person = np.zeros(int(project.stays.person.max(initial=0)) + 1, dtype=np.int64)
    of_person[project.stays.person[last]] = kinds[last]
    of_person = of_person[project.stays.person]  # of who came back: as in the latest stay
    enrolled, _ = lengths(project.stays, project.period)  # also where nights are counted one by one
    long = staying & (adult | project.head) & (enrolled >= 365)
    return Report(
        counts(last), counts(adult), counts(known & ~adult), counts(~known & project.refused),
        counts(~known & ~project.refused), int(gone.sum()), int((gone & adult).sum()),
        int((gone & (adult | project.head)).sum()), int(staying.sum()), int((staying & adult).sum()),
        int((last & project.head & adult).sum()), int((last & project.head & ~adult).sum()), int(long.sum()),
        counts(project.head), counts((project.housed < OPEN) & np.isin(project.kind, list(PERMANENT))),
        {day.isoformat(): _there(project, day_of(day), of_person) for day in wednesdays(project.period)},
        (_bands(days[gone]), _bands(days[staying])),
        (_mean(days[gone]), _mean(days[staying])), (_middle(days[gone]), _middle(days[staying])),
    )  # fmt: skip


def household_kinds(project: Project) -> Ints:
    """Per stay the kind of its household (index in KINDS), from the ages of all its members in the period."""
    size = int(project.household.max(initial=0)) + 1
    has = [np.zeros(size, dtype=bool) for _ in range(3)]
    adult, child = project.age >= ADULT, (project.age >= 0) & (project.age < ADULT)
    for table, rows in zip(has, (adult, child, project.age == NO_AGE), strict=True):
        table[project.household[rows]] = True
    adults, children, unknown = (table[project.household] for table in has)
    kind = np.full(len(project.age), 3)
    kind[adults & ~children & ~unknown] = 0
    kind[children & ~adults & ~unknown] = 2
    kind[adults & children] = 1
    return kind


def wednesdays(period: Period) -> tuple[date, ...]:
    """The last Wednesdays of January, April, July and October that lie within the period, in the order of months."""
    first, end = (date(1970, 1, 1) + timedelta(days=day) for day in (period.first, period.last))
    found = []
    for year in range(first.year, end.year + 1):
        for month in QUARTERS:
            last = date(year, month, 31 if month != 4 else 30)
            found.append(last - timedelta(days=(last.weekday() - 2) % 7))
    return tuple(sorted((day for day in found if first <= day <= end), key=lambda day: day.month))


def _there(project: Project, day: int, kinds: Ints) -> Counts:
    """A residence counts who slept there that night; a service counts its last day too."""
    stays = project.stays
    rows = present(stays, day) if project.kind in RESIDENTIAL else (stays.entry <= day) & (stays.exit >= day)
    rows &= project.housed <= day
    if project.night_by_night:  # a household is there when one of it slept there: few write down every child
        slept = project.slept[project.slept[:, 1] == day, 0]
        rows &= np.isin(project.household, project.household[slept])
    return Counts(persons(stays, rows), tuple(persons(stays, rows & (kinds == k)) for k in range(len(KINDS))))


def _lengths(project: Project) -> tuple[Ints, Mask]:
    days, ended = lengths(project.stays, project.period)
    if project.night_by_night:
        till = project.slept[project.slept[:, 1] <= project.period.last, 0]
        days = np.bincount(till, minlength=len(ended))
    return days, ended


def _bands(days: Ints) -> tuple[int, ...]:
    return tuple(int(n) for n in np.bincount(np.searchsorted(BANDS, days, side="left"), minlength=len(BANDS) + 1))


def _mean(days: Ints) -> float | None:
    return float(days.mean()) if len(days) else None


def _middle(days: Ints) -> float | None:
    return float(np.median(days)) if len(days) else None
