"""A crossed table out of a file, protected: totals are added, small cells and their cover are left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narekenen.disclosure.releases import SMALL, Former, release
from narekenen.disclosure.suppression import suppress
from narekenen.disclosure.tables import Cells, crossed
from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.tables import read_table

TOTAL = "total"
Counted = tuple[tuple[str, ...], tuple[str, ...], list[list[int]]]
"""Names of the rows and of the columns, and the counts."""


@dataclass(frozen=True, slots=True)
class Protected:
    """rows: name -> counts, None where left out; the last row and the last column are totals. already_public: small
    cells that an earlier release showed, which nothing can take back."""

    columns: tuple[str, ...]
    rows: dict[str, tuple[int | None, ...]]
    primary: int
    secondary: int
    already_public: tuple[str, ...]


def protect_file(
    path: Path, threshold: int = 5, earlier: Path | None = None, earlier_counts: Path | None = None
) -> Protected:
    """Names in the first column, counts in the others, without totals. `earlier` is the same table as published, with
    its totals, empty where a cell was left out; `earlier_counts` its counts then, where they have changed since: small
    changes are left out too. Raises UnusableInput naming every cell that is no count."""
    if threshold < 2:
        raise UnusableInput(
            say("A threshold of {threshold} leaves nothing out", threshold=threshold), where="--threshold"
        )
    names, columns, counts = _read(path)
    cells = crossed(counts)
    known = None
    if earlier is not None:
        told = _told(earlier, names, columns)
        if earlier_counts is not None:
            return _again(told, _read(earlier_counts), (names, columns, counts), threshold)
        _same(told, cells, earlier.name)
        known = np.array([number is not None for row in told.values() for number in row])
    found = suppress(cells, threshold=threshold, earlier=known)
    shown = np.where(found.withheld(), -1, cells.values).reshape(cells.shape)
    labels = [f"{name}, {column}" for name in (*names, TOTAL) for column in (*columns, TOTAL)]
    return Protected(
        (*columns, TOTAL),
        {name: tuple(None if n < 0 else int(n) for n in row) for name, row in zip((*names, TOTAL), shown, strict=True)},
        int(found.primary.sum()), int(found.secondary.sum()),
        tuple(label for label, public in zip(labels, found.public, strict=True) if public),
    )  # fmt: skip


def _read(path: Path) -> Counted:
    frame = read_table(path)
    problems, rows = [], []
    for at, (_, *cells) in enumerate(frame.iter_rows(), start=2):
        bad = [
            say("row {row}, {column}: {cell!r} is no count", row=at, column=column, cell=cell)
            for column, cell in zip(frame.columns[1:], cells, strict=True) if not (cell or "").strip().isdecimal()
        ]  # fmt: skip
        problems += bad
        if not bad:
            rows.append([int(cell.strip()) for cell in cells])
    if problems or not frame.height or frame.width < 2:
        raise UnusableInput(
            "This is no crossed table of counts", where=path.name, problems=tuple(problems),
            do="Put names in the first column and whole numbers in the others",
        )  # fmt: skip
    return tuple(str(name) for name in frame.to_series(0)), tuple(frame.columns[1:]), rows


def _told(path: Path, names: tuple[str, ...], columns: tuple[str, ...]) -> dict[str, tuple[int | None, ...]]:
    """What a release showed: name -> numbers with the total last, None where a cell is empty."""
    frame = read_table(path)
    if tuple(frame.to_series(0)) != (*names, TOTAL) or tuple(frame.columns[1:]) != (*columns, TOTAL):
        raise UnusableInput(
            "The earlier table has other rows or columns", where=path.name,
            do=say("Give the same, with a last one {total}", total=TOTAL),
        )  # fmt: skip
    texts = {str(name): [(cell or "").strip() for cell in cells] for name, *cells in frame.iter_rows()}
    wrong = [say("{name}: {cell!r} is no count", name=name, cell=cell) for name, row in texts.items() for cell in row
             if cell and not cell.isdecimal()]  # fmt: skip
    if wrong:
        raise UnusableInput("The earlier table holds what is no count", where=path.name, problems=tuple(wrong))
    return {name: tuple(int(cell) if cell else None for cell in row) for name, row in texts.items()}


def _same(told: dict[str, tuple[int | None, ...]], cells: Cells, where: str) -> None:
    """Raises UnusableInput where the counts have changed since that release: its counts are needed then."""
    now = cells.values.reshape(cells.shape)
    other = [
        say("{name}: {before} then, {after} now", name=name, before=number, after=int(n))
        for (name, row), counts in zip(told.items(), now, strict=True) for number, n in zip(row, counts, strict=True)
        if number not in (None, int(n))
    ]  # fmt: skip
    if other:
        raise UnusableInput(
            "The earlier table shows other numbers: their difference would be published too", where=where,
            do="Give the counts of then as well, with --earlier-counts", problems=tuple(other),
        )  # fmt: skip


def _again(
    told: dict[str, tuple[int | None, ...]], before: Counted, now: Counted, threshold: int
) -> Protected:  # fmt: skip
    """Released again after the counts changed."""
    if before[:2] != now[:2]:
        raise UnusableInput("The earlier counts have other rows or columns", where="--earlier-counts")
    former, table = (dict(zip(part[0], part[2], strict=True)) for part in (before, now))
    shown = {"" if name == TOTAL else name: row for name, row in told.items()}
    found = release(table, [Former(former, shown)], threshold)
    rows = {name or TOTAL: tuple(row) for name, row in found.rows.items()}
    small = sum(why == SMALL for why in found.why.values())
    return Protected((*now[1], TOTAL), rows, small, len(found.why) - small, ())
