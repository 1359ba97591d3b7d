"""The menu is asked of the rooms once in a while, and not for every page."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from navolgbaar.programmes import doors
from navolgbaar.website.context import menu


@pytest.fixture
def room(monkeypatch):
    """A room of which `room.open` says whether it has something; `room.asked` counts."""

    class Room:
        open, asked = True, 0

        def has_something(self):
            self.asked += 1
            return self.open

    made = Room()
    door = doors.MenuDoor("Toezeggingen", "website:home", made.has_something)
    monkeypatch.setattr(doors, "MENU", {"promises": door})
    monkeypatch.setattr("navolgbaar.website.context.MENU", {"promises": door})
    cache.clear()
    yield made
    cache.clear()


def words():
    return [str(door.word) for door in menu(RequestFactory().get("/"))["menu"]]


def test_a_room_is_asked_once(room, settings):
    settings.MENU_SECONDS = 30
    assert words() == words() == ["Toezeggingen"]
    assert room.asked == 1


@pytest.mark.parametrize("was_open", [True, False])
def test_what_changed_shows_when_the_time_is_over(room, settings, was_open):
    settings.MENU_SECONDS = 30
    room.open = was_open
    words()
    room.open = not was_open
    assert words() == (["Toezeggingen"] if was_open else [])
    cache.clear()
    assert words() == ([] if was_open else ["Toezeggingen"])
