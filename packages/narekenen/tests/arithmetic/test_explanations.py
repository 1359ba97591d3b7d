"""Which slip explains a difference, and when nothing may be named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.arithmetic.explanations import Explanation, explain

TERMS = [Decimal(n) for n in (12_500, 8_310, 24_075, 3_960, 17_228)]
SUM = sum(TERMS, Decimal(0))


@pytest.mark.parametrize(
    ("printed", "explanation"),
    [
        (SUM - 8_310, Explanation("left_out", 1, 1)),
        (SUM + 3_960, Explanation("counted_twice", 3, 3)),
        (SUM - 12_500 - 8_310, Explanation("left_out", 0, 1)),
        (SUM + 3_960 + 17_228, Explanation("counted_twice", 3, 4)),
        (SUM + 54, Explanation("swapped_digits", 4, 4, Decimal(17_282))),
        (Decimal(60_673), Explanation("total_swapped_digits", instead=SUM)),
        (SUM - 2 * 17_228, Explanation("sign", 4, 4)),
        (SUM + 9 * 3_960, Explanation("factor_ten", 3, 3, Decimal(39_600))),
        (SUM + 99 * 3_960, Explanation("factor_ten", 3, 3, Decimal(396_000))),
        (SUM - 17_228 + Decimal("17.228"), Explanation("factor_ten", 4, 4, Decimal("17.228"))),
        (SUM * 10, Explanation("total_factor_ten", instead=SUM)),
        (SUM / 100, Explanation("total_factor_ten", instead=SUM)),
        (SUM, None),
        (SUM + 1_234, None),
    ],
)  # fmt: skip
def test_one_slip_is_named(printed: Decimal, explanation: Explanation | None) -> None:
    assert SUM == 66_073
    assert explain(TERMS, printed) == explanation


def test_two_equal_terms_leave_open_which_was_left_out() -> None:
    assert explain([Decimal(5_000), Decimal(5_000), Decimal(7_000)], Decimal(12_000)) is None


def test_nothing_is_named_where_two_numbers_may_be_the_one() -> None:
    """Either 21 for 12 in one line or 32 for 23 in another."""
    assert explain([Decimal(n) for n in (4_512, 8_723, 6_000)], Decimal(19_235 + 9)) is None
    assert explain([Decimal(n) for n in (4_512, 8_744, 6_030)], Decimal(19_286 + 9)) == Explanation(
        "swapped_digits", 0, 0, Decimal(4_521)
    )


def test_small_numbers_agree_by_chance_and_name_no_stretch_or_sign() -> None:
    terms = [Decimal(n) for n in (3, 4, 5, 6, 2, 7)]
    assert explain(terms, Decimal(27 - 9)) is None
    assert explain(terms, Decimal(27 - 12)) is None


def test_more_than_half_of_the_terms_is_no_slip() -> None:
    assert explain(TERMS, TERMS[0] + TERMS[1]) is None


def test_two_terms_explain_nothing() -> None:
    assert explain([Decimal(100_000), Decimal(177_000)], Decimal(100_000)) is None


@given(
    terms=st.lists(st.integers(10_000, 999_999), min_size=3, max_size=12, unique=True).map(
        lambda n: [*map(Decimal, n)]
    ),
    data=st.data(),
)
def test_what_is_named_makes_the_sum_hold(terms: list[Decimal], data: st.DataObject) -> None:
    left_out = data.draw(st.integers(0, len(terms) - 1))
    printed = sum(terms, Decimal(0)) - terms[left_out]
    assert explain(terms, printed) == Explanation("left_out", left_out, left_out)
