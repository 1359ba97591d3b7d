"""No withheld cell can be worked out: by linear algebra of our own, by the audit, and over two releases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from narekenen.disclosure import audit as audits
from narekenen.disclosure.audit import fixed, intervals
from narekenen.disclosure.rounding import round_to, rounded_ranges
from narekenen.disclosure.suppression import suppress
from narekenen.disclosure.tables import Cells, crossed, equations, grouped
from narekenen.errors import UnusableInput

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 60))
TABLES = st.one_of(
    arrays(np.int64, st.tuples(st.integers(2, 6), st.integers(2, 5)), elements=COUNTS),
    arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 3), st.just(2)), elements=COUNTS),
)


def derivable(cells, unknown):
    """Unknown cells fixed by the sums: their unit vector lies in the row space. Exact ranks, none of our audit."""
    matrix = equations(cells, unknown)[0].toarray()
    numbers, rank = np.flatnonzero(unknown), np.linalg.matrix_rank
    base = rank(matrix)
    return [int(n) for i, n in enumerate(numbers) if rank(np.vstack([matrix, np.eye(len(numbers))[i]])) == base]


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_no_withheld_cell_follows_from_what_is_published(table):
    cells = crossed(table)
    found = suppress(cells, threshold=5)
    withheld = found.withheld()
    assert (withheld >= ((cells.values > 0) & (cells.values < 5))).all()
    assert derivable(cells, withheld) == []
    if found.primary.any():
        ranges = intervals(cells, withheld, found.primary)
        assert (ranges.width() >= 5 - 1e-6).all()
        truth = cells.values[ranges.cells]
        assert (ranges.low <= truth + 1e-6).all()
        assert (ranges.high >= truth - 1e-6).all()


@settings(max_examples=60, deadline=None)
@given(TABLES, st.data())
def test_the_fast_check_against_ranks(table, data):
    cells = crossed(table)
    unknown = data.draw(arrays(np.bool_, len(cells.values)))
    assert sorted(fixed(cells, unknown).tolist()) == derivable(cells, unknown)


def test_the_iterative_projection_against_the_exact_one(monkeypatch):
    rng = np.random.default_rng(8)
    for _ in range(2):
        cells = crossed(rng.poisson(rng.gamma(0.7, 20, (30, 5, 2))))
        unknown = rng.random(len(cells.values)) < 0.3
        exact = fixed(cells, unknown)
        monkeypatch.setattr(audits, "DENSE", 0)
        assert (fixed(cells, unknown) == exact).all()
        monkeypatch.undo()


@settings(max_examples=25, deadline=None)
@given(arrays(np.int64, (4, 4), elements=st.integers(3, 40)), st.data())
def test_two_releases_together_give_nothing_away(table, data):
    """What was published first is known; the second release withholds nothing that it needs and adds no new leak."""
    cells = crossed(table)
    first = suppress(cells, threshold=4)
    earlier = ~first.withheld()
    try:
        again = suppress(cells, threshold=7, earlier=earlier)
    except UnusableInput:  # what was published first leaves too little to withhold: then nothing goes out
        return
    both = first.withheld() & again.withheld()  # withheld in each release: known from neither
    assert derivable(cells, both) == []
    assert (again.public == ((cells.values < 7) & (cells.values > 0) & earlier)).all()
    assert not (again.withheld() & earlier).any()


def test_a_published_pattern_that_looks_safe_and_is_not():
    """Two withheld cells in every row and column, and still one follows: a table of 3 x 3 with a chain."""
    cells = crossed([[1, 20, 30], [20, 30, 2], [30, 1, 20]])
    unknown = np.zeros(16, dtype=bool)
    unknown.reshape(4, 4)[[0, 0, 1, 1], [0, 1, 0, 1]] = True
    assert fixed(cells, unknown).size == 0
    unknown.reshape(4, 4)[2, 2] = True
    assert fixed(cells, unknown).tolist() == [10]
    ranges = intervals(cells, unknown)
    assert ranges.width()[ranges.cells == 10][0] == pytest.approx(0, abs=1e-7)


def test_regions_of_municipalities_are_sums_too():
    rng = np.random.default_rng(2)
    cells = grouped(crossed(rng.poisson(9, (6, 4))), 0, [[0, 1, 2], [3, 4], [5]])
    assert len(cells.values) == 7 * 5 + 3 * 5
    assert cells.wrong() == []
    found = suppress(cells, threshold=7)
    assert found.primary.any()
    assert derivable(cells, found.withheld()) == []
    with pytest.raises(UnusableInput, match="every place once"):
        grouped(crossed([[1, 2], [3, 4]]), 0, [[0]])


def test_the_size_of_a_monitor_in_one_go():
    """100 municipalities x 6 categories x 2 sexes x 7 ages with all margins: 16,968 cells; 342 in the benchmark."""
    rng = np.random.default_rng(0)
    cells = crossed(rng.poisson(rng.gamma(0.7, 30, (100, 6, 2, 7))))
    found = suppress(cells, audit=False)
    assert found.primary.sum() > 1500
    assert fixed(cells, found.withheld(), seed=99).size == 0


def test_tables_that_cannot_be():
    with pytest.raises(UnusableInput, match="1 cells cannot be protected"):
        suppress(crossed([[3]]), earlier=np.array([False, True, True, True]))
    assert suppress(crossed([[3]])).withheld().all()
    with pytest.raises(UnusableInput, match="1 totals are not the sum"):
        suppress(Cells(np.array([1, 2, 4]), (np.array([[0, 1, 2]]),), (3,)))
    with pytest.raises(UnusableInput, match="counts from zero"):
        crossed([[1, -1]])


def test_nothing_small_nothing_withheld():
    found = suppress(crossed([[10, 0], [20, 30]]))
    assert not found.withheld().any()


@given(arrays(np.int64, (3, 3), elements=st.integers(0, 50)))
@settings(max_examples=15, deadline=None)
def test_rounding_and_what_it_leaves(table):
    cells = crossed(table)
    shown = round_to(cells.values)
    assert (shown % 5 == 0).all()
    assert (np.abs(shown - cells.values) <= 2).all()
    which = np.zeros(16, dtype=bool)
    which[:2] = True
    low, high = rounded_ranges(cells, 5, which)
    truth = cells.values[:2]
    assert (low <= truth + 1e-6).all()
    assert (high >= truth - 1e-6).all()
