"""Reading the files that people name on the command line."""

from __future__ import annotations

from pathlib import Path

from narekenen.documents.isolation import open_isolated
from narekenen.documents.kinds import sniff
from narekenen.documents.limits import LIMITS
from narekenen.documents.model import SourceText
from narekenen.documents.opening import bytes_of, open_document, shown_name


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises UnusableInput in words when there is none, or it is a folder or may not be read."""
    return bytes_of(path, shown_name(path), LIMITS)


def open_safely(path: Path) -> SourceText:
    """The text of one document. A PDF is read in a process of its own: its reader is no Python and may crash."""
    data, name = read_bytes(path), shown_name(path)
    return open_isolated(data, name=name) if sniff(data) == "pdf" else open_document(data, name=name)
