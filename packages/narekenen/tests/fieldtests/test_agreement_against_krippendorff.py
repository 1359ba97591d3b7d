"""Krippendorff's canonical data, Fleiss 1971, Cohen 1960; disputed codes and what they could change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.adjudication import headline, majority, settle
from narekenen.fieldtests.agreement import cohen_kappa, disputed, fleiss_kappa, krippendorff_alpha

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D: 4 observers, 12 units, with gaps.
OBSERVERS = [
    "123321412...",
    "12332241 25.3".replace(" ", ""),
    ".33323422 51.".replace(" ", ""),
    "12332441 251.".replace(" ", ""),
]
CANONICAL = {f"unit {i + 1}": [None if row[i] == "." else row[i] for row in OBSERVERS] for i in range(12)}
# Fleiss 1971 as tabulated by many: 10 subjects, 14 raters, 5 categories; kappa 0.210.
FLEISS = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
          [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "alpha"), [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)]
)
def test_krippendorffs_canonical_alphas(metric, alpha):
    result = krippendorff_alpha(CANONICAL, metric)
    assert round(result.value, 6) == alpha
    assert result.n == 11  # one unit was coded by one observer only


def test_the_interval_is_keyed_by_its_seed_and_holds_the_value():
    first, again = (krippendorff_alpha(CANONICAL, seed="1") for _ in range(2))
    assert first == again
    assert first.low < first.value < first.high
    assert krippendorff_alpha(CANONICAL, seed="2") != first


def test_fleiss_1971():
    codes = {str(i): [str(k) for k, count in enumerate(row) for _ in range(count)] for i, row in enumerate(FLEISS)}
    assert round(fleiss_kappa(codes), 3) == 0.210


def two_coders(yes_yes, yes_no, no_yes, no_no):
    rows = [["y", "y"]] * yes_yes + [["y", "n"]] * yes_no + [["n", "y"]] * no_yes + [["n", "n"]] * no_no
    return {str(i): row for i, row in enumerate(rows)}


def test_cohen_by_hand():
    assert cohen_kappa(two_coders(20, 5, 10, 15)) == pytest.approx(0.4)
    assert cohen_kappa(two_coders(45, 15, 25, 15)) == pytest.approx(0.1304, abs=1e-4)
    assert cohen_kappa(two_coders(9, 0, 0, 0)) == 1.0


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=4), min_size=2, max_size=12))
def test_alpha_is_one_only_without_disputes_and_does_not_depend_on_who_coded(rows):
    codes = {str(i): row for i, row in enumerate(rows)}
    if not any(code for row in rows for code in row):
        return
    result = krippendorff_alpha(codes)
    turned = krippendorff_alpha({unit: row[::-1] for unit, row in codes.items()})
    assert result.value == pytest.approx(turned.value) if result.value is not None else turned.value is None
    if result.value is not None:
        assert result.value <= 1 + 1e-12
        assert (abs(result.value - 1) < 1e-12) == (not disputed(codes))


def test_no_variation_is_no_perfect_agreement():
    result = krippendorff_alpha({"1": ["a", "a"], "2": ["a", "a"]})
    assert result.value is None
    assert "no variation" in result.reason
    assert "coded twice" in krippendorff_alpha({"1": ["a", None], "2": [None, "b"]}).reason


def test_unusable_codes_are_all_named():
    with pytest.raises(UnusableInput) as caught:
        krippendorff_alpha({"c1": ["1", "9"], "c2": ["8", "1"], "c3": ["9", "1"]}, categories=("1", "2"))
    assert caught.value.problems == ("'8' at c2", "'9' at c1, c3")
    with pytest.raises(UnusableInput, match="unit b"):
        fleiss_kappa({"a": ["x", "y"], "b": ["x"], "c": ["y", "y"]})
    with pytest.raises(UnusableInput, match="exactly two"):
        cohen_kappa({"a": ["x", "y", "z"]})
    with pytest.raises(UnusableInput, match="numbers"):
        krippendorff_alpha({"a": ["x", "y"], "b": ["x", "x"]}, "interval")
    with pytest.raises(UnusableInput, match="nominal, ordinal"):
        krippendorff_alpha(CANONICAL, "metric")
    with pytest.raises(UnusableInput, match="Nothing was coded"):
        krippendorff_alpha({"a": [None, None]})


CALLS = {
    "1": ["willing", "willing"], "2": ["willing", "landlord decides"], "3": ["refuses", "refuses"],
    "4": ["refuses", "landlord decides"], "5": ["landlord decides", None],
}  # fmt: skip


def test_disputed_calls_must_be_decided_and_all_are_named():
    assert disputed(CALLS) == ("2", "4")
    with pytest.raises(UnusableInput) as caught:
        settle({**CALLS, "6": [None, None]}, {"9": "refuses"})
    text = str(caught.value)
    for part in ("9 is decided on but was never coded", "2 is disputed", "4 is disputed", "6 has no code"):
        assert part in text


def test_what_disputed_codes_could_make_of_the_headline():
    result = headline(CALLS, {"willing"}, {"2": "willing", "4": "refuses"})
    assert (result.value, result.lowest, result.highest, result.reversed_) == (0.4, 0.2, 0.4, 0.2)
    wider = headline(CALLS, {"willing", "landlord decides"}, majority(CALLS))
    assert (wider.lowest, wider.value, wider.highest) == (0.6, 0.6, 0.8)
    assert wider.reversed_ == 0.8  # call 2 stays: both its codes are on the same side
    assert wider.disputed == 2


@given(st.lists(st.lists(st.sampled_from("ab"), min_size=2, max_size=3), min_size=1, max_size=15))
def test_the_headline_lies_between_what_coders_said(rows):
    codes = {str(i): row for i, row in enumerate(rows)}
    result = headline(codes, {"a"}, majority(codes))
    assert result.lowest <= result.value <= result.highest
    assert result.lowest <= result.reversed_ <= result.highest
    assert result.value + result.reversed_ == pytest.approx(result.lowest + result.highest)
