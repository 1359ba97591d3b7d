"""No number without an origin, as a gate: while it is closed, our templates cannot show a bare number.

Closed in every test. In production it stays open: a page with a number too many is better than no page.
The mechanism is that of wagtail/test/numberformat.py: the place where Django turns a value into text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import django.template.base
import django.templatetags.i18n
from django.template.base import render_value_in_context

from navolgbaar.figures.plain import NumberWithoutOrigin

HOUSE = Path(__file__).resolve().parents[1]


def is_bare(value: object) -> bool:
    """Whether this is a number as such (a PlainNumber is text, and a truth value is no number)."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


@contextmanager
def closed_gate() -> Iterator[None]:
    """Within it, a bare number in one of our own templates raises NumberWithoutOrigin."""

    def refuse(value: Any, context: Any) -> str:
        template = context.render_context.template or context.template
        name = str(getattr(template.origin, "name", ""))
        if is_bare(value) and (name.startswith(str(HOUSE)) or not Path(name).is_absolute()):
            raise NumberWithoutOrigin(value, f"in {Path(name).name}")
        return str(render_value_in_context(value, context))

    places = (django.template.base, django.templatetags.i18n)
    try:
        for place in places:
            place.render_value_in_context = refuse  # type: ignore[attr-defined]
        yield
    finally:
        for place in places:
            place.render_value_in_context = render_value_in_context  # type: ignore[attr-defined]
