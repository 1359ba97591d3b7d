"""Cells of a CSV that a spreadsheet will open."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[-+]?[ \u00a0]?\d[\d., \u00a0]*%?")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would compute it: = + - @ and control characters.
    A number with its sign is left as it is."""
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell
