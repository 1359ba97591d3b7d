"""A table of text out of CSV, XLSX or Parquet, whatever its separator and encoding."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from narekenen.errors import UnusableInput, say

SEPARATORS = ",;\t|"
MOST_ROWS, MOST_COLUMNS = 1_048_575, 512
MOST_UNPACKED = 400 * 2**20  # bytes of a workbook out of its zip; a sheet of a million rows takes some 200 MB
MOST_CELLS = 400_000_000  # of a Parquet file: three million stays of a hundred columns


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is in memory and on no disk. name   with its extension, which says what kind of table it is"""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix


Table = Path | Brought


def _source(table: Table) -> Path | io.BytesIO:
    return io.BytesIO(table.data) if isinstance(table, Brought) else table


def header_of(path: Table) -> tuple[str, ...]:
    """The column names of a file. Raises UnusableInput when it cannot be read."""
    return tuple(read_table(path, rows=0).columns)


def read_table(path: Table, *, columns: Sequence[str] | None = None, rows: int | None = None) -> pl.DataFrame:
    """All values as text (true/false for booleans), null where empty. First sheet of an XLSX file.

    Raises UnusableInput when the file is absent, of another kind, empty or damaged.
    """
    if isinstance(path, Path) and not path.is_file():
        raise UnusableInput("There is no such file", where=path.name)
    readers = {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    if path.suffix.lower() not in readers:
        raise UnusableInput(
            say("{suffix} is no kind of table", suffix=path.suffix or "?"),
            where=path.name,
            do="Use CSV, XLSX or Parquet",
        )
    frame = readers[path.suffix.lower()](path, columns, rows)
    if not frame.width:
        raise UnusableInput("The file has no columns", where=path.name)
    return frame


def _csv(path: Table, columns: Sequence[str] | None, rows: int | None) -> pl.DataFrame:
    with path.open("rb") if isinstance(path, Path) else io.BytesIO(path.data) as file:
        data = file.readline() if rows == 0 else file.read()
    first = data[: data.find(b"\n") if b"\n" in data else len(data)]
    separator = max(SEPARATORS, key=lambda mark: first.count(mark.encode()))
    source: bytes = data
    try:
        first.decode()
        if not data.isascii():
            data.decode()
    except UnicodeDecodeError:
        source = data.decode("cp1252", errors="replace").encode()
    if not first.strip():
        raise UnusableInput("The first line is empty", where=path.name, do="Put the column names in the first line")
    try:
        return pl.read_csv(source, separator=separator, infer_schema=False, columns=columns, n_rows=rows)
    except (pl.exceptions.PolarsError, UnicodeError) as problem:
        raise UnusableInput(
            "The CSV file cannot be read", where=path.name, why=str(problem).split("\n")[0],
            do="See that every row has as many cells as the first line has names",
        ) from problem  # fmt: skip


def _xlsx(path: Table, columns: Sequence[str] | None, rows: int | None) -> pl.DataFrame:
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook

    try:
        with ZipFile(_source(path)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED:
            raise UnusableInput(
                say("The workbook is {size} MB unpacked, more than {most}", size=unpacked // 2**20,
                    most=MOST_UNPACKED // 2**20),
                where=path.name, do="Save the sheet as CSV or Parquet",
            )  # fmt: skip
        book = load_workbook(_source(path), read_only=True, data_only=True)
    except (BadZipFile, KeyError, OSError, ValueError) as problem:
        raise UnusableInput("The XLSX file cannot be read", where=path.name, why=str(problem)) from problem
    try:
        lines = _lines(book.worksheets[0], path.name, MOST_ROWS if rows is None else rows)
    finally:
        book.close()
    if not lines:
        raise UnusableInput("The first sheet is empty", where=path.name)
    head = lines[0][: 1 + max(i for i, cell in enumerate(lines[0]) if cell is not None)]
    names = [str(cell).strip() if cell is not None else f"column {i + 1}" for i, cell in enumerate(head)]
    filled = [line for line in lines[1:] if any(cell is not None for cell in line)]
    frame = pl.DataFrame(
        [[_text(cell) for cell in (*line, *[None] * len(names))[: len(names)]] for line in filled],
        schema=[(name, pl.String) for name in names], orient="row",
    )  # fmt: skip
    return frame.select(columns) if columns else frame


def _lines(sheet: Any, name: str, rows: int) -> list[tuple[Any, ...]]:
    """The filled rows of a sheet. What it says of its own size is not believed: a file of some bytes may claim all of
    a spreadsheet, and every empty row would be made."""
    sheet.reset_dimensions()
    lines: list[tuple[Any, ...]] = []
    empty = 0
    for line in sheet.iter_rows(values_only=True, max_row=rows + 1):
        if any(cell is not None for cell in line[MOST_COLUMNS:]):
            raise UnusableInput(say("The sheet has more than {most} columns", most=MOST_COLUMNS), where=name)
        if any(cell is not None for cell in line):
            lines.append(line)
            empty = 0
        elif (empty := empty + 1) > 10_000:
            raise UnusableInput(
                say("More than ten thousand empty rows after row {row}", row=len(lines)),
                where=name,
                do="Remove the empty rows",
            )
    return lines


def _text(cell: object) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _parquet(path: Table, columns: Sequence[str] | None, rows: int | None) -> pl.DataFrame:
    try:
        counted = pl.scan_parquet(_source(path)).select(pl.len()).collect().item() if rows is None else 0
        width = len(columns or pl.read_parquet_schema(_source(path)))
        if counted * width > MOST_CELLS:
            raise UnusableInput(
                say("The table has {rows} rows of {width} columns: too many", rows=counted, width=width),
                where=path.name,
            )
        frame = pl.read_parquet(_source(path), columns=list(columns) if columns else None, n_rows=rows)
    except (pl.exceptions.PolarsError, OSError) as problem:
        why = str(problem).split("\n")[0]
        raise UnusableInput("The Parquet file cannot be read", where=path.name, why=why) from problem
    return frame.select(pl.all().cast(pl.String))
