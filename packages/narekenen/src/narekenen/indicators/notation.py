"""How one column writes its numbers: 1234.5, 1.234,5 or 1,234.5. A column is read in one way, or not at all.

"1.234" alone may be 1234 (Dutch) or 1.234 (a computer): a thousand times apart. Another cell of the column decides;
where none does, the column is refused, since nobody would see the mistake afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Literal

Notation = Literal["point", "comma"]
"""The decimal mark; the other mark then parts thousands."""

GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}")
SIGNS = str.maketrans({"−": "-", "–": "-", "\xa0": None, " ": None, "€": None})


def clean(cell: str) -> str:
    """A cell without blanks, euro sign and typographic minus."""
    return cell.translate(SIGNS)


def notations(cells: Iterable[str]) -> set[Notation]:
    """Every decimal mark that some cell shows beyond doubt. One: read by it. None or two: see `doubtful`."""
    found: set[Notation] = set()
    for cell in map(clean, cells):
        marks = [mark for mark in cell if mark in ".,"]
        if not marks or (GROUPED.fullmatch(cell) and not cell.lstrip("+-").startswith("0")):
            continue
        last: Notation = "point" if marks[-1] == "." else "comma"
        other: Notation = "comma" if last == "point" else "point"
        found.add(other if len(marks) > 1 and len(set(marks)) == 1 else last)
    return found


def doubtful(cells: Iterable[str]) -> list[str]:
    """Cells that may be read in two ways, when no cell of the column shows how it is written."""
    cells = list(cells)
    return [] if notations(cells) else [cell for cell in cells if GROUPED.fullmatch(clean(cell))]


def number(cell: str, decimal_mark: Notation) -> Decimal | None:
    """The number in a cell; None where it is none in this notation."""
    text, mark = clean(cell), "." if decimal_mark == "point" else ","
    parts = text.lstrip("+-").split("," if mark == "." else ".")
    *groups, last = parts
    if groups and (len(groups[0]) not in (1, 2, 3) or any(len(p) != 3 for p in [*groups[1:], last.split(mark)[0]])):
        return None
    try:
        value = Decimal("".join(text.split("," if mark == "." else ".")).replace(mark, "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
