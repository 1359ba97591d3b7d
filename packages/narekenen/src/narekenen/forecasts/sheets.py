"""Sheets of a workbook, or one CSV file, as rows that know their cell: every fault can be named by sheet and cell."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from narekenen.errors import UnusableInput, say

T = TypeVar("T")
MOST_ROWS = 2_000_000
MOST_NAMED = 40


IS_NO = {  # what a cell was read as -> the sentence where it is not that
    "number": "{cell}: {said!r} is no number",
    "whole": "{cell}: {said!r} is no whole number",
    "day": "{cell}: {said!r} is no date, such as 2024-12-31",
    "month_or_day": "{cell}: {said!r} is no date, month or year, such as 2024-12-31, 2024-12 or 2024",
    "yes": "{cell}: {said!r} is not yes or no",
    "text": "{cell}: {said!r} is no text",
}


@dataclass(slots=True)
class Sheet:
    """One table: `columns` maps a plain name to the position of its column, `rows` are (row number, cells)."""

    name: str
    columns: dict[str, int]
    rows: list[tuple[int, tuple[object, ...]]]
    problems: list[str] = field(default_factory=list)
    keyed: bool = False  # from TOML: places are named stages[2].mean

    def cell(self, row: int, column: str) -> str:
        """How a planner finds the cell: Stages!C4, or stages[2].mean in TOML."""
        if self.keyed:
            return f"{self.name}[{row}].{column}"
        return f"{self.name}!{letters(self.columns[column])}{row}" if column in self.columns else f"{self.name}!{row}"

    def read(
        self, row: tuple[int, tuple[object, ...]], column: str, convert: Callable[[object], T], default: T | None = None
    ) -> T | None:
        """A cell as `convert` makes it; the default where it is empty. A cell that cannot be read becomes a problem."""
        number, cells = row
        place = self.columns.get(column)
        value = cells[place] if place is not None and place < len(cells) else None
        if value is None or (isinstance(value, str) and not value.strip()):
            return default
        try:
            return convert(value)
        except (ValueError, InvalidOperation, OverflowError):
            cell, said = self.cell(number, column), str(value)[:40]
            if isinstance(value, str) and AMBIGUOUS.fullmatch(said.strip()):
                template = "{cell}: {said!r} may have thousands or decimals; write it without a mark for thousands"
                self.problems.append(say(template, cell=cell, said=said))
            else:
                self.problems.append(say(IS_NO[convert.__name__], cell=cell, said=said))
            return None

    def rename(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Find columns under their other names too: the first of them that is there."""
        for column, others in names.items():
            known = next((other for other in others if other in self.columns), None)
            if column not in self.columns and known is not None:
                self.columns[column] = self.columns[known]

    def refuse(self, where: str) -> None:
        """Raises UnusableInput naming the rows that could not be read, the first forty and how many more there are."""
        if self.problems:
            more = [say("and {count} more", count=len(self.problems) - MOST_NAMED)]
            told = self.problems[:MOST_NAMED] + (more if len(self.problems) > MOST_NAMED else [])
            raise UnusableInput("Some rows cannot be read", where=where, problems=tuple(told))


def sheet_named(path: Path, names: Mapping[str, tuple[str, ...]], *, needed: tuple[str, ...]) -> Sheet:
    """The first table of a file with all needed columns, each under its own name or one of its other names.

    Raises UnusableInput naming the columns that the best of the tables lacks, and what it has instead.
    """
    sheets = list(read_sheets(path).values())
    for sheet in sheets:
        sheet.rename(names)
    best = max(sheets, key=lambda each: sum(name in each.columns for name in needed), default=None)
    if best is None:
        raise UnusableInput("There is no table in it", where=path.name)
    lacking = [name for name in needed if name not in best.columns]
    if lacking:
        there = ", ".join(best.columns) or "-"
        raise UnusableInput(
            "Columns are missing", where=path.name, why=say("The columns are: {there}", there=there),
            problems=tuple(say("{sheet}: no column {name!r} ({others})", sheet=best.name, name=name,
                               others=", ".join(names.get(name, ())) or "-") for name in lacking),
        )  # fmt: skip
    return best


def letters(place: int) -> str:
    """0 -> A, 26 -> AA."""
    text, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    return text


def plain(name: object) -> str:
    return "_".join(str(name).strip().casefold().replace("-", " ").replace("_", " ").split())


DAY_FIRST = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}")
AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)")


def number(value: object) -> float:
    """12,5 and 12.5 alike; a percentage ("15%") as its share; 1.234,5 and 1,234,567 and 1 234 with their thousands.

    1.234 and 1,234 as text are refused: they could be either.
    """
    if isinstance(value, bool):
        raise ValueError(value)
    if isinstance(value, (int, float)):
        exact = Decimal(str(value))
    else:
        text = "".join(str(value).split())
        exact = Decimal(_without_thousands(text.rstrip("%")))
        exact = exact / 100 if text.endswith("%") else exact
    if not exact.is_finite():
        raise ValueError(value)
    return float(exact)


