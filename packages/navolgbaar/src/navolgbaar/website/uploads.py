"""Files of strangers that are looked at once: they stay in memory and reach no disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

MOST_BYTES = 16 * 1024 * 1024
FORM_BYTES = 64 * 1024  # what a form adds to its file


class InMemory(MemoryFileUploadHandler):
    """Keeps a file of any size in memory: `is_too_large` was asked first."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        self.activated = True


def is_too_large(request: HttpRequest) -> bool:
    """Whether the request says that it brings more than one file of the size that we look at."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + FORM_BYTES
    except ValueError:
        return True
