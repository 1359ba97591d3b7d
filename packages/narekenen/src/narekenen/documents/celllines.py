"""Tables that were flattened to one cell per line: found by the rhythm of labels and numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from narekenen.documents.tablelines import Line, is_numeric

_LONGEST_CELL = 60
_MOST_COLUMNS = 12
_FEWEST_ROWS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELLED_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?\*?")


class CellTable(NamedTuple):
    """Rows of one cell per line. `cells` are indices of lines; with a header, its cells are the first `columns`."""

    cells: tuple[int, ...]
    columns: int
    has_header: bool


def cell_tables(lines: Sequence[Line], taken: Collection[int] = ()) -> list[CellTable]:
    """Tables among lines that hold one cell each, in order.

    Blank lines between cells are passed over; lines whose index is in `taken` belong to something else.
    """
    found: list[CellTable] = []
    for run in _runs(lines, taken):
        at = 0
        while at < len(run):
            columns, rows = _rhythm(lines, run, at)
            if rows and _are_labels(lines, run[at : at + rows * columns : columns]):
                found.append(_table(lines, run, at, columns, rows))
                at += sum(i >= run[at] for i in found[-1].cells)
            else:
                at += max(1, rows * columns)
    return found


def _runs(lines: Sequence[Line], taken: Collection[int]) -> list[list[int]]:
    """Stretches of short lines in which enough numbers stand alone."""
    runs: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if line.is_blank:
            continue
        if i not in taken and _is_cell(line.text):
            runs[-1].append(i)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if sum(is_numeric(lines[i].text) for i in run) >= _FEWEST_ROWS]


def _is_cell(text: str) -> bool:
    text = text.strip()
    return len(text) <= _LONGEST_CELL and "\t" not in text and "|" not in text and text[-1] not in ".;:?!"


def _rhythm(lines: Sequence[Line], run: list[int], at: int) -> tuple[int, int]:
    """Columns and rows of a table whose first body cell is `run[at]`: labels that come back at a fixed distance with
    numbers between; (0, 0) where there are none."""
    first = lines[run[at]].text.strip()
    years = bool(_LABELLED_YEAR.fullmatch(first))
    if is_numeric(first) and not years:
        return 0, 0
    for columns in range(2, min(_MOST_COLUMNS, len(run) - at) + 1):
        rows = _rows(lines, run, at, columns, years)
        # Two columns of text and number are also what a letterhead looks like: ask for more of them.
        if rows >= (_FEWEST_ROWS + 2 if columns == 2 else _FEWEST_ROWS):
            return columns, rows
    return 0, 0


def _are_labels(lines: Sequence[Line], labels: Sequence[int]) -> bool:
    """The same few words over and over are values of a column that lost its order, not labels of rows."""
    return len({lines[i].text.strip() for i in labels}) * 2 > len(labels)


def _table(lines: Sequence[Line], run: list[int], at: int, columns: int, rows: int) -> CellTable:
    body = run[at : at + rows * columns]
    years = bool(_LABELLED_YEAR.fullmatch(lines[body[0]].text.strip()))
    rest = (
        _cut_off(lines, run[at + rows * columns : at + rows * columns + 2], lines[body[-columns]].text) if years else []
    )
    head = _header(lines, run[max(0, at - columns) : at], body[0], columns)
    return CellTable((*head, *body, *rest), columns, bool(head))


def _rows(lines: Sequence[Line], run: list[int], at: int, columns: int, years: bool) -> int:
    """How many whole rows of `columns` cells follow one another from `run[at]`."""
    rows = 0
    last = 0
    for start in range(at, len(run) - columns + 1, columns):
        row = [lines[i].text.strip() for i in run[start : start + columns]]
        if not all(is_numeric(cell) or cell in "-–—." for cell in row[1:]):
            break
        if years:
            if not _LABELLED_YEAR.fullmatch(row[0]) or int(row[0][:4]) <= last:
                break
            last = int(row[0][:4])
        elif is_numeric(row[0]) or not any(c.isalpha() for c in row[0]):
            break
        rows += 1
    return rows


def _cut_off(lines: Sequence[Line], rest: list[int], last_label: str) -> list[int]:
    """A last row that breaks off after its label: the year that follows, perhaps with a note digit glued to it."""
    if len(rest) != 1:
        return []
    following = str(int(last_label.strip()[:4]) + 1)
    return rest if lines[rest[0]].text.strip().startswith(following) else []


def _header(lines: Sequence[Line], before: list[int], body: int, columns: int) -> list[int]:
    """The lines above the body that name its columns, as many as there are columns; [] where they are not there."""
    head = before[-columns:]
    if len(head) < columns or body - head[0] > 2 * columns + 1:
        return []
    words = [lines[i].text.strip() for i in head]
    return head if not any(is_numeric(w) and not _YEAR.fullmatch(w) for w in words) else []
