"""What readers asked about a subject and what came of it, on the line "changed, and why"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navolgbaar.mailings.queries import answered_about
from navolgbaar.programmes.lines import Entry, Line
from navolgbaar.programmes.models import Subject


def speak(subject: Subject, user: Any) -> Iterable[tuple[Line, Entry]]:
    """The answered questions; what still waits has no words that may be shown."""
    for question in answered_about(subject):
        on = question.answered_on.isoformat() if question.answered_on else ""
        yield Line.CHANGED, Entry("mailings/answered.html", {"question": question}, on)
