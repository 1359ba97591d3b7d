"""What else is erased with the words of a passage. Rooms above register here; each runs in the erasure's transaction,
also when an erasure is applied again to a restored backup."""

from __future__ import annotations

from collections.abc import Callable

from navolgbaar.sources.models import Passage

Eraser = Callable[[Passage], int]
"""Takes away what a room wrote down out of a passage, which still has its words. Returns how many rows it emptied."""

ERASERS: dict[str, Eraser] = {}
