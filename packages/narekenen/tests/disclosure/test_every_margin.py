"""Every margin of a table: what an attacker with linear and whole-number programs finds of the small cells, and the
audit against certificates that were tampered with."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from narekenen.disclosure.marginaudit import audit_margins
from narekenen.disclosure.margins import margins
from narekenen.disclosure.marginsuppression import Certificates, suppress_margins
from narekenen.errors import UnusableInput

COUNTS = st.lists(st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 40)), min_size=24, max_size=24)
AREAS = np.array([0, 0, 1, 1])


def table(counts):
    """Region, area (two in each region), and classes of three and two."""
    area, one, two = (grid.ravel() for grid in np.meshgrid(range(4), range(3), range(2), indexing="ij"))
    return [AREAS[area], area, one, two], np.asarray(counts)


def attack(found, codes):
    """What the published list says of the cells of the whole table, zeros included: matrix and right hand side."""
    rows, sides = [], []
    whole = np.column_stack(codes)
    for key, count in zip(found.margins.keys[found.listed], found.margins.numbers[found.listed], strict=True):
        inside = np.ones(len(whole), dtype=bool)
        for column in range(whole.shape[1]):
            code = found.margins.class_of(np.array([key]), column)[0]
            inside &= (code < 0) | (whole[:, column] == code)
        rows.append(inside.astype(float))
        sides.append(float(count))
    return np.array(rows).reshape(len(rows), len(whole)), np.array(sides)


def aims(found, codes, most):
    """Small cells as sums of cells of the whole table."""
    whole = np.column_stack(codes)
    for number in np.flatnonzero(found.primary)[:most]:
        inside = np.ones(len(whole), dtype=bool)
        for column in range(whole.shape[1]):
            code = found.margins.class_of(found.margins.keys[number : number + 1], column)[0]
            inside &= (code < 0) | (whole[:, column] == code)
        yield inside.astype(float)


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_an_attacker_finds_of_no_small_cell_whether_anybody_is_in_it_or_many(counts):
    codes, n = table(counts)
    if n.sum() < 5:
        with pytest.raises(UnusableInput):
            suppress_margins(margins(codes, n))
        return
    found = suppress_margins(margins(codes, n))
    assert audit_margins(found).clean()
    matrix, side = attack(found, codes)
    for aim in aims(found, codes, 12):
        low, high = (linprog(sign * aim, A_eq=matrix, b_eq=side, bounds=(0, None)).fun for sign in (1, -1))
        assert low <= 1e-6
        assert -high >= 5 - 1e-6


@settings(max_examples=10, deadline=None)
@given(COUNTS)
def test_an_attacker_who_knows_that_persons_are_whole_finds_no_more(counts):
    codes, n = table(counts)
    if n.sum() < 5:
        return
    found = suppress_margins(margins(codes, n))
    matrix, side = attack(found, codes)
    known = LinearConstraint(matrix, side, side)
    for aim in aims(found, codes, 4):
        low, high = (milp(sign * aim, integrality=np.ones(24), bounds=Bounds(0, np.inf), constraints=known).fun
                     for sign in (1, -1))  # fmt: skip
        assert low <= 1e-6
        assert -high >= 5 - 1e-6


@pytest.fixture(scope="module")
def large():
    """2,000 combinations of 4 regions, 40 areas, and classes of 2, 12 and 5."""
    rng = np.random.default_rng(4)
    area = rng.choice(40, 2000, p=np.arange(1, 41) / 820)
    codes = [area % 4, area, rng.integers(0, 2, 2000), rng.integers(0, 12, 2000), rng.integers(0, 5, 2000)]
    return suppress_margins(margins(codes, rng.geometric(0.2, 2000)))


def test_a_table_with_areas_in_regions_is_protected_in_every_margin(large):
    told = audit_margins(large)
    assert told.clean()
    assert told.small == large.primary.sum() > 1000
    assert len(large.margins.sets) == 3 * 2 * 2 * 2
    assert large.listed.sum() > 100
    assert large.secondary() == len(large.listed) - large.listed.sum() - told.small


def test_the_margins_are_those_of_adding_up(large):
    made = large.margins
    assert np.array_equal(made.table_of(made.keys[:1]), [0])
    assert made.numbers[0] == made.counts.sum()
    for some in made.sets.tolist():
        chosen = made.table_of(made.keys) == some
        assert made.numbers[chosen].sum() == made.counts.sum()
        assert chosen.sum() == len(np.unique(made.codes[:, [c for c in range(5) if some >> c & 1]], axis=0))


def test_a_seed_gives_the_same_list_again(large):
    again = suppress_margins(large.margins)
    assert np.array_equal(again.listed, large.listed)
    assert audit_margins(suppress_margins(large.margins, seed=1)).clean()


def test_the_audit_sees_a_number_that_should_not_have_been_listed(large):
    shown = np.flatnonzero(~large.listed & ~large.primary)
    told = audit_margins(replace(large, listed=large.listed | np.isin(np.arange(len(large.listed)), shown)))
    assert told.altered > 0
    assert told.differences > 0
    assert audit_margins(replace(large, listed=large.listed | large.primary)).listed_small == large.primary.sum()


def test_the_audit_sees_what_is_wrong_with_a_certificate(large):
    lower, higher = large.certificates.lower, large.certificates.higher
    none = np.empty((0, 6), dtype=np.int64)
    told = audit_margins(replace(large, certificates=Certificates(none, none)))
    assert (told.not_empty, told.not_large) == (told.small, told.small)
    many = higher.copy()
    many[:, 5] = 10_000
    told = audit_margins(replace(large, certificates=Certificates(lower, many)))
    assert told.overdrawn > 0
    elsewhere = lower.copy()  # into another area, and still in the region
    region = large.margins.codes[:, 0]
    elsewhere[:, 3] = np.where(region[lower[:, 2]] == 0, np.flatnonzero(region == 1)[0], np.flatnonzero(region == 0)[0])
    elsewhere[:, 4] = 2
    assert audit_margins(replace(large, certificates=Certificates(elsewhere, higher))).impossible > 0


def test_a_high_threshold_is_kept():
    counts = np.array([40, 260, 900, 700, 150, 800])
    found = suppress_margins(margins([[0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]], counts), threshold=300)
    assert audit_margins(found).clean()
    assert found.margins.numbers[found.listed].min() >= 300


@pytest.mark.parametrize(
    ("codes", "counts", "threshold"),
    [
        ([[0, 1]], [3, 1], 5),
        ([[0, -1]], [30, 10], 5),
        ([[0, 1]], [30, -1], 5),
        ([[0, 1]], [30], 5),
        ([], [30], 5),
        ([[0, 1]] * 11, [30, 10], 5),
        ([[0, 2**33]] * 2, [30, 10], 5),
        ([[0, 1]], [30, 10], 1),
    ],
    ids=["few", "code", "negative", "lengths", "no column", "columns", "classes", "threshold"],
)
def test_what_cannot_be_protected(codes, counts, threshold):
    with pytest.raises(UnusableInput):
        suppress_margins(margins(codes, counts), threshold)
