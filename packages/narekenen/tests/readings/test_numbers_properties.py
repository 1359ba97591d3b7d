"""What holds for every number and every text: written is read back, spans point at their text, time stays linear."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.formatting import format_amount, format_number, format_percentage
from narekenen.readings.numbers import numbers_in, parse_number

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False).map(Decimal.normalize)
WORDS = (
    "1 12 2023 1.400 3,5 17\u202f500 € % - – / . , ( ) een twee van de op miljoen euro jaar woningen per tot en "
    "artikel mei ruim * aantal ½ acht keer zo helft İ té ²"
)
PIECES = st.sampled_from([*WORDS.split(" "), " ", "\n", "\t", "17 500"])


@given(NUMBERS)
@settings(deadline=None)
def test_a_number_that_the_formatter_writes_is_read_back(value: Decimal) -> None:
    found = parse_number(format_number(value))
    assert found is not None
    assert found.value == value


@given(NUMBERS)
@settings(deadline=None)
def test_an_amount_that_the_formatter_writes_is_read_back(value: Decimal) -> None:
    found = parse_number(format_amount(value))
    assert found is not None
    assert (found.value, found.unit) == (value, "euro")


@given(NUMBERS)
@settings(deadline=None)
def test_a_percentage_that_the_formatter_writes_is_read_back(value: Decimal) -> None:
    found = parse_number(format_percentage(value))
    assert found is not None
    assert (found.value, found.unit) == (value, "%")


@given(NUMBERS)
@settings(deadline=None)
def test_english_forms_are_read_back_as_english(value: Decimal) -> None:
    for text in (format_number(value, lang="en"), format_amount(value, lang="en"), format_percentage(value, lang="en")):
        found = parse_number(text, lang="en")
        assert found is not None
        assert found.value == value


@given(NUMBERS)
@settings(deadline=None)
def test_amounts_and_percentages_are_read_back_inside_a_sentence(value: Decimal) -> None:
    for written in (format_amount(value), format_percentage(value)):
        assert [r.value for r in numbers_in(f"Het gaat nu om {written} in dit geval.")] == [value]


@given(st.integers(min_value=0, max_value=10**9))
@settings(deadline=None)
def test_counts_are_read_back_inside_a_sentence(value: int) -> None:
    written = format_number(value)
    found = numbers_in(f"Er zijn nu {written} woningen.")
    assert [(r.text, r.value, r.exact) for r in found] == [(written, value, True)]


@given(st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=80))
@settings(max_examples=400, deadline=None)
def test_spans_point_at_their_text_in_any_text(text: str) -> None:
    found = numbers_in(text)
    assert all(text[r.span.start : r.span.end] == r.text and r.text and r.raw == r.span for r in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(r.high is None or r.high > r.value for r in found)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "1 ", "123 ", "1.", "1.111", "a", "een ", " * ", "1-2-", "1 van de ", "(1", "€ 1 ", "1\n", "1/", "5% ",
        "http://", "aantal x * 1 * ", "1 te en te ", "1, 1 en ", "aandeel is 5% ", "honderd", "duizend ",
    ],
)  # fmt: skip
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    """Four times the text may not take much more than four times as long; a quadratic reader takes sixteen."""
    short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))
    assert _seconds(long) < 9 * _seconds(short) + 0.05


def _seconds(text: str) -> float:
    """Processor time, the best of three: other work on the machine does not count."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        numbers_in(text)
        best = min(best, time.process_time() - start)
    return best
