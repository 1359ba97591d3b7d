"""What places cost and how many there may be, per stage, out of CSV or XLSX; or what follows from a plan itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.arrays import build
from narekenen.forecasts.fluid import Limits
from narekenen.forecasts.plan import Plan
from narekenen.forecasts.sheets import number, sheet_named, text

COLUMNS = {
    "stage": ("fase",), "cost": ("kosten",), "lowest": ("laagst", "minimum", "min"),
    "highest": ("hoogst", "maximum", "max"), "change": ("verandering", "stap", "step"),
}  # fmt: skip
COST, LOWEST, MOST = 1.0, 1.0, 1e6


def limits_for(plan: Plan, path: Path | None = None, budget: float | None = None) -> Limits:
    """The limits of a staffing.

    path    rows with a stage and, where they are known, the cost of a place for a quarter (1), the lowest (1) and
            highest number of places, and the most places more or fewer than the quarter before; a stage without a row
            has none but these
    budget  per quarter; None: the most that the plan itself spends in a quarter
    Raises UnusableInput naming every row that cannot be read, and stages that the plan does not have.
    """
    rows = {} if path is None else _rows(path, {stage.name for stage in plan.stages})
    none = (COST, LOWEST, MOST, MOST)
    cost, lowest, highest, change = zip(*(rows.get(stage.name, none) for stage in plan.stages), strict=True)
    return Limits(cost, spent(plan, cost) if budget is None else budget, lowest, highest, change)


def spent(plan: Plan, cost: tuple[float, ...]) -> float:
    """The most that the places of a plan cost in one quarter, at its first day."""
    arrays = build(plan)
    prices = np.array(cost)[arrays.pool_stage]
    return float((prices[:, None] * arrays.base[:, arrays.edges[:-1]]).sum(axis=0).max())


def _rows(path: Path, stages: set[str]) -> dict[str, tuple[float, float, float, float]]:
    sheet, found = sheet_named(path, COLUMNS, needed=("stage",)), {}
    for row in sheet.rows:
        name = sheet.read(row, "stage", text)
        values = [
            sheet.read(row, column, number, default)
            for column, default in zip(("cost", "lowest", "highest", "change"), (COST, LOWEST, MOST, MOST), strict=True)
        ]
        if name is None:
            sheet.problems.append(say("{cell}: is empty", cell=sheet.cell(row[0], "stage")))
        elif name not in stages:
            sheet.problems.append(
                say("{cell}: the plan has no stage {name!r}", cell=sheet.cell(row[0], "stage"), name=name)
            )
        elif name in found:
            sheet.problems.append(say("{cell}: {name!r} occurs twice", cell=sheet.cell(row[0], "stage"), name=name))
        else:
            cost, lowest, highest, change = (0.0 if value is None else value for value in values)
            found[name] = (cost, lowest, highest, change)
    sheet.refuse(path.name)
    if not found:
        raise UnusableInput("There are no rows", where=path.name)
    return found
