"""A plan as one plain value: what stands in a bundle, so that an outsider runs the same plan again.

The value has the sheets of a workbook under their English names. Addresses stand in it as kinds with a count, under
names that say nothing; whose address is which is told apart, for whoever may know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.planfaults import refuse_faults
from narekenen.forecasts.planfile import DUTCH, NEEDED, known_sheets, plan_in
from narekenen.forecasts.sheets import Sheet, read_sheets, sheets_in

Value = dict[str, Any]
ALIKE = ("release", "until", "region", "complex", "priority", "tag", "group", "at", "age")
FEWEST = 10
"""Fewer addresses alike than this could be recognised."""


@dataclass(frozen=True, slots=True)
class Whose:
    """An address of the planner's own list, and the name under which the plan knows it."""

    postcode: str
    house_number: str
    label: str
    unit: str


def plan_of(value: Mapping[str, Any]) -> Plan:
    """The plan of a value. Raises UnusableInput naming every fault, by table and row."""
    plan = plan_in(known_sheets(sheets_in(value, "plan"), "plan"), "plan")
    refuse_faults(plan)
    return plan


def read_value(path: Path) -> tuple[Value, tuple[Whose, ...]]:
    """The value of a workbook or TOML file, and whose address is which for rows with a postcode and house number.

    Raises UnusableInput as `read_plan` does, with every fault named by sheet and cell.
    """
    sheets = known_sheets(read_sheets(path), path.name)
    refuse_faults(plan_in(sheets, path.name))
    value = {name: _table(name, sheet) for name, sheet in sheets.items()}
    rows, whose = _without_names(value["addresses"])
    value["addresses"] = rows
    refuse_faults(plan_of(value))
    return value, whose


def few_alike(value: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of which there are fewer than ten addresses: they could be recognised in a plan that is published."""
    counts: Counter[tuple[object, ...]] = Counter()
    for row in value["addresses"]:
        counts[tuple(row.get(name) for name in ALIKE if name != "complex")] += int(row.get("count", 1))
    shown = tuple(name for name in ALIKE if name != "complex")
    return tuple(
        f"{n} x " + ", ".join(f"{name} {part}" for name, part in zip(shown, kind, strict=True) if part is not None)
        for kind, n in counts.items() if n < FEWEST
    )  # fmt: skip


def _table(name: str, sheet: Sheet) -> Any:
    """A sheet as plain rows with English columns; of names and values a single table."""
    places = {column: place for column, place in sheet.columns.items() if column in DUTCH}
    rows = [
        {column: _cell(cells[place]) for column, place in places.items()
         if place < len(cells) and cells[place] not in (None, "")}
        for _, cells in sheet.rows
    ]  # fmt: skip
    if NEEDED[name] == ("name", "value"):
        return {str(row["name"]).strip(): row.get("value") for row in rows if "name" in row}
    return rows


def _cell(value: object) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else value


def _without_names(rows: list[Value]) -> tuple[list[Value], tuple[Whose, ...]]:
    """Rows that are alike as one row with a count, under names that say nothing; complexes likewise."""
    kinds: dict[tuple[object, ...], Value] = {}
    complexes: dict[str, str] = {}
    members: dict[tuple[object, ...], list[Value]] = {}
    for place, row in enumerate(rows):
        if row.get("complex"):
            row = {**row, "complex": complexes.setdefault(str(row["complex"]), f"C{len(complexes) + 1}")}
        spread = place if row.get("until") not in (None, row.get("release")) else -1  # each of its own days
        key = (spread, *(row.get(name) for name in ALIKE))
        kind = kinds.setdefault(key, {name: row[name] for name in ALIKE if row.get(name) is not None})
        kind["count"] = int(kind.get("count", 0)) + int(float(row.get("count", 1)))
        members.setdefault(key, []).extend([row] * int(float(row.get("count", 1))) if row.get("postcode") else [])
    found: list[Whose] = []
    for number, (key, kind) in enumerate(kinds.items(), start=1):
        kind["name"] = f"A{number}"
        if members[key] and len(members[key]) != kind["count"]:
            raise UnusableInput(
                say("{all} addresses are alike, and {count} of them have a postcode", all=kind["count"],
                    count=len(members[key])),
                where="addresses", do="Give every address of a kind its postcode and house number, or none of them",
            )  # fmt: skip
        found += [
            Whose(_plainly(row["postcode"]), _plainly(row.get("house_number", "")), str(row["name"]),
                  kind["name"] if kind["count"] == 1 else f"{kind['name']}-{i:05}")
            for i, row in enumerate(members[key], start=1)
        ]  # fmt: skip
    double = [key for key, n in Counter((w.postcode, w.house_number) for w in found).items() if n > 1]
    if double:
        raise UnusableInput("Addresses occur twice", where="addresses",
                            problems=tuple(" ".join(each) for each in double[:40]))  # fmt: skip
    return list(kinds.values()), tuple(found)


def _plainly(part: object) -> str:
    """9999 zz and 9999ZZ alike; 12 and 12.0 alike."""
    text = str(int(part)) if isinstance(part, float) and part.is_integer() else str(part)
    return "".join(text.split()).upper()
