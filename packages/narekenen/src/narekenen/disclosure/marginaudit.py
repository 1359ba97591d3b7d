"""The audit of a list of margins: every certificate is worked out again, with other code than that which made it.

In time proportional to what there is to check: nothing is searched for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from narekenen.disclosure.margins import Ints, Margins, keys_of
from narekenen.disclosure.marginsuppression import Mask, WithheldMargins

GROUP, ROW, FIRST, SECOND, SWAP, PERSONS = range(6)


@dataclass(frozen=True, slots=True)
class MarginAudit:
    """small: cells of 1 to threshold - 1. What is wrong, all 0 when the list is safe: not_empty, not_large: small cells
    without a table in which they are empty, or hold the threshold; altered: published numbers that a certificate would
    change; overdrawn: rows of which more persons are taken than there are; impossible: rows that cannot exist;
    listed_small: small cells in the list; differences: published totals less their published parts that leave 1 to
    threshold - 1 (an attack of its own)."""

    small: int
    not_empty: int
    not_large: int
    altered: int
    overdrawn: int
    impossible: int
    listed_small: int
    differences: int

    def clean(self) -> bool:
        """Nothing is wrong."""
        return not any((self.not_empty, self.not_large, self.altered, self.overdrawn, self.impossible,
                        self.listed_small, self.differences))  # fmt: skip


def audit_margins(found: WithheldMargins) -> MarginAudit:
    """Check every certificate and subtract every published part from its total."""
    table, threshold = found.margins, found.threshold
    lower, higher = found.certificates.lower, found.certificates.higher
    listed = found.margins.keys[found.listed]
    altered, not_empty, not_large, small = 0, 0, 0, 0
    for some in table.sets.tolist():
        change_down, effect_down = _effects(table, lower, some, listed)
        change_up, effect_up = _effects(table, higher, some, listed)
        altered += change_down + change_up
        _, cell = np.unique(table.key_of(some), return_inverse=True)
        persons = np.bincount(cell, weights=table.counts)
        is_small = persons < threshold
        gone = np.zeros(len(table.counts), dtype=bool)
        served = lower[np.unique(lower[:, GROUP], return_index=True)[1], ROW]
        gone[served[-effect_down >= table.counts[served]]] = True
        stays = np.bincount(cell[~gone], minlength=len(persons)) > 0
        served = higher[np.unique(higher[:, GROUP], return_index=True)[1], ROW]
        more = np.bincount(served, weights=np.maximum(effect_up, 0), minlength=len(table.counts))
        most = np.zeros(len(persons))
        np.maximum.at(most, cell, more)
        small += int(is_small.sum())
        not_empty += int((is_small & stays).sum())
        not_large += int((is_small & (persons + most < threshold)).sum())
    return MarginAudit(
        small, not_empty, not_large, altered, _overdrawn(found), _impossible(table, lower) + _impossible(table, higher),
        int((found.listed & found.primary).sum()), differences(found),
    )  # fmt: skip


def _corner(codes: Ints, one: Ints, other: Ints, swap: Ints) -> Ints:
    """The rows `one` with the columns `swap` of the rows `other`."""
    taken = swap[:, None] >> np.arange(codes.shape[1]) & 1
    return np.where(taken == 1, codes[other], codes[one])


def _new_rows(table: Margins, exchanges: Ints) -> tuple[Ints, Ints]:
    """What i and what j become; of an exchange without a swap, what i becomes is j, and j stays."""
    i, j, swap = exchanges[:, FIRST], exchanges[:, SECOND], exchanges[:, SWAP]
    becomes = _corner(table.codes, i, j, np.where(swap == 0, (1 << table.codes.shape[1]) - 1, swap))
    return becomes, _corner(table.codes, j, i, swap)


def _effects(table: Margins, exchanges: Ints, some: int, listed: Ints) -> tuple[int, NDArray[np.float64]]:
    """In the table of the columns `some`: how many published numbers the groups change; and by how much each group
    changes the cell of the row that it serves."""
    groups, number = np.unique(exchanges[:, GROUP], return_inverse=True)
    own = table.key_of(some)
    first, second = (keys_of(rows, table.strides, some) for rows in _new_rows(table, exchanges))
    keys = np.concatenate([own[exchanges[:, FIRST]], own[exchanges[:, SECOND]], first, second])
    signed = np.concatenate(
        [-exchanges[:, PERSONS], -exchanges[:, PERSONS], exchanges[:, PERSONS], exchanges[:, PERSONS]]
    )
    group = np.tile(number, 4)
    effect = np.zeros(len(groups))
    here = keys == np.tile(own[exchanges[:, ROW]], 4)
    np.add.at(effect, group[here], signed[here])
    at = np.searchsorted(listed, keys)
    shown = at < len(listed)
    shown[shown] = listed[at[shown]] == keys[shown]
    pairs, which = np.unique(np.column_stack([group, at])[shown], axis=0, return_inverse=True)
    net = np.bincount(which.ravel(), weights=signed[shown], minlength=len(pairs))
    return int((net != 0).sum()), effect


def _overdrawn(found: WithheldMargins) -> int:
    """Raising: all groups of a row take place together. Lowering: of a small cell every row is taken away at once, so
    that whoever takes its place must be in rows that are large enough for all of them."""
    table, threshold = found.margins, found.threshold
    wrong = 0
    for exchanges, raising in ((found.certificates.higher, True), (found.certificates.lower, False)):
        swaps = exchanges[:, SWAP] != 0
        unit = exchanges[:, ROW if raising else GROUP]
        gives = [np.column_stack([unit, exchanges[:, side], exchanges[:, PERSONS]]) for side in (FIRST, SECOND)]
        taken = np.concatenate([gives[0], gives[1][swaps]])
        pairs, which = np.unique(taken[:, :2], axis=0, return_inverse=True)
        persons = np.bincount(which.ravel(), weights=taken[:, 2], minlength=len(pairs))
        wrong += int((persons > table.counts[pairs[:, 1]]).sum())
        if not raising:
            other = exchanges[swaps][:, SECOND]
            wrong += int((table.counts[other] < threshold - 1).sum())
            wrong += int((exchanges[:, FIRST] != exchanges[:, ROW]).sum())
    return wrong


def _impossible(table: Margins, exchanges: Ints) -> int:
    """New rows in which a class stands with another than the one that it is nested in."""
    wrong = 0
    for rows in _new_rows(table, exchanges):
        for column, above in enumerate(table.above.tolist()):
            for other in range(len(table.above)):
                if other != column and above >> other & 1:
                    fixed = np.zeros(int(table.codes[:, column].max()) + 1, dtype=np.int64)
                    fixed[table.codes[:, column]] = table.codes[:, other]
                    wrong += int((fixed[rows[:, column]] != rows[:, other]).sum())
    return wrong


def differences(found: WithheldMargins) -> int:
    """The attack by subtraction: published totals less their published parts, over every table and every column by
    which it can be split. Out: how many of these leave 1 to threshold - 1 persons."""
    table = found.margins
    every = set(table.sets.tolist())
    leaks = 0
    for fine in table.sets.tolist():
        for column in range(len(table.above)):
            coarse = fine & ~(1 << column)
            if fine != coarse and coarse in every:
                leaks += _left_over(table, found.listed, fine, coarse, found.threshold)
    return leaks


def _left_over(table: Margins, listed: Mask, fine: int, coarse: int, threshold: int) -> int:
    parts, row = np.unique(table.key_of(fine), return_index=True)
    totals = keys_of(table.codes[row], table.strides, coarse)
    shown = listed[np.searchsorted(table.keys, parts)]
    keys, which = np.unique(totals, return_inverse=True)
    place = np.searchsorted(table.keys, keys)
    told = np.bincount(
        which[shown], weights=table.numbers[np.searchsorted(table.keys, parts[shown])], minlength=len(keys)
    )
    rest = table.numbers[place] - told
    return int((listed[place] & (rest > 0) & (rest < threshold)).sum())
