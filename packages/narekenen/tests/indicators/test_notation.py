"""One column, one notation: a thousand is never read as one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.formatting import format_number
from narekenen.indicators.areafile import read_areas
from narekenen.indicators.notation import doubtful, notations, number


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1), st.sampled_from(["nl", "en"]))
def test_what_is_written_with_two_decimals_is_read_as_itself(values, lang):
    cells = [format_number(value, decimals=2, lang=lang) for value in values]
    (mark,) = notations(cells)
    assert mark == ("comma" if lang == "nl" else "point")
    assert [number(cell, mark) for cell in cells] == values
    assert doubtful(cells) == []


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["1.234", "5.678"], set()),
        (["1.234", "0.5"], {"point"}),
        (["1.234", "0.125"], {"point"}),
        (["1.234", "1.234.567"], {"comma"}),
        (["1.234", "12,5"], {"comma"}),
        (["1,234,567"], {"point"}),
        (["1.5", "1,5"], {"point", "comma"}),
        (["7", "1234"], set()),
    ],
)
def test_what_a_column_shows(cells, marks):
    assert notations(cells) == marks


def test_groups_must_be_of_three():
    assert number("1.23,5", "comma") is None
    assert number("12.345.6", "comma") is None
    assert number("€ 1.234,50", "comma") == Decimal("1234.50")
    assert number("−3", "point") == -3
    assert number("1e5", "point") == Decimal("1e5")
    assert number("nan", "point") is None


def read(tmp_path, text):
    (tmp_path / "t.csv").write_text(text)
    return read_areas(tmp_path / "t.csv", "gemeente", ("inwoners",))


def test_a_column_that_may_be_read_in_two_ways_is_refused(tmp_path):
    with pytest.raises(UnusableInput, match=r"'133\.690' may be read with thousands or with decimals"):
        read(tmp_path, "gemeente;inwoners\nA;133.690\nB;50\n")
    with pytest.raises(UnusableInput, match="some numbers have a decimal point and others a decimal comma"):
        read(tmp_path, "gemeente;inwoners\nA;1,5\nB;1.5\n")


def test_one_cell_decides_for_the_column(tmp_path):
    assert [a.numbers[0] for a in read(tmp_path, "gemeente;inwoners\nA;133.690\nB;1.000.000\n")] == [133690, 1000000]
    assert read(tmp_path, 'gemeente,inwoners\nA,"1,234.50"\n')[0].numbers == (Decimal("1234.50"),)
