"""The four counts and their spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells, parse_cells

counts = st.integers(0, 500)


def test_cells_are_read_in_the_documented_order():
    assert parse_cells("307,80,464,1883") == PairedCells(n11=464, n10=307, n01=80, n00=1883)


@pytest.mark.parametrize(
    "text", ["n11=464 n10=307 n01=80 n00=1883", "n00=1883,n01=80,n10=307,n11=464", "307;80;464;1883"]
)
def test_cells_are_read_by_name_and_with_other_separators(text):
    assert parse_cells(text) == parse_cells("307,80,464,1883")


@pytest.mark.parametrize(
    "text", ["1,2,3", "1,2,3,4,5", "1,2,x,4", "-1,2,3,4", "n11=1 n11=2 n10=3 n01=4", "", "1.5,2,3,4"]
)
def test_other_text_is_refused_with_an_example(text):
    with pytest.raises(UnusableInput, match="307,80,464,1883"):
        parse_cells(text)


def test_all_wrong_counts_are_named_at_once():
    with pytest.raises(UnusableInput) as caught:
        PairedCells(n11=-1, n10=2.5, n01=True, n00=3)  # type: ignore[arg-type]
    assert caught.value.problems == ("n10 = 2.5", "n01 = True", "n11 = -1")


def test_no_pair_at_all_is_refused():
    with pytest.raises(UnusableInput, match="no pair"):
        PairedCells(0, 0, 0, 0)


@given(counts, counts, counts, st.integers(1, 500))
def test_sums_hold_and_swapping_twice_changes_nothing(a, b, c, d):
    cells = PairedCells(n11=a, n10=b, n01=c, n00=d)
    assert cells.total == cells.any_positive + d
    assert cells.discordant == cells.any_positive - a
    assert cells.swapped().swapped() == cells
    assert cells.swapped().control_positive == cells.test_positive
    assert (cells + cells).total == 2 * cells.total
