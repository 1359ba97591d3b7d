"""Seven numbers from one set of cells, and the sentence that is true for each."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.estimands import ESTIMANDS, estimate
from narekenen.fieldtests.sentences import number, sentence

ARABIC = PairedCells(n11=464, n10=307, n01=80, n00=1883)
EXPECTED = {
    "net_all": "8.3", "gross_all": "11.2", "ndr_any_positive": "26.7", "gdr_any_positive": "36.1",
    "exclusive_share": "58.7", "relative_gap": "29.4",
}  # fmt: skip


def test_seven_meetvragen_of_the_same_br_spiegel_cells():
    shares = {name: f"{100 * estimate(ARABIC, name).value:.1f}" for name in EXPECTED}
    assert shares == EXPECTED
    assert f"{estimate(ARABIC, 'conditional_or').value:.2f}" == "3.84"
    assert len(ESTIMANDS) == 7


def test_the_default_is_the_net_difference_among_tests_with_at_least_one_positive_answer():
    default = estimate(ARABIC)
    assert (default.name, default.method, default.n, default.level) == ("ndr_any_positive", "tango", 851, 0.95)
    assert default.low < default.value < default.high


@pytest.mark.parametrize("name", ESTIMANDS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_sentence_names_its_numbers_and_never_a_bare_rate(name, lang):
    text = sentence(ARABIC, name, lang)
    value = ESTIMANDS[name].value(ARABIC)
    shown = number(value if name == "conditional_or" else 100 * value, 1, lang)
    assert shown in text
    assert not re.search(r"\brate\b|graad", text)
    assert "{" not in text


@pytest.mark.parametrize("name", ["ndr_any_positive", "net_all", "exclusive_share"])
def test_a_sentence_names_the_side_that_lost(name):
    assert "testprofiel" in sentence(ARABIC, name).split("nadeel van")[1]
    assert "controleprofiel" in sentence(ARABIC.swapped(), name).split("nadeel van")[1].split(":")[0]
    assert "-" not in sentence(ARABIC.swapped(), name)


def test_more_and_fewer_in_the_relative_gap():
    assert "29,4% minder" in sentence(ARABIC, "relative_gap")
    assert sentence(ARABIC.swapped(), "relative_gap", "en").endswith("41.7% more.")


def test_equal_counts_have_sentences_of_their_own():
    even = PairedCells(n11=3, n10=5, n01=5, n00=10)
    assert sentence(even, "net_all", "en") == (
        "On balance the 23 tests (all valid tests) went against neither profile: 5 against 5."
    )
    assert sentence(even, "exclusive_share") == (
        "Per saldo vielen de 10 tests (tests waarin de twee verschillend antwoord kregen) in niemands nadeel uit: "
        "5 tegen 5."
    )
    assert "even veel positieve antwoorden: 8" in sentence(even, "relative_gap")


@pytest.mark.parametrize("name", ["ndr_any_positive", "gdr_any_positive", "relative_gap", "exclusive_share"])
def test_an_empty_denominator_gives_no_number_and_says_why(name):
    none = PairedCells(n11=0, n10=0, n01=0, n00=9)
    result = estimate(none, name)
    assert result.value is None
    assert ESTIMANDS[name].denominator["en"] in result.reason
    assert sentence(none, name, "en").startswith("There is no number")


def test_a_ratio_over_zero_is_no_number_and_an_endless_interval_is_left_out():
    cells = PairedCells(n11=5, n10=4, n01=0, n00=9)
    assert estimate(cells, "conditional_or").value is None
    only_test = PairedCells(n11=0, n10=2, n01=4, n00=9)
    assert estimate(only_test, "conditional_or").low > 0
    lone = estimate(PairedCells(n11=0, n10=1, n01=0, n00=3), "relative_gap", method="delta")
    assert lone.low is None
    assert "does not exist" in lone.warnings[0]


def test_unknown_names_are_answered_with_the_list():
    with pytest.raises(UnusableInput, match="ndr_any_positive, net_all"):
        estimate(ARABIC, "rate")
    with pytest.raises(UnusableInput, match="wilson"):
        estimate(ARABIC, "gross_all", method="tango")


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 90))
@settings(max_examples=60, deadline=None)
def test_intervals_hold_the_value_for_any_cells(n11, n10, n01, n00):
    cells = PairedCells(n11=n11, n10=n10, n01=n01, n00=n00)
    for name, question in ESTIMANDS.items():
        for method in question.intervals:
            if method == "bonett_price":
                continue  # centred on a shrunken value by design
            result = estimate(cells, name, method=method)
            if result.low is not None and result.value is not None:
                assert result.low - 1e-7 <= result.value <= result.high + 1e-7
