"""The compiled engine against a plain day-by-day simulation, on the same inputs: every day of every unit equal."""

import numpy as np
import pytest

from narekenen.forecasts.running import trace


def equal_to_brute_force(plan, brute_force, seed, r):
    arrays, steps, finished = trace(plan, replications=(r, r + 1), seed=seed)
    expected, finish, counted = brute_force(plan, seed, r)
    for s, stage in enumerate(expected):
        np.testing.assert_array_equal(steps[0, s].T, np.array(stage), err_msg=f"seed {seed} stage {s}")
    wanted = [f if c else -1 for f, c in zip(finish, counted, strict=True)]
    np.testing.assert_array_equal(finished[0], wanted)
    return arrays, finish, counted


@pytest.mark.parametrize("block", range(10))
def test_hundreds_of_random_programmes(block, plainly):
    """Falling capacity, complexes, priorities, add-ons, routing, work in hand, shared luck and risks together."""
    for case in range(25):
        rng = np.random.default_rng([block, case])
        equal_to_brute_force(plainly.random_plan(rng), plainly.brute_force, f"{block}-{case}", int(rng.integers(0, 5)))
