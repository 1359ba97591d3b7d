"""A document from its bytes to everything that can be read in it."""

from __future__ import annotations

from pathlib import Path

from narekenen.documents.model import SourceText
from narekenen.documents.opening import open_document
from narekenen.documents.passages import passages
from narekenen.documents.running import running_text
from narekenen.readings.dates import dates, letter_date
from narekenen.readings.model import Letter
from narekenen.readings.numbers import numbers
from narekenen.readings.references import references
from narekenen.readings.tables import tables


def read_letter(source: Path | bytes | SourceText, *, name: str = "") -> Letter:
    """Read a document: a path, its bytes (with a name for messages), or a text that was opened before.

    Raises UnusableInput for what cannot be read. Everything in the result is a proposal of the reader.
    """
    opened = source if isinstance(source, SourceText) else open_document(source, name=name)
    running = running_text(opened)
    dated = letter_date(running)
    return Letter(
        source=opened,
        running=running,
        passages=passages(running),
        numbers=numbers(running),
        dates=dates(running, dated=dated),
        references=references(running),
        tables=tables(running),
        dated=dated,
    )
