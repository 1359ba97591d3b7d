"""Unique counts per margin, against sets of persons and against polars."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.indicators.cube import add, all_margins, unique_persons

SIZES = {"place": 4, "sex": 2, "year": 3}
NAMES = tuple(SIZES)
RECORDS = st.lists(
    st.tuples(
        st.integers(0, 12), st.integers(0, 3), st.integers(0, 1), st.integers(0, 2), st.integers(0, 2)
    ).map(lambda r: (*r[:3], min(r[3:]), max(r[3:]))),
    max_size=60,
)  # fmt: skip


def cube_of(records, **more):
    columns = np.array(records, dtype=np.int64).reshape(-1, 5).T
    codes = dict(zip(NAMES, columns[1:4], strict=True))
    return unique_persons(columns[0].astype(np.uint64) * 77777777777, codes, SIZES, until=columns[4], **more)


def by_sets(records, margin):
    sets = {}
    for person, place, sex, first, last in records:
        for year in range(first, last + 1):
            code = dict(zip(NAMES, (place, sex, year), strict=True))
            sets.setdefault(tuple(code[name] for name in margin), set()).add(person)
    table = np.zeros([SIZES[name] for name in margin], dtype=np.int64)
    for cell, people in sets.items():
        table[cell] = len(people)
    return table


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_every_margin_equals_sets_of_persons(records):
    found = cube_of(records)
    assert list(found.tables) == list(all_margins(NAMES))
    for margin, table in found.tables.items():
        assert (table == by_sets(records, margin)).all(), margin


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.tuples(st.integers(0, 20), st.integers(0, 3), st.integers(0, 1), st.just(0), st.integers(0, 2)))
def test_adding_a_record_never_lowers_a_count_nor_raises_one_by_more_than_one(records, more):
    before, after = cube_of(records), cube_of([*records, more])
    for margin, table in after.tables.items():
        assert np.isin(table - before.tables[margin], (0, 1)).all()


@settings(max_examples=30, deadline=None)
@given(RECORDS)
def test_margins_lie_between_the_largest_part_and_the_sum(records):
    tables = cube_of(records).tables
    whole = tables[NAMES]
    for axis, name in enumerate(NAMES):
        margin = tuple(other for other in NAMES if other != name)
        assert (tables[margin] <= whole.sum(axis=axis)).all()
        assert (tables[margin] >= whole.max(axis=axis)).all()


def big(records=60_000, persons=20_000, seed=5):
    rng = np.random.default_rng(seed)
    person = rng.integers(0, 2**63, persons).astype(np.uint64)[rng.integers(0, persons, records)]
    return person, {name: rng.integers(0, size, records).astype(np.int16) for name, size in SIZES.items()}


def test_many_records_against_polars():
    person, codes = big()
    found = unique_persons(person, codes, SIZES)
    frame = pl.DataFrame({"person": person, **codes})
    for margin, table in found.tables.items():
        if not margin:
            assert table == frame["person"].n_unique()
            continue
        expected = np.zeros_like(table)
        for *cell, count in frame.group_by(margin).agg(pl.col("person").n_unique()).iter_rows():
            expected[tuple(cell)] = count
        assert (table == expected).all()


def test_some_margins_and_one_cell():
    person, codes = big(3000, 100)
    every, some = (unique_persons(person, codes, SIZES, margins=m) for m in (None, [("sex",), ()]))
    assert list(some.tables) == [("sex",), ()]
    assert (some.tables[("sex",)] == every.tables[("sex",)]).all()
    assert every.count(year=1, place=2) == every.tables[("place", "year")][2, 1]
    assert every.count() == len(np.unique(person))


def test_parts_without_a_common_person_add_up():
    person, codes = big(5000, 800)
    halves = [person % 2 == k for k in (0, 1)]
    parts = [unique_persons(person[h], {n: c[h] for n, c in codes.items()}, SIZES) for h in halves]
    whole, both = unique_persons(person, codes, SIZES), add(*parts)
    assert all((both.tables[m] == whole.tables[m]).all() for m in whole.tables)


def test_neighbouring_numbers_and_one_person_with_everything():
    n = 40_000
    codes = {name: np.arange(n) % size for name, size in SIZES.items()}
    assert unique_persons(np.arange(n), codes, SIZES).count() == n
    one = unique_persons(np.full(n, 7), codes, SIZES)
    assert all(table.max() == 1 for table in one.tables.values())


def test_nobody_gives_zeros():
    found = unique_persons([], {"place": [], "sex": [], "year": []}, SIZES)
    assert found.tables[NAMES].sum() == 0
    assert found.count() == 0


def test_every_problem_is_named():
    with pytest.raises(UnusableInput) as caught:
        unique_persons([1, 2], {"place": [0, 4], "sex": [0], "year": [0, 0]}, SIZES, margins=[("age",)])
    assert len(caught.value.problems) == 3
    with pytest.raises(UnusableInput, match="cells in all"):
        unique_persons([1], {"a": [0], "b": [0]}, {"a": 10_000, "b": 10_000})
    with pytest.raises(UnusableInput, match="end before they begin"):
        unique_persons([1], {"year": [2]}, {"year": 3}, until=[1])
