"""Records of lead times out of CSV or XLSX: a start and an end per case, empty while it is open."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.fitcard import FitCard, fit_card
from narekenen.forecasts.sheets import day, plain, read_sheets, text
from narekenen.forecasts.spells import spells

STARTS, ENDS = ("start", "begin", "van"), ("end", "einde", "eind", "tot")


def fit_file(
    path: Path, *, known_on: date, register_from: date | None = None, by: str = ""
) -> tuple[tuple[FitCard, ...], tuple[str, ...]]:
    """A fit card per value of the column `by` (one for all without it), and the groups that were too small for one.

    Columns start and end (begin, einde) hold dates. Raises UnusableInput naming every cell that is no date, every end
    before its start, and a missing column.
    """
    sheets = list(read_sheets(path).values())
    sheet = next((each for each in sheets if any(name in each.columns for name in STARTS)), None)
    columns = () if sheet is None else sheet.columns
    start, end = (next((name for name in names if name in columns), None) for names in (STARTS, ENDS))
    group = plain(by)
    if sheet is None or start is None or end is None or (by and group not in columns):
        raise UnusableInput(
            "Columns are missing",
            where=path.name,
            do="Use the columns start and end",
            problems=(say("there is no column {by!r}", by=by),)
            if by and sheet is not None and group not in columns
            else (),
        )
    cases: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for row in sheet.rows:
        began, ended = sheet.read(row, start, day), sheet.read(row, end, day)
        if began is None:
            sheet.problems.append(say("{cell}: a start is needed", cell=sheet.cell(row[0], start)))
        elif ended is not None and ended < began:
            sheet.problems.append(
                say(
                    "{cell}: {ended} lies before the start on {began}",
                    cell=sheet.cell(row[0], end),
                    ended=ended,
                    began=began,
                )
            )
        else:
            cases[(sheet.read(row, group, text, "") or "") if by else path.stem].append((began, ended))
    if sheet.problems or not cases:
        raise UnusableInput("Some rows cannot be used", where=path.name, problems=tuple(sheet.problems[:40]))
    cards, small = [], []
    for name, rows in sorted(cases.items()):
        try:
            found = spells(tuple(row[0] for row in rows), tuple(row[1] for row in rows), known_on=known_on,
                           register_from=register_from)  # fmt: skip
            cards.append(fit_card(found, name))
        except UnusableInput as problem:
            if len(cases) == 1:
                raise
            small.append(f"{name}: {problem.what}")
    return tuple(cards), tuple(small)
