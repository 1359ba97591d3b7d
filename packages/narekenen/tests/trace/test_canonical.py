"""Equal values have equal bytes, whatever their order or kind of container."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.trace.canonical import canonical_json, digest

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@dataclass(frozen=True)
class Place:
    name: str
    row: int


def test_keys_are_sorted_and_nothing_is_padded():
    assert canonical_json({"b": 1, "a": [1, 2]}) == b'{"a":[1,2],"b":1}'


def test_known_digest():
    # sha256 of the two bytes "{}", as any tool prints it
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_frozen_value_is_spelled_like_a_dict():
    assert canonical_json(Place("tabel 2", 4)) == canonical_json({"row": 4, "name": "tabel 2"})


def test_decimals_dates_and_tuples():
    assert canonical_json((Decimal("15.40"), date(2023, 9, 6))) == b'["15.40","2023-09-06"]'


def test_a_whole_float_is_spelled_like_the_integer():
    assert canonical_json(2.0) == b"2"


@pytest.mark.parametrize("value", [math.nan, math.inf, {1, 2}, b"bytes inside".__iter__(), object()])
def test_what_has_no_single_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json([value])


@given(json_values)
def test_spelling_reads_back_and_is_stable(value):
    import json

    once = canonical_json(value)
    assert canonical_json(json.loads(once)) == once


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_order_does_not_matter(value):
    assert digest(dict(reversed(list(value.items())))) == digest(value)
