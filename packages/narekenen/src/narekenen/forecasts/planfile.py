"""A plan out of a workbook or TOML file. Every fault is named by sheet and cell, all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.durations import KINDS, LONGEST, Duration
from narekenen.forecasts.plan import EVERYWHERE, AddOn, Capacity, Inclusion, Plan, Risk, Shared, Stage
from narekenen.forecasts.planaddresses import read_addresses
from narekenen.forecasts.sheets import Sheet, day, number, read_sheets, text, whole, yes
from narekenen.forecasts.stageorder import in_order

Reader = Callable[[object], Any]
SHEETS = {  # sheet -> its Dutch name
    "programme": "programma", "stages": "fasen", "capacity": "capaciteit", "addresses": "adressen", "addons": "extra",
    "risks": "risicos", "inclusions": "omvang", "shared": "gedeeld", "later": "later",
}  # fmt: skip
DUTCH = {  # column -> its Dutch name
    "name": "naam", "value": "waarde", "stage": "fase", "region": "regio", "from": "vanaf", "places": "plaatsen",
    "duration": "verdeling", "mean": "gemiddelde", "sd": "spreiding", "visit": "bezoekt", "safe": "veilig",
    "wait_share": "wacht_deel", "wait_mean": "wacht_gemiddelde", "wait_sd": "wacht_spreiding", "after": "na",
    "back": "terug", "back_to": "terug_naar", "back_most": "terug_hoogstens",
    "linear": "lineair", "starts": "starts_per_kwartaal",
    "share_low": "deel_laag", "share_high": "deel_hoog", "days_low": "dagen_laag",
    "days_high": "dagen_hoog", "only": "alleen", "probability": "kans", "first": "eerste", "last": "laatste",
    "days": "dagen", "capacity_factor": "capaciteit_factor", "group": "groep", "low": "laag", "high": "hoog",
    "count": "aantal", "release": "vrij_vanaf", "until": "tot", "complex": "complex", "priority": "prioriteit",
    "tag": "kenmerk", "at": "staat_in", "age": "dagen_bezig", "postcode": "postcode", "house_number": "huisnummer",
}  # fmt: skip
NEEDED = {
    "programme": ("name", "value"), "stages": ("name", "mean"), "capacity": ("stage", "from", "places"),
    "addresses": ("name", "release"), "addons": ("name", "stage", "share_low", "share_high", "days_low", "days_high"),
    "risks": ("name", "probability", "first", "last", "days", "capacity_factor"),
    "inclusions": ("group", "low", "high"), "shared": ("name", "value"), "later": ("name", "value"),
}  # fmt: skip
OPTIONAL = {
    "stages": ("duration", "sd", "visit", "safe", "wait_share", "wait_mean", "wait_sd", "after", "back", "back_to",
               "back_most"),
    "capacity": ("region", "linear", "starts"), "addons": ("only",), "risks": ("stage",),
    "addresses": ("count", "until", "region", "complex", "priority", "tag", "group", "at", "age", "postcode",
                  "house_number"),
}  # fmt: skip
COMPULSORY = ("programme", "stages", "capacity", "addresses")


def read_plan(path: Path) -> Plan:
    """The plan in an XLSX or TOML file; sheets and columns by their English or Dutch names.

    Raises UnusableInput naming every sheet and column that is missing, and every cell that cannot be read.
    """
    return plan_in(known_sheets(read_sheets(path), path.name), path.name)


def plan_in(sheets: dict[str, Sheet], where: str) -> Plan:
    """The plan in sheets that `known_sheets` gave. `where` names the file in a refusal."""
    settings = _settings(sheets["programme"], {"start": day, "horizon": whole, "count_safe": yes, "contact": text})
    start = settings.get("start")
    if not isinstance(start, date):
        start = date(2000, 1, 1)
        sheets["programme"].problems.append(say("{name}: no date 'start'", name=sheets["programme"].name))
    stages = _stages(sheets["stages"])
    addresses = read_addresses(sheets["addresses"], start)
    shared = _settings(sheets["shared"], _SHARED) if "shared" in sheets else {}
    plan = Plan(
        start, stages, _capacities(sheets["capacity"]), addresses, _addons(sheets.get("addons")),
        _risks(sheets.get("risks")), _inclusions(sheets.get("inclusions")), Shared(**shared),
        settings.get("horizon", 30 * 365), settings.get("count_safe", False),
    )  # fmt: skip
    refuse_cells(sheets, where)
    return plan


def refuse_cells(sheets: Mapping[str, Sheet], where: str) -> None:
    """Raises UnusableInput naming the cells that could not be read, the first forty."""
    problems = [problem for sheet in sheets.values() for problem in sheet.problems]
    if problems:
        more: list[str] = [say("and {count} more", count=len(problems) - 40)] if len(problems) > 40 else []
        raise UnusableInput("Some cells cannot be used", where=where, problems=tuple(problems[:40] + more))


_SHARED: dict[str, Reader] = {
    "capacity_cv": number, "capacity_memory": number, "duration_cv": number, "ramp_low": whole, "ramp_high": whole,
}  # fmt: skip


def known_sheets(found: Mapping[str, Sheet], where: str) -> dict[str, Sheet]:
    """The sheets of a plan by their English names, with columns that are found by either name. Raises UnusableInput
    naming what is missing."""
    problems: list[str] = []
    sheets: dict[str, Sheet] = {}
    for name, dutch in SHEETS.items():
        sheet = found.get(name) or found.get(dutch)
        if sheet is None and name in COMPULSORY:
            problems.append(say("there is no sheet {name!r} ({dutch})", name=name, dutch=dutch))
        elif sheet is not None and (sheet.rows or name in COMPULSORY):
            for column, said in DUTCH.items():
                if column not in sheet.columns and said in sheet.columns:
                    sheet.columns[column] = sheet.columns[said]
            problems += [
                say("{name}: no column {column!r} ({value})", name=sheet.name, column=column, value=DUTCH[column])
                for column in NEEDED[name]
                if column not in sheet.columns
            ]
            problems += _misspelt(sheet, (*NEEDED[name], *OPTIONAL.get(name, ())))
            sheets[name] = sheet
    if problems:
        raise UnusableInput("The plan is not complete", where=where, problems=tuple(problems))
    return sheets


def _misspelt(sheet: Sheet, known: tuple[str, ...]) -> list[str]:
    """Columns that look like one that the sheet may have and lacks: left unread, they would change the forecast in
    silence. Other columns of one's own export are no problem."""
    absent = {said: name for name in known if name not in sheet.columns for said in (name, DUTCH[name])}
    found: list[str] = []
    for column in sheet.columns:
        near = [] if column in DUTCH or column in DUTCH.values() else get_close_matches(column, absent, 1, 0.75)
        found += [say("{name}: column {column!r} is not known; is {near!r} meant?", name=sheet.name, column=column,
                      near=each) for each in near]  # fmt: skip
    return found


