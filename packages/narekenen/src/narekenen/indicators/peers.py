"""Peer groups: the areas most like one area in what it cannot help, so that comparing says something.

Nearest neighbours on standardised features (Mahalanobis distance, so that features that go together count once). The
features are chosen beforehand and shown; never the indicator that is to be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from narekenen.errors import UnusableInput, say


@dataclass(frozen=True, slots=True)
class Peer:
    """A like area: distance (0: the same features), and per feature its standardised difference with the area."""

    area: str
    distance: float
    differences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The peers of one area, the most alike first. far: the nearest is farther than 95 of 100 areas are from their
    own nearest: nobody is really like this area, and that is to be said beside every comparison."""

    area: str
    features: tuple[str, ...]
    peers: tuple[Peer, ...]
    far: bool


def peers(area: str, areas: Sequence[str], features: ArrayLike, names: Sequence[str], *, size: int = 10) -> PeerGroup:
    """The `size` areas most like `area`. features: areas x features, no value missing.

    Raises UnusableInput for an unknown area, missing values (each named), a feature that is the same everywhere, or
    fewer areas than size + 2.
    """
    table = np.asarray(features, dtype=float)
    _check(area, areas, table, names, size)
    spread = table.std(axis=0, ddof=1)
    z = (table - table.mean(axis=0)) / spread
    # a ridge keeps the distance defined where two features say nearly the same
    inverse = np.linalg.inv(np.cov(z, rowvar=False).reshape(z.shape[1], z.shape[1]) + 1e-6 * np.eye(z.shape[1]))
    here = list(areas).index(area)
    steps = z - z[here]
    distance = np.sqrt(np.einsum("ij,jk,ik->i", steps, inverse, steps))
    order = [i for i in np.lexsort((np.array(areas), distance)) if i != here][:size]
    found = tuple(Peer(areas[i], float(distance[i]), tuple(float(d) for d in steps[i])) for i in order)
    return PeerGroup(area, tuple(names), found, found[0].distance > _usual_nearest(z, inverse))


def _usual_nearest(z: np.ndarray, inverse: np.ndarray) -> float:
    """The distance within which 95 of 100 areas find their nearest."""
    half = z @ np.linalg.cholesky(inverse)
    squares = (half**2).sum(axis=1)
    apart = np.maximum(squares[:, None] + squares - 2 * half @ half.T, 0)
    np.fill_diagonal(apart, np.inf)
    return float(np.quantile(np.sqrt(apart.min(axis=1)), 0.95))


def _check(area: str, areas: Sequence[str], table: np.ndarray, names: Sequence[str], size: int) -> None:
    problems = []
    if table.ndim != 2 or table.shape != (len(areas), len(names)):
        problems.append(
            say(
                "features are {shape}, not {many} areas x {features} features",
                shape=table.shape,
                many=len(areas),
                features=len(names),
            )
        )
    else:
        problems += [
            say("{area}: no {name}", area=areas[i], name=names[j]) for i, j in np.argwhere(~np.isfinite(table))
        ]
        problems += [
            say("{name}: the same everywhere", name=name)
            for name, low in zip(names, np.ptp(table, axis=0), strict=True)
            if low == 0
        ]
    if area not in areas:
        problems.append(say("{area}: not one of the areas", area=area))
    if len(areas) < size + 2 or size < 1:
        problems.append(say("{many} areas for a group of {size}", many=len(areas), size=size))
    if problems:
        raise UnusableInput("No peers can be found", where="peers", problems=tuple(problems))
