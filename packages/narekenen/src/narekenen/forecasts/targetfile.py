"""Tables of targets and measures from XLSX or CSV."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.forecasts.measures import Measure
from narekenen.forecasts.sheets import Sheet, number, read_sheets, text, whole
from narekenen.forecasts.targets import TargetYear

YEARS = ("year", "jaar", "period", "periode")
PRODUCTION = ("production", "jaarproductie", "productie")
TOTAL = ("cumulative", "afgerond", "cumulatief", "total", "totaal")
STATUS = ("status", "stand")
REALISED = ("realised", "gerealiseerd", "realisatie", "actual")
MEASURES = ("measures", "maatregelen")


def read_targets(path: Path) -> tuple[dict[str, tuple[TargetYear, ...]], tuple[Measure, ...]]:
    """Columns of targets by name, and the measures of a sheet `measures` or `maatregelen` where there is one.

    A column pair is `production` and `cumulative` (jaarproductie, afgerond) with the same ending: `production_star`
    and `cumulative_star` form the column "star", those without an ending "targets". Raises UnusableInput naming every
    cell that cannot be read.
    """
    sheets = read_sheets(path)
    extra = next((sheets.pop(name) for name in MEASURES if name in sheets), None)
    sheet = next((each for each in sheets.values() if any(name in each.columns for name in YEARS)), None)
    if sheet is None:
        raise UnusableInput(
            "No table of targets was found", where=path.name, why="None of its tables has a column year (jaar)",
            do="Use the columns year, production and cumulative",
        )  # fmt: skip
    columns = {suffix: _column(sheet, suffix) for suffix in _suffixes(sheet)}
    if not columns:
        raise UnusableInput(
            "The table has years and no targets", where=sheet.name, do="Add a column production or cumulative"
        )
    measures = () if extra is None else _measures(extra)
    problems = sheet.problems + ([] if extra is None else extra.problems)
    if problems:
        raise UnusableInput("Some cells cannot be read", where=path.name, problems=tuple(problems))
    return {suffix or "targets": rows for suffix, rows in columns.items()}, measures


def _suffixes(sheet: Sheet) -> list[str]:
    found = []
    for name in sheet.columns:
        for stem in (*PRODUCTION, *TOTAL):
            if name == stem or name.startswith((stem + "_", stem + "*")):
                suffix = name[len(stem) :].strip("_")
                if suffix not in found:
                    found.append(suffix)
                break
    return found


def _named(sheet: Sheet, stems: tuple[str, ...], suffix: str = "") -> str:
    names = [name for stem in stems for name in (f"{stem}_{suffix}".rstrip("_"), f"{stem}{suffix}")]
    return next((name for name in names if name in sheet.columns), stems[0] + suffix)


def _column(sheet: Sheet, suffix: str) -> tuple[TargetYear, ...]:
    year, status = _named(sheet, YEARS), _named(sheet, STATUS)
    produced, total = _named(sheet, PRODUCTION, suffix), _named(sheet, TOTAL, suffix)
    rows = []
    for row in sheet.rows:
        when = sheet.read(row, year, whole)
        made, done = sheet.read(row, produced, whole), sheet.read(row, total, whole)
        if when is not None and (made is not None or done is not None):
            said = sheet.read(row, status, text, "") or ""
            rows.append(TargetYear(when, made, done, said.casefold() in REALISED))
    return tuple(rows)


def _measures(sheet: Sheet) -> tuple[Measure, ...]:
    wanted = ("buildings", "share_low", "share_high", "months_low", "months_high")
    if lacking := [name for name in ("name", *wanted) if name not in sheet.columns]:
        raise UnusableInput("Columns are missing", where=sheet.name, problems=tuple(lacking))
    found = []
    for row in sheet.rows:
        name = sheet.read(row, "name", text, "") or f"row {row[0]}"
        values = [sheet.read(row, column, number, 0.0) for column in wanted]
        if None in values:
            continue
        exact = [Fraction(str(value)) for value in values]
        found.append(Measure(name, int(exact[0]), *exact[1:]))
    return tuple(found)
