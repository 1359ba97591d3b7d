"""A withheld answer is not the whole less the others."""

from hypothesis import given
from hypothesis import strategies as st

from navolgbaar.fieldtests.calls import hidden_parts


def test_one_small_part_takes_the_next_smallest_with_it():
    assert hidden_parts({"a": 60, "b": 37, "c": 3}, 100, 5) == {"b", "c"}
    assert hidden_parts({"a": 60, "b": 40}, 100, 5) == set()
    assert hidden_parts({"a": 97, "b": 3, "c": 0}, 100, 5) == {"a", "b"}


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 60), min_size=2), st.integers(2, 10))
def test_what_is_left_out_is_more_than_one_and_not_small(parts, threshold):
    hidden = hidden_parts(parts, sum(parts.values()), threshold)
    small = {key for key, count in parts.items() if 0 < count < threshold}
    assert small <= hidden
    others = [count for count in parts.values() if count]
    if hidden and len(others) > 1 and sum(others) >= threshold:
        assert len([key for key in hidden if parts[key]]) >= 2
        assert sum(parts[key] for key in hidden) >= threshold
