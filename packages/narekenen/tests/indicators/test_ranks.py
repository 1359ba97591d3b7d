"""Confidence sets for ranks: they hold the true rank as often as they say, and shrink when the data tell more."""

from statistics import NormalDist

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.ranks import rank_sets


def test_clearly_apart_and_not_at_all():
    found = rank_sets([10, 30, 20], [0.1, 0.1, 0.1])
    assert (found.best.tolist(), found.worst.tolist()) == ([3, 1, 2], [3, 1, 2])
    found = rank_sets([10, 30, 20], [100, 100, 100])
    assert (found.best.tolist(), found.worst.tolist()) == ([1, 1, 1], [3, 3, 3])


def test_the_threshold_of_two_areas_is_that_of_a_z_test():
    z = NormalDist().inv_cdf(0.975) * 2**0.5
    assert rank_sets([0, z * 1.001], [1, 1]).worst.tolist() == [2, 1]
    assert rank_sets([0, z * 0.999], [1, 1]).worst.tolist() == [2, 2]


def test_holm_steps_down():
    """Three areas: the second comparison is held against half of 5%, no more a third."""
    z = NormalDist().inv_cdf(1 - 0.05 / 2 / 2) * 2**0.5
    found = rank_sets([0, z * 1.01, 1000], [1, 1, 1])
    assert (found.best.tolist(), found.worst.tolist()) == ([3, 2, 1], [3, 2, 1])
    z = NormalDist().inv_cdf(1 - 0.05 / 2 / 1) * 2**0.5
    assert rank_sets([0, z * 1.01, 1000], [1, 1, 1]).best.tolist() == [3, 2, 1]


def test_all_sets_hold_the_true_ranks_at_their_level():
    rng = np.random.default_rng(4)
    truth = np.sort(rng.normal(0, 1, 25))[::-1]
    error = rng.uniform(0.1, 0.8, 25)
    rank = np.arange(1, 26)
    held = [
        bool(((found.best <= rank) & (rank <= found.worst)).all())
        for found in (rank_sets(truth + rng.normal(0, error), error) for _ in range(400))
    ]
    assert np.mean(held) >= 0.95 - 3 * (0.05 * 0.95 / 400) ** 0.5


def test_equal_areas_can_take_any_place():
    found = rank_sets(np.zeros(342), np.ones(342))
    assert (found.best == 1).all()
    assert (found.worst == 342).all()


@pytest.mark.parametrize(("value", "error"), [([1], [1]), ([1, 2], [1, 0]), ([1, 2], [1]), ([1, float("nan")], [1, 1])])
def test_what_cannot_be_ranked(value, error):
    with pytest.raises(UnusableInput):
        rank_sets(value, error)
