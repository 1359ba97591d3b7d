"""Tables of amounts in decrees, as published in Markdown: do their rows add up to the total that they state?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from narekenen.errors import UnusableInput
from narekenen.fieldtests.tables import read_table

TITLE = re.compile(r"^#{1,6} ?Bijlage +([0-9][0-9a-z-]*) *$", re.IGNORECASE)
NOTHING = frozenset({"", "---", "–", "-"})  # no amount in this column
AMOUNT = re.compile(r"^\*? ?€? ?([-–−]?)(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d{1,2}))?\*?$")
POINT = re.compile(r"^-?\d+\.\d{1,2}$")
TOTAL = re.compile(r"^\*?totaal\*?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """One column of amounts of a table: its annex, its head, euros per name (in order; a name may return), and the
    total that is stated (None when there is none)."""

    annex: str
    head: str
    rows: tuple[tuple[str, Decimal], ...]
    stated: Decimal | None

    def total(self) -> Decimal:
        """What the rows add up to."""
        return sum((amount for _, amount in self.rows), start=Decimal(0))

    def difference(self) -> Decimal | None:
        """What the rows add up to, less what is stated; None without a stated total."""
        return None if self.stated is None else self.total() - self.stated


def read_official_tables(path: Path) -> tuple[OfficialTable, ...]:
    """Every column of amounts of every table. A column with anything else than amounts in a row is left out.

    Raises UnusableInput when the file is absent, or holds no table with amounts.
    """
    if not path.is_file():
        raise UnusableInput("There is no such file", where=path.name)
    found = [
        table for annex, lines in _blocks(path.read_text(encoding="utf-8").replace("\xa0", " ").splitlines())
        for table in _columns(annex, lines)
    ]  # fmt: skip
    if not found:
        raise UnusableInput("There is no table with amounts in this file", where=path.name)
    return tuple(found)


def read_amount_table(path: Path) -> tuple[OfficialTable, ...]:
    """The same for CSV, XLSX or Parquet: the first column with names, every later column that holds amounts alone.

    Amounts are written as 1234.5 or as 1.234,50. Raises UnusableInput when no column holds amounts.
    """
    frame = read_table(path)
    block = [frame.columns, [], *([cell or "" for cell in row] for row in frame.iter_rows())]
    found = tuple(_columns(path.stem, [[_dutch(cell) for cell in row] for row in block]))
    if not found:
        raise UnusableInput("There is no column of amounts in this file", where=path.name)
    return found


def _dutch(cell: str) -> str:
    text = cell.replace("\xa0", " ").strip()
    return text.replace(".", ",") if POINT.match(text) else text


def _blocks(lines: list[str]) -> Iterator[tuple[str, list[list[str]]]]:
    annex, block = "", list[list[str]]()
    for line in [*lines, ""]:
        if line.startswith("|"):
            block.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if len(block) > 2:
            yield annex, block
        block = []
        title = TITLE.match(line.strip())
        annex = title.group(1).lower() if title else annex


def _columns(annex: str, block: list[list[str]]) -> Iterator[OfficialTable]:
    head, body = block[0], block[2:]
    for at in range(1, len(head)):
        cells = [(row[0], row[at] if at < len(row) else "") for row in body]
        amounts = [(name, _amount(cell)) for name, cell in cells if cell not in NOTHING]
        if any(amount is None for _, amount in amounts):
            continue
        known = [(name, amount) for name, amount in amounts if amount is not None]
        rows = tuple((name, amount) for name, amount in known if not TOTAL.match(name))
        stated = [amount for name, amount in known if TOTAL.match(name)]
        if rows:
            yield OfficialTable(annex, head[at].strip(" *"), rows, stated[-1] if stated else None)


def _amount(cell: str) -> Decimal | None:
    match = AMOUNT.match(cell.strip())
    if not match:
        return None
    sign, whole, part = match.groups()
    value = Decimal(whole.replace(".", "") + "." + (part or "0"))
    return -value if sign else value
