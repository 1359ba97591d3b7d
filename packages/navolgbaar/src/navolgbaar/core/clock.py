"""The one place where the present is asked for, so that tests can hold it still."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """The date in Amsterdam."""
    return timezone.localdate(now())
