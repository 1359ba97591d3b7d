"""A workbook that a planner fills: a small programme that runs as it is, with made-up numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.forecasts.planfile import DUTCH, SHEETS
from narekenen.formatting import Lang

Rows = list[dict[str, Any]]
EXAMPLE: dict[str, Rows] = {
    "programme": [{"name": "start", "value": date(2025, 1, 1)}, {"name": "horizon", "value": 7300},
                  {"name": "count_safe", "value": "no"}, {"name": "contact", "value": "Helpdesk, 000 000 00 00"}],
    "stages": [
        {"name": "assess", "duration": "lognormal", "mean": 90, "sd": 45, "visit": 1, "safe": 0.2},
        {"name": "design", "duration": "lognormal", "mean": 300, "sd": 150, "wait_share": 0.05, "wait_mean": 365,
         "wait_sd": 180, "back": 0.05, "back_to": "assess", "back_most": 1},
        {"name": "build", "duration": "gamma", "mean": 150, "sd": 60},
    ],
    "capacity": [
        {"stage": "assess", "region": "*", "from": date(2025, 1, 1), "places": 150},
        {"stage": "design", "region": "*", "from": date(2025, 1, 1), "places": 300},
        {"stage": "build", "region": "north", "from": date(2025, 1, 1), "places": 40, "linear": "yes"},
        {"stage": "build", "region": "north", "from": date(2027, 1, 1), "places": 90, "linear": "yes"},
        {"stage": "build", "region": "south", "from": date(2025, 1, 1), "places": 60},
    ],
    "addresses": [
        {"name": "N", "region": "north", "count": 600, "release": date(2025, 1, 1), "until": date(2027, 1, 1)},
        {"name": "S", "region": "south", "count": 370, "release": date(2025, 1, 1), "until": date(2027, 1, 1)},
        {"name": "possible", "region": "north", "count": 100, "release": date(2026, 1, 1), "until": date(2028, 1, 1),
         "group": "possible"},
        {"name": "Lane", "region": "south", "count": 12, "release": date(2025, 1, 1), "complex": "Lane", "tag": "heavy",
         "at": "design", "age": 120},
        {"name": "heavy", "region": "south", "count": 18, "release": date(2025, 1, 1), "priority": 1, "tag": "heavy"},
    ],
    "addons": [{"name": "insulation", "stage": "build", "share_low": 0.5, "share_high": 1, "days_low": 60,
                "days_high": 120, "only": "heavy"}],
    "risks": [{"name": "contractor stops", "probability": 0.2, "first": date(2025, 7, 1), "last": date(2026, 7, 1),
               "days": 180, "capacity_factor": 0.7, "stage": "build"}],
    "inclusions": [{"group": "possible", "low": 0, "high": 1}],
    "shared": [{"name": "capacity_cv", "value": 0.15}, {"name": "capacity_memory", "value": 0.9},
               {"name": "duration_cv", "value": 0.1}, {"name": "ramp_low", "value": 0},
               {"name": "ramp_high", "value": 180}],
    "later": [{"name": "postpone", "value": 365}, {"name": "stage", "value": "build"},
              {"name": "days_low", "value": 30}, {"name": "days_high", "value": 60}],
}  # fmt: skip


def write_template(path: Path, lang: Lang = "nl") -> None:
    """Write the workbook, with Dutch or English names of sheets and columns. Never writes over a file."""
    from openpyxl import Workbook

    if path.exists():
        raise UnusableInput("The file exists already", where=path.name, do="Choose another name")
    if path.suffix.lower() != ".xlsx":
        raise UnusableInput("A template is a workbook", where=path.name, do="Choose a name that ends in .xlsx")
    book = Workbook()
    book.remove(book.active)
    for name, rows in EXAMPLE.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet = book.create_sheet(SHEETS[name] if lang == "nl" else name)
        sheet.append([DUTCH[column] if lang == "nl" else column for column in columns])
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.save(path)
