"""HUD Data Lab test kit: the official answers of the annual report, two project types, to the last cell."""

import csv
import shutil
from datetime import date

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.indicators.hmis import NO_AGE, Project, read_export
from narekenen.indicators.hmisreport import report, wednesdays
from narekenen.indicators.stays import OPEN, Period, Stays

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=["th", "psh"])
def kit(request, shared):
    folder = shared / "data/monitor/hmis" / request.param

    def answers(question):
        with (folder / f"expected_apr/{question}.csv").open(encoding="utf-8-sig") as file:
            return [row for row in csv.reader(file) if row]

    return request.param, report(read_export(folder / "source")), answers


def cells(counts):
    return [counts.total, *counts.by_household]


def numbers(row):
    return [int(cell) for cell in row[1:]]


def test_persons_leavers_and_stayers(kit):
    _, found, answers = kit
    stated = [int(row[1]) for row in answers("Q5a")]
    ours = [
        found.persons.total, found.adults.total, found.children.total,
        found.refused.total + found.unknown_age.total, found.leavers, found.adult_leavers,
        found.adult_and_head_leavers, found.stayers, found.adult_stayers,
    ]  # fmt: skip
    assert ours == stated[:9]
    assert [found.adult_heads, found.other_heads, found.long_stayers] == stated[13:16]


def test_ages_by_kind_of_household(kit):
    name, found, answers = kit
    rows = answers("Q7a")
    expected = [found.adults, found.children, found.refused, found.unknown_age, found.persons]
    assert [cells(counts) for counts in expected] == [numbers(row) for row in rows[1:6]]
    if name == "psh":
        assert cells(found.housed) == numbers(rows[6])


def test_point_in_time(kit):
    _, found, answers = kit
    assert [cells(counts) for counts in found.on.values()] == [numbers(row) for row in answers("Q7b")[1:]]
    assert list(found.on) == ["2021-01-27", "2021-04-28", "2021-07-28", "2020-10-28"]


def test_households(kit):
    _, found, answers = kit
    assert cells(found.households) == numbers(answers("Q8a")[1])


def test_length_of_stay(kit):
    _, found, answers = kit
    (_, leavers, stayers), (_, middle_leavers, middle_stayers) = answers("Q22b")[1:]
    assert [round(mean) for mean in found.average] == [int(leavers), int(stayers)]
    assert [round(middle) for middle in found.median] == [int(middle_leavers), int(middle_stayers)]
    stated = [numbers(row) for row in answers("Q22a1")[1:]]
    gone, staying = found.bands
    ours = [[a + b, a, b] for a, b in zip(gone, staying, strict=True)]
    assert ours == stated[:10]
    assert [sum(gone) + sum(staying), sum(gone), sum(staying)] == stated[-1]


@pytest.fixture
def copied(shared, tmp_path):
    shutil.copytree(shared / "data/monitor/hmis/th/source", tmp_path / "kit", copy_function=shutil.copyfile)
    (tmp_path / "kit").chmod(0o755)
    return tmp_path / "kit"


def test_everything_that_lacks_is_named_at_once(copied):
    (copied / "Exit.csv").unlink()
    text = (copied / "Enrollment.csv").read_text()
    (copied / "Enrollment.csv").write_text(text.replace("2020-07-05", "05-07-2020").replace("HouseholdID", "House"))
    text = (copied / "Client.csv").read_text()
    (copied / "Client.csv").write_text(text.replace("2000-01-11", "11 january"))
    with pytest.raises(UnusableInput) as caught:
        read_export(copied)
    told = "\n".join(caught.value.problems)
    assert "Exit.csv" in told
    assert "no column HouseholdID" in told
    assert "Client.csv, row 2: DOB is '11 january', no date" in told


def test_night_by_night_counts_beds_slept_in(copied):
    """The same stays as a night-by-night shelter: who slept nowhere in the period was not served."""
    project = (copied / "Project.csv").read_text()
    head, line = project.splitlines()
    cells_ = next(csv.reader([line]))
    cells_[head.replace('"', "").split(",").index("ProjectType")] = "1"
    cells_[head.replace('"', "").split(",").index("TrackingMethod")] = "3"
    (copied / "Project.csv").write_text(head + "\n" + ",".join(cells_) + "\n")
    services = copied / "Services.csv"
    names = services.read_text().replace('"', "").strip().split(",")

    def night(enrollment, day, kind="200"):
        given = {"EnrollmentID": enrollment, "DateProvided": day, "RecordType": kind, "ServicesID": "1"}
        return ",".join(given.get(name, "") for name in names)

    lines = [
        night("181474", "2021-01-27"), night("181474", "2021-01-28"), night("181476", "2021-01-27", "141"),
        night("181500", "2019-01-01"), night("181668", "2021-04-28"), night("181668", "2021-04-28"),
    ]  # fmt: skip
    services.write_text(",".join(names) + "\n" + "\n".join(lines) + "\n")
    found = report(read_export(copied))
    assert found.persons.total == 2
    assert [counts.total for counts in found.on.values()] == [1, 1, 0, 0]
    assert found.average == (2.0, 1.0)


def two_nights(*, slept, ages=(30, 5), exits=(OPEN, OPEN), person=(1, 2), entry=(0, 0), household=(1, 1)):
    """A night-by-night shelter from 1 January 1970 on, with a household of a head and a child."""
    rows = [np.asarray(part, dtype=np.int64) for part in (person, entry, exits)]
    return Project(
        1, True, Period(0, 399), Stays.of(*rows), np.asarray(ages), np.zeros(2, dtype=bool), np.asarray(household),
        np.asarray([True, False]), rows[1], np.asarray(slept, dtype=np.int64).reshape(-1, 2),
    )  # fmt: skip


def test_a_household_is_there_when_one_of_it_slept_there():
    """As in the answers of the kit to its night-by-night shelter, where nights of children are often left out."""
    (first, *_), days = wednesdays(Period(0, 399)), (date(1970, 1, 28) - date(1970, 1, 1)).days
    assert first.isoformat() == "1970-01-28"
    found = report(two_nights(slept=[[0, days], [0, 3], [1, 3]]))
    assert cells(found.on["1970-01-28"]) == [2, 0, 2, 0, 0]
    assert cells(report(two_nights(slept=[[0, 3]])).on["1970-01-28"]) == [0, 0, 0, 0, 0]


def test_who_is_a_long_stayer_goes_by_days_enrolled_also_where_nights_are_counted():
    assert report(two_nights(slept=[[0, 3]])).long_stayers == 1
    assert report(two_nights(slept=[[0, 3]], entry=(100, 100))).long_stayers == 0


def test_who_came_back_is_of_the_kind_of_the_latest_stay_on_every_day():
    """As in the answers of the kit to two projects of rapid rehousing together."""
    unknown_then = two_nights(
        slept=[[0, 27], [1, 300]], ages=(NO_AGE, 40), person=(1, 1), entry=(0, 200), exits=(50, OPEN), household=(1, 2)
    )
    assert cells(report(unknown_then).on["1970-01-28"]) == [1, 1, 0, 0, 0]
