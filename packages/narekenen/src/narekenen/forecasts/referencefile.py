"""A reference class out of CSV or XLSX: how each project ended, or what was said of it from year to year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.history import month_or_day
from narekenen.forecasts.reference import Project
from narekenen.forecasts.sheets import Sheet, plain, sheet_named, text

NAMES = {
    "project": ("name", "project_name", "naam", "id", "programme", "programma"),
    "start": ("start_date", "begin", "begindatum", "startdatum", "van"),
    "planned": ("planned_end", "end_date", "end", "einde", "einddatum", "gepland", "gepland_einde", "planned_end_date"),
    "ended": ("actual_end", "actual", "finished", "werkelijk", "werkelijk_einde", "klaar", "actual_end_date"),
    "known_on": ("as_of", "date", "datum", "peildatum", "reported_on", "stand"),
}
Row = tuple[date, date, date, date | None, str]  # known on, start, planned, ended, kind


def read_projects(path: Path, *, known_on: date, by: str = "") -> tuple[Project, ...]:
    """Columns project, start and planned (the planned end), and either

    ended      the real end, empty while it is open: one row per project, or
    known_on   the day of each statement: several rows per project, one per report. The end that the first report
               planned is the plan; a project has ended where the last report names an end that was over by then.
    `by` names a column of groups. What was known after `known_on` is left out. Raises UnusableInput naming every row
    that cannot be used.
    """
    sheet = sheet_named(path, NAMES, needed=("project", "start", "planned"))
    group = plain(by)
    if by and group not in sheet.columns:
        raise UnusableInput(say("There is no column {name!r}", name=by), where=path.name)
    reports: dict[str, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        found = _row(sheet, row, known_on, group)
        if found is not None and found[1][0] <= known_on:
            reports[found[0]].append(found[1])
    sheet.refuse(path.name)
    projects = tuple(_project(name, rows, known_on) for name, rows in reports.items())
    if not projects:
        raise UnusableInput("There are no projects up to that day", where=path.name)
    return projects


def _row(sheet: Sheet, row: tuple[int, tuple[object, ...]], known_on: date, group: str) -> tuple[str, Row] | None:
    name = sheet.read(row, "project", text)
    start, planned = sheet.read(row, "start", month_or_day), sheet.read(row, "planned", month_or_day)
    ended = sheet.read(row, "ended", month_or_day)
    before = len(sheet.problems)
    said = sheet.read(row, "known_on", month_or_day, start if "ended" in sheet.columns else known_on)
    lacking = [column for column, value in (("project", name), ("start", start), ("planned", planned)) if value is None]
    if name is None or start is None or planned is None or said is None:
        if len(sheet.problems) == before and not any(
            sheet.cell(row[0], c) in " ".join(sheet.problems) for c in lacking
        ):
            sheet.problems += [say("{cell}: is empty", cell=sheet.cell(row[0], column)) for column in lacking]
        return None
    for column, end in (("planned", planned), ("ended", ended)):
        if end is not None and end <= start:
            sheet.problems.append(
                say("{cell}: {end} does not lie after the start on {start}", cell=sheet.cell(row[0], column), end=end,
                    start=start)
            )  # fmt: skip
            return None
    kind = (sheet.read(row, group, text, "") or "") if group else ""
    return name, (said, start, planned, ended, kind)


def _project(name: str, rows: list[Row], known_on: date) -> Project:
    rows = sorted(rows)
    seen, start, planned, ended, kind = rows[0]
    last = rows[-1]
    if len(rows) == 1 and (ended is not None or seen == start):
        over = ended if ended is not None and ended <= known_on else None
        return Project(name, start, planned, over, seen, known_on, kind)
    over = last[3] or (last[2] if last[2] <= last[0] else None)
    followed = max(last[0], date.fromordinal(start.toordinal() + 1))
    return Project(name, start, planned, over, min(seen, over or followed), followed, kind)
