"""Connor 1987 and the exact power; detectable differences of the field's usual sizes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multinomial

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.mcnemar import exact, midp
from narekenen.fieldtests.power import detectable, detectable_from, exact_power, pairs_needed


@pytest.mark.parametrize(
    ("p10", "p01", "pairs", "exact_test", "midp_test"),
    [(0.09, 0.06, 1306, 0.783, 0.802), (0.10, 0.05, 469, 0.776, 0.807), (0.12, 0.06, 391, 0.776, 0.807),
     (0.12, 0.04, 194, 0.762, 0.809)],
)  # fmt: skip
def test_connors_number_is_right_for_mid_p_and_short_for_exact(p10, p01, pairs, exact_test, midp_test):
    assert int(pairs_needed(p10, p01)) == pairs
    assert exact_power(pairs, p10, p01, test="exact") == pytest.approx(exact_test, abs=6e-4)
    assert exact_power(pairs, p10, p01) == pytest.approx(midp_test, abs=6e-4)


@pytest.mark.parametrize(
    ("pairs", "any_positive", "discordant", "points"),
    [(500, 0.32, 0.13, 14.1), (500, 0.60, 0.20, 9.3), (250, 0.32, 0.13, 20.0), (250, 0.60, 0.20, 13.2),
     (630, 0.32, 0.13, 12.6), (630, 0.60, 0.20, 8.3)],
)  # fmt: skip
def test_detectable_net_difference_in_points(pairs, any_positive, discordant, points):
    value = 100 * float(detectable(pairs, discordant)) / any_positive
    assert value == pytest.approx(points, abs=0.15)


@given(st.integers(30, 5_000), st.floats(0.05, 0.6))
@settings(max_examples=60, deadline=None)
def test_detectable_and_needed_are_each_others_inverse(pairs, discordant):
    d = float(detectable(pairs, discordant))
    if np.isfinite(d):
        needed = float(pairs_needed((discordant + d) / 2, (discordant - d) / 2))
        assert needed == pytest.approx(pairs, abs=1.0)


@pytest.mark.parametrize(("test", "kernel"), [("midp", midp), ("exact", exact)])
def test_exact_power_is_the_sum_over_all_tables(test, kernel):
    n, p10, p01 = 25, 0.3, 0.1
    total = 0.0
    for n10 in range(n + 1):
        for n01 in range(n + 1 - n10):
            if np.exp(kernel(n10, n01)[0]) <= 0.05:
                total += multinomial.pmf([n10, n01, n - n10 - n01], n, [p10, p01, 1 - p10 - p01])
    assert exact_power(n, p10, p01, test=test) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("pairs", [50, 200, 500, 3000])
def test_the_exact_test_keeps_its_level_and_mid_p_stays_near_it(pairs):
    for psi in (0.05, 0.2, 0.5):
        assert exact_power(pairs, psi / 2, psi / 2, test="exact") <= 0.05
        assert exact_power(pairs, psi / 2, psi / 2) <= 0.0601


def test_what_a_table_could_have_shown():
    cells = PairedCells(n11=100, n10=40, n01=35, n00=325)
    all_pairs, any_positive = detectable_from(cells, cells.total), detectable_from(cells, cells.any_positive)
    assert all_pairs == pytest.approx(float(detectable(500, 0.15)))
    assert any_positive == pytest.approx(all_pairs * 500 / 175)
    none, one = PairedCells(n11=5, n10=0, n01=0, n00=5), PairedCells(n11=5, n10=1, n01=0, n00=5)
    assert detectable_from(none, none.total) is None
    assert detectable_from(one, one.total) is None
    assert detectable_from(one, 0) is None


def test_impossible_designs_are_refused():
    with pytest.raises(UnusableInput, match="at least 1 pair"):
        exact_power(0, 0.1, 0.1)
    with pytest.raises(UnusableInput, match="1 at most together"):
        exact_power(10, 0.8, 0.4)
    with pytest.raises(UnusableInput, match="between 0 and 1"):
        pairs_needed(0.1, 0.05, power=1.0)
    assert exact_power(10, 0.0, 0.0) == 0.0
    assert np.isinf(float(pairs_needed(0.1, 0.1)))
