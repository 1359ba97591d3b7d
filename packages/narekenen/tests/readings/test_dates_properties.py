import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.formatting import format_date
from narekenen.readings.dates import dates_in

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
years = st.integers(1900, 2098)
months = st.tuples(years, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-{pair[1]:02}")
seasons = st.tuples(years, st.integers(21, 24)).map(lambda pair: f"{pair[0]}-{pair[1]}")
quarters = st.tuples(years, st.integers(0, 3)).map(lambda p: f"{p[0]}-{3 * p[1] + 1:02}/{p[0]}-{3 * p[1] + 3:02}")
halves = st.tuples(years, st.integers(0, 1)).map(lambda p: f"{p[0]}-{6 * p[1] + 1:02}/{p[0]}-{6 * p[1] + 6:02}")
limits = days.map(lambda day: f"../{day}") | days.map(lambda day: f"{day}/..") | months.map(lambda m: f"{m}/..")
periods = st.tuples(days, days).filter(lambda p: p[0] < p[1]).map(lambda p: f"{p[0]}/{p[1]}")
month_periods = st.tuples(months, months).filter(lambda p: p[0] < p[1]).map(lambda p: f"{p[0]}/{p[1]}")
rhythms = st.sampled_from(["R/P1Y", "R/P2Y", "R/P3M", "R/P1M", "R/P2W", "R/P1D"])
edtf = days.map(str) | months | seasons | quarters | halves | limits | periods | month_periods | rhythms


@given(edtf)
def test_every_date_that_is_written_is_read_back_as_itself(value):
    (row,) = dates_in(f"Het besluit geldt {format_date(value)}.")
    assert row.edtf == value


@given(st.integers(1, 99), st.sampled_from("YMWD"))
def test_every_term_that_is_written_is_read_back_as_itself(count, unit):
    (row,) = dates_in(f"De evaluatie volgt binnen {format_date(f'P{count}{unit}')}.")
    assert row.edtf == f"P{count}{unit}"


@given(st.text(alphabet="0123456789-/. jfmaouniedrtskwalqvoóInbuig\n", max_size=200), st.none() | days)
def test_spans_point_at_the_text_and_never_overlap(text, letter):
    rows = dates_in(text, dated=str(letter) if letter else "")
    assert [text[row.span.start : row.span.end] for row in rows] == [row.text for row in rows]
    assert all(a.span.end <= b.span.start for a, b in pairwise(rows))


@given(days, days)
def test_jl_is_the_last_one_before_the_letter(day, letter):
    (row,) = dates_in(f"op {day.day} {format_date(str(day)).split()[1]} jl.", dated=str(letter))
    if row.edtf:
        found = date.fromisoformat(row.edtf)
        assert found <= letter
        assert (found.month, found.day) == (day.month, day.day)
        assert (letter - found).days < 366 * (1 if day.month * 100 + day.day != 229 else 8)


@pytest.mark.parametrize(
    "piece",
    [
        "1, ",
        "1 en ",
        "vóór het ",
        "januari - ",
        "2020-",
        "mei ",
        "Q1 ",
        "tot en met ",
        "1-1-",
        "\n",
        "eind van het ",
        "9",
    ],
)
def test_hostile_repetition_takes_linear_time(piece):
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        dates_in(text, dated="2024-03-06")
        return time.process_time() - start

    seconds(8_000)
    few, many = (min(seconds(size) for _ in range(3)) for size in (8_000, 32_000))
    assert many < 12 * max(few, 0.005)
