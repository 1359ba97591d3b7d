"""What every page needs: its own address in the other language, and the menu."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import translate_url

from navolgbaar.mailings.models import Question
from navolgbaar.mailings.queries import waiting_for
from navolgbaar.programmes.doors import MENU, ORDER, MenuDoor, open_menu

MENU_KEY = "website.menu"


def languages(request: HttpRequest) -> dict[str, str]:
    """The address of this page in Dutch and in English; for programs as a whole, without what was asked."""
    here, there = request.get_full_path(), settings.PUBLIC_ADDRESS
    return {
        "dutch": translate_url(here, "nl"),
        "english": translate_url(here, "en"),
        "dutch_absolute": there + translate_url(request.path, "nl"),
        "english_absolute": there + translate_url(request.path, "en"),
    }


def menu(request: HttpRequest) -> dict[str, list[MenuDoor]]:
    """The rooms that have something for everybody. Asked of each room once in MENU_SECONDS, and not for every page."""
    open_now = cache.get(MENU_KEY)
    if open_now is None:
        doors = open_menu()
        cache.set(MENU_KEY, [door.address for door in doors], settings.MENU_SECONDS)
        return {"menu": doors}
    return {"menu": [MENU[room] for room in ORDER if room in MENU and MENU[room].address in open_now]}


def desk(request: HttpRequest) -> dict[str, Callable[[], list[Question]]]:
    """The questions of readers that wait for this editor; asked of the database by a page that shows them."""
    return {"readers_questions": lambda: waiting_for(request.user)}


def demonstration(request: HttpRequest) -> dict[str, bool]:
    """Whether this is the demonstration: its mails are on a page, and its logins ask for no second factor."""
    return {"is_demo": settings.SHOW_MAIL}
