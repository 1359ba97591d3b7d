"""Digits, cells and number words on their own: what each notation is worth."""

from decimal import Decimal

import pytest

from narekenen.readings.digits import (
    DECIMAL_POINT,
    ENGLISH,
    PLAIN_SPACE,
    THREE_DECIMALS,
    read_digits,
)
from narekenen.readings.numbercells import table_numbers
from narekenen.readings.numbers import MAYBE_YEAR, parse_number
from narekenen.readings.numberwords import spelled, spoken


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("0", "0", "1"),
        ("7", "7", "1"),
        ("1.400", "1400", "1"),
        ("12.345.678", "12345678", "1"),
        ("15,4", "15.4", "0.1"),
        ("1.250,50", "1250.50", "0.01"),
        ("0,05", "0.05", "0.01"),
        ("17\u00a0500", "17500", "1"),
        ("17\u202f500,5", "17500.5", "0.1"),
        ("36000", "36000", "1"),
    ],
)
def test_dutch_notation(text: str, value: str, step: str) -> None:
    digits = read_digits(text)
    assert digits is not None
    assert (digits.value, digits.step, digits.doubts) == (Decimal(value), Decimal(step), ())


@pytest.mark.parametrize(
    ("text", "value", "doubt"),
    [
        ("2.3", "2.3", DECIMAL_POINT),
        ("0.400", "0.4", DECIMAL_POINT),
        ("12.50", "12.5", DECIMAL_POINT),
        ("1,400", "1.4", THREE_DECIMALS),
        ("1,400,000", "1400000", ENGLISH),
        ("1,234.5", "1234.5", ENGLISH),
        ("17 500", "17500", PLAIN_SPACE),
    ],
)
def test_other_notation_is_read_with_a_doubt(text: str, value: str, doubt: str) -> None:
    digits = read_digits(text)
    assert digits is not None
    assert digits.value == Decimal(value)
    assert digits.doubts == (doubt,)


@pytest.mark.parametrize("text", ["1.40.000", "12.34,5", "007", "00", "1.2.3", "1" * 19, "5/3", "9/11", "24/7", "1/37"])
def test_no_number(text: str) -> None:
    assert read_digits(text) is None


@pytest.mark.parametrize(
    ("text", "value", "parts"),
    [("3/4", "0.75", (3, 4)), ("½", "0.5", (1, 2)), ("2½", "2.5", (1, 2)), ("1/8", "0.125", (1, 8))],
)
def test_fractions(text: str, value: str, parts: tuple[int, int]) -> None:
    digits = read_digits(text)
    assert digits is not None
    assert (digits.value, digits.parts) == (Decimal(value), parts)


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("4.600", "4600", ""),
        ("€ 4.600", "4600", "euro"),
        ("€ 1.250,-", "1250", "euro"),
        ("EUR 12,50", "12.5", "euro"),
        ("€ 1,2 mln", "1200000", "euro"),
        ("1,2 miljoen euro", "1200000", "euro"),
        ("370 duizend", "370000", ""),
        ("15,4%", "15.4", "%"),
        ("2,5 procentpunt", "2.5", "procentpunt"),
        ("2 jaar", "2", "jaar"),
        ("5 m2", "5", "m2"),
        ("100MW", "100", "MW"),
        ("3 fte's", "3", "fte"),
        ("(1.200)", "-1200", ""),
        ("-5", "-5", ""),
        ("−5,2 %", "-5.2", "%"),
        ("- € 500", "-500", "euro"),
        ("€ −500", "-500", "euro"),
        (" 12* ", "12", ""),
        ("ca. 500", "500", ""),
    ],
)
def test_a_whole_cell(cell: str, value: str, unit: str) -> None:
    reading = parse_number(cell)
    assert reading is not None
    assert (reading.value, reading.unit) == (Decimal(value), unit)
    assert cell[reading.span.start : reading.span.end] == reading.text


@pytest.mark.parametrize(
    "cell",
    ["", " ", "—", "-", "€", "n.v.t.", "1e", "A12", "1.", "5x", "22 juni", "10-11-2020", "2491 AB", "070 340 1234",
     "in 2021", "12 - 10", "-3-5", "2.700 kleine stappen", "1" * 90, "1.40.000"],
)  # fmt: skip
def test_what_is_not_wholly_a_number(cell: str) -> None:
    assert parse_number(cell) is None


