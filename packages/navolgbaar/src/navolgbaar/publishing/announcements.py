"""What happens when a release goes public. Rooms above register here; all of it is part of the approval."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from navolgbaar.publishing.models import Release

ANNOUNCERS: dict[str, Callable[[Release], None]] = {}
"""Who is told."""
OPENS: dict[str, Q] = {}
"""By room, the subjects whose pages open with the first release that says something of them, and not before."""
