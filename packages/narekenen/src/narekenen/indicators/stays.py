"""Stays of persons: who was there, on a night, in a period, how long, and who left.

Days are whole numbers (days since 1970-01-01). A stay covers the nights from its first day up to, not including, its
last; a stay that goes on has the day OPEN. Not knowing the last day is not the same as staying: leave such stays out
and say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from narekenen.errors import UnusableInput, say

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
OPEN = np.iinfo(np.int64).max // 4


def day_of(when: date) -> int:
    """Days since 1970-01-01."""
    return when.toordinal() - date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included."""

    first: int
    last: int

    @classmethod
    def of(cls, first: date, last: date) -> Period:
        """From two dates. Raises UnusableInput when the last lies before the first."""
        if last < first:
            raise UnusableInput(
                say("The period ends ({last}) before it begins ({first})", last=last, first=first), where="period"
            )
        return cls(day_of(first), day_of(last))


@dataclass(frozen=True, slots=True)
class Stays:
    """One row per stay, arrays of one length: a number per person, first day, last day or OPEN."""

    person: Ints
    entry: Ints
    exit: Ints

    @classmethod
    def of(cls, person: ArrayLike, entry: ArrayLike, leaving: ArrayLike) -> Stays:
        """Raises UnusableInput when lengths differ or a stay ends before it begins."""
        columns = [np.asarray(part, dtype=np.int64) for part in (person, entry, leaving)]
        if len({column.shape for column in columns}) > 1 or np.any(columns[2] < columns[1]):
            raise UnusableInput("Stays of unequal length, or one that ends before it begins", where="stays")
        return cls(*columns)

    def take(self, rows: Mask | Ints) -> Stays:
        """These rows."""
        return Stays(self.person[rows], self.entry[rows], self.exit[rows])


def served(stays: Stays, period: Period) -> Mask:
    """Stays that touch the period; a stay that ends on its first day still does."""
    return np.asarray((stays.entry <= period.last) & (stays.exit >= period.first))


def present(stays: Stays, day: int) -> Mask:
    """Stays on the night after `day`: begun by then and not ended by then."""
    return np.asarray((stays.entry <= day) & (stays.exit > day))


def persons(stays: Stays, rows: Mask | None = None) -> int:
    """How many different persons."""
    return len(np.unique(stays.person if rows is None else stays.person[rows]))


def latest(stays: Stays, rows: Mask) -> Ints:
    """Per person the row of the latest stay among `rows`: the one begun last, and of those the one that ends last."""
    which = np.flatnonzero(rows)
    order = which[np.lexsort((stays.exit[which], stays.entry[which], stays.person[which]))]
    person = stays.person[order]
    return order[np.append(person[1:] != person[:-1], True)] if len(order) else order


@dataclass(frozen=True, slots=True)
class Flow:
    """Persons in a period. at_start + came - left = at_end only when nobody stays twice; persons are counted once."""

    served: int
    at_start: int
    came: int
    leavers: int
    at_end: int


def flow(stays: Stays, period: Period) -> Flow:
    """came: a stay began in the period. Leavers: persons whose every stay in the period ended by its last day."""
    rows = served(stays, period)
    came = rows & (stays.entry >= period.first)
    staying = rows & (stays.exit > period.last)
    return Flow(
        persons(stays, rows), persons(stays, present(stays, period.first - 1)), persons(stays, came),
        persons(stays, rows) - persons(stays, staying), persons(stays, staying),
    )  # fmt: skip


def lengths(stays: Stays, period: Period) -> tuple[Ints, Mask]:
    """Days per stay and whether it ended by the end of the period: exit - entry, else period end + 1 - entry.

    The second are cut off, not lengths of stay: their mean tells how long people have been there, not how long they
    stay. For that use `survival`.
    """
    ended = stays.exit <= period.last
    return np.where(ended, stays.exit, period.last + 1) - stays.entry, np.asarray(ended)


def nights(stays: Stays, period: Period) -> Ints:
    """Bed-nights of each stay within the period."""
    first, end = np.maximum(stays.entry, period.first), np.minimum(stays.exit, period.last + 1)
    return np.asarray(np.maximum(end - first, 0))


def nights_by(stays: Stays, period: Period, group: ArrayLike, groups: int) -> Ints:
    """Bed-nights per group (codes from 0): these do add up."""
    return np.bincount(np.asarray(group), weights=nights(stays, period), minlength=groups).astype(np.int64)


def available_nights(places: Iterable[tuple[int, int, int]], period: Period) -> int:
    """Bed-nights that could be slept: (first day, last day, places) each, both days included."""
    return sum(
        max(0, min(last, period.last) - max(first, period.first) + 1) * beds for first, last, beds in places
    )  # fmt: skip


def returns(stays: Stays, period: Period, within: int) -> tuple[int, int]:
    """(leavers, those who came back): persons whose last departure in the period was followed by a new stay within
    so many days. Departures for another stay that overlaps or begins the same day are no departures."""
    order = np.lexsort((stays.exit, stays.entry, stays.person))
    one = stays.take(order)
    until = _running_last(one)
    same = np.append(one.person[1:] == one.person[:-1], False)
    following = np.append(one.entry[1:], 0)
    gone = (until >= period.first) & (until <= period.last) & ~(same & (following <= until))
    last_gone = latest(Stays(one.person, until, until), gone)
    back = same[last_gone] & (following[last_gone] - until[last_gone] <= within)
    return len(last_gone), int(back.sum())


def _running_last(one: Stays) -> Ints:
    """The latest last day of a person so far, rows ordered by person and first day."""
    # Persons are lifted above one another by ranks, so that one running maximum serves all of them.
    days, rank = np.unique(one.exit, return_inverse=True)
    lift = np.cumsum(np.append(False, one.person[1:] != one.person[:-1])[: len(rank)]) * len(days)
    return np.asarray(days[np.maximum.accumulate(rank + lift) - lift])