def _without_thousands(text: str) -> str:
    if AMBIGUOUS.fullmatch(text):
        raise ValueError(text)
    marks = [mark for mark in text if mark in ".,"]
    if len(set(marks)) == 2:
        whole, _, rest = text.rpartition(marks[-1])
        if not GROUPED.fullmatch(whole):
            raise ValueError(text)
        return "".join(each for each in whole if each not in ".,") + f".{rest}"
    if len(marks) > 1:
        if not GROUPED.fullmatch(text):
            raise ValueError(text)
        return text.replace(marks[0], "")
    return text.replace(",", ".")


def whole(value: object) -> int:
    """A whole number; 2.0 is whole, 2.5 is not."""
    exact = number(value)
    if exact != int(exact):
        raise ValueError(value)
    return int(exact)


def day(value: object) -> date:
    """A date from a date cell, from its ISO form (with or without midnight), or from 31-12-2024."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = str(value).strip()
    if len(said) > 10 and said[10] in "T " and not said[11:].strip("0:.Z"):
        said = said[:10]
    if DAY_FIRST.fullmatch(said):
        first, month, year = (int(part) for part in said.split("-"))
        return date(year, month, first)
    return date.fromisoformat(said)


def yes(value: object) -> bool:
    """ja, yes, true, 1 and an x; nee, no, false and 0."""
    said = str(value).strip().casefold()
    if said in ("ja", "yes", "true", "1", "x", "1.0"):
        return True
    if said in ("nee", "no", "false", "0", "0.0"):
        return False
    raise ValueError(value)


def text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def read_sheets(path: Path) -> dict[str, Sheet]:
    """All sheets of an XLSX file by plain name, or a CSV file as one sheet named after it.

    Raises UnusableInput for a file that is absent, damaged, of another kind, or with more rows than MOST_ROWS.
    """
    if not path.is_file():
        raise UnusableInput("There is no such file", where=path.name)
    if path.suffix.lower() == ".csv":
        sheet = _sheet(path.stem, _csv_rows(path))
        return {plain(path.stem): sheet}
    if path.suffix.lower() == ".xlsx":
        return _workbook(path)
    if path.suffix.lower() == ".toml":
        return _toml(path)
    raise UnusableInput(
        say("{suffix} is no kind of table", suffix=path.suffix or say("no extension")),
        where=path.name,
        do="Use XLSX, CSV or TOML",
    )


def _toml(path: Path) -> dict[str, Sheet]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UnusableInput("The TOML file cannot be read", where=path.name, why=str(problem)) from problem
    return sheets_in(content, path.name)


def sheets_in(content: Mapping[str, object], where: str) -> dict[str, Sheet]:
    """Each array of tables is a sheet; a plain table is a sheet of names and values."""
    sheets = {}
    for name, value in content.items():
        rows = [{"name": key, "value": item} for key, item in value.items()] if isinstance(value, dict) else value
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnusableInput(
                say("{name} is no table", name=name), where=where, do=say("Write [{name}] or [[{name}]]", name=name)
            )
        columns = {plain(key): key for row in rows for key in row}
        places = {key: i for i, key in enumerate(columns)}
        filled = [(i, tuple(row.get(key) for key in columns.values())) for i, row in enumerate(rows, start=1)]
        sheets[plain(name)] = Sheet(name, places, filled, keyed=True)
    return sheets


def _csv_rows(path: Path) -> Iterable[tuple[object, ...]]:
    data = path.read_bytes()
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("cp1252", errors="replace")
    first = content.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(content), delimiter=mark)]
    except csv.Error as problem:
        raise UnusableInput("The CSV file cannot be read", where=path.name, why=str(problem)) from problem


def _workbook(path: Path) -> dict[str, Sheet]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        return {plain(sheet.title): _sheet(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    except (BadZipFile, KeyError, OSError, ValueError) as problem:
        raise UnusableInput("The XLSX file cannot be read", where=path.name, why=str(problem)) from problem


def _sheet(name: str, rows: Iterable[tuple[object, ...]]) -> Sheet:
    columns: dict[str, int] = {}
    filled: list[tuple[int, tuple[object, ...]]] = []
    for place, cells in enumerate(rows, start=1):
        if place == 1:
            for i, cell in enumerate(cells):
                if cell is not None and str(cell).strip():
                    columns.setdefault(plain(cell), i)
        elif any(cell is not None and str(cell).strip() for cell in cells):
            filled.append((place, tuple(cells)))
        if place > MOST_ROWS:
            raise UnusableInput(
                say("More than {most_rows:,} rows", most_rows=MOST_ROWS), where=name, do="Split the programme"
            )
    return Sheet(name, columns, filled)
