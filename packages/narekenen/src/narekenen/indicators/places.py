"""Places that were available, from day to day: what occupancy is a share of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests.columns import column_named
from narekenen.fieldtests.tables import read_table
from narekenen.indicators.stays import day_of

COLUMNS = ("from", "until", "places")


def read_places(path: Path) -> list[tuple[int, int, int]]:
    """(first day, last day, places) per row of CSV, XLSX or Parquet, both days included, as `available_nights` takes.

    Raises UnusableInput naming every column that lacks and every bad row.
    """
    frame = read_table(path)
    there = [column_named(frame.columns, name) for name in COLUMNS]
    if lacking := [column for column in there if column not in frame.columns]:
        raise UnusableInput(say("There is no column {names}", names=", ".join(lacking)), where=path.name)
    found, problems = [], []
    for row, (first, last, places) in enumerate(frame.select(there).iter_rows(), start=2):
        try:
            period = day_of(date.fromisoformat(first or "")), day_of(date.fromisoformat(last or "")), int(places or "")
        except ValueError:
            problems.append(
                say(
                    "row {row}: {first!r}, {last!r}, {places!r} are not two days such as 2024-12-31 and places",
                    row=row,
                    first=first,
                    last=last,
                    places=places,
                )
            )
            continue
        if period[1] < period[0] or period[2] < 0:
            problems.append(say("row {row}: ends before it begins, or has fewer than no places", row=row))
        found.append(period)
    if problems or not found:
        raise UnusableInput("The places cannot be used", where=path.name, problems=tuple(problems) or ("no rows",))
    return found
