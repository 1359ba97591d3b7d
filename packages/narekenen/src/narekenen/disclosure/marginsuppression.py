"""Secondary suppression in every margin of a large table at once, each small cell with a certificate that it is safe.

Published is a list of cells with their counts; a cell that is not in the list is zero or withheld. For every small cell
there are two other tables of persons, both possible and both with every published number as it is: one in which the
cell is empty, one in which it holds the threshold or more. So nobody who has all published numbers can say of it
whether there is nobody in it, or many.

Each of those other tables is the true one after a few exchanges of persons (`exchanges.py`). The search takes, for each
small cell in turn, the exchange that changes the least of what is still published, and withholds what it changes. What
was shown of an earlier cell stays true, because withholding more leaves every exchange as it was: one pass is enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narekenen.disclosure.margins import Ints, Margins
from narekenen.errors import UnusableInput

Mask = NDArray[np.bool_]
FEW_ROWS = 200_000  # up to here every row may give persons; above, rows with enough of them


@dataclass(frozen=True, slots=True)
class Certificates:
    """lower, higher: a row per exchange: its group (exchanges that take place together), the row of the table that it
    serves, i, j, the columns that they swap as bits (0: i takes all classes of j), persons. `lower` takes the served
    row away, `higher` brings persons into its classes."""

    lower: Ints
    higher: Ints


@dataclass(frozen=True, slots=True)
class WithheldMargins:
    """listed, primary: masks over `margins.keys`; all others above zero are withheld to protect the small ones."""

    margins: Margins
    threshold: int
    listed: Mask
    primary: Mask
    certificates: Certificates

    def secondary(self) -> int:
        """Cells that are not small and still withheld."""
        return int((~self.listed & ~self.primary).sum())


def suppress_margins(found: Margins, threshold: int = 5, seed: int = 0) -> WithheldMargins:
    """Withhold, in every margin, counts from 1 to threshold - 1 and what they could be worked out from.

    Which cells are withheld beside the small ones depends on `seed`; that the small ones are safe does not. Raises
    UnusableInput for fewer persons than the threshold, and where a small cell cannot be protected.
    """
    from narekenen.disclosure.exchanges import listed_table, search

    if threshold < 2 or found.counts.sum() < threshold:
        raise UnusableInput("There are fewer persons in all than the threshold", where="margins")
    primary = found.numbers < threshold
    keys, worth = listed_table(found.keys[~primary], _worth(found, ~primary))
    rows, wanted, place = _small_cells(found, threshold)
    givers, cells = _givers(found, threshold)
    order = np.argsort(_coarsest(found, wanted), kind="stable")
    done = np.zeros(int(place.max(initial=0)) + 1, dtype=bool)
    certificates, rng = [], np.random.default_rng(seed)
    for up in (False, True):
        made, failed = search(
            found.codes, found.counts, found.sets, found.strides, found.above, rows[order],
            wanted[order] if up else (wanted[order] > 0).astype(np.int32), place[order], done, threshold, givers, cells,
            keys, worth, up, rng,
        )  # fmt: skip
        if failed:
            raise UnusableInput(
                "There are small cells that cannot be protected", where="margins",
                why="Too few persons differ from them", do="Publish fewer columns, or wider classes",
            )  # fmt: skip
        certificates.append(made)
    left = np.sort(keys[(keys >= 0) & (worth > 0)])
    at = np.searchsorted(left, found.keys)
    listed = np.zeros(len(found.keys), dtype=bool)
    listed[at < len(left)] = left[at[at < len(left)]] == found.keys[at < len(left)]
    return WithheldMargins(found, threshold, listed, primary, Certificates(*certificates))


def _worth(found: Margins, chosen: Mask) -> NDArray[np.float32]:
    """What it costs to withhold a cell: its persons, and more in a table of fewer cells, on which many others rest."""
    tables = found.table_of(found.keys[chosen])
    cells = np.bincount(tables, minlength=int(found.sets.max()) + 1)
    return np.asarray(found.numbers[chosen] / cells[tables] ** 0.5, dtype=np.float32)


def _small_cells(found: Margins, threshold: int) -> tuple[Ints, NDArray[np.int32], NDArray[np.int32]]:
    """Rows below the threshold; per table by how much the cell of the row is to rise (0: not small), and a number of
    that cell."""
    rows = np.flatnonzero(found.counts < threshold)
    wanted = np.zeros((len(rows), len(found.sets)), dtype=np.int32)
    place = np.zeros((len(rows), len(found.sets)), dtype=np.int32)
    first = 1
    for table, some in enumerate(found.sets):
        keys, cell = np.unique(found.key_of(int(some)), return_inverse=True)
        persons = np.bincount(cell, weights=found.counts, minlength=len(keys))[cell[rows]]
        wanted[:, table] = np.maximum(0, threshold - persons)
        small, number = np.unique(cell[rows], return_inverse=True)
        place[:, table] = first + number
        first += len(small)
    return rows, wanted, place


def _coarsest(found: Margins, wanted: NDArray[np.int32]) -> Ints:
    """Columns of the coarsest table in which the cell of a row is small: what they cost the most is dealt with first,
    and what is withheld for it serves the others."""
    columns = np.array([int(some).bit_count() for some in found.sets])
    return np.asarray(np.where(wanted > 0, columns, 99).min(axis=1))


def _givers(found: Margins, threshold: int) -> tuple[NDArray[np.int32], Ints]:
    """Rows that may give persons, sorted by their cell, per table; and those cells."""
    many = len(found.counts) > FEW_ROWS
    rows = np.flatnonzero(found.counts >= (threshold - 1 if many else 1))
    givers = np.empty((len(found.sets), len(rows)), dtype=np.int32)
    cells = np.empty((len(found.sets), len(rows)), dtype=np.int64)
    for table, some in enumerate(found.sets):
        key = found.key_of(int(some))[rows]
        order = np.argsort(key, kind="stable")
        givers[table], cells[table] = rows[order], key[order]
    return givers, cells
