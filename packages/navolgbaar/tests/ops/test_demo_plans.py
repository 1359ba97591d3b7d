"""The made-up plans of the demonstration stand on published totals."""

import tomllib

import pytest

from navolgbaar.ops.demo_files import find_files

LEAST, MOST = 15_644, 17_500
"""How many addresses are to be strengthened, as the organisation and as the supervisor counted in 2024."""
DONE = {2024: 4_458, 2025: 4_458 + 1_229}
"""Strengthened before the first of January."""


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_addresses_of_a_plan_are_those_that_were_ahead_then(year):
    plan = tomllib.loads((find_files() / "forecasts" / f"plan-{year}.toml").read_text())
    sure = sum(row.get("count", 1) for row in plan["addresses"] if "group" not in row)
    perhaps = sum(row["count"] for row in plan["addresses"] if "group" in row)
    assert sure == LEAST - DONE[year]
    assert sure + perhaps == MOST - DONE[year]
    assert [(row["low"], row["high"]) for row in plan["inclusions"]] == [(0, 1)], "none of them to all of them"
