"""Numbers in Dutch text: how much, of what, per what, over what, and how sure.

`numbers_in` reads a bare string, `numbers` the running text of a document, `parse_number` one cell of a table. Years,
dates, references, phone numbers and the like are no numbers here. What is doubtful is left out or carries a doubt.
"""

from __future__ import annotations

from dataclasses import replace

from narekenen.documents.model import Block, RunningText, Span
from narekenen.readings.model import NumberReading
from narekenen.readings.numbercells import MAYBE_YEAR, parse_number, table_numbers
from narekenen.readings.numbersinprose import prose_numbers

__all__ = ["MAYBE_YEAR", "numbers", "numbers_in", "parse_number"]


def numbers_in(text: str) -> tuple[NumberReading, ...]:
    """The numbers of a bare string of prose, in order; `raw` equals `span`, and text[span] is each reading's text.

    Lines count: a number that opens a line may be a list mark. Not for tables: see `parse_number`.
    """
    return tuple(prose_numbers(text))


def numbers(running: RunningText) -> tuple[NumberReading, ...]:
    """The numbers of a document: prose by block, tables by cell. Addresses and page furniture are not read."""
    found: list[NumberReading] = []
    for block in running.blocks:
        if block.kind in ("furniture", "address"):
            continue
        text = running.text[block.span.start : block.span.end]
        inside = table_numbers(text) if block.kind == "table" else prose_numbers(text)
        found += [_placed(running, each, block.span.start) for each in inside if not _is_label(each, block)]
    return tuple(found)


def _is_label(reading: NumberReading, block: Block) -> bool:
    """The number of a note or list item at the head of its own block."""
    return reading.text == block.label and reading.span.start <= 1


def _placed(running: RunningText, reading: NumberReading, start: int) -> NumberReading:
    span = Span(reading.span.start + start, reading.span.end + start)
    return replace(reading, span=span, raw=running.raw_span(span))
