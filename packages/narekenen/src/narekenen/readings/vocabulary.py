"""Lists of words, written the way people read them."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, parted by blanks."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """The same, where the place in the list says something."""
    return tuple(text.split())
