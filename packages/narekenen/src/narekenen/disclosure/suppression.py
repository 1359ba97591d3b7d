"""Which cells to withhold: the small ones, and so many others that nobody can work out the small ones.

Primary: a count above zero and below the threshold. Secondary: every sum in which a cell is withheld has at least two
withheld cells, chosen where they cost least; then what an attacker can work out is audited, and cells are added until
every primary cell is left a range that is wide enough. It is a heuristic: safe by its audit, not least in cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from narekenen.disclosure.audit import fixed, intervals
from narekenen.disclosure.tables import Cells, Ints, Mask
from narekenen.errors import UnusableInput, say

Floats = NDArray[np.float64]
CLOSING, MARGIN = 4.0, 8.0
BOXES = 3000  # boxes looked at per weak cell


@dataclass(frozen=True, slots=True)
class Suppression:
    """primary, secondary: masks over the cells. public: primary cells that an earlier release already showed: they
    cannot be taken back, and are to be reported. rounds: how often cells were added after an audit."""

    primary: Mask
    secondary: Mask
    public: Mask
    rounds: int

    def withheld(self) -> Mask:
        """All cells that are not published."""
        return np.asarray(self.primary | self.secondary)


def suppress(
    cells: Cells, *, threshold: int = 5, width: float | None = None, earlier: Mask | None = None,
    also: Mask | None = None, audit: bool = True,
) -> Suppression:  # fmt: skip
    """Withhold cells of a table of counts.

    threshold   counts from 1 to threshold - 1 are withheld
    width       of the range that must be left for every primary cell (default: the threshold)
    earlier     cells that an earlier release of these same counts showed: an attacker knows them
    also        cells that are withheld whatever they hold, and may cover others
    audit       False leaves out the ranges (two linear programs per primary cell) and asks only that no withheld cell
                follows from the sums: for tables with many thousands of small cells
    Raises UnusableInput when totals are not sums of their parts, or the table cannot be protected at all.
    """
    if wrong := cells.wrong():
        raise UnusableInput(say("{many} totals are not the sum of their parts", many=len(wrong)), where="disclosure")
    known = np.zeros(len(cells.values), dtype=bool) if earlier is None else earlier
    small = (cells.values > 0) & (cells.values < threshold)
    primary, public = small & ~known, small & known
    withheld, cost, rounds = primary.copy() if also is None else primary | also, _costs(cells), 0
    _close(cells, withheld, known, cost)
    doubted = primary.copy()  # a range only widens when cells are added, so what passed once has passed
    while True:
        weak = _weak(cells, doubted, withheld, threshold if width is None else width, audit)
        if not len(weak):
            return Suppression(primary, withheld & ~primary, public, rounds)
        if not _strengthen(cells, weak, withheld, known, cost):
            raise UnusableInput(
                say("{many} cells cannot be protected in this table", many=len(weak)), where="disclosure",
                why="What is known of earlier releases, or the table itself, leaves too little to withhold",
                do="Publish fewer dimensions, or wider classes",
            )  # fmt: skip
        _close(cells, withheld, known, cost)
        rounds += 1


def _costs(cells: Cells) -> Floats:
    """Small counts first; totals only when nothing else is left, in proportion to what hangs on them."""
    cost = np.log1p(cells.values).astype(float)
    for line in cells.lines:
        np.add.at(cost, line[:, -1], MARGIN)
    cost[cells.values == 0] += 1000  # a zero hides nothing from who knows that it must be zero
    return cost


def _close(cells: Cells, withheld: Mask, known: Mask, cost: Floats) -> None:
    """Until no sum has exactly one withheld cell, add the cheapest cell of that sum. Changes `withheld`."""
    while True:
        alone = np.zeros(len(cost))  # in how many sums a cell would stand alone
        lonely = []
        for line in cells.lines:
            count = withheld[line].sum(axis=1)
            np.add.at(alone, line[count == 0].ravel(), 1)
            lonely.append(line[count == 1])
        if not any(len(line) for line in lonely):
            return
        price = np.where(withheld | known, np.inf, cost + CLOSING * alone)
        added = 0
        for line in lonely:
            if len(line):
                line = line[withheld[line].sum(axis=1) == 1]
                best = line[np.arange(len(line)), price[line].argmin(axis=1)]
                best = best[np.isfinite(price[best])]
                withheld[best] = True
                added += len(best)
        if not added:
            return


def _weak(cells: Cells, doubted: Mask, withheld: Mask, width: float, audit: bool) -> Ints:
    """Withheld cells that can be worked out, or else doubted cells whose range is too narrow; `doubted` is updated."""
    given_away = fixed(cells, withheld)
    if len(given_away) or not audit:
        return given_away
    found = intervals(cells, withheld, doubted)
    narrow = found.cells[found.width() < width - 1e-6]
    doubted[:] = False
    doubted[narrow] = True
    return narrow


def _strengthen(cells: Cells, weak: Ints, withheld: Mask, known: Mask, cost: Floats) -> bool:
    """Withhold more for each weak cell. False when nothing could be added for any of them. Changes `withheld`."""
    before = int(withheld.sum())
    inner = int(np.prod(cells.shape))
    for cell in weak:
        corners = _cheapest_box(cells.shape, int(cell), withheld, known, cost) if cell < inner else None
        if corners is not None:
            withheld[corners] = True
    if int(withheld.sum()) == before:
        _one_more(cells, weak, withheld, known, cost)
    return int(withheld.sum()) > before


def _cheapest_box(shape: tuple[int, ...], cell: int, withheld: Mask, known: Mask, cost: Floats) -> Ints | None:
    """The corners of the cheapest box of cells that has `cell` as a corner (Repsilber's hypercube method).

    Adding one to the corners in turn and taking one off the others keeps every sum, so no corner can be worked out.
    """
    at = np.unravel_index(cell, shape)
    every = [np.delete(np.arange(size), place) for size, place in zip(shape, at, strict=True)]
    boxes = int(np.prod([len(some) for some in every], dtype=np.int64))
    if boxes <= BOXES:
        across = [grid.ravel() for grid in np.meshgrid(*every, indexing="ij")]
    else:
        rng = np.random.default_rng(cell)
        across = [rng.choice(some, BOXES) for some in every]
    here = [np.full_like(some, place) for some, place in zip(across, at, strict=True)]
    choices = product(*zip(here, across, strict=True))
    corners = np.stack([np.ravel_multi_index(choice, shape) for choice in choices], axis=1)
    price = np.where(known, np.inf, np.where(withheld, 0.0, cost))[corners].sum(axis=1)
    best = int(price.argmin())
    return corners[best] if 0 < price[best] < np.inf else None


def _one_more(cells: Cells, weak: Ints, withheld: Mask, known: Mask, cost: Floats) -> None:
    """For each weak cell, the cheapest further cell of all sums that it is part of."""
    price = np.where(withheld | known, np.inf, cost)
    for cell in weak:
        sums = [row for line in cells.lines for row in line[(line == cell).any(axis=1)]]
        near = np.unique(np.concatenate(sums))
        best = near[price[near].argmin()]
        if np.isfinite(price[best]):
            withheld[best] = True