def test_ranges_operators_and_denominators_in_cells() -> None:
    found = parse_number("10-20%")
    assert found is not None
    assert (found.value, found.high, found.unit, found.exact) == (10, 20, "%", False)
    found = parse_number("€ 5-10 mln")
    assert found is not None
    assert (found.value, found.high, found.step) == (5_000_000, 10_000_000, 1_000_000)
    found = parse_number("≥ 5")
    assert found is not None
    assert (found.operator, found.value) == (">=", 5)
    found = parse_number("€ 35 / adres")
    assert found is not None
    assert (found.value, found.per, found.text) == (35, "adres", "€ 35 / adres")


def test_a_bare_year_leaves_the_choice_to_the_column() -> None:
    year, count = parse_number("2021"), parse_number("2.021")
    assert year is not None
    assert count is not None
    assert MAYBE_YEAR in year.doubts
    assert count.doubts == ()


def test_english_cells_on_request() -> None:
    found = parse_number("1,400.5", lang="en")
    assert found is not None
    assert (found.value, found.text) == (Decimal("1400.5"), "1,400.5")


def test_cells_of_a_table_row_by_row() -> None:
    text = "Jaar\taantal\tbedrag\n2021\t1.400\t€\t2.500\n2022\t12,5%\t€ 3.000\n"
    found = [(r.text, r.value, r.unit) for r in table_numbers(text)]
    assert found == [
        ("1.400", 1400, ""),
        ("2.500", 2500, "euro"),
        ("12,5%", Decimal("12.5"), "%"),
        ("€ 3.000", 3000, "euro"),
    ]
    assert all(text[r.span.start : r.span.end] == r.text for r in table_numbers(text))


def test_words_inside_a_cell_are_read_as_prose() -> None:
    found = table_numbers("Scholing voor 3 jaar | € 12.000")
    assert [(r.value, r.unit) for r in found] == [(3, "jaar"), (12000, "euro")]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("drieëntwintig", 23),
        ("drieentwintig", 23),
        ("eenendertig", 31),
        ("honderdvijftig", 150),
        ("honderdeneen", 101),
        ("negenhonderdnegenennegentig", 999),
        ("twaalfhonderd", 1200),
        ("vijfentwintigduizend", 25_000),
        ("tweehonderdduizend", 200_000),
        ("duizendtweehonderd", 1200),
    ],
)
def test_spelled_numbers(word: str, value: int) -> None:
    assert spelled(word) == value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("tweeëntachtig", 82),
        ("duizenddertien", 1013),
        ("achtendertig", 38),
        ("vierduizendzevenhonderdachtenzeventig", 4778),
    ],
)
def test_spelling_of_num2words_0_5(word: str, value: int) -> None:
    """Cardinals as tests/test_nl.py of savoirfairelinux/num2words spells them."""
    assert spelled(word) == value


@pytest.mark.parametrize("word", ["aantal", "elftal", "duizendpoot", "honderdste", "tweeling", "eenmaal", "jaarlijks",
                                  "vierkant", "achterban", "zeshoek", "honderdduizendste", "maal"])  # fmt: skip
def test_words_that_only_look_like_numbers(word: str) -> None:
    assert spoken(word) is None


@pytest.mark.parametrize(
    ("word", "value", "form", "unit"),
    [
        ("drietal", "3", "collective", ""),
        ("tientallen", "10", "collective", ""),
        ("anderhalve", "1.5", "words", ""),
        ("tweeënhalf", "2.5", "words", ""),
        ("vierenhalf", "4.5", "words", ""),
        ("driekwart", "0.75", "fraction", ""),
        ("verdubbelde", "2", "multiplier", ""),
        ("vervijfvoudiging", "5", "multiplier", ""),
        ("gehalveerd", "0.5", "multiplier", ""),
        ("zesmaandelijks", "6", "words", "maand"),
        ("tweewekelijkse", "2", "words", "week"),
        ("halfjaarlijks", "0.5", "words", "jaar"),
        ("driemaal", "3", "words", "keer"),
    ],
)
def test_words_with_more_in_them(word: str, value: str, form: str, unit: str) -> None:
    said = spoken(word)
    assert said is not None
    assert (said.value, said.form, said.unit) == (Decimal(value), form, unit)
