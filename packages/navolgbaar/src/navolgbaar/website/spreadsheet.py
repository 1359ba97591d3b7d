"""Rows as a CSV file that nobody keeps: they travel signed in the page itself, and come back for the download."""

from __future__ import annotations

import csv
import io

from django.core import signing

from navolgbaar.core.cells import harmless

SALT = "navolgbaar.website.spreadsheet"
HOURS = 24
MOST_CHARACTERS = 4_000_000


def sealed(rows: list[list[str]]) -> str:
    """The rows as text that only we can have written; empty where it would be too long to travel."""
    seal = signing.dumps(rows, salt=SALT, compress=True)
    return seal if len(seal) <= MOST_CHARACTERS else ""


def opened(seal: str, only: str) -> list[list[str]]:
    """The rows of a seal, of one number where that is given. Raises signing.BadSignature for anything else."""
    rows: list[list[str]] = signing.loads(seal, salt=SALT, max_age=HOURS * 3600)
    return [rows[0], *(row for row in rows[1:] if only in ("", row[0]))]


def as_csv(rows: list[list[str]]) -> bytes:
    """A CSV with a byte order mark, so that a spreadsheet reads its accents. Nothing in it starts a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[harmless(cell) for cell in row] for row in rows])
    return ("\ufeff" + out.getvalue()).encode()
