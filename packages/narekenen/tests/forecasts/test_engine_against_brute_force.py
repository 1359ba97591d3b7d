"""The compiled engine against a plain day-by-day simulation, on the same inputs: every day of every unit equal."""

import numpy as np
import pytest

from narekenen.forecasts.running import trace


def equal_to_brute_force(plan, plainly, seed, r):
    arrays, steps, finished = trace(plan, replications=(r, r + 1), seed=seed)
    notes, finish, counted = plainly.brute_force(plan, seed, r)
    expected = [{at: row for at, row in each.items() if row[0] < plan.horizon} for each in notes]
    assert plainly.steps_of(arrays, steps[0], plan.horizon) == expected, seed
    wanted = [f if c else -1 for f, c in zip(finish, counted, strict=True)]
    np.testing.assert_array_equal(finished[0], wanted)
    return notes


@pytest.mark.parametrize("block", range(10))
def test_hundreds_of_random_programmes(block, plainly):
    """Falling capacity, complexes, priorities, add-ons, routing, work in hand, shared luck and risks together."""
    for case in range(25):
        rng = np.random.default_rng([block, case])
        equal_to_brute_force(plainly.random_plan(rng), plainly, f"{block}-{case}", int(rng.integers(0, 5)))


@pytest.mark.parametrize("block", range(10))
def test_hundreds_of_random_programmes_in_which_addresses_go_back(block, plainly):
    """All of that, and from some stages a share goes back to that stage or an earlier one, up to three times."""
    again = 0
    for case in range(25):
        rng = np.random.default_rng([100 + block, case])
        plan = plainly.random_plan(rng, back=True)
        notes = equal_to_brute_force(plan, plainly, f"back {block}-{case}", int(rng.integers(0, 5)))
        again += sum(k > 0 for each in notes for _, k in each)
    assert again > 100  # it did happen
