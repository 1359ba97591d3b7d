"""A table that is released again: what its former releases told is known, and no change of a few persons may be read.

All releases are one table to an attacker: a row that did not change is the same row in each, a row that did is another
row with the same columns, and the difference between two of them is a further cell. Differences below the threshold are
small cells like others, so that they and what would give them away are withheld, and audited, in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from narekenen.disclosure.suppression import suppress
from narekenen.disclosure.tables import Cells, Ints, Mask, crossed
from narekenen.errors import UnusableInput

TOTALS = ""
SMALL, CHANGE, COVER = "small", "change", "protect"
Rows = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Former:
    """One release. counts: name -> numbers as they were counted then, without totals; shown: name -> the same with
    the total of the row last, None where withheld, and the totals of all rows under ""."""

    counts: Rows
    shown: Mapping[str, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Released:
    """rows: as `Former.shown`. why: (name, place) -> "small", "change" (a few persons since a former release) or
    "protect" (it would give another away) of every withheld cell."""

    rows: dict[str, list[int | None]]
    why: dict[tuple[str, int], str]


@dataclass(slots=True)
class _Known:
    """Cells beside those of the present table, with what an attacker knows. versions: name -> (numbers, cells) of each
    form that a row had; changed: cells of the present table that differ a little from a former one."""

    now: Cells
    values: list[int]
    versions: dict[str, list[tuple[tuple[int, ...], Ints]]]
    lines: list[Ints] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)
    withheld: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)

    def cells_of(self, name: str, row: tuple[int, ...]) -> Ints:
        """The cells of a row in this form; made where it had none."""
        forms = self.versions.setdefault(name, [])
        found = next((cells for numbers, cells in forms if numbers == row), None)
        if found is None:
            found = np.arange(len(self.values), len(self.values) + len(row))
            self.values.extend(row)
            self.lines.append(found[None, :])
            forms.append((row, found))
        return found

    def learn(self, former: Former) -> None:
        """The rows of a former release, its column sums, and which of its cells were shown."""
        there = {name: self.cells_of(name, row) for name, row in _with_totals(former.counts).items()}
        for name, cells in there.items():
            told = former.shown.get(name, [None] * len(cells))
            for cell, number in zip(cells.tolist(), told, strict=True):
                (self.withheld if number is None else self.shown).add(cell)
        self.lines.append(np.stack([cells for name, cells in there.items() if name] + [there[TOTALS]]).T)

    def compare(self, name: str, threshold: int) -> None:
        """A cell per small difference between the present row and a former form of it."""
        (row, cells), *formers = self.versions[name]
        for numbers, then in formers:
            for place, (before, after) in enumerate(zip(numbers, row, strict=True)):
                if 0 < abs(after - before) < threshold:
                    low, high = (then, cells) if after > before else (cells, then)
                    self.lines.append(np.array([[low[place], len(self.values), high[place]]]))
                    self.values.append(abs(after - before))
                    self.changed.add(int(cells[place]))


def release(table: Rows, formers: Sequence[Former] = (), threshold: int = 5) -> Released:
    """Withhold what is small, what changed by less than the threshold since a former release, and what would give
    either away to who has all releases, the rows that did not change, and knows which these are.

    table    name -> counts, without totals; formers: every former release, the newest last
    An attacker is left a range at least as wide as the threshold for every small count of every release and for every
    small change. Raises UnusableInput where that cannot be reached.
    """
    full = _with_totals(table)
    now = crossed([list(row) for row in table.values()])
    number = np.arange(len(now.values)).reshape(now.shape)
    known = _Known(now, now.values.tolist(), {n: [(r, number[i])] for i, (n, r) in enumerate(full.items())})
    for former in formers:
        known.learn(former)
    for name in full:
        known.compare(name, threshold)
    hidden = _protected(known, threshold).reshape(now.shape)
    rows = {
        name: [None if hidden[i, j] else n for j, n in enumerate(row)] for i, (name, row) in enumerate(full.items())
    }
    names = list(full)
    return Released(rows, {
        (names[i], int(j)): _why(int(number[i, j]), full[names[i]][j], known.changed, threshold)
        for i, j in zip(*np.nonzero(hidden), strict=True)
    })  # fmt: skip


def _protected(known: _Known, threshold: int) -> Mask:
    """Which cells of the present table are withheld."""
    size = len(known.now.values)
    cells = Cells(np.array(known.values), (*known.now.lines, *known.lines), known.now.shape)
    shown, also = (np.isin(np.arange(len(cells.values)), list(some)) for some in (known.shown, known.withheld))
    try:
        found = suppress(cells, threshold=threshold, earlier=shown, also=also & ~shown)
    except UnusableInput:
        changed = [forms[0][1] for forms in known.versions.values() if len(forms) > 1 and forms[0][1][0] < size]
        if not changed:
            raise
        # Without any number of the rows that changed, the new release tells nothing that the former ones did not.
        also[np.concatenate(changed)] = True
        found = suppress(cells, threshold=threshold, earlier=shown, also=also & ~shown)
    return found.withheld()[:size]


def _why(cell: int, count: int, changed: set[int], threshold: int) -> str:
    return SMALL if 0 < count < threshold else CHANGE if cell in changed else COVER


def _with_totals(table: Rows) -> dict[str, tuple[int, ...]]:
    """Each row with its total last, and the totals of all rows under ""."""
    rows = {name: (*map(int, row), int(sum(row))) for name, row in table.items()}
    return {**rows, TOTALS: tuple(sum(column) for column in zip(*rows.values(), strict=True))}
