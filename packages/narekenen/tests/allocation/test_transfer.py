"""Clients who move to another law: money is taken out to the cent, and set beside the costs that leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.allocation.transfer import Leaving, move_group
from narekenen.errors import UnusableInput

GRANTS = {"A": 600_000, "B": 300_000, "C": 100_000}
GO = {"A": Leaving(2, 3), "B": Leaving(3, 3), "C": Leaving(0, 1)}


def test_the_one_with_fewer_clients_than_its_share_is_worse_off():
    found = move_group(GRANTS, GO, cost=10_000, amount=60_000)
    assert [one.taken for one in found.values()] == [36_000, 18_000, 6_000]
    assert (found["A"].net_low, found["A"].net_high) == (-16_000, -6_000)
    assert found["B"].net_low == 12_000
    assert found["C"].after == 94_000


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1),
        st.tuples(st.integers(1, 10**8), st.integers(0, 50), st.integers(0, 9)),
        min_size=1,
    ),
    st.fractions(0, 1),
    st.integers(0, 10**6),
)
def test_exactly_the_amount_is_taken(rows, part, cost):
    grants = {name: row[0] for name, row in rows.items()}
    leaving = {name: Leaving(row[1], row[1] + row[2]) for name, row in rows.items()}
    amount = int(part * sum(grants.values()))
    found = move_group(grants, leaving, cost, amount)
    assert sum(one.taken for one in found.values()) == amount
    assert sum(one.after for one in found.values()) == sum(grants.values()) - amount
    assert all(one.net_low <= one.net_high for one in found.values())


def test_all_that_is_wrong_is_named_at_once():
    with pytest.raises(UnusableInput) as told:
        move_group(GRANTS, {"A": Leaving(4, 3), "D": Leaving(1, 1)}, 10, 5, in_proportion_to={"A": 1})
    said = str(told.value)
    for name in ("A: at least 4", "B: no number", "C: no number", "D: goes without", "B: nothing to divide"):
        assert name in said


def test_more_than_there_is():
    with pytest.raises(UnusableInput, match="cannot be taken out"):
        move_group(GRANTS, GO, 1, 2_000_000)
    with pytest.raises(UnusableInput, match="More is taken out") as told:
        move_group(GRANTS, GO, 1, 900_000, in_proportion_to={"A": 0, "B": 1, "C": 1})
    assert "C: -350000" in str(told.value)
