"""A file counted in parts gives the cube of the whole."""

import numpy as np
import polars as pl
import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.cube import unique_persons
from narekenen.indicators.cubefile import unique_persons_in_file

SIZES = {"place": 5, "year": 3}


def test_parts_add_up_to_the_whole(tmp_path):
    rng = np.random.default_rng(1)
    person = rng.integers(0, 900, 5000)
    codes = {name: rng.integers(0, size, 5000) for name, size in SIZES.items()}
    whole = unique_persons(person, dict(codes), SIZES)
    for pseudonym in (person, [f"p{n:08}" for n in person]):
        pl.DataFrame({"person": pseudonym, **codes, "other": 1}).write_parquet(tmp_path / "s.parquet")
        for parts in (1, 7):
            found = unique_persons_in_file(tmp_path / "s.parquet", "person", SIZES, parts=parts)
            assert all((found.tables[margin] == whole.tables[margin]).all() for margin in whole.tables)


def test_columns_that_lack_or_are_no_codes(tmp_path):
    path = tmp_path / "s.parquet"
    pl.DataFrame({"person": ["a"], "place": [None], "year": [1]}).write_parquet(path)
    with pytest.raises(UnusableInput, match="none empty"):
        unique_persons_in_file(path, "person", SIZES)
    with pytest.raises(UnusableInput, match="no column who"):
        unique_persons_in_file(path, "who", SIZES)
    path.write_text("no parquet")
    with pytest.raises(UnusableInput, match="cannot be read"):
        unique_persons_in_file(path, "person", SIZES)
