"""Files that are looked at once: they stay in memory and reach no disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

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


def in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose files stay in memory. Where they go is decided before the form is read, so the protection against
    forged requests is inside. A request that is too large raises RequestDataTooBig before it is read."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if is_too_large(request):
                raise RequestDataTooBig
            request.upload_handlers = [InMemory(request)]
        return protected(request, *args, **kwargs)

    return guarded
