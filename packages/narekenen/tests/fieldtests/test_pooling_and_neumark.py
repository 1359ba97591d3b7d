"""Eight schools (Rubin 1981; Gelman et al., BDA table 5.3); Neumark 2012 on Bertrand and Mullainathan."""

import numpy as np
import polars as pl
import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.neumark import decompose
from narekenen.fieldtests.pooling import pool_differences, pool_shares

SCHOOLS = {  # effect, standard error, published median; 200 published draws, so give or take 2
    "A": (28, 15, 10), "B": (8, 10, 8), "C": (-3, 16, 7), "D": (7, 11, 8), "E": (-1, 9, 5), "F": (1, 11, 6),
    "G": (18, 10, 10), "H": (12, 18, 8),
}  # fmt: skip


def test_eight_schools():
    pooled = pool_differences({school: (float(y), float(se)) for school, (y, se, _) in SCHOOLS.items()})
    for area in pooled.areas:
        assert area.value == pytest.approx(SCHOOLS[area.area][2], abs=1.1)
    first = pooled.areas[0]
    assert (first.low, first.high) == pytest.approx((-2, 31), abs=1.5)
    assert pooled.centre == pytest.approx(8, abs=0.5)


def test_areas_of_five_visits_borrow_and_keep_their_coverage():
    rng, inside, own_width = generator("areas", "1"), 0, 0.0
    for _ in range(8):
        truth = rng.beta(5.7, 4.3, 43)
        k = rng.binomial(5, truth)
        pooled = pool_shares({str(i): (int(x), 5) for i, x in enumerate(k)})
        inside += sum(a.low <= t <= a.high for a, t in zip(pooled.areas, truth, strict=True))
        own_width += float(np.mean([a.high - a.low for a in pooled.areas]))
    assert 0.92 <= inside / (8 * 43) <= 0.985
    assert own_width / 8 < 0.65  # five visits alone: Wilson is 0.65 to 0.77 wide around the middle


def test_an_area_is_drawn_towards_the_rest_and_more_so_with_less_data():
    pooled = pool_shares({"few": (5, 5), "many": (100, 100), **{str(i): (50, 100) for i in range(8)}})
    few, many = pooled.areas[:2]
    assert few.value < many.value < 1.0
    assert few.high - few.low > many.high - many.low


def test_too_few_areas_or_impossible_counts_are_named():
    with pytest.raises(UnusableInput, match="at least three"):
        pool_shares({"a": (1, 2), "b": (1, 2)})
    with pytest.raises(UnusableInput, match="a: 3 of 2"):
        pool_shares({"a": (3, 2), "b": (1, 2), "c": (0, 0)})
    with pytest.raises(UnusableInput, match="b: standard error 0"):
        pool_differences({"a": (1.0, 0.5), "b": (1.0, 0.0), "c": (1.0, 1.0)})


FEATURES = ("yearsexp", "honors", "volunteer", "military", "email", "empholes", "workinschool", "computerskills",
            "specialskills")  # fmt: skip


@pytest.mark.shared
def test_neumark_on_bertrand_and_mullainathan(shared):
    data = pl.read_csv(shared / "data/fieldtests/bm2004_ads.csv", infer_schema=False)
    columns = [data[name].cast(float).to_numpy() for name in FEATURES]
    columns += [
        columns[0] ** 2,
        *((data[c] == v).to_numpy() for c, v in [("education", "4"), ("sex", "f"), ("city", "c")]),
    ]
    black = (data["race"] == "b").to_numpy()
    result = decompose(data["call"].cast(int), black, np.column_stack(columns), data["adid"].cast(int))
    assert round(result.homoskedastic.value, 4) == -0.0295
    assert (round(result.total.value, 4), round(result.total.se, 4)) == (-0.0243, 0.0069)
    assert (round(result.level.value, 4), round(result.level.se, 3)) == (-0.0815, 0.034)
    assert (round(result.variance.value, 4), round(result.variance.se, 4)) == (0.0571, 0.0381)
    assert (round(result.sd_ratio, 2), round(result.p_equal_spread, 2)) == (1.34, 0.15)
    assert (result.n, result.n_clusters) == (4870, 1323)


def simulated(gap, spread, n=40_000):
    rng = generator("neumark", str(gap), str(spread))
    quality, test = rng.normal(size=n), np.tile([0.0, 1.0], n // 2)
    latent = -0.8 + 0.7 * quality + gap * test + rng.normal(size=n) * np.where(test == 1, spread, 1.0)
    return latent > 0, test, quality[:, None], np.repeat(np.arange(n // 2), 2)


def test_unequal_spread_alone_is_not_called_a_gap_in_level():
    result = decompose(*simulated(0.0, 1.5))
    assert result.homoskedastic.value > 4 * result.homoskedastic.se  # an ordinary probit is fooled
    assert abs(result.level.value) < 3 * result.level.se
    assert result.sd_ratio == pytest.approx(1.5, abs=0.12)
    assert result.p_equal_spread < 1e-4


def test_a_true_gap_is_found_with_equal_spreads():
    result = decompose(*simulated(-0.3, 1.0))
    assert result.level.value < -3 * result.level.se
    assert result.total.value == pytest.approx(result.level.value + result.variance.value)


def test_without_varied_quality_there_is_no_answer():
    y, test, _, cluster = simulated(0.0, 1.0, 200)
    with pytest.raises(UnusableInput, match="not varied"):
        decompose(y, test, np.ones((200, 1)), cluster)
    with pytest.raises(UnusableInput, match="follows from"):
        decompose(y, test, test[:, None], cluster)
