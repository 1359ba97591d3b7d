"""BR and Spiegel 2017, "Hanna und Ismail": 16 cells, 20 McNemar p-values and 4 net rates, from the raw pairs.

Source: br-data/2017-diskriminierung-mietmarkt-analyse, analyse.nb.html. The numbers are facts; the pairs stay outside.
"""

import pytest

from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cells_by
from narekenen.fieldtests.estimands import estimate
from narekenen.fieldtests.mcnemar import mcnemar
from narekenen.fieldtests.pairfile import Reading, read_pairs

PUBLISHED = {  # n10, n01, n11, n00, net rate as printed
    "arabic": (307, 80, 464, 1883, "26.7"),
    "italian": (184, 110, 600, 1859, "8.3"),
    "polish": (237, 128, 532, 1877, "12.2"),
    "turkish": (293, 85, 504, 1908, "23.6"),
}
CORRECTED_P = {
    ("arabic",): "1.511853e-30", ("italian",): "2.067752e-05", ("polish",): "1.576912e-08",
    ("turkish",): "1.802082e-26",
    ("arabic", "male"): "3.840507e-17", ("italian", "male"): "1.219560e-02", ("polish", "male"): "2.625626e-04",
    ("turkish", "male"): "7.226049e-20",
    ("arabic", "female"): "9.457430e-15", ("italian", "female"): "4.743883e-04",
    ("polish", "female"): "1.551772e-05", ("turkish", "female"): "9.188840e-09",
    ("arabic", "company"): "3.767000e-24", ("italian", "company"): "5.275745e-03",
    ("polish", "company"): "8.608579e-05", ("turkish", "company"): "7.967998e-20",
    ("arabic", "private"): "1.158094e-07", ("italian", "private"): "4.480076e-04",
    ("polish", "private"): "1.068645e-05", ("turkish", "private"): "5.852130e-08",
}  # fmt: skip


@pytest.fixture(scope="module")
def pairs(shared):
    path = shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv"
    return read_pairs(path, Reading(by=("gender", "landlord_type")))


@pytest.mark.shared
@pytest.mark.parametrize("profile", PUBLISHED)
def test_the_sixteen_cells_from_the_raw_pairs(pairs, profile):
    n10, n01, n11, n00, _ = PUBLISHED[profile]
    assert cells_by(pairs)[(profile,)] == PairedCells(n11=n11, n10=n10, n01=n01, n00=n00)


@pytest.mark.shared
@pytest.mark.parametrize("key", CORRECTED_P, ids="-".join)
def test_the_twenty_mcnemar_p_values_from_the_raw_pairs(pairs, key):
    split = (
        ("profile",) if len(key) == 1 else ("profile", "gender" if key[1] in ("male", "female") else "landlord_type")
    )
    assert f"{mcnemar(cells_by(pairs, split)[key], 'corrected').p:.6e}" == CORRECTED_P[key]


@pytest.mark.parametrize("profile", PUBLISHED)
def test_the_four_net_rates_and_p_values_from_the_published_cells(profile):
    n10, n01, n11, n00, printed = PUBLISHED[profile]
    cells = PairedCells(n11=n11, n10=n10, n01=n01, n00=n00)
    assert f"{100 * estimate(cells).value:.1f}" == printed
    assert f"{mcnemar(cells, 'corrected').p:.6e}" == CORRECTED_P[(profile,)]


@pytest.mark.shared
def test_codes_of_the_code_book_give_the_same_cells_as_the_derived_columns(pairs, shared):
    path = shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv"
    coded = read_pairs(path, Reading(
        columns={"control": "code_control", "test": "code_test"}, positive=("1", "2"), negative=("3", "4", "6"),
        empty="negative",
    ))  # fmt: skip
    assert cells_by(coded) == cells_by(pairs)


def test_exact_and_mid_p_as_computed_in_r_on_the_same_cells():
    arabic = PairedCells(n11=464, n10=307, n01=80, n00=1883)
    assert mcnemar(arabic, "exact").p == pytest.approx(1.891693912942085e-32, rel=1e-11)
    assert mcnemar(arabic).p == pytest.approx(1.1901909340790808e-32, rel=1e-11)


def test_the_paired_interval_is_narrower_than_the_published_unpaired_one():
    arabic = PairedCells(n11=464, n10=307, n01=80, n00=1883)
    delta = estimate(arabic, method="delta")
    assert (delta.low, delta.high) == pytest.approx((0.225132283889368, 0.3083577278615133), abs=1e-9)
    assert delta.low < 0.228  # published, from an unpaired two-sample test: 22.8 to 30.6
    assert delta.high > 0.306


def test_a_p_value_beyond_floats_keeps_its_logarithm():
    result = mcnemar(PairedCells(n11=1, n10=26_725, n01=18_143, n00=1), "exact")
    assert result.p == 0.0
    assert result.log10_p == pytest.approx(-360.27, abs=0.01)
