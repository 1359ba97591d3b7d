"""The scope ledger and what was finished per year, out of CSV or XLSX."""

from __future__ import annotations

from pathlib import Path

from narekenen.errors import UnusableInput, say
from narekenen.forecasts.ledgerlines import LedgerLine, conditions
from narekenen.forecasts.sheets import number, sheet_named, text, whole

LEDGER = {
    "reason": ("reden", "why", "waarom", "description", "omschrijving"),
    "change": ("verschil", "addresses", "adressen", "number", "aantal", "mutatie"),
    "left_out": ("buiten", "niet_meegenomen", "not_included", "left_outside"),
    "which": ("welke", "addresses_where", "adressen_waar"),
}
ACTUAL = {
    "year": ("jaar", "period", "periode"),
    "actual": ("gerealiseerd", "realised", "realisatie", "production", "productie", "finished", "klaar", "value",
               "waarde"),
}  # fmt: skip


def read_ledger(path: Path) -> tuple[LedgerLine, ...]:
    """Columns reason and change (addresses that entered, negative: left); left_out: knowingly not counted;
    which: conditions on the addresses (`region = north`).

    Raises UnusableInput naming every row that cannot be read.
    """
    sheet, lines = sheet_named(path, LEDGER, needed=("reason", "change")), []
    for row in sheet.rows:
        reason, change = sheet.read(row, "reason", text), sheet.read(row, "change", whole, 0)
        left_out, which = sheet.read(row, "left_out", whole, 0), sheet.read(row, "which", text, "") or ""
        try:
            conditions(which)
        except UnusableInput as problem:
            sheet.problems.append(say("{cell}: {what}", cell=sheet.cell(row[0], "which"), what=problem.what))
        if reason is None:
            sheet.problems.append(say("{cell}: is empty", cell=sheet.cell(row[0], "reason")))
        elif change is not None and left_out is not None:
            lines.append(LedgerLine(reason, change, left_out, which))
    sheet.refuse(path.name)
    return tuple(lines)


def read_actual(path: Path) -> dict[int, float]:
    """Columns year and actual: addresses finished in that calendar year. Raises UnusableInput naming every bad row,
    and years that occur twice with another number."""
    sheet = sheet_named(path, ACTUAL, needed=("year", "actual"))
    found: dict[int, float] = {}
    for row in sheet.rows:
        year, value = sheet.read(row, "year", whole), sheet.read(row, "actual", number)
        if year is None or value is None:
            continue
        if found.setdefault(year, value) != value:
            sheet.problems.append(say("{cell}: {year} occurs twice", cell=sheet.cell(row[0], "year"), year=year))
    sheet.refuse(path.name)
    if not found:
        raise UnusableInput("There are no rows", where=path.name)
    return found
