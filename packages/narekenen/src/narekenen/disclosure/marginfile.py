"""Every margin of a table out of a file, protected: the list of numbers that can be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narekenen.disclosure.detailfile import read_combinations
from narekenen.disclosure.marginaudit import MarginAudit, audit_margins
from narekenen.disclosure.margins import margins
from narekenen.disclosure.marginsuppression import suppress_margins
from narekenen.errors import UnusableInput


@dataclass(frozen=True, slots=True)
class ProtectedMargins:
    """cells: (class per column, count) of what is published: a class is its name, None for all classes; coarse tables
    first. primary, secondary: how many are withheld because they are small, and to protect these. What is not in the
    list is zero or withheld."""

    by: tuple[str, ...]
    cells: tuple[tuple[tuple[str | None, ...], int], ...]
    persons: int
    primary: int
    secondary: int
    audit: MarginAudit


def margins_file(path: Path, count: str, by: Sequence[str], threshold: int = 5) -> ProtectedMargins:
    """Columns `by` and the column `count` with whole numbers, a row per combination. Raises UnusableInput naming every
    row that has none, and where the small cells cannot be protected."""
    names, codes, counts = read_combinations(path, count, by)
    found = suppress_margins(margins(codes, counts), threshold)
    checked = audit_margins(found)
    if not checked.clean():
        raise UnusableInput("There are small cells that cannot be protected", where=path.name)
    table = found.margins
    keys, numbers = table.keys[found.listed], table.numbers[found.listed]
    classes = [table.class_of(keys, column) for column in range(len(by))]
    said = [
        (tuple(None if code < 0 else names[column][code] for column, code in enumerate(cell)), int(number))
        for *cell, number in zip(*(column.tolist() for column in classes), numbers.tolist(), strict=True)
    ]
    said.sort(key=lambda cell: sum(name is not None for name in cell[0]))
    return ProtectedMargins(
        tuple(by), tuple(said), int(table.counts.sum()), int(found.primary.sum()), found.secondary(),
        checked,
    )  # fmt: skip
