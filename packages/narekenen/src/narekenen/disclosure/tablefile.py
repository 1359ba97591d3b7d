"""A crossed table out of a file, protected: totals are added, small cells and their cover are left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narekenen.disclosure.suppression import suppress
from narekenen.disclosure.tables import Mask, crossed
from narekenen.errors import UnusableInput
from narekenen.fieldtests.tables import read_table

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Protected:
    """rows: name -> counts, None where left out; the last row and the last column are totals. already_public: small
    cells that an earlier release showed, which nothing can take back."""

    columns: tuple[str, ...]
    rows: dict[str, tuple[int | None, ...]]
    primary: int
    secondary: int
    already_public: tuple[str, ...]


def protect_file(path: Path, threshold: int = 5, earlier: Path | None = None) -> Protected:
    """Names in the first column, counts in the others, without totals. `earlier` is the same table as published, with
    its totals, empty where a cell was left out. Raises UnusableInput naming every cell that is no count."""
    if threshold < 2:
        raise UnusableInput(f"A threshold of {threshold} leaves nothing out", where="--threshold")
    names, columns, counts = _read(path)
    cells = crossed(counts)
    known = None if earlier is None else _known(earlier, names, columns)
    found = suppress(cells, threshold=threshold, earlier=known)
    shown = np.where(found.withheld(), -1, cells.values).reshape(cells.shape)
    labels = [f"{name}, {column}" for name in (*names, TOTAL) for column in (*columns, TOTAL)]
    return Protected(
        (*columns, TOTAL),
        {name: tuple(None if n < 0 else int(n) for n in row) for name, row in zip((*names, TOTAL), shown, strict=True)},
        int(found.primary.sum()), int(found.secondary.sum()),
        tuple(label for label, public in zip(labels, found.public, strict=True) if public),
    )  # fmt: skip


def _read(path: Path) -> tuple[tuple[str, ...], tuple[str, ...], list[list[int]]]:
    frame = read_table(path)
    problems, rows = [], []
    for at, (_, *cells) in enumerate(frame.iter_rows(), start=2):
        bad = [
            f"row {at}, {column}: {cell!r} is no count"
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


def _known(path: Path, names: tuple[str, ...], columns: tuple[str, ...]) -> Mask:
    frame = read_table(path)
    if tuple(frame.to_series(0)) != (*names, TOTAL) or tuple(frame.columns[1:]) != (*columns, TOTAL):
        raise UnusableInput(
            "The earlier table has other rows or columns", where=path.name, do=f"Give the same, with a last one {TOTAL}"
        )
    return np.array([[bool((cell or "").strip()) for cell in row[1:]] for row in frame.iter_rows()]).ravel()
