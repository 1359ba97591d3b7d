"""Uplifts of a reference class: against scipy's Kaplan-Meier, against a known truth, and on the UK's major projects."""

import csv
import json
from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from narekenen.cli import main
from narekenen.errors import UnusableInput
from narekenen.forecasts.reference import Project, later_by, reference_class
from narekenen.forecasts.referencefile import read_projects

START = date(2010, 1, 1)


def projects(ratios, *, planned=1000, open_=None, seen=0):
    """One project per ratio of real to planned duration; open ones were followed that long."""
    open_ = [False] * len(ratios) if open_ is None else open_
    found, ages = [], np.broadcast_to(seen, len(ratios))
    for i, (ratio, still) in enumerate(zip(ratios, open_, strict=True)):
        end = START + timedelta(days=round(planned * ratio))
        found.append(
            Project(f"p{i}", START, START + timedelta(days=planned), None if still else end,
                    START + timedelta(days=int(ages[i])), end)
        )  # fmt: skip
    return tuple(found)


def test_by_hand():
    """Of ten, three on time or early; the fifth took 1.2 and the eighth 1.8 times the plan."""
    found = reference_class(projects([0.9, 1.0, 1.0, 1.1, 1.2, 1.3, 1.5, 1.8, 2.0, 3.0]))
    assert (found.n, found.ended, found.on_time) == (10, 10, 0.3)
    assert [row.value for row in found.uplifts] == pytest.approx([0.2, 0.8])
    assert found.warnings == ("few",)
    assert later_by(0.2, START, START + timedelta(days=1000)) == START + timedelta(days=1200)


def test_open_projects_and_intervals_against_scipy_ecdf():
    """scipy.stats.ecdf on censored data: the same quantiles, and its log-log interval inverted."""
    rng = np.random.default_rng(7)
    taken, followed = rng.lognormal(0.2, 0.4, 150), rng.uniform(0.8, 2.5, 150)
    ratios, open_ = np.round(np.minimum(taken, followed), 3), taken > followed
    found = reference_class(projects(ratios, open_=open_), levels=(0.3, 0.5, 0.7))
    curve = stats.ecdf(stats.CensoredData(uncensored=ratios[~open_], right=ratios[open_])).sf
    band = curve.confidence_interval(0.95, method="log-log")

    def first(step, level):
        return step.quantiles[np.flatnonzero(step.probabilities <= 1 - level + 1e-12)[0]]

    for row in found.uplifts:
        assert row.value == pytest.approx(first(curve, row.level) - 1)
        assert row.low == pytest.approx(first(band.low, row.level) - 1)
        assert row.high == pytest.approx(first(band.high, row.level) - 1)


def test_a_known_truth_is_found_where_those_that_ended_alone_say_too_little():
    """Log-normal overruns; half of the projects are still open, and each was first seen at an age of its own: those
    that had ended before were never seen."""
    rng, values, naive, hits = np.random.default_rng(11), [], [], 0
    truth = float(np.exp(0.2)) - 1
    for _ in range(60):
        taken, seen = rng.lognormal(0.2, 0.4, 400), rng.uniform(0, 0.9, 400)
        followed = seen + rng.uniform(0.3, 1.0, 400)
        keep = taken > seen
        ratios, open_ = np.minimum(taken, followed)[keep], (taken > followed)[keep]
        found = reference_class(projects(ratios, open_=open_, seen=1000 * seen[keep])).uplifts[0]
        values.append(found.value)
        naive.append(np.median(ratios[~open_]) - 1)
        hits += found.low <= truth <= (found.high or np.inf)
    assert np.mean(values) == pytest.approx(truth, abs=0.02)
    assert np.mean(naive) < truth - 0.1
    assert hits >= stats.binom.ppf(0.001, 60, 0.95)


def test_what_cannot_be_said_is_not_said():
    none = reference_class(projects([1.2] * 5, open_=[True] * 5))
    assert [row.value for row in none.uplifts] == [None, None]
    assert set(none.warnings) == {"few", "open"}
    one = reference_class(projects([2.0])).uplifts[1]
    assert (one.value, one.low, one.high) == (1.0, 1.0, None)  # one project says nothing about longer ones
    half = reference_class(projects([1.0] * 30 + [1.5] * 30, open_=[False] * 30 + [True] * 30))
    assert [row.value for row in half.uplifts] == [0.0, None]
    assert half.warnings == ()
    assert reference_class(projects([1.4] * 25, seen=700)).warnings == ("late",)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"planned": START}, "p0: planned to end on 2010-01-01, not after its start"),
        ({"ended": date(2009, 1, 1)}, "p0: ends or was last followed on 2009-01-01"),
        ({"seen": date(2030, 1, 1)}, "p0: first seen on 2030-01-01"),
    ],
    ids=["planned", "ended", "seen"],
)
def test_dates_out_of_order_are_all_named(changed, part):
    from dataclasses import replace

    wrong = tuple(replace(project, **changed) for project in projects([1.1, 1.2]))
    with pytest.raises(UnusableInput) as raised:
        reference_class(wrong)
    assert len(raised.value.problems) == 2
    assert part in str(raised.value)
    for asked in ((), (0.0,), (1.0,)):
        with pytest.raises(UnusableInput):
            reference_class(projects([1.1]) if asked else (), levels=asked or (0.5,))


