"""The path to a new key: money is kept to the cent, nobody moves more than the cap, the optimum is that of HiGHS."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from narekenen.allocation.phasein import Rules, end_state, phase_in, price_of_cap
from narekenen.errors import UnusableInput

MUNICIPALITY = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 50_000))
CAPS = st.lists(st.fractions(0, 40, max_denominator=100), min_size=1, max_size=6)


def balanced(rows):
    old, new, people = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    new[0] += old.sum() - new.sum()
    return old, new, people


@settings(max_examples=150, deadline=None)
@given(st.lists(MUNICIPALITY, min_size=1, max_size=15), CAPS, st.data())
def test_every_year_is_neutral_and_nobody_moves_more_than_the_cap(rows, caps, data):
    old, new, people = balanced(rows)
    factor = data.draw(
        st.none() | st.lists(st.fractions(0, 2, max_denominator=4), min_size=len(rows), max_size=len(rows))
    )
    rules = Rules(tuple(caps), None if factor is None else tuple(factor))
    path = phase_in(old, new, people, rules)
    assert (path.corrections.sum(axis=1) == 0).all()
    factors = rules.factor or (1,) * len(rows)
    for cap, moved in zip(caps, path.moved(), strict=True):
        for cents, n, one in zip(moved.tolist(), people.tolist(), factors, strict=True):
            assert abs(cents) <= cap * 100 * n * one
    # Always nearer to the end, never past it.
    sizes = np.abs(path.corrections)
    assert (np.diff(sizes, axis=0) <= 0).all()
    assert (path.corrections * path.corrections[0] >= 0).all()
    assert path.finished is None or path.outstanding[path.finished] == 0


def highs(start, rules, people):
    """The linear program itself: least sum over years and municipalities of |correction|, in cents."""
    n, years = len(start), len(rules.caps)
    size = n * years
    one, none = sp.identity(size, format="csr"), sp.csr_matrix((size, size))
    change = one - sp.diags([np.ones(size - n)], [-n], shape=(size, size), format="csr")
    factor = rules.factor or (Fraction(1),) * n
    cap = np.array([int(c * 100 * int(p) * f) for c in rules.caps for p, f in zip(people, factor, strict=True)], float)
    from_ = np.concatenate([start.astype(float), np.zeros(size - n)])
    found = linprog(
        np.concatenate([np.zeros(size), np.ones(size)]),
        A_ub=sp.vstack([
            sp.hstack([one, -one]), sp.hstack([-one, -one]), sp.hstack([change, none]), sp.hstack([-change, none]),
        ]),
        b_ub=np.concatenate([np.zeros(2 * size), cap + from_, cap - from_]),
        A_eq=sp.hstack([sp.kron(sp.identity(years), np.ones((1, n))), sp.csr_matrix((years, size))]),
        b_eq=np.zeros(years), bounds=[(None, None)] * size + [(0, None)] * size, method="highs",
    )  # fmt: skip
    assert found.status == 0
    return found.fun


def random_case(rng):
    n, years = int(rng.integers(2, 14)), int(rng.integers(1, 7))
    people = rng.integers(1, 1000, n) * rng.integers(1, 30, n)
    old = rng.integers(0, 10**7, n)
    new = rng.permutation(old) if rng.random() < 0.5 else rng.multinomial(old.sum(), rng.dirichlet(np.ones(n)))
    mean = np.abs(old - new).sum() / people.sum() / 100
    wide = rng.choice([0.2, 1.2])
    caps = tuple(Fraction(int(1000 * mean * c), 1000) for c in rng.uniform(0, wide, years))
    factor = tuple(Fraction(int(f), 4) for f in rng.integers(0, 9, n)) if rng.random() < 0.3 else None
    return old, new, people, Rules(caps, factor)


def test_optimum_against_highs_in_300_random_cases():
    """`benchmarks/allocation.py` plays thousands."""
    rng, unfinished = np.random.default_rng(29), 0
    for _ in range(300):
        old, new, people, rules = random_case(rng)
        path = phase_in(old, new, people, rules)
        assert sum(path.outstanding[1:]) == pytest.approx(highs(old - new, rules, people), rel=1e-9, abs=1)
        unfinished += path.finished is None
    assert unfinished > 100


def test_a_path_by_hand():
    """A loses 900 euros, B gains 600, C 300; caps of 2 and 1 euro per inhabitant."""
    path = phase_in([190_000, 0, 0], [100_000, 60_000, 30_000], [300, 200, 100], Rules((Fraction(2), Fraction(1))))
    assert path.corrections.tolist() == [[90_000, -60_000, -30_000], [30_000, -20_000, -10_000], [0, 0, 0]]
    assert (path.outstanding, path.finished) == ((180_000, 60_000, 0), 2)


def test_those_furthest_from_their_end_go_first():
    """Two may rise and one falls slowly: what it gives goes to the one that is furthest behind per inhabitant."""
    path = phase_in([1000, 0, 0], [0, 900, 100], [1, 1, 1], Rules((Fraction(3),)))
    assert path.corrections[1].tolist() == [700, -600, -100]


def test_the_price_of_a_cap():
    old, new, people = [100_000, 0], [0, 100_000], [100, 100]
    assert price_of_cap(old, new, people, Rules((Fraction(2),)), Fraction(1)) == 200.0
    assert price_of_cap(old, new, people, Rules((Fraction(20),)), Fraction(1)) == 0.0


LIMITS = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(-300, 0), st.integers(0, 300), st.integers(0, 99)),
    min_size=1,
    max_size=10,
)


@settings(max_examples=150, deadline=None)
@given(LIMITS, st.data())
def test_floors_and_ceilings_are_kept_at_the_least_distance(rows, data):
    new = [row[0] for row in rows]
    shift = data.draw(st.lists(st.integers(-400, 400), min_size=len(rows), max_size=len(rows)))
    low = [r[0] + s + r[1] for r, s in zip(rows, shift, strict=True)]
    high = [r[0] + s + r[2] for r, s in zip(rows, shift, strict=True)]
    people = [row[3] for row in rows]
    if not sum(low) <= sum(new) <= sum(high):
        with pytest.raises(UnusableInput, match="leave no room"):
            end_state(new, low, high, people)
        return
    found = end_state(new, low, high, people)
    assert sum(found) == sum(new)
    assert all(a <= x <= b for a, x, b in zip(low, found, high, strict=True))
    clipped = [min(max(x, a), b) for x, a, b in zip(new, low, high, strict=True)]
    least = sum(abs(c - x) for c, x in zip(clipped, new, strict=True)) + abs(sum(clipped) - sum(new))
    assert sum(abs(f - x) for f, x in zip(found, new, strict=True)) == least


def test_every_problem_is_named():
    with pytest.raises(UnusableInput) as caught:
        phase_in([1, 2], [1, 3], [1, -1], Rules((Fraction(-1),), (Fraction(1),)))
    assert len(caught.value.problems) == 3
    with pytest.raises(UnusableInput, match="not of one length"):
        phase_in([1], [1], [1, 2], Rules((Fraction(1),)))
