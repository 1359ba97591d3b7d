import gzip
import json
from datetime import date
from itertools import pairwise

import pytest

from narekenen.parameters.recesses import recess, recesses
from narekenen.readings.named_days import named_day
from narekenen.readings.recesses import recess_stretch


def test_every_recess_runs_from_a_friday_to_a_monday_and_none_overlap():
    rows = recesses()
    assert all(row.first.isoweekday() == 5 and row.last.isoweekday() == 1 for row in rows)
    assert all(a.last < b.first for a, b in pairwise(rows))


def test_every_row_has_a_reference_and_says_how_certain_it_is():
    assert {row.certainty for row in recesses()} == {"sitting days", "general knowledge"}
    assert all(row.reference.startswith("Tweede Kamer") and len(row.reference) > 40 for row in recesses())


def test_before_a_recess_includes_its_first_day():
    found, doubt = recess_stretch("zomerreces", 2024)
    assert (found.before, found.after, doubt) == (date(2024, 7, 5), date(2024, 9, 3), "")


@pytest.mark.parametrize("day", ["2019-09-17", "2020-09-15", "2021-09-21", "2022-09-20", "2023-09-19", "2024-09-17"])
def test_prinsjesdag_against_the_days_on_which_it_was_held(day):
    assert named_day("prinsjesdag", int(day[:4])).edtf == day


def test_a_year_that_is_not_known_gives_the_season_and_a_doubt():
    assert recess("zomerreces", 2050) is None
    found, doubt = recess_stretch("zomerreces", 2050)
    assert found.edtf == "2050-22"
    assert "2050" in doubt


@pytest.mark.shared
def test_against_the_days_on_which_motions_were_introduced(shared):
    """No motion was introduced inside a recess, but for three days on which the house was called back in 2025."""
    with gzip.open(shared / "documents/corpus/moties_metadata.jsonl.gz", "rt") as lines:
        days = {date.fromisoformat(day) for line in lines if (day := json.loads(line)["datum"])}
    inside = {day for day in days for row in recesses() if row.first <= day <= row.last}
    assert inside == {date(2025, 8, 21), date(2025, 8, 22), date(2025, 8, 27)}
    checked = [row for row in recesses() if row.certainty == "sitting days"]
    assert all(any(0 < (row.first - day).days <= 3 for day in days) for row in checked)
