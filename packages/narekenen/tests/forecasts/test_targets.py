"""Tables of yearly targets: sums, the day a share is reached, and whether the table can reach its own end date."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.forecasts.measures import Measure, building_months
from narekenen.forecasts.targetfile import read_targets
from narekenen.forecasts.targets import TargetYear, below_plan, check_targets
from narekenen.forecasts.targetwords import measure_sentence, sentences

PLAIN = ((2021, 661, 2298), (2022, 1038, 3336), (2023, 1122, 4458), (2024, 1400, 5858), (2025, 2000, 7858),
         (2026, 2800, 10658), (2027, 2800, 13458), (2028, 1450, 14908), (2029, 736, 15644))  # fmt: skip


def rows(table):
    return tuple(TargetYear(*row) for row in table)


def test_both_columns_of_the_supervisors_table_of_2024(shared):
    columns, _ = read_targets(shared / "data/forecasts/sodm_targets_2024.csv")
    assert list(columns) == ["targets", "star"]
    without = check_targets(columns["targets"], end=2028)
    with_more = check_targets(columns["star"], name="star", end=2028)
    assert without.sums == with_more.sums == ()
    assert (without.start, without.scope, with_more.scope) == (1637, 15644, 17500)
    assert round(without.share_at[2028] * 100, 1) == 95.3
    assert round(with_more.share_at[2028] * 100, 1) == 88.9
    assert without.possible is True
    assert with_more.possible is False
    assert with_more.short == 16625 - 15558
    assert date(2029, 9, 21) <= with_more.reached <= date(2029, 12, 21)
    assert [row.realised for row in columns["targets"]] == [True] * 3 + [False] * 6
    said = "\n".join(sentences(with_more, "nl"))
    assert "Deze doelen kunnen hun eigen einddatum niet halen: eind 2028 ontbreken er 1.067 aan 95%." in said
    assert "Eind 2028: 15.558 van 17.500, 88,9%." in said


def test_the_plain_column_seen_with_the_larger_scope_never_gets_there():
    check = check_targets(rows(PLAIN), scope=17500, end=2029)
    assert check.reached is None
    assert check.short == 16625 - 15644
    assert "95% is not reached in this table." in sentences(check, "en")


def test_a_total_that_does_not_follow_from_its_rows_is_named():
    bent = (*PLAIN[:3], (2024, 1400, 5885), *PLAIN[4:])
    faults = check_targets(rows(bent)).sums
    assert [(f.year, f.stated, f.computed) for f in faults] == [(2024, 5885, 5858), (2025, 7858, 7885)]
    assert "2024: er staat 5.885; de rijen tellen op tot 5.858." in "\n".join(sentences(check_targets(rows(bent))))


def test_the_two_measures_of_2024():
    six = Measure("m6", 5500, Fraction(1, 10), Fraction(1, 5), Fraction(3), Fraction(6))
    assert building_months(six) == (1650, 6600)
    assert building_months(Measure("m28", 3200, *map(Fraction, (1, 1, 5, 6)))) == (16000, 19200)
    assert measure_sentence(six) == "m6: 1.650 tot 6.600 gebouwmaanden extra."


def test_a_measure_out_of_range_names_everything():
    with pytest.raises(UnusableInput) as raised:
        Measure("m", -1, Fraction(2), Fraction(1), Fraction(6), Fraction(3))
    assert len(raised.value.problems) == 3


def test_targets_below_the_plan_miss_it_by_definition():
    plan, targets = {2022: 1500, 2023: 2500, 2024: 3000}, {2022: 1500, 2023: 1100, 2024: 3500}
    assert below_plan(targets, plan) == ((2023, 1400), (2024, 900))
    assert below_plan(plan, plan) == ()


@pytest.mark.parametrize(
    ("table", "part"),
    [
        ((), "no rows"),
        (((2024, 1, 1), (2026, 1, 2)), "2026 comes after 2024"),
        (((2025, 1, 1), (2024, 1, 2)), "2024 comes after 2025"),
        (((2024, -1, 1),), "-1 is negative"),
        (((2024, None, None),), "neither"),
        (((20240, 1, 1),), "no year from 1900"),
        (((2024, 0, 0),), "nothing is ever finished"),
    ],
)
def test_bad_tables(table, part):
    with pytest.raises(UnusableInput, match=part):
        check_targets(rows(table))


def test_a_share_or_scope_out_of_range_together():
    with pytest.raises(UnusableInput) as raised:
        check_targets(rows(PLAIN), share=Fraction(3, 2), scope=0)
    assert len(raised.value.problems) == 2


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12), st.integers(1, 100), st.integers(0, 3000))
def test_the_day_is_the_first_on_which_evenly_spread_work_suffices(made, percent, start):
    total, table = start, []
    for year, production in enumerate(made, start=2020):
        total += production
        table.append((year, production, total))
    if total == 0:
        return
    check = check_targets(rows(table), share=Fraction(percent, 100))
    assert check.sums == ()
    needed = -(-percent * total // 100)
    assert check.reached is not None
    year = check.reached.year
    before = check.totals.get(year - 1, start)
    day, days = check.reached.timetuple().tm_yday, 366 if year % 4 == 0 else 365
    worked = Fraction(check.totals[year] - before, days)
    assert before + worked * day >= needed
    assert day == 1 or before + worked * (day - 1) < needed
