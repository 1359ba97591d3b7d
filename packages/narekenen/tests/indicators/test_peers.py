"""Peer groups: the nearest, whatever the units; and saying so when nobody is near."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import mahalanobis

from narekenen.errors import UnusableInput
from narekenen.indicators.peers import peers


def table(n=60, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 3))
    x[:, 2] = x[:, 0] + 0.1 * x[:, 2]
    return [f"m{i:02}" for i in range(n)], x


@given(st.integers(0, 59), st.lists(st.floats(0.01, 1000), min_size=3, max_size=3), st.floats(-1e3, 1e3))
def test_units_do_not_matter(i, scale, shift):
    names, x = table()
    plain, other = (peers(names[i], names, features, ("a", "b", "c")) for features in (x, x * scale + shift))
    assert [p.area for p in plain.peers] == [p.area for p in other.peers]


def test_distance_is_that_of_scipy():
    names, x = table()
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    inverse = np.linalg.inv(np.cov(z, rowvar=False))
    found = peers("m07", names, x, ("a", "b", "c"), size=58)
    for peer in found.peers:
        assert peer.distance == pytest.approx(mahalanobis(z[7], z[names.index(peer.area)], inverse), rel=1e-3)
    assert [p.distance for p in found.peers] == sorted(p.distance for p in found.peers)


def test_nobody_is_really_like_an_area_far_off():
    names, x = table()
    x[0] = [30, -30, 10]
    assert peers("m00", names, x, ("a", "b", "c")).far
    assert sum(peers(name, names, x, ("a", "b", "c")).far for name in names) <= 4


@pytest.mark.shared
def test_amsterdam_and_the_hague_find_each_other_and_rotterdam_nobody(shared):
    """CBS key figures of 2021: size, low incomes and benefits per thousand."""
    found = json.loads((shared / "data/monitor/nl/nlstat_nl_data.json").read_text())
    areas = next(part for part in (found, *found.values()) if "GM0363" in part)
    wanted = ("_poverty_pct", "_bijstand")
    rows = {
        one["Naam"]: [np.log(one["Population"]), *(one[key] for key in wanted)]
        for one in areas.values()
        if all(one.get(key) is not None for key in wanted)
    }
    groups = {
        name: peers(name, list(rows), list(rows.values()), ("log of population", *wanted), size=6)
        for name in ("Amsterdam", "'s-Gravenhage", "Rotterdam")
    }
    assert groups["Amsterdam"].peers[0].area == "'s-Gravenhage"
    assert groups["'s-Gravenhage"].peers[0].area == "Amsterdam"
    assert {name: group.far for name, group in groups.items()} == {
        "Amsterdam": False, "'s-Gravenhage": False, "Rotterdam": True,
    }  # fmt: skip


def test_all_that_is_wrong_is_named():
    names, x = table(5)
    x[1, 1], x[:, 0] = np.nan, 4
    with pytest.raises(UnusableInput) as told:
        peers("Q", names, x, ("a", "b", "c"))
    for part in ("m01: no b", "a: the same everywhere", "Q: not one", "5 areas for a group of 10"):
        assert part in str(told.value)
