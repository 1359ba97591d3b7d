"""Reading the environment: what is set wrongly is said at once, with what to do."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

HOME = Path(os.environ.get("NAVOLGBAAR_HOME", ".navolgbaar")).expanduser().resolve()


def flag(name: str) -> bool:
    """True for 1, false for 0 or nothing. Anything else is a mistake and is said to be one."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 (on) or 0 (off).")
    return value == "1"


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def required(name: str, do: str) -> str:
    """A value without which nothing may start."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {do}")
    return value
