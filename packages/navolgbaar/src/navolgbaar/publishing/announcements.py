"""Who is told that a release went public. Rooms above register here; each runs in the transaction of the approval."""

from __future__ import annotations

from collections.abc import Callable

from navolgbaar.publishing.models import Release

ANNOUNCERS: dict[str, Callable[[Release], object]] = {}
