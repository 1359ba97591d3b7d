"""What else has to be public before a document is. Rooms above register here; each is asked in the transaction that
makes a document public."""

from __future__ import annotations

from collections.abc import Callable

from navolgbaar.sources.models import Document

Opening = Callable[[Document], set[str]]
"""The public ids of documents that nobody outside may read yet, on which something public would come to rest."""

OPENINGS: dict[str, Opening] = {}
