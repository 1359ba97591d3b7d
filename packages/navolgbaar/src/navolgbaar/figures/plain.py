"""Numbers that are no figures: a page, a year, a house number. They say what they are, from a closed list."""

from __future__ import annotations

import re

REASONS = frozenset(
    {"page", "year", "date", "house number", "row number", "version", "article", "size of a file", "term"}
)


class PlainNumber(str):
    """A number that was let through, as text."""

    __slots__ = ()


class NumberWithoutOrigin(TypeError):
    """A number was about to be shown that nobody can follow."""

    def __init__(self, value: object, where: str = "") -> None:
        super().__init__(
            f"{value!r} would stand {where or 'on a page'} without an origin. Show a figure with {{% figure %}}, count "
            "a list with {% live_count %}, or say what it is with |plain and one of: " + ", ".join(sorted(REASONS))
        )


def plain(value: object, reason: str) -> PlainNumber:
    """A whole number (or text of digits) that is no figure. Refuses floats, decimals and other reasons."""
    if reason not in REASONS:
        raise NumberWithoutOrigin(value, f"as {reason!r}")
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise NumberWithoutOrigin(value)
    if isinstance(value, str) and re.fullmatch(r"\d+[.,]\d+", value):
        raise NumberWithoutOrigin(value)
    return PlainNumber(value)