OUTCOMES = "Naam;Begindatum;Einddatum;Werkelijk;soort\na;2010-01-01;2012-01-01;2013-01-01;weg\n"
OUTCOMES += "b;2010-01-01;2012-01-01;;weg\nc;2011;2012-07;2012-07;spoor\n"


def test_outcomes_in_a_file_of_dutch_names(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(OUTCOMES)
    found = read_projects(path, known_on=date(2014, 1, 1), by="soort")
    assert [(p.name, p.kind, p.ended) for p in found] == [
        ("a", "weg", date(2013, 1, 1)), ("b", "weg", None), ("c", "spoor", date(2012, 7, 1)),
    ]  # fmt: skip
    assert found[1].known_on == date(2014, 1, 1)
    assert read_projects(path, known_on=date(2012, 12, 31))[0].ended is None  # was not known yet


def test_statements_from_year_to_year(tmp_path):
    """The first report is the plan; whose last end was over by then has ended; the other is still open."""
    path = tmp_path / "p.csv"
    path.write_text(
        "project,known_on,start,planned_end\na,2012-01-01,2010-01-01,2012-06-01\na,2013-01-01,2010-01-01,2012-12-01\n"
        "b,2012-01-01,2010-01-01,2014-01-01\nb,2013-01-01,2010-01-01,2016-01-01\nb,2015-01-01,2010-01-01,2014-06-01\n"
    )
    a, b = read_projects(path, known_on=date(2014, 1, 1))
    assert (a.planned, a.ended, a.seen) == (date(2012, 6, 1), date(2012, 12, 1), date(2012, 1, 1))
    assert (b.planned, b.ended, b.known_on) == (date(2014, 1, 1), None, date(2013, 1, 1))
    assert read_projects(path, known_on=date(2020, 1, 1))[1].ended == date(2014, 6, 1)


def test_every_bad_row_is_named(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(
        "project,start,planned,ended\na,2010-01-01,2009-01-01,\nb,soon,2012-01-01,\n,2010-01-01,2012-01-01,\n"
    )
    with pytest.raises(UnusableInput) as raised:
        read_projects(path, known_on=date(2014, 1, 1))
    assert [problem.partition(":")[0] for problem in raised.value.problems] == ["p!C2", "p!B3", "p!A4"]
    path.write_text("project,planned\na,2009-01-01\n")
    with pytest.raises(UnusableInput, match=r"no column 'start' .*begindatum") as raised:
        read_projects(path, known_on=date(2014, 1, 1))
    assert "The columns are: project, planned" in str(raised.value)


@pytest.fixture
def major_projects(shared, tmp_path):
    """The published end dates of the UK's major projects as statements: what was said on 31 March of each year."""
    rows = set()
    with (shared / "data/forecasts/gmpp/end_date_revisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = int(float(row["year"]))
            rows |= {(row["k"], year, row["s"], row["e"]), (row["k"], year + 1, row["s"], row["e_next"])}
    path = tmp_path / "major.csv"
    lines = [f"{k},{year}-03-31,{start},{end}" for k, year, start, end in sorted(rows)]
    path.write_text("project,known_on,start,end_date\n" + "\n".join(lines))
    return path


@pytest.mark.shared
def test_the_uk_major_projects(major_projects, capsys):
    """263 projects; half are not later than planned when first seen, one in five takes 40 % longer or more."""
    assert main(["forecast", "uplift", str(major_projects), "--known-on", "2023-12-31", "--json", "--start",
                 "2025-01-01", "--end", "2028-12-31"]) == 0  # fmt: skip
    found = json.loads(capsys.readouterr().out)
    row = found["classes"][0]
    assert found["schema"] == "narekenen/forecast.uplift/1"
    assert (row["n"], row["ended"], row["warnings"]) == (263, 106, ["open", "late"])
    assert [each["value"] for each in row["uplifts"]] == pytest.approx([0, 0.40], abs=0.005)
    assert found["own_plan"]["P80"] == "2030-08-02"
    assert main(["forecast", "uplift", str(major_projects), "--known-on", "2023-12-31"]) == 0
    told = capsys.readouterr().out
    assert "P80: 40% langer dan gepland (24% tot 64%)." in told
    assert "Niet gebruiken als de eigen planning al rekent" in told
    assert main(["forecast", "uplift", str(major_projects), "--known-on", "2023-12-31", "--start", "2025-01-01"]) == 2
