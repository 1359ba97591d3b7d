"""The addresses of a plan: one row each, or rows with a count that stand for many."""

from __future__ import annotations

from datetime import date
from typing import Any

from narekenen.errors import say
from narekenen.forecasts.plan import Addresses
from narekenen.forecasts.planfaults import MOST_ADDRESSES
from narekenen.forecasts.sheets import Sheet, day, text, whole

COLUMNS = ("names", "regions", "release", "complexes", "priority", "tags", "groups", "at", "age")


def read_addresses(sheet: Sheet, start: date) -> Addresses:
    """A row with a count stands for so many addresses, name-00001 and on, released evenly from `release` to `until`.

    Reading stops at the most addresses that a programme may have; cells that cannot be read become problems of the
    sheet.
    """
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for row in sheet.rows:
        name, release = sheet.read(row, "name", text), sheet.read(row, "release", day)
        count, until = sheet.read(row, "count", whole, 1), sheet.read(row, "until", day, release)
        words = [sheet.read(row, column, text, "") or "" for column in ("region", "complex", "tag", "group", "at")]
        priority, age = sheet.read(row, "priority", whole, 0), sheet.read(row, "age", whole, -1)
        if name is None or release is None or count is None or until is None or priority is None or age is None:
            sheet.problems.append(
                say("{cell}: a name and a date of release are needed", cell=sheet.cell(row[0], "name"))
            )
            continue
        if count < 1 or until < release:
            sheet.problems.append(
                say("{cell}: a count below 1, or a last date before the first", cell=sheet.cell(row[0], "count"))
            )
            continue
        if len(columns["names"]) + count > MOST_ADDRESSES:
            sheet.problems.append(
                say(
                    "{cell}: more than {most_addresses:,} addresses in all",
                    cell=sheet.cell(row[0], "count"),
                    most_addresses=MOST_ADDRESSES,
                )
            )
            break
        first, span = (release - start).days, (until - release).days
        columns["names"] += [name] if count == 1 else [f"{name}-{i:05}" for i in range(1, count + 1)]
        columns["release"] += [first + i * span // count for i in range(count)]
        for column, value in zip(("regions", "complexes", "tags", "groups", "at"), words, strict=True):
            columns[column] += [value] * count
        columns["priority"] += [priority] * count
        columns["age"] += [age] * count
    return Addresses(**{name: tuple(values) for name, values in columns.items()})
