"""A value that is withheld: its reason, and nothing from which it could be had."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.recipes import compute, run_recipe
from narekenen.trace.model import Format
from narekenen.trace.published import published_string

WITHHELD = "disclosure.withheld@1"


def test_the_reason_stands_where_the_number_would_have_stood():
    (estimate,) = compute(WITHHELD, {"reason": " n < 5 "})
    assert (estimate.value, estimate.low, estimate.high, estimate.n) == (None, None, None, None)
    assert published_string(estimate, Format()) == "– (n < 5)"


def test_a_reason_in_words_is_shown_in_both_languages():
    (estimate,) = compute(WITHHELD, {"reason": "te weinig mensen om te tonen"})
    assert published_string(estimate, Format()) == "– (te weinig mensen om te tonen)"
    assert published_string(estimate, Format(lang="en")) == "– (too few people to show)"


def test_a_run_keeps_the_reason_and_nothing_else():
    run = run_recipe(WITHHELD, {"reason": ("parameter", "n < 5", "")})
    assert [(item.name, item.value) for item in run.inputs] == [("reason", "n < 5")]


@pytest.mark.parametrize("values", [{}, {"reason": ""}, {"reason": "  "}, {"reason": 5}, {"reason": None}])
def test_no_reason_no_withholding(values):
    with pytest.raises(UnusableInput, match="needs a reason"):
        compute(WITHHELD, values)
