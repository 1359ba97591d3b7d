"""Tiles: one each, near to where the area lies, the same every time."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from narekenen.errors import UnusableInput
from narekenen.indicators.municipalities import municipalities_on
from narekenen.indicators.tilemap import layout, municipality_tiles

COORDINATE = st.tuples(st.integers(0, 300), st.integers(0, 300))


@settings(max_examples=60, deadline=None)
@given(st.lists(COORDINATE, min_size=3, max_size=60, unique=True))
def test_every_area_has_a_tile_of_its_own(points):
    places = {f"a{i}": (float(x), float(y)) for i, (x, y) in enumerate(points)}
    found = layout(places)
    assert len(set(found.values())) == len(points)
    assert min(tile.column for tile in found.values()) == min(tile.row for tile in found.values()) == 0
    assert layout(dict(reversed(places.items()))) == found


def test_a_grid_stays_a_grid():
    found = layout({f"{i},{j}": (10.0 * i, 10.0 * j) for i in range(8) for j in range(8)})
    x = [found[f"{i},{j}"].column for i in range(8) for j in range(8)]
    y = [found[f"{i},{j}"].row for i in range(8) for j in range(8)]
    assert spearmanr(x, [i for i in range(8) for _ in range(8)]).statistic > 0.9
    assert spearmanr(y, [-j for _ in range(8) for j in range(8)]).statistic > 0.9


def test_the_netherlands():
    tiles = municipality_tiles()
    assert set(tiles) == set(municipalities_on(date(2024, 1, 1)))
    assert len(set(tiles.values())) == 342
    groningen, vlissingen, maastricht, texel, enschede = (
        tiles[code] for code in ("GM0014", "GM0718", "GM0935", "GM0448", "GM0153")
    )
    assert groningen.row < enschede.row < maastricht.row
    assert vlissingen.column < maastricht.column < enschede.column
    assert texel.row < vlissingen.row
    assert texel.column < groningen.column


def test_what_cannot_be_laid_out():
    with pytest.raises(UnusableInput, match="three areas"):
        layout({"a": (0, 0), "b": (1, 1)})
    with pytest.raises(UnusableInput, match="place of its own"):
        layout({"a": (0, 0), "b": (1, 1), "c": (1, 1), "d": (2, 3)})
