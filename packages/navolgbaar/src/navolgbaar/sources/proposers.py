"""What is proposed when a document comes in. Rooms above register here; each runs in the import's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from navolgbaar.sources.models import Document

if TYPE_CHECKING:
    from narekenen.readings.model import Letter
    from navolgbaar.sources.science import Anchoring

Proposer = Callable[[Document, "Letter", "Anchoring"], int]
"""Records proposals for a document and returns how many."""

PROPOSERS: dict[str, Proposer] = {}
