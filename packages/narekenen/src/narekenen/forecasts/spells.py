"""Durations as records give them: some still open, some only seen from an age on, some known to lie in an interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import Floats


@dataclass(frozen=True, slots=True)
class Spells:
    """Durations in days, one entry per case.

    low, high   the duration lies above low and at most at high; equal: known exactly; high infinite: still open
    entry       age from which the case was under observation (left truncation); 0: from its start
    """

    low: Floats
    high: Floats
    entry: Floats

    def __post_init__(self) -> None:
        parts = (self.low, self.high, self.entry)
        if len({len(part) for part in parts}) != 1 or not len(self.low):
            raise UnusableInput("No durations, or columns of different length", where="lead times")
        wrong = ~((self.low <= self.high) & (self.entry >= 0) & (self.entry <= self.low) & (self.low < np.inf))
        wrong |= (self.low == self.high) & (self.low <= 0)
        if wrong.any():
            rows = np.flatnonzero(wrong)[:40].tolist()
            raise UnusableInput(
                say(
                    "{count} durations are not positive, or end before they begin or were first seen",
                    count=int(wrong.sum()),
                ),
                where="lead times",
                problems=tuple(
                    say(
                        "case {place}: {low:g} to {high:g} days, seen from {entry:g}",
                        place=i + 1,
                        low=self.low[i],
                        high=self.high[i],
                        entry=self.entry[i],
                    )
                    for i in rows
                ),
            )

    @property
    def exact(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.low == self.high)

    @property
    def open(self) -> npt.NDArray[np.bool_]:
        return np.asarray(np.isinf(self.high))


def spells(
    starts: tuple[date, ...], ends: tuple[date | None, ...], *, known_on: date, register_from: date | None = None
) -> Spells:
    """Durations from dates, as they were known on a day.

    Cases that start later are left out; an end after `known_on` was not known yet, so the case is open. An end on the
    day of the start counts as half a day. `register_from`: only cases that were still open on that day are in the
    register; the earlier ones enter at the age that they had. Raises UnusableInput naming every end before its start
    and every case that had ended before the register began.
    """
    rows, problems = [], []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        if end is not None and end < start:
            problems.append(say("case {i}: ends on {end}, before its start on {start}", i=i, end=end, start=start))
            continue
        if start > known_on:
            continue
        known = end if end is not None and end <= known_on else None
        entry = 0 if register_from is None else max(0, (register_from - start).days)
        days = max(((known or known_on) - start).days, 0)
        if entry > days or (known is not None and entry and entry >= days):
            problems.append(
                say("case {i}: ended before the register began on {register_from}", i=i, register_from=register_from)
            )
            continue
        length = max(float(days), 0.5)
        rows.append((length, length if known else np.inf, float(min(entry, length))))
    if problems:
        raise UnusableInput("Dates are out of order", where="lead times", problems=tuple(problems[:40]))
    low, high, entry_ = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return Spells(low, high, entry_)
