"""What must hold for any cells: symmetry, range, agreement of tests with the intervals that belong to them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from narekenen.errors import UnusableInput
from narekenen.fieldtests import differences, ratios
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.intervals import clopper_pearson, wilson
from narekenen.fieldtests.mcnemar import DISCORDANT_TESTS, exact, mcnemar, midp

small = st.integers(0, 60)
tables = st.builds(PairedCells, n11=small, n10=small, n01=small, n00=st.integers(1, 300))


@given(tables)
@settings(max_examples=60, deadline=None)
def test_p_values_do_not_depend_on_which_profile_is_called_control(cells):
    for method in DISCORDANT_TESTS:
        assert mcnemar(cells, method).p == pytest.approx(mcnemar(cells.swapped(), method).p, rel=1e-9)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_exact_is_the_binomial_test_and_mid_p_is_below_it(cells):
    D = cells.discordant
    expected = binomtest(cells.n10, D).pvalue if D else 1.0
    assert mcnemar(cells, "exact").p == pytest.approx(expected, rel=1e-9)
    assert mcnemar(cells).p <= mcnemar(cells, "exact").p
    if D and cells.n10 != cells.n01:
        point = binom.pmf(min(cells.n10, cells.n01), D, 0.5)
        assert mcnemar(cells).p == pytest.approx(expected - point, rel=1e-8)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_the_score_interval_excludes_zero_exactly_when_the_score_test_rejects(cells):
    p = mcnemar(cells, "asymptotic").p
    if abs(p - 0.05) < 1e-6:
        return
    for size in (cells.total, cells.any_positive, cells.discordant):
        if size:
            low, high = differences.tango(cells.n10, cells.n01, size)
            assert (low > 0 or high < 0) == (p < 0.05)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_the_mid_p_odds_interval_excludes_one_exactly_when_the_mid_p_test_rejects(cells):
    p = mcnemar(cells).p
    if not cells.discordant or abs(p - 0.05) < 1e-6:
        return
    low, high = ratios.odds_midp(cells.n10, cells.n01)
    assert (low > 1 or high < 1) == (p < 0.05)


@given(tables)
@settings(max_examples=60, deadline=None)
def test_every_interval_holds_the_estimate_and_stays_in_range(cells):
    d = (cells.n10 - cells.n01) / cells.total
    limits = [f(cells.n10, cells.n01, cells.total) for f in (differences.tango, differences.wald)]
    limits.append(differences.newcombe(cells.n11, cells.n10, cells.n01, cells.n00))
    for low, high in limits:
        assert -1 <= low <= d + 1e-9
        assert d - 1e-9 <= high <= 1


def test_the_deep_tail_joins_the_shallow_one():
    for n, k in [(1500, 130), (1200, 60), (2000, 250)]:
        expected = math.log(2) + binom.logcdf(k, n, 0.5)
        if math.isfinite(expected):
            assert float(exact(k, n - k)[0]) == pytest.approx(expected, rel=1e-9)
    steps = [float(exact(k, 3000 - k)[0]) for k in range(300, 420)]
    assert np.all(np.diff(steps) > 0)


def test_all_kernels_take_many_tables_at_once():
    b, c = np.array([0, 5, 307, 26_725]), np.array([0, 5, 80, 18_143])
    together = midp(b, c)
    assert together.tolist() == [pytest.approx(float(midp(x, y)[0])) for x, y in zip(b, c, strict=True)]
    assert together[0] == together[1] == 0.0


def test_one_pair_and_equal_outcomes_have_answers():
    one = PairedCells(n11=0, n10=1, n01=0, n00=0)
    assert mcnemar(one).p == 0.5
    assert mcnemar(one, "exact").p == 1.0
    same = PairedCells(n11=10, n10=0, n01=0, n00=20)
    for method in (*DISCORDANT_TESTS, "score", "unconditional"):
        assert mcnemar(same, method).p == 1.0
    low, high = differences.tango(0, 0, 30)
    assert low == pytest.approx(-high)
    assert high == pytest.approx(0.1135, abs=1e-4)  # not the empty interval that Wald gives


def test_shares_against_published_limits():
    low, high = wilson(81, 263)
    assert (round(float(low), 4), round(float(high), 4)) == (0.2553, 0.3662)  # Newcombe 1998, table I
    low, high = clopper_pearson(81, 263)
    assert (round(float(low), 4), round(float(high), 4)) == (0.2527, 0.3676)
    assert [float(x) for x in clopper_pearson(0, 20)] == [0.0, pytest.approx(0.1684, abs=1e-4)]


def test_an_unknown_test_is_an_error():
    with pytest.raises(KeyError):
        mcnemar(PairedCells(1, 1, 1, 1), "fisher")
    with pytest.raises(UnusableInput):
        PairedCells(n11=0, n10=0, n01=0, n00=0)
