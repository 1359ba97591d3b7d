"""A table that was read, as an HTML table: header, labels, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from narekenen.documents.model import Span
from narekenen.readings.model import Cell, TableReading


def table_html(table: TableReading, wrong: Sequence[Span]) -> str:
    """`wrong` holds the places in the source text to mark."""
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = ""
    if table.header:
        cells = "".join(f'<th scope="col">{escape(cell.text)}</th>' for cell in table.header)
        head = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(f"<tr>{''.join(_cell(cell, wrong) for cell in row)}</tr>" for row in table.rows)
    return f"<table>{caption}{head}<tbody>{body}</tbody></table>"


def _cell(cell: Cell, wrong: Sequence[Span]) -> str:
    text = escape(cell.text)
    if cell.number is not None:
        text = f'<data class="figure" value="{cell.number.value}">{text}</data>'
    if text and any(cell.raw.overlaps(place) for place in wrong):
        text = f'<mark class="wrong">{text}</mark>'
    return f'<td class="n">{text}</td>' if cell.number is not None else f"<td>{text}</td>"
