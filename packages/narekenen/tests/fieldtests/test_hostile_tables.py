"""Tables that claim more than they hold end in words, at once."""

import io

import polars as pl
import pytest
from openpyxl import Workbook

from narekenen.errors import UnusableInput
from narekenen.fieldtests.tables import Brought, read_table


def workbook(cells):
    book, file = Workbook(), io.BytesIO()
    for place, value in cells.items():
        book.active[place] = value
    book.save(file)
    return Brought("t.xlsx", file.getvalue())


def test_a_workbook_with_a_cell_in_the_last_row_of_all():
    with pytest.raises(UnusableInput, match="ten thousand empty rows after row 1"):
        read_table(workbook({"A1": "claim", "A1048576": "x"}))


def test_a_workbook_as_wide_as_can_be():
    with pytest.raises(UnusableInput, match="more than 512 columns"):
        read_table(workbook({"A1": "claim", "XFD2": "x"}))


def test_rows_of_differing_length_and_names_that_lack():
    found = read_table(workbook({"A1": "a", "C1": "c", "A2": 1, "B3": True, "E3": "beyond"}))
    assert found.columns == ["a", "column 2", "c"]
    assert found.rows() == [("1", None, None), (None, "true", None)]


def test_a_parquet_file_of_many_zeros():
    file = io.BytesIO()
    zeros = pl.repeat(0, 150_000_000, eager=True, dtype=pl.Int8)
    pl.DataFrame({"a": zeros, "b": zeros, "c": zeros}).write_parquet(file)
    with pytest.raises(UnusableInput, match="150000000 rows of 3 columns: too many"):
        read_table(Brought("t.parquet", file.getvalue()))
