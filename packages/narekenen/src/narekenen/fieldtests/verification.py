"""What an outsider verifies: an opened draw or a chain of evidence, told apart by their first bytes."""

from __future__ import annotations

import json

from narekenen.errors import UnusableInput
from narekenen.fieldtests import assignment, evidence


def verify_file(data: bytes, name: str, expect: str = "") -> tuple[str, tuple[str, ...]]:
    """(what it is, everything that does not fit). Raises UnusableInput when it is neither.

    expect   the commitment or the head that was published
    """
    try:
        opened = json.loads(data)
    except (ValueError, RecursionError):
        lines = data.splitlines()
        if 2 * sum(b'"digest":' in line for line in lines) < max(len(lines), 1):
            raise UnusableInput("This is no opened draw and no chain of evidence", where=name) from None
        faults = evidence.verify(data, expect=expect)
        return evidence.SCHEMA, tuple(f"line {fault.line}: {fault.what}" for fault in faults)
    if not isinstance(opened, dict):
        raise UnusableInput("This is no opened draw and no chain of evidence", where=name)
    return assignment.SCHEMA, assignment.verify(opened, commitment=expect)
