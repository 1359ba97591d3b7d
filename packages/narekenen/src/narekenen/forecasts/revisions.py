"""End dates that were revised: the official date against the record of earlier revisions (reference class)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from narekenen.errors import UnusableInput
from narekenen.forecasts.history import sheet_with
from narekenen.forecasts.scores import crps_sample
from narekenen.forecasts.sheets import number


@dataclass(frozen=True, slots=True)
class Revision:
    """One project in one year: months that its end date moved by the next year, and months that were left."""

    year: int
    moved: float
    left: float


@dataclass(frozen=True, slots=True)
class RevisionScores:
    """later, unchanged, earlier: shares moved by more than a month, by at most one, and more than one forward.

    p80, p90, p95    months by which the end date moved at most, in that share of the cases
    official         mean CRPS of "the published date stands" in the years that both forecast
    reference        mean CRPS of the distribution of all revisions known before that year
    """

    n: int
    later: float
    unchanged: float
    earlier: float
    p80: float
    p90: float
    p95: float
    scored: int
    official: float
    reference: float


def read_revisions(path: Path) -> tuple[Revision, ...]:
    """Columns year, slip_m (months moved) and left_m (months left before the move)."""
    sheet, rows = sheet_with(path, ("year", "slip_m", "left_m")), []
    for row in sheet.rows:
        year, moved, left = (sheet.read(row, name, number) for name in ("year", "slip_m", "left_m"))
        if year is not None and moved is not None and left is not None:
            rows.append(Revision(int(year), moved, left))
    if sheet.problems:
        raise UnusableInput("Some rows cannot be read", where=path.name, problems=tuple(sheet.problems[:40]))
    return tuple(rows)


def score_revisions(revisions: tuple[Revision, ...]) -> RevisionScores:
    """Rolling origin: each year is forecast from the years before it only."""
    if len({revision.year for revision in revisions}) < 2:
        raise UnusableInput("Revisions of at least two years are needed", where="revisions")
    moved = np.array([revision.moved for revision in revisions])
    official, reference = [], []
    for year in sorted({revision.year for revision in revisions})[1:]:
        past = np.array([revision.moved for revision in revisions if revision.year < year])
        for revision in revisions:
            if revision.year == year:
                official.append(abs(revision.moved))
                reference.append(crps_sample(past, revision.moved))
    p80, p90, p95 = np.quantile(moved, (0.8, 0.9, 0.95))
    return RevisionScores(
        len(moved), float(np.mean(moved > 1)), float(np.mean(np.abs(moved) <= 1)), float(np.mean(moved < -1)),
        float(p80), float(p90), float(p95), len(official), float(np.mean(official)), float(np.mean(reference)),
    )  # fmt: skip
