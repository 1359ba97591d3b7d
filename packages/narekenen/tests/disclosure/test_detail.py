"""A large table at the level of detail that it can bear: every number is large, and an attacker finds no more than the
audit says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from narekenen.disclosure.detail import REST, detail, narrowest
from narekenen.errors import UnusableInput

SIZES = (3, 4, 2)


def table(counts):
    """Codes of every cell of a small table, and its counts."""
    codes = [grid.ravel() for grid in np.meshgrid(*(np.arange(size) for size in SIZES), indexing="ij")]
    return codes, np.asarray(counts)


def held_by(found, codes, node):
    """Which cells of the whole table a node holds, worked out from what is published alone."""
    if node == 0:
        return np.ones(len(codes[0]), dtype=bool)
    above = held_by(found, codes, found.parent[node])
    column = codes[found.dimension[node]]
    if found.code[node] != REST:
        return above & (column == found.code[node])
    beside = (found.parent == found.parent[node]) & (found.dimension == found.dimension[node])
    return above & ~np.isin(column, found.code[beside & (found.code != REST)])


@settings(max_examples=60)
@given(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=24, max_size=24))
def test_the_tree_adds_up_and_nothing_in_it_is_small(counts):
    codes, n = table(counts)
    if n.sum() < 5:
        with pytest.raises(UnusableInput):
            detail(codes, n, SIZES)
        return
    found = detail(codes, n, SIZES)
    assert (found.count >= 5).all()
    for node, count in enumerate(found.count):
        assert n[held_by(found, codes, node)].sum() == count
        children = found.count[found.parent == node]
        assert not len(children) or children.sum() == count
    assert found.count[found.leaves()].sum() == n.sum()
    for row in np.flatnonzero(n):
        assert held_by(found, codes, found.leaf[row])[row]


@settings(max_examples=12)
@given(st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=24, max_size=24))
def test_an_attacker_with_linear_programs_learns_what_the_audit_says_and_no_more(counts):
    codes, n = table(counts)
    if n.sum() < 5:
        return
    found = detail(codes, n, SIZES)
    known = np.array([held_by(found, codes, node) for node in range(len(found.count))], dtype=float)
    small = np.flatnonzero((n > 0) & (n < 5))
    widths = []
    for cell in small[:6]:
        aim = np.zeros(len(n))
        aim[cell] = 1
        low, high = (linprog(sign * aim, A_eq=known, b_eq=found.count, bounds=(0, None)).fun for sign in (1, -1))
        widths.append(-high - low)
        assert widths[-1] == pytest.approx(found.count[found.leaf[cell]])
    assert all(width >= 5 - 1e-6 for width in widths)
    least = narrowest(found, codes, n)
    assert (least == float("inf")) == (len(small) == 0)
    assert least >= 5


def test_large_classes_stand_by_themselves_and_small_ones_together():
    found = detail([[0, 1, 2, 3]], [50, 20, 3, 4], [4])
    shown = {int(code): int(count) for code, count in zip(found.code[1:], found.count[1:], strict=True)}
    assert shown == {0: 50, 1: 20, REST: 7}
    found = detail([[0, 1, 2, 3]], [50, 20, 3, 0], [4])
    shown = {int(code): int(count) for code, count in zip(found.code[1:], found.count[1:], strict=True)}
    assert shown == {0: 50, REST: 23}, "three by themselves would be small: the smallest other one covers them"


def test_a_part_that_cannot_be_split_by_one_dimension_is_split_by_the_next():
    found = detail([[0, 0, 1, 1], [0, 1, 0, 1]], [4, 30, 0, 40], [2, 2])
    assert [found.path(int(leaf)) for leaf in found.leaves()] == [[(0, 0)], [(0, 1), (1, 1)]]
    found = detail([[0, 0, 1, 1], [0, 1, 0, 1]], [9, 9, 2, 2], [2, 2])
    assert [found.path(int(leaf)) for leaf in found.leaves()] == [[(1, 0)], [(1, 1)]]


def test_rows_of_one_combination_are_one_cell_and_empty_rows_none():
    found = detail([[0, 0, 1, 1]], [3, 3, 6, 0], [2])
    assert sorted(found.count[1:]) == [6, 6]
    assert found.leaf[3] == -1
    assert narrowest(found, [[0, 0, 1, 1]], [3, 3, 6, 0]) == float("inf")


def test_a_hundred_thousand_combinations_are_protected_and_audited():
    rng = np.random.default_rng(2)
    sizes = (30, 300, 2, 15)
    place = rng.integers(0, 300, 100_000)
    codes = [place % 30, place, rng.integers(0, 2, 100_000), rng.integers(0, 15, 100_000)]
    n = rng.geometric(0.3, 100_000)
    found = detail(codes, n, sizes)
    assert found.count.min() >= 5
    assert found.count[found.leaves()].sum() == n.sum()
    assert narrowest(found, codes, n) >= 5


@pytest.mark.parametrize(
    ("codes", "counts", "sizes", "threshold"),
    [
        ([[0, 1]], [3, 1], [2], 5),
        ([[0, 2]], [30, 10], [2], 5),
        ([[0, 1]], [30, -1], [2], 5),
        ([[0, 1]], [30], [2], 5),
        ([], [30], [], 5),
        ([[0, 1]], [30, 10], [2], 1),
    ],
    ids=["few", "outside", "negative", "lengths", "no dimension", "threshold"],
)
def test_what_cannot_be_split(codes, counts, sizes, threshold):
    with pytest.raises(UnusableInput):
        detail(codes, counts, sizes, threshold)
