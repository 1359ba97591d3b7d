"""The recipe for what a person read: it gives back what was said, and says that a person said it."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.recipes import compute


def test_it_gives_the_value_and_says_who_read_it():
    (estimate,) = compute("reading.person@1", {"reading": {"value": "1230", "high": "", "unit": "euro"}})
    assert (estimate.value, estimate.unit, estimate.low, estimate.high) == ("1230", "euro", None, None)
    assert estimate.method == "reading by a person"


def test_a_range_has_two_ends():
    (estimate,) = compute("reading.person@1", {"reading": {"value": "10", "high": "20", "unit": "%"}})
    assert (estimate.value, estimate.low, estimate.high) == ("10", "10", "20")


@pytest.mark.parametrize("values", [{}, {"reading": {}}, {"reading": {"value": "1", "high": ""}}, {"reading": "1"}])
def test_half_a_reading_is_refused(values):
    with pytest.raises(UnusableInput, match="not complete"):
        compute("reading.person@1", values)
