"""Waves and groups of BR and Spiegel; families of tests; equivalence; noise floor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import change, composition, fisher, standardised
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.equivalence import tost
from narekenen.fieldtests.estimands import estimate
from narekenen.fieldtests.multiplicity import benjamini_hochberg, holm
from narekenen.fieldtests.pairfile import Reading, read_pairs
from narekenen.fieldtests.placebo import above_noise


@pytest.fixture(scope="module")
def by(shared):
    table = read_pairs(shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv", Reading(by=("landlord_type",)))
    return cells_by(table, ("profile", "wave")) | cells_by(table, ("profile", "landlord_type"))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("profile", "first", "second", "p"),
    [("arabic", 26.0, 28.2, 0.62), ("italian", 4.6, 16.9, 0.0019), ("polish", 17.8, 0.3, 0.0001),
     ("turkish", 27.9, 13.0, 0.0012)],
)  # fmt: skip
def test_br_spiegel_waves(by, profile, first, second, p):
    result = change(by[profile, "1"], by[profile, "2"])
    assert (round(100 * result.first, 1), round(100 * result.second, 1)) == (first, second)
    assert result.z_p == pytest.approx(p, rel=0.15)
    assert (result.low > 0 or result.high < 0) == (result.z_p < 0.05)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("profile", "p"), [("arabic", 0.59), ("italian", 0.031), ("polish", 0.0094), ("turkish", 0.32)]
)
def test_br_spiegel_private_against_company(by, profile, p):
    assert change(by[profile, "private"], by[profile, "company"]).z_p == pytest.approx(p, rel=0.03)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_fisher_against_scipy(a, b, c, d):
    if min(a + b, c + d, a + c, b + d) == 0:
        return
    assert fisher(a, b, c, d, midp=False) == pytest.approx(fisher_exact([[a, b], [c, d]]).pvalue, rel=1e-7)
    assert 0 < fisher(a, b, c, d) <= fisher(a, b, c, d, midp=False)


def test_no_number_no_change():
    empty = PairedCells(n11=0, n10=0, n01=0, n00=3)
    assert change(empty, PairedCells(1, 2, 3, 4)) is None
    same = PairedCells(n11=4, n10=0, n01=0, n00=3)
    assert change(same, same).z_p == 1.0


def test_composition_is_shown_and_can_be_held_constant():
    first = {"G4": PairedCells(n11=40, n10=10, n01=10, n00=40), "rest": PairedCells(n11=40, n10=40, n01=0, n00=20)}
    second = {
        "G4": PairedCells(n11=120, n10=30, n01=30, n00=120),
        "rest": first["rest"],
        "new": PairedCells(0, 0, 0, 9),
    }
    made = composition(first, second)
    assert made.shares["G4"] == (0.5, pytest.approx(300 / 409))
    assert made.shares["new"][0] == 0.0
    weights = {name: share[0] for name, share in made.shares.items()}
    held = standardised(second, weights)
    assert held.value == pytest.approx(0.25)  # 0 in G4, 40/80 in the rest, half each: as in the first wave
    assert held.left_out == ("new",)
    assert estimate(second["G4"] + second["rest"]).value < held.value
    assert standardised({"new": second["new"]}, {"new": 1.0}) is None


def test_holm_and_benjamini_hochberg_by_hand():
    p = {"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}
    assert holm(p) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06, "d": 0.02})
    assert benjamini_hochberg(p) == pytest.approx({"a": 0.02, "b": 0.04, "c": 0.04, "d": 0.02})


def test_benjamini_and_hochberg_1995_their_own_example():
    printed = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
               0.7590, 1.0000]  # fmt: skip
    family = {str(i): p for i, p in enumerate(printed)}
    assert sum(p <= 0.05 for p in benjamini_hochberg(family).values()) == 4
    assert sum(p <= 0.05 for p in holm(family).values()) == 3


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_adjusted_values_are_never_below_the_raw_ones_and_keep_the_order(values):
    family = {str(i): p for i, p in enumerate(values)}
    for adjust in (holm, benjamini_hochberg):
        adjusted = adjust(family)
        assert list(adjusted) == list(family)
        assert all(adjusted[k] >= family[k] - 1e-15 for k in family)
    assert all(benjamini_hochberg(family)[k] <= holm(family)[k] + 1e-12 for k in family)


def test_a_family_without_valid_p_values_is_refused():
    with pytest.raises(UnusableInput, match=r"b: 1.5"):
        holm({"a": 0.5, "b": 1.5})


def test_equivalence_agrees_with_its_interval_and_needs_enough_pairs():
    calm = PairedCells(n11=900, n10=30, n01=30, n00=40)
    few = PairedCells(n11=9, n10=1, n01=1, n00=4)
    assert tost(calm, 0.05).shown
    assert not tost(few, 0.05).shown
    for cells in (calm, few):
        result = tost(cells, 0.05)
        assert result.shown == (result.low > -0.05 and result.high < 0.05)
    assert not tost(PairedCells(0, 0, 0, 3), 0.05).shown
    with pytest.raises(UnusableInput, match="net differences"):
        tost(calm, 0.05, "gross_all")
    with pytest.raises(UnusableInput, match="between 0 and 1"):
        tost(calm, 5.0)


def test_what_is_left_above_the_noise_floor():
    placebo = PairedCells(n11=300, n10=30, n01=30, n00=640)
    left = above_noise(PairedCells(n11=300, n10=90, n01=40, n00=570), placebo)
    assert left.noise == pytest.approx(0.06)
    assert left.systematic == pytest.approx(0.07)
    assert left.systematic_low > 0
    assert left.net == pytest.approx(0.05)
    assert left.net_low < 0.05 < left.net_high
    assert left.placebo_p == 1.0
    none = above_noise(placebo, placebo)
    assert none.systematic_low < 0 < none.systematic_high
    lopsided = PairedCells(n11=300, n10=60, n01=10, n00=630)
    assert above_noise(placebo, lopsided).placebo_p < 0.001
