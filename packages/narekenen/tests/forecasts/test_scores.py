"""Scores by their definitions, competitors by hand, and the published history scored with "last year again"."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from narekenen.errors import UnusableInput
from narekenen.forecasts.competitors import as_earned, at_pace, earned_schedule, last_year_again, pace_so_far
from narekenen.forecasts.history import by_year, contradictions, read_history, read_statements
from narekenen.forecasts.revisions import Revision, read_revisions, score_revisions
from narekenen.forecasts.scores import brier, coverage, crps_range, crps_sample, pinball, skill
from narekenen.forecasts.scoring import score_statements
from narekenen.forecasts.sheets import number

floats = st.floats(-50, 50)


@given(st.lists(floats, min_size=1, max_size=12), floats)
def test_crps_of_a_sample_is_the_integral_of_the_squared_distance(sample, truth):
    steps = sorted({*sample, truth})
    total = 0.0
    for a, b in pairwise(steps):
        share = np.mean(np.array(sample) <= a)
        total += (b - a) * (share - (truth <= a)) ** 2
    assert crps_sample(np.array(sample), truth) == pytest.approx(total, abs=1e-9)


@given(floats, st.floats(0.1, 50), floats)
def test_crps_of_a_range_is_that_of_the_uniform_distribution(low, width, truth):
    def integrand(x):
        return (min(max((x - low) / width, 0), 1) - (x >= truth)) ** 2

    ends = (min(low, truth), max(low + width, truth))
    expected = integrate.quad(integrand, *ends, points=sorted({low, truth, low + width}), limit=200)[0]
    assert crps_range(low, low + width, truth) == pytest.approx(expected, abs=1e-5)


def test_pinball_averages_to_half_the_crps():
    """2 x the mean of the quantile score over all levels is the CRPS (Laio and Tamea 2007)."""
    sample = np.random.default_rng(1).normal(100, 10, 4001)
    levels = (np.arange(2000) + 0.5) / 2000
    scores = [pinball(q, level, 117.0) for q, level in zip(np.quantile(sample, levels), levels, strict=True)]
    assert 2 * np.mean(scores) == pytest.approx(crps_sample(sample, 117.0), rel=2e-3)


def test_small_scores_by_hand():
    assert crps_range(5, 5, 8) == crps_sample(np.array([5.0]), 8) == 3
    assert brier(0.8, True) == pytest.approx(0.04)
    assert brier(0.8, False) == pytest.approx(0.64)
    assert skill(50, 100) == 0.5
    assert skill(50, 0) is None
    found = coverage((True,) * 16 + (False,) * 4, 0.8)
    assert (found.hits, found.share, found.low, found.high) == (16, 0.8, 0.6, 0.95)
    assert found.as_expected
    assert not coverage((False,) * 10, 0.8).as_expected


def test_windows_of_a_calibrated_forecaster_cover_as_expected():
    rng, expected = np.random.default_rng(3), 0
    for _ in range(200):
        expected += coverage(tuple((np.abs(rng.normal(size=60)) < 1.2815515655).tolist()), 0.8).as_expected
    assert expected >= 183  # at least 95 %: fewer than 184 of 200 happens once in 50 times


@pytest.mark.parametrize(
    "wrong",
    [lambda: crps_sample(np.array([]), 1), lambda: crps_range(2, 1, 1), lambda: pinball(1, 1, 1),
     lambda: brier(1.1, True), lambda: coverage((), 0.8), lambda: earned_schedule((), 1, 1),
     lambda: earned_schedule((5, 3), 1, 1), lambda: score_revisions((Revision(2020, 1, 1),))],
)  # fmt: skip
def test_what_cannot_be_scored(wrong):
    with pytest.raises(UnusableInput):
        wrong()


def test_competitors_by_hand():
    assert last_year_again({2022: 1038.0}, date(2023, 6, 30)) == 1038
    assert last_year_again({2023: 1122.0}, date(2023, 6, 30)) is None
    assert at_pace(5687, 16187, 1229, date(2024, 12, 31)).year == 2033
    assert at_pace(100, 100, 5, date(2024, 1, 1)) == date(2024, 1, 1)
    assert at_pace(1, 100, 0, date(2024, 1, 1)) is None
    found = earned_schedule((100, 200, 300, 400), 150, 2)
    assert (found.earned, found.index) == (1.5, 0.75)
    assert found.periods == pytest.approx(16 / 3)
    assert earned_schedule((100, 200), 0, 1).periods is None
    assert earned_schedule((100, 200), 250, 1).earned == 2


SERIES = {
    "physically strengthened": ("strengthened_cumulative", "strengthened_year_to_date"),
    "strengthened per year from 2024": ("strengthened_cumulative",),
    "inspections": ("inspections_year_to_date",),
    "assessments": ("assessments_year_to_date",),
}


@pytest.fixture(scope="module")
def board(shared):
    folder = shared / "data/forecasts"
    points = read_history(folder / "ncg_progress.csv")
    return score_statements(read_statements(folder / "ncg_targets_and_forecasts.csv"), points, SERIES)


@pytest.mark.shared
def test_the_published_history_of_groningen(shared):
    points = read_history(shared / "data/forecasts/ncg_progress.csv")
    assert len(points) == 67
    assert by_year(points, "strengthened_cumulative") == {2021: 661, 2022: 1038, 2023: 1122, 2024: 1229}
    assert contradictions(points) == ()


@pytest.mark.shared
def test_last_year_again_beats_the_official_target_of_groningen(board):
    """2021-2024: mean absolute error 211 of the targets (middle), 160 of last year again. Four years are thin."""
    league = next(each for each in board.leagues if each.quantity == "physically strengthened")
    assert (league.n, league.kind, league.winner) == (4, "target", "last year again")
    rows = [row for row in board.rows if row.statement.quantity == "physically strengthened"]
    assert [abs(row.error) for row in rows] == [439, 212, 22, 171]
    assert [row.naive_score for row in rows] == [74, 377, 84, 107]
    assert np.mean([abs(row.error) for row in rows]) == 211
    assert league.naive_score == 160.5
    assert league.error == 211
    assert league.score == pytest.approx(182.6, abs=0.1)
    assert league.skill < 0
    assert league.bias == np.mean([439, 212, -22, 171])
    # At pace: the mean of the years before. Earned schedule by hand for 2022: 661 of 1,100 planned, so 0.601 x 1,250.
    pace, earned = league.rivals
    assert (pace.name, pace.n, earned.name, earned.n) == ("at pace", 4, "earned schedule", 3)
    assert pace.score == pytest.approx(np.mean([661 - 587, 1038 - 624, 1122 - 762, 1229 - 852]))
    rows = {row.statement.year: row for row in board.rows if row.statement.quantity == "physically strengthened"}
    assert rows[2022].others["earned schedule"] == pytest.approx(1250 * 661 / 1100)
    assert rows[2021].others == {"at pace": 587}
    assert min(league.naive_score, pace.score, earned.score) == league.naive_score


@pytest.mark.shared
def test_the_27_statements_each_have_a_score_or_a_reason(board):
    assert len(board.rows) == 27
    scored = [row for row in board.rows if row.score is not None]
    assert len(scored) == 9
    assert {row.why_not for row in board.rows} == {"", "no number", "outcome not known"}
    forecast = next(row for row in scored if row.statement.quantity == "strengthened per year from 2024")
    assert (forecast.error, forecast.naive, forecast.naive_score) == (1521, 1038, 191)
    assert [row.inside for row in scored if row.inside is not None] == [False, True, False]


@pytest.mark.shared
def test_the_reference_class_beats_the_official_end_date_of_uk_projects(shared):
    """UK major projects 2014-2023: 618 revisions; shares and quantiles as measured from the published data."""
    found = score_revisions(read_revisions(shared / "data/forecasts/gmpp/end_date_revisions.csv"))
    assert found.n == 618
    assert (round(found.later, 3), round(found.unchanged, 3), round(found.earlier, 3)) == (0.241, 0.691, 0.068)
    assert (round(found.p80, 1), round(found.p90, 1), round(found.p95)) == (5.4, 21.2, 36)
    assert found.reference < found.official


def write(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def test_contradictory_values_are_both_kept(tmp_path):
    points = read_history(write(tmp_path, "h.csv", "date;metric;value;source\n2020-12-31;assessments;4178;report of "
                                "January\n2020-12-31;assessments;4133;report of June\n2020-12;x;1,5;\n"))  # fmt: skip
    assert [[point.value for point in group] for group in contradictions(points)] == [[4178, 4133]]
    assert by_year(points, "assessments") == {2020: 4178}
    assert points[2].date == date(2020, 12, 31)  # a month in a history is known at its end


def test_without_a_series_last_years_outcome_comes_from_the_statements(tmp_path):
    path = write(
        tmp_path, "s.csv",
        "issued,issuer,kind,quantity,period,low,high,actual,source\n"
        "2020-01,A,target,homes,2020,100,120,90,\n2021-01,A,target,homes,2021,95,,91,\n2022,A,target,homes,2022,,80,90,\n"
        "2022-05-01,A,target,homes,2023,80,90,,\n2022-05-01,A,view,homes,2023,,,,\n",
    )  # fmt: skip
    board = score_statements(read_statements(path))
    assert [row.naive for row in board.rows] == [None, 90, 91, None, None]
    assert [row.why_not for row in board.rows] == ["", "", "", "outcome not known", "no number"]
    league = board.leagues[0]
    assert (league.n, league.score, league.naive_score, league.winner) == (2, 7, 1, "last year again")
    assert board.ranges.hits == 0


def test_every_wrong_cell_of_a_history_is_named(tmp_path):
    with pytest.raises(UnusableInput) as raised:
        read_history(write(tmp_path, "h.csv", "date,metric,value\n2020-13-01,a,1\n2020-01-01,,x\n"))
    assert (
        raised.value.problems[0] == "h!A2: '2020-13-01' is no date, month or year, such as 2024-12-31, 2024-12 or 2024"
    )
    assert "h!C3: 'x' is no number" in raised.value.problems
    with pytest.raises(UnusableInput, match="no column 'value'"):
        read_history(write(tmp_path, "h.csv", "date,metric\n"))
    with pytest.raises(UnusableInput, match="no rows"):
        read_history(write(tmp_path, "h.csv", "date,metric,value\n"))
    with pytest.raises(UnusableInput, match="above the high end"):
        read_statements(write(tmp_path, "s.csv", "issued,quantity,period,low,high,actual\n2020,q,2020,5,3,4\n"))


def test_a_history_in_other_words_and_in_columns(tmp_path):
    """Dutch names, day first, thousands and decimals as people write them; and a table with a column per metric."""
    long = write(tmp_path, "l.csv", "Datum;Maat;Waarde;Bron\n31-12-2020;klaar;1.637,5;x\n2021;klaar;2 298;\n"
                                    "2021-06;klaar;1.234.567;\n2022-12-31T00:00:00;klaar;12%;\n")  # fmt: skip
    wide = write(tmp_path, "w.csv", "jaar,klaar_cumulative,gestart,bron\n2020,10,,a\n2021,25,7,b\n")
    assert [(p.date, p.value) for p in read_history(long)] == [
        (date(2020, 12, 31), 1637.5), (date(2021, 12, 31), 2298), (date(2021, 6, 30), 1234567),
        (date(2022, 12, 31), 0.12),
    ]  # fmt: skip
    points = read_history(wide)
    assert [(p.date.year, p.metric, p.value, p.source) for p in points] == [
        (2020, "klaar_cumulative", 10, "a"), (2021, "klaar_cumulative", 25, "b"), (2021, "gestart", 7, "b"),
    ]  # fmt: skip
    assert by_year(points, "klaar_cumulative") == {2021: 15}


@pytest.mark.parametrize(
    ("said", "value"),
    [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("-1.234.567", -1234567), ("1\u00a0234", 1234), ("0.125", 0.125),
     ("0,125", 0.125), ("12,5", 12.5), ("15 %", 0.15), ("1234.567", 1234.567), ("1e3", 1000)],
    ids=str,
)  # fmt: skip
def test_numbers_as_people_write_them(said, value):
    assert number(said) == pytest.approx(value)


@pytest.mark.parametrize(
    "said", ["1.234", "1,234", "12.34.56", "1.23,456,7", "1,2345.6", "", "x", "nan", "1e999x"], ids=str
)
def test_what_could_be_two_numbers_or_none_is_refused(said):
    with pytest.raises((ValueError, ArithmeticError)):
        number(said)


def test_a_number_that_could_be_two_is_named_with_what_to_do(tmp_path):
    with pytest.raises(UnusableInput, match=r"h!C2: '2.610' may have thousands or decimals"):
        read_history(write(tmp_path, "h.csv", "date;metric;value\n2020;a;2.610\n"))


def test_statements_in_other_words(tmp_path):
    path = write(tmp_path, "s.csv", "Gepubliceerd;Grootheid;Jaar;Doel;Uitkomst;Wie\n2020-01;woningen;2020;100;90;A\n"
                                    "14-07-2021;woningen;2021;95;;A\n")  # fmt: skip
    first, second = read_statements(path)
    assert (first.issued, first.year, first.low, first.high, first.actual, first.issuer) == (
        date(2020, 1, 1), 2020, 100, 100, 90, "A",
    )  # fmt: skip
    assert (second.issued, second.actual) == (date(2021, 7, 14), None)


def test_all_bad_rows_are_counted_and_forty_named(tmp_path):
    rows = "".join(f"{2000 + i % 20}-12-31,a,{'x' if i % 2 else i}\n" for i in range(200))
    with pytest.raises(UnusableInput) as raised:
        read_history(write(tmp_path, "h.csv", "date,metric,value\n" + rows))
    assert len(raised.value.problems) == 41
    assert raised.value.problems[-1] == "and 60 more"


def test_the_plan_at_its_speed_needs_years_without_a_gap():
    known, issued = {2020: 50.0, 2021: 60.0}, date(2022, 1, 1)
    assert as_earned(known, {2020: 100.0, 2021: 100.0, 2022: 200.0}, issued, 2022) == pytest.approx(200 * 1.1 / 2)
    assert as_earned(known, {2020: 100.0, 2022: 200.0}, issued, 2022) is None  # what was planned for 2021?
    assert as_earned({2020: 50.0}, {2020: 100.0, 2021: 100.0, 2022: 200.0}, issued, 2022) is None
    assert as_earned(known, {2022: 200.0}, issued, 2022) is None
    assert as_earned(known, {2020: 0.0, 2021: 0.0, 2022: 0.0}, issued, 2022) is None
    assert pace_so_far(known, issued) == 55
    assert pace_so_far(known, date(2023, 1, 1)) is None
