"""What every page needs: its own address in the other language, and the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import translate_url

from navolgbaar.programmes.doors import MenuDoor, open_menu


def languages(request: HttpRequest) -> dict[str, str]:
    """The address of this page in Dutch and in English."""
    here = request.get_full_path()
    return {"dutch": translate_url(here, "nl"), "english": translate_url(here, "en")}


def menu(request: HttpRequest) -> dict[str, list[MenuDoor]]:
    """The rooms that have something for everybody."""
    return {"menu": open_menu()}
