"""Full addresses, as they stand in answers. Never taken from a request: whoever asks could have made that up."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils import translation


class HasPage(Protocol):
    def get_absolute_url(self) -> str: ...


def address(path: str) -> str:
    """The full address of a path of this installation."""
    return str(settings.PUBLIC_ADDRESS) + path


def page_of(thing: HasPage) -> str:
    """The full address of the page of a thing, in Dutch: that one stays."""
    with translation.override("nl"):
        return address(thing.get_absolute_url())
