"""The published table of false alarms and coverage: a random sample of it computed again, and what it must show."""

import re
import secrets
from pathlib import Path

import pytest

from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.simulation import INTERVALS, SCENARIOS, SIZES, TESTS, applies, rate

PAGE = Path(__file__).resolve().parents[4] / "docs/reference/fieldtests-simulations.md"
BY_NAME = {scenario.name: scenario for scenario in SCENARIOS}


def published() -> dict[tuple[str, int, str], float]:
    """(scenario, pairs, method) -> percent."""
    found, scenario = {}, ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            scenario = line[4:]
        elif (cells := re.findall(r"[^|]+", line)) and cells[0].strip() in {**TESTS, **INTERVALS}:
            for pairs, value in zip(SIZES, cells[1:], strict=True):
                found[scenario, pairs, cells[0].strip()] = float(value)
    return found


TABLE = published()


def test_every_method_that_applies_is_in_the_table():
    expected = {(s.name, n, m) for s in SCENARIOS for n in SIZES for m in {**TESTS, **INTERVALS} if applies(m, s)}
    assert set(TABLE) == expected


@pytest.mark.slow
def test_a_random_sample_of_cells_comes_out_the_same():
    """Another sample every time: the numbers are keyed, so each must come out to its printed digit."""
    chosen = generator(secrets.token_hex(8), "sample").choice(len(TABLE), 6, replace=False)
    for scenario, pairs, method in (sorted(TABLE)[i] for i in chosen):
        again = f"{100 * rate(BY_NAME[scenario], pairs, method):.1f}"
        assert again == f"{TABLE[scenario, pairs, method]:.1f}", (scenario, pairs, method)


@pytest.mark.parametrize("pairs", SIZES)
def test_false_alarms_of_our_tests_under_the_null(pairs):
    null = {method: TABLE["null", pairs, method] for method in TESTS if applies(method, BY_NAME["null"])}
    assert null["exact"] <= 5.0 + 0.3
    assert null["corrected"] <= 5.0 + 0.3
    assert null["mid-p (default)"] <= 5.0 + 0.6
    assert (
        TABLE["null, agencies of 5", pairs, "clustered (default with agencies)"] <= 5.0 + 2.1
    )  # three standard errors


def test_false_alarms_of_the_peer_are_far_off():
    assert TABLE["null", 500, "callback: Pearson, total shares"] > 95
    assert TABLE["null", 500, "callback: Fisher, exclusive shares"] > 10
    assert TABLE["null", 500, "callback: Fisher, matched rates"] < 1.5


@pytest.mark.parametrize("scenario", ["null", "alternative"])
@pytest.mark.parametrize("pairs", SIZES)
def test_default_intervals_cover_what_they_say(scenario, pairs):
    for method in INTERVALS:
        if "default" in method:
            assert TABLE[scenario, pairs, method] >= 94.0, method
    assert TABLE[scenario, pairs, "conditional_or: exact"] >= 94.7


@pytest.mark.parametrize("scenario", ["null, agencies of 5", "alternative, agencies of 5"])
def test_with_agencies_the_clustered_intervals_hold_where_the_plain_ones_do_not(scenario):
    for pairs in (200, 500, 3000):
        assert TABLE[scenario, pairs, "ndr_any_positive: cluster delta"] >= 93.0
        assert TABLE[scenario, pairs, "ndr_any_positive: delta"] < 94.0


def test_scenarios_know_their_truth():
    alternative = BY_NAME["alternative"]
    assert alternative.truth("ndr_any_positive") == pytest.approx(0.08 / 0.45)
    assert alternative.truth("conditional_or") == pytest.approx(0.14 / 0.06)
    assert BY_NAME["null"].truth("relative_gap") == 0.0
