"""Which rows of a table are its header, and which columns of a flattened table are one column."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from narekenen.documents.model import Span
from narekenen.readings.cells import CURRENCIES, Slot, joined
from narekenen.readings.tablelayout import Row

_MOST_HEADER_ROWS = 4


def header_rows(rows: Sequence[Row]) -> int:
    """How many leading rows name the columns: words, or a run of years, above the kind of value that stands below."""
    count = 0
    while count < min(_MOST_HEADER_ROWS, len(rows) - 1) and _is_header(
        rows[count], rows[count + 1 :], first=count == 0
    ):
        count += 1
    return count


def logical_columns(head: Sequence[Row], body: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Header and body with one slot per column that a reader sees.

    A currency sign or percent sign in a cell of its own goes with its number, columns without anything go, and a
    header that the flattening moved stands above its values again.
    """
    width = max((len(row) for row in itertools.chain(head, body)), default=0)
    grid = [_with_signs(_padded(row, width)) for row in body]
    tops = [list(_padded(row, width)) for row in head]
    used = [any(not row[c].is_empty for row in grid) for c in range(width)]
    for top in tops:
        _realign(top, grid, used)
    keep = [c for c in range(width) if used[c] or any(not top[c].is_empty for top in tops)]
    return [tuple(top[c] for c in keep) for top in tops], [tuple(row[c] for c in keep) for row in grid]


def numeric_columns(body: Sequence[Row]) -> list[int]:
    """Columns in which at least half of the filled cells are numbers."""
    width = max(map(len, body), default=0)
    found = []
    for c in range(width):
        filled = [row[c] for row in body if c < len(row) and not row[c].is_empty and not row[c].is_placeholder]
        if filled and 2 * sum(slot.is_number for slot in filled) >= len(filled):
            found.append(c)
    return found


def _is_header(row: Row, below: Sequence[Row], *, first: bool) -> bool:
    filled = [c for c, slot in enumerate(row) if not slot.is_empty]
    if not filled or filled == [0] or any(row[c].is_placeholder for c in filled):
        return False
    numeric = numeric_columns(below)
    if not numeric:
        return first and _is_header_of_words(row, below)
    over = [row[c] for c in numeric if c < len(row)]
    years = [slot.year for slot in over if slot.year]
    if years and not _years_in_step(years, row[0]):
        return False
    if any(slot.is_number and not slot.year for slot in row):
        return False
    if not first and any(slot.has_digit and not slot.year and slot.text[0] not in "(x" for slot in over):
        return False
    if years and all(slot.year for slot in (r[c] for r in below for c in numeric if c < len(r)) if not slot.is_empty):
        return False
    return any(not slot.is_empty for slot in over) or len(filled) >= len(numeric)


def _years_in_step(years: list[int], label: Slot) -> bool:
    """Years above columns go up or down evenly, or there is nothing beside them but a word for year."""
    steps = {b - a for a, b in itertools.pairwise(years)}
    return label.is_empty or (len(years) >= 2 and len(steps) == 1 and steps != {0})


def _is_header_of_words(row: Row, below: Sequence[Row]) -> bool:
    """Without numbers: short words in every column, above cells with dates or durations or in three columns or more."""
    if any(slot.is_empty or len(slot.text) > 40 or slot.text.endswith(".") or slot.has_digit for slot in row):
        return False
    dated = any(slot.has_digit for r in below for slot in r[1:])
    return dated or len(row) >= 3 or (len(below) >= 2 and max(len(s.text) for s in row) * 3 <= _longest(below))


def _longest(rows: Sequence[Row]) -> int:
    return max((len(slot.text) for row in rows for slot in row), default=0)


def _padded(row: Row, width: int) -> Row:
    end = row[-1].raw.end if row else 0
    return row + (Slot("", Span(end, end)),) * (width - len(row))


def _with_signs(row: Row) -> Row:
    cells = list(row)
    for c in range(len(cells) - 1):
        left, right = cells[c], cells[c + 1]
        if left.text in CURRENCIES and right.is_number:
            cells[c + 1], cells[c] = joined(left, right), _emptied(left)
        elif right.text in ("%", "‰") and left.is_number:
            cells[c], cells[c + 1] = joined(left, right), _emptied(right)
    return tuple(cells)


def _emptied(slot: Slot) -> Slot:
    return Slot("", Span(slot.raw.start, slot.raw.start), slot.header)


def _realign(top: list[Slot], grid: Sequence[Row], used: Sequence[bool]) -> None:
    """Puts header words above the values they belong to, where the flattening lost their place."""
    for c in range(len(top) - 1):
        if not used[c] and used[c + 1] and not top[c].is_empty and top[c + 1].is_empty:
            top[c], top[c + 1] = _emptied(top[c]), top[c]
    words = [slot for slot in top if not slot.is_empty]
    numeric = numeric_columns(grid)
    if len(words) == len(numeric) and any(top[c].is_empty for c in numeric):
        for c in range(len(top)):
            top[c] = _emptied(top[c])
        for c, slot in zip(numeric, words, strict=True):
            top[c] = slot
