"""Where a room is entered: the menu of every page, the desk of a programme, the search field.

A room registers its doors in its `apps.py`. A door that leads to an empty room is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from navolgbaar.people.states import RoleKind
from navolgbaar.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class MenuDoor:
    """A word of the menu (lazily translated), the name of the address behind it, and whether there is anything."""

    word: Any
    address: str
    has_something: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DeskDoor:
    """A card on the desk of a programme. The address takes the key of the programme; `roles` see the card, where
    `is_open` (user, programme) does not say that there is nothing behind it for this person."""

    word: Any
    says: Any
    address: str
    roles: frozenset[RoleKind]
    is_open: Callable[[Any, Programme], bool] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a room found for a visitor's words. `kind` in words; `text` is public and may be empty."""

    name: str
    kind: Any
    address: str
    text: str = ""


MENU: dict[str, MenuDoor] = {}
"""Room -> its door in the menu."""

DESK: dict[str, DeskDoor] = {}
"""Room -> its card at the desk."""

FINDERS: dict[str, Callable[[str, Any], Iterable[Hit]]] = {}
"""Room -> what it finds for (words, user): at most ten, the best first."""

PAGES: dict[str, Callable[[], Iterable[Any]]] = {}
"""Room -> what it has with a page of its own for everybody, for the sitemap: things with `get_absolute_url`."""

ORDER = ("promises", "forecasts", "fieldtests", "indicators", "budgets", "neighbourhoods", "oversight")
"""Of the words in the menu."""


def open_menu() -> list[MenuDoor]:
    """The doors of rooms that have something for everybody, in the fixed order."""
    doors = (MENU[room] for room in ORDER if room in MENU)
    return [door for door in doors if door.has_something()]


def desk_doors(user: Any, programme: Programme) -> list[DeskDoor]:
    """What a person with these roles in this programme can do in the rooms."""
    roles = user.roles.filter(programme__in=("", programme.key))
    kinds = set(roles.values_list("kind", flat=True))
    doors = (DESK[room] for room in ORDER if room in DESK and DESK[room].roles & kinds)
    return [door for door in doors if door.is_open is None or door.is_open(user, programme)]