def _settings(sheet: Sheet, known: dict[str, Reader]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in sheet.rows:
        name = sheet.read(row, "name", text, "") or ""
        if name not in known:
            sheet.problems.append(
                say(
                    "{cell}: {name!r} is not known; choose from {those}",
                    cell=sheet.cell(row[0], "name"),
                    name=name,
                    those=", ".join(known),
                )
            )
        elif (value := sheet.read(row, "value", known[name])) is not None:
            found[name] = value
    return found


def _stages(sheet: Sheet) -> tuple[Stage, ...]:
    made: list[tuple[Stage, str | None]] = []
    for row in sheet.rows:
        name, before = sheet.read(row, "name", text, "") or "", len(sheet.problems)
        kind = sheet.read(row, "duration", text, "lognormal") or ""
        mean, sd = sheet.read(row, "mean", number), sheet.read(row, "sd", number, 0.0)
        shares = [sheet.read(row, column, number, empty) for column, empty in
                  (("visit", 1.0), ("safe", 0.0), ("wait_share", 0.0), ("back", 0.0))]  # fmt: skip
        back_to, back_most = sheet.read(row, "back_to", text, ""), sheet.read(row, "back_most", whole, 1)
        wait_mean = sheet.read(row, "wait_mean", number)
        wait_sd = sheet.read(row, "wait_sd", number, wait_mean)
        if kind not in KINDS[:4]:
            sheet.problems.append(
                say(
                    "{cell}: {kind!r}; choose from {those}",
                    cell=sheet.cell(row[0], "duration"),
                    kind=kind,
                    those=", ".join(KINDS[:4]),
                )
            )
            continue
        if len(sheet.problems) > before:
            continue
        try:
            duration = Duration(KINDS[KINDS.index(kind)], mean or 0.0, sd or 0.0)
            wait = None if wait_mean is None else Duration("gamma", wait_mean, wait_sd or 0.0)
        except UnusableInput as problem:
            sheet.problems.append(
                say(
                    "{cell}: {what}. {why}",
                    cell=sheet.cell(row[0], _where_wrong(mean, wait_mean)),
                    what=problem.what,
                    why=problem.why,
                )
            )
            continue
        if None not in shares and back_most is not None:
            visit, safe, wait_share, back = (float(share or 0.0) for share in shares)
            stage = Stage(name, duration, visit, safe, wait_share, wait, back, back_to or "", back_most)
            made.append((stage, sheet.read(row, "after", text)))
    stages, problems = in_order(made)
    sheet.problems += [say("{name}: {problem}", name=sheet.name, problem=problem) for problem in problems]
    return stages


def _where_wrong(mean: float | None, wait_mean: float | None) -> str:
    """The column of a duration that cannot be: a mean out of range, or else its spread."""
    possible = [value is None or 0 < value <= LONGEST / 2 for value in (mean or 0.0, wait_mean)]
    return "mean" if not possible[0] else "sd" if possible[1] else "wait_mean"


def _capacities(sheet: Sheet) -> tuple[Capacity, ...]:
    points: dict[tuple[str, str], list[tuple[date, float]]] = {}
    linear: dict[tuple[str, str], bool] = {}
    starts: dict[tuple[str, str], bool] = {}
    for row in sheet.rows:
        key = (sheet.read(row, "stage", text, "") or "", sheet.read(row, "region", text, EVERYWHERE) or EVERYWHERE)
        since, places = sheet.read(row, "from", day), sheet.read(row, "places", number)
        linear[key] = linear.get(key, False) or bool(sheet.read(row, "linear", yes, False))
        starts[key] = starts.get(key, False) or bool(sheet.read(row, "starts", yes, False))
        if since is None or places is None:
            sheet.problems.append(
                say("{cell}: a date and a number of places are needed", cell=sheet.cell(row[0], "from"))
            )
        else:
            points.setdefault(key, []).append((since, places))
    return tuple(Capacity(key[0], tuple(values), key[1], linear[key], starts[key]) for key, values in points.items())


def _rows(sheet: Sheet | None, columns: Mapping[str, tuple[Reader, Any]]) -> list[dict[str, Any]]:
    """Each row as a dict; a row with an empty cell that has no default is named and left out."""
    found: list[dict[str, Any]] = []
    if sheet is None:
        return found
    for row in sheet.rows:
        before = len(sheet.problems)
        values = {column: sheet.read(row, column, reader, empty) for column, (reader, empty) in columns.items()}
        lacking = [column for column, value in values.items() if value is None]
        if len(sheet.problems) == before:
            sheet.problems += [say("{cell}: is empty", cell=sheet.cell(row[0], column)) for column in lacking]
        if not lacking:
            found.append(values)
    return found


def _addons(sheet: Sheet | None) -> tuple[AddOn, ...]:
    columns = {"name": (text, None), "stage": (text, None), "share_low": (number, None), "share_high": (number, None),
               "days_low": (whole, None), "days_high": (whole, None), "only": (text, "")}  # fmt: skip
    return tuple(AddOn(**row) for row in _rows(sheet, columns))


def _risks(sheet: Sheet | None) -> tuple[Risk, ...]:
    columns = {"name": (text, None), "probability": (number, None), "first": (day, None), "last": (day, None),
               "days": (whole, None), "capacity_factor": (number, None), "stage": (text, EVERYWHERE)}  # fmt: skip
    return tuple(Risk(**row) for row in _rows(sheet, columns))


def _inclusions(sheet: Sheet | None) -> tuple[Inclusion, ...]:
    return tuple(
        Inclusion(**row) for row in _rows(sheet, {"group": (text, None), "low": (number, None), "high": (number, None)})
    )
