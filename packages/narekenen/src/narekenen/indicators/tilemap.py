"""A map on which every area is equal: one tile each, near to where it lies. No borders, no geometry of others.

On an ordinary map the large empty municipality is seen and the small full one is not. Tiles are laid on a grid with the
same number of cells per unit of surface as there are areas, and each area gets the cell that makes the sum of squared
distances least (linear assignment; Crouse 2016 as in scipy). The shape of the whole stays recognisable because cells
far from every area are not used.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import cKDTree

from narekenen.errors import UnusableInput

ROOM = 2.2  # cells on offer per area
STEPS = 40  # how often the places are evened out before cells are chosen


@dataclass(frozen=True, slots=True)
class Tile:
    """Column from the left and row from the top, both from 0."""

    column: int
    row: int


def layout(places: Mapping[str, tuple[float, float]]) -> dict[str, Tile]:
    """A tile for each area out of its middle (x to the east, y to the north, in one unit of length).

    The same places always give the same tiles. Raises UnusableInput below three areas, or where two lie on one point.
    """
    names = sorted(places)
    points = np.array([places[name] for name in names], dtype=float)
    if len(names) < 3 or len(np.unique(points, axis=0)) < len(names):
        raise UnusableInput("Tiles need three areas or more, each with a place of its own", where="tile map")
    even = _evened(points)
    side = np.sqrt(_surface(even) / (len(names) * 1.6))
    low, high = even.min(axis=0) - 2 * side, even.max(axis=0) + 2 * side
    across, up = (np.arange(low[k], high[k] + side, side) for k in (0, 1))
    cells = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    near = cKDTree(even).query(cells)[0]
    cells = cells[np.argsort(near, kind="stable")[: int(ROOM * len(names))]]
    cost = ((even[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    mine = cells[linear_sum_assignment(cost)[1]]
    column = np.round((mine[:, 0] - mine[:, 0].min()) / side).astype(int)
    row = np.round((mine[:, 1].max() - mine[:, 1]) / side).astype(int)
    return {name: Tile(int(c), int(r)) for name, c, r in zip(names, column, row, strict=True)}


def _evened(points: np.ndarray) -> np.ndarray:
    """Places pushed apart where they are dense, so that a crowded corner does not spill over its neighbours."""
    moved = points.astype(float).copy()
    wanted = np.sqrt(_surface(points) / len(points)) * 0.8
    for _ in range(STEPS):
        tree = cKDTree(moved)
        pairs = tree.query_pairs(wanted, output_type="ndarray")
        if not len(pairs):
            break
        step = moved[pairs[:, 0]] - moved[pairs[:, 1]]
        length = np.maximum(np.linalg.norm(step, axis=1), 1e-9)
        push = step / length[:, None] * ((wanted - length) / 4)[:, None]
        np.add.at(moved, pairs[:, 0], push)
        np.add.at(moved, pairs[:, 1], -push)
    return moved


def _surface(points: np.ndarray) -> float:
    """Of the box around the points; a line counts as a narrow box."""
    extent = np.ptp(points, axis=0)
    return float(np.prod(np.maximum(extent, extent.max() / len(points))))


@cache
def municipality_tiles() -> dict[str, Tile]:
    """Tiles of the municipalities of the Netherlands of 2023 to 2025, by code (GM0014)."""
    text = (files("narekenen.indicators") / "tiles.csv").read_text(encoding="utf-8")
    return {row["code"]: Tile(int(row["column"]), int(row["row"])) for row in csv.DictReader(text.splitlines())}
