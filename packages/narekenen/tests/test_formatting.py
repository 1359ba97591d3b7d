from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.formatting import format_amount, format_date, format_duration, format_number, format_percentage
from narekenen.readings.numbers import numbers_in, parse_number

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)


def back(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1400, "1.400"),
        (Decimal("15.4"), "15,4"),
        (Decimal("15.40"), "15,40"),
        (Decimal("1E+3"), "1.000"),
        (0.1, "0,1"),
        (-1234567.891, "−1.234.567,891"),
        (Decimal("123456789012345678901234567890.55"), "123.456.789.012.345.678.901.234.567.890,55"),
    ],
)
def test_numbers_in_dutch(value, written):
    assert format_number(value) == written


def test_numbers_in_english():
    assert format_number(Decimal("-1234.5"), lang="en") == "−1,234.5"


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "−3"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-0.04"), 1, "0,0"),
        (7, 2, "7,00"),
        (Decimal("99999999999999999999999999999.995"), 2, "100.000.000.000.000.000.000.000.000.000,00"),
    ],
)
def test_rounds_half_away_from_zero(value, places, written):
    assert format_number(value, decimals=places) == written


@given(decimals)
def test_no_digit_is_lost(value):
    assert back(format_number(value)) == value


@given(decimals, st.integers(0, 8))
def test_rounding_is_off_by_at_most_half_a_step(value, places):
    written = back(format_number(value, decimals=places))
    assert abs(Fraction(written) - Fraction(value)) <= Fraction(1, 2 * 10**places)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_float_is_its_shortest_decimal_form(value):
    assert float(back(format_number(value))) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(UnusableInput, match="not a number"):
        format_number(value)


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (1400, "nl", "€ 1.400"),
        (Decimal("18.75"), "nl", "€ 18,75"),
        (Decimal("2.5"), "nl", "€ 2,50"),
        (Decimal("0.125"), "nl", "€ 0,125"),
        (Decimal("-2.5"), "nl", "€ −2,50"),
        (1400, "en", "€1,400"),
        (Decimal("-2.5"), "en", "−€2.50"),
    ],
)
def test_amounts(value, lang, written):
    assert format_amount(value, lang=lang) == written


def test_percentages():
    assert format_percentage(Decimal("15.4")) == "15,4%"
    assert format_percentage(Decimal("15.449"), decimals=1, lang="en") == "15.4%"


@pytest.mark.parametrize(
    ("edtf", "nl", "en"),
    [
        ("2028", "2028", "2028"),
        ("2022-03-04", "4 maart 2022", "4 March 2022"),
        ("2023-05", "mei 2023", "May 2023"),
        ("2022-23", "najaar 2022", "autumn 2022"),
        ("2028-04/2028-06", "tweede kwartaal 2028", "second quarter of 2028"),
        ("2028-10/2028-12", "vierde kwartaal 2028", "fourth quarter of 2028"),
        ("2023-07/2023-12", "tweede helft van 2023", "second half of 2023"),
        ("../2022-11-18", "uiterlijk 18 november 2022", "by 18 November 2022"),
        ("../2020-12-31", "vóór 1 januari 2021", "before 1 January 2021"),
        ("2021-07-01/..", "vanaf 1 juli 2021", "from 1 July 2021"),
        ("2021-02/2021-05", "februari tot en met mei 2021", "February to May 2021"),
        ("2022-11/2023-02", "november 2022 tot en met februari 2023", "November 2022 to February 2023"),
        ("2024-01-03/2024-02-09", "3 januari tot en met 9 februari 2024", "3 January to 9 February 2024"),
        ("2023/2027", "2023 tot en met 2027", "2023 to 2027"),
        ("P5Y", "5 jaar", "5 years"),
        ("P1M", "1 maand", "1 month"),
        ("R/P1Y", "elk jaar", "every year"),
        ("R/P1M", "elke maand", "every month"),
        ("R/P3M", "elke 3 maanden", "every 3 months"),
    ],
)
def test_dates(edtf, nl, en):
    assert (format_date(edtf), format_date(edtf, "en")) == (nl, en)


def test_durations_of_several_units():
    assert format_duration("P1Y6M") == "1 jaar en 6 maanden"
    assert format_duration("P2Y1M3D", "en") == "2 years, 1 month and 3 days"


@pytest.mark.parametrize("edtf", ["", "P", "2023-13", "2023-02-30", "2022-3-4", "../..", "R/2023", "4 maart 2022"])
def test_what_is_no_date_is_refused(edtf):
    with pytest.raises(UnusableInput, match="is not a date"):
        format_date(edtf)


amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=2)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_every_number_that_is_written_is_read_back_as_itself(value):
    reading = parse_number(format_number(value))
    assert reading is not None
    assert reading.value == value


@given(st.integers(-(10**15), 10**15))
def test_every_whole_number_that_is_written_is_read_back_as_itself(value):
    reading = parse_number(format_number(value))
    assert reading is not None
    assert reading.value == value


@given(amounts)
def test_every_amount_that_is_written_is_read_back_as_itself(value):
    (reading,) = numbers_in(f"Het verschil is {format_amount(value)} in totaal.")
    assert (reading.value, reading.unit, reading.kind) == (value, "euro", "amount")


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=1))
def test_every_percentage_that_is_written_is_read_back_as_itself(value):
    (reading,) = numbers_in(f"Het verschil is {format_percentage(value)} geworden.")
    assert (reading.value, reading.unit) == (value, "%")
