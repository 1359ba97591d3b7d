"""A table that was read, as an HTML table: header, labels, numbers to the right."""

from __future__ import annotations

from html import escape

from narekenen.readings.model import Cell, TableReading
from narekenen.report.overlaps import Overlaps


def table_html(table: TableReading, marked: Overlaps[str], within: str) -> str:
    """The table with the places in `marked` (in the source text, with their class) marked.

    within   the text of the block it stands in: a caption outside it is a passage of its own and not repeated
    """
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption and table.caption in within else ""
    head = ""
    if table.header:
        cells = "".join(_head(cell.text, _of_numbers(table, at)) for at, cell in enumerate(table.header))
        head = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(f"<tr>{''.join(_cell(cell, marked) for cell in row)}</tr>" for row in table.rows)
    return f"<table>{caption}{head}<tbody>{body}</tbody></table>"


def _of_numbers(table: TableReading, column: int) -> bool:
    """Whether more cells of the column hold a number than words: its head then stands to the right, above them."""
    cells = [row[column] for row in table.rows if column < len(row) and not row[column].is_empty]
    return 2 * sum(cell.number is not None for cell in cells) > len(cells)


def _head(text: str, of_numbers: bool) -> str:
    sort = ' class="n"' if of_numbers else ""
    return f'<th scope="col"{sort}>{escape(text)}</th>'


def _cell(cell: Cell, marked: Overlaps[str]) -> str:
    text = escape(cell.text)
    if cell.number is not None:
        text = f'<data class="figure" value="{cell.number.value}">{text}</data>'
    sorts = [sort for _, sort in marked.at(cell.raw)]
    if text and sorts:
        text = f'<mark class="{"wrong" if "wrong" in sorts else sorts[0]}">{text}</mark>'
    return f'<td class="n">{text}</td>' if cell.number is not None else f"<td>{text}</td>"
