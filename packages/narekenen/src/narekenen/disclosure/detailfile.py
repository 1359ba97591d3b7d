"""A table with a row per combination, out of a file, at the level of detail that it can bear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from narekenen.disclosure.detail import REST, Detail, detail, narrowest
from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.tables import read_table


@dataclass(frozen=True, slots=True)
class Detailed:
    """nodes: (class per dimension, count): a class is its name, None for all classes, "" for the rest. alone: persons
    who stand in a number of their own combination. open: the least that is left open of a small combination."""

    by: tuple[str, ...]
    nodes: tuple[tuple[tuple[str | None, ...], int], ...]
    persons: int
    alone: int
    open: float | None


def read_combinations(
    path: Path, count: str, by: Sequence[str]
) -> tuple[list[list[str]], list[np.ndarray], np.ndarray]:
    """A row per combination: per column its classes in order and the code of each row, and the counts. Raises
    UnusableInput naming every row without a whole number."""
    frame = read_table(path)
    if lacking := [name for name in (*by, count) if name not in frame.columns]:
        raise UnusableInput(say("There is no column {names}", names=", ".join(lacking)), where=path.name)
    number = frame[count].str.strip_chars().cast(pl.Int64, strict=False)
    wrong = (number.is_null() | (number < 0).fill_null(True)).arg_true().to_list()
    if wrong:
        rows = ", ".join(str(row + 2) for row in wrong)
        raise UnusableInput(say("No whole number in rows {rows}", rows=rows), where=path.name)
    names = [sorted(frame[name].fill_null("").unique()) for name in by]
    codes = [
        frame[name].fill_null("").replace_strict(known, range(len(known)), return_dtype=pl.Int64).to_numpy()
        for name, known in zip(by, names, strict=True)
    ]
    return names, codes, number.to_numpy()


def detail_file(path: Path, count: str, by: Sequence[str], threshold: int = 5) -> Detailed:
    """Columns `by`, the most important first, and the column `count` with whole numbers. Raises UnusableInput naming
    every row that has none."""
    names, codes, counts = read_combinations(path, count, by)
    found = detail(codes, counts, [len(known) for known in names], threshold)
    least = narrowest(found, codes, counts, threshold)
    return Detailed(
        tuple(by), tuple((_said(found, node, names), int(found.count[node])) for node in range(len(found.count))),
        int(counts.sum()), _alone(found, codes, counts), None if np.isinf(least) else least,
    )  # fmt: skip


def _said(found: Detail, node: int, names: Sequence[Sequence[str]]) -> tuple[str | None, ...]:
    said: list[str | None] = [None] * len(names)
    for dimension, code in found.path(node):
        said[dimension] = "" if code == REST else names[dimension][code]
    return tuple(said)


def _alone(found: Detail, codes: Sequence[np.ndarray], counts: np.ndarray) -> int:
    """Persons in leaves that hold one combination."""
    there = np.flatnonzero(counts)
    cells = np.unique(np.column_stack([*(column[there] for column in codes), found.leaf[there]]), axis=0)
    single = np.bincount(cells[:, -1], minlength=len(found.count)) == 1
    return int(found.count[single].sum())
