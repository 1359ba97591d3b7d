"""How many columns and rows an entry of a CALS table covers (OASIS TM 9502:1995)."""

from __future__ import annotations

from narekenen.documents.elements import Element, local_name


def column_spans(entry: Element) -> tuple[int, int]:
    """Columns and rows that an `entry` covers, at least 1 each. A span that names unknown columns counts as 1."""
    rows = _number(entry.get("morerows")) + 1
    first, last = entry.get("namest"), entry.get("nameend")
    if not first or not last or first == last:
        return 1, rows
    names = _column_names(entry)
    if first not in names or last not in names:
        return 1, rows
    return max(names.index(last) - names.index(first) + 1, 1), rows


def _column_names(entry: Element) -> list[str]:
    group = next((above for above in entry.iterancestors() if local_name(above) == "tgroup"), None)
    return [] if group is None else [e.get("colname", "") for e in group if local_name(e) == "colspec"]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
