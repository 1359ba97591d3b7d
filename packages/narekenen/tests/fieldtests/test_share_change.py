"""A share of calls in two waves: what changed, and what change so many calls could have shown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep, proportions_ztest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.shares import detectable_change, power_of_change, share_change
from narekenen.recipes import compute

SAMPLES = [((84, 105), (148, 203)), ((75, 203), (102, 202)), ((3, 40), (30, 31)), ((0, 20), (5, 20))]


@pytest.mark.parametrize(("first", "second"), SAMPLES, ids=str)
def test_statsmodels_gives_the_same_interval_and_p(first, second):
    found = share_change(first, second)
    limits = confint_proportions_2indep(*second, *first, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(limits)
    count, of = np.array([second, first]).T
    assert found.p == pytest.approx(proportions_ztest(count, of)[1])


@pytest.mark.parametrize(("first", "second"), SAMPLES[:3], ids=str)
def test_statsmodels_gives_the_detectable_change_the_power_of_four_in_five(first, second):
    found, (k1, n1), n2 = share_change(first, second), first, second[1]
    change = found.detectable * (1 if found.difference > 0 else -1)
    power = power_proportions_2indep(change, k1 / n1, n2, ratio=n1 / n2).power
    assert power == pytest.approx(0.8, abs=0.002)  # theirs counts the other tail as well


def test_a_fall_from_80_to_73_per_cent_of_so_many_calls_is_not_carried():
    """The third national monitor called 203 agents, the second a number that was not printed; the first called 105."""
    found = share_change((84, 105), (148, 203))
    assert found.p > 0.05
    assert found.low < 0 < found.high
    assert 0.1 < found.detectable < 0.2


@given(st.floats(0.05, 0.95), st.integers(30, 400), st.integers(30, 400), st.booleans())
def test_the_detectable_change_is_where_the_power_passes(before, n1, n2, down):
    least = detectable_change(before, n1, n2, down=down)
    if least is None:
        assert power_of_change(before, 0.0 if down else 1.0, n1, n2) < 0.8
    else:
        after = before - least if down else before + least
        assert power_of_change(before, after, n1, n2) == pytest.approx(0.8, abs=1e-6)


def test_none_could_have_shown_in_a_handful():
    assert detectable_change(0.5, 3, 3, down=True) is None
    given = {"before": {"count": 1, "of": 3}, "after": {"count": 2, "of": 3}}
    found = {estimate.name: estimate for estimate in compute("fieldtest.share-change@1", given)}
    assert found["detectable"].reason == "geen verandering had kunnen blijken"
    assert found["value"].value == pytest.approx(100 / 3)


def test_its_recipe_says_what_the_kernel_says():
    given = {"before": {"count": 75, "of": 203}, "after": {"count": 102, "of": 202}}
    found = {estimate.name: estimate for estimate in compute("fieldtest.share-change@1", given)}
    kernel = share_change((75, 203), (102, 202))
    assert found["value"].low == pytest.approx(100 * kernel.low)
    assert found["p"].value == pytest.approx(kernel.p)
    assert found["detectable"].value == pytest.approx(100 * kernel.detectable)


@pytest.mark.parametrize("wrong", [None, {"count": 1}, {"count": 5, "of": 4}, {"count": 0, "of": 0}], ids=str)
def test_what_is_no_share_is_refused(wrong):
    with pytest.raises(UnusableInput):
        compute("fieldtest.share-change@1", {"before": wrong, "after": {"count": 1, "of": 3}})
