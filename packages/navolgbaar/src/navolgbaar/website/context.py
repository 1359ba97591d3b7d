"""What every page needs: its own address in the other language."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import translate_url


def languages(request: HttpRequest) -> dict[str, str]:
    """The address of this page in Dutch and in English."""
    here = request.get_full_path()
    return {"dutch": translate_url(here, "nl"), "english": translate_url(here, "en")}
