"""Several models at once: each within its cap, together over it, and one path for all of them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.allocation.cumulation import Model, cumulate, phase_in_together
from narekenen.allocation.phasein import Rules
from narekenen.errors import UnusableInput

TEN = Rules((Fraction(10),) * 3)
PEOPLE = (100, 100, 200)


def test_two_models_that_each_keep_their_cap_go_over_it_together():
    first = Model("general", (300_000, 0, 0), (0, 100_000, 200_000), TEN)
    second = Model("sheltered living", (200_000, 0, 0), (0, 100_000, 100_000), TEN)
    found = cumulate((first, second), PEOPLE, Fraction(10))
    # a cap of 10 euros for 100 people is 1,000 euros: the first municipality loses that twice
    assert found.moved[0, 0] == -200_000
    assert (1, 0) in found.over
    assert (found.moved.sum(axis=1) == 0).all()
    assert (found.parts["general"] + found.parts["sheltered living"] == found.moved).all()


def test_gain_and_loss_cancel_before_anything_is_softened():
    up = Model("up", (0, 100_000, 0), (100_000, 0, 0), TEN)
    down = Model("down", (100_000, 0, 0), (0, 100_000, 0), TEN)
    assert phase_in_together((up, down), PEOPLE, TEN).finished == 0


def test_a_shorter_path_stands_still_afterwards():
    short = Model("short", (100_000, 0, 0), (0, 100_000, 0), Rules((Fraction(100),)))
    found = cumulate((short, Model("long", (50, 0, 0), (0, 50, 0), TEN)), PEOPLE, Fraction(1000))
    assert found.parts["short"].shape == (3, 3)
    assert not found.parts["short"][1:].any()
    assert found.over == ()


MODEL = st.lists(st.integers(0, 10**6), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(MODEL, MODEL), min_size=1, max_size=4), st.fractions(0, 30, max_denominator=20))
def test_nobody_moves_more_than_the_one_cap(pairs, cap):
    models = []
    for i, (old, new) in enumerate(pairs):
        new = [new[0] + max(0, sum(old) - sum(new)), *new[1:]]
        old = [old[0] + max(0, sum(new) - sum(old)), *old[1:]]
        models.append(Model(str(i), old, new, TEN))
    path = phase_in_together(models, PEOPLE, Rules((cap,) * 4))
    assert (path.corrections.sum(axis=1) == 0).all()
    assert all(abs(int(c)) <= cap * 100 * n for row in path.moved() for c, n in zip(row, PEOPLE, strict=True))


def test_models_of_other_municipalities():
    with pytest.raises(UnusableInput) as told:
        cumulate((Model("a", (1, 2), (2, 1), TEN), Model("b", (1,), (1,), TEN)), (5, 5), Fraction(1))
    assert "b: 1 municipalities, not 2" in str(told.value)
    with pytest.raises(UnusableInput, match="no model"):
        phase_in_together((), np.array([1]), TEN)
