"""What readers asked about a subject and what came of it, on the line "changed, and why"."""

from __future__ import annotations

from collections.abc import Iterable

from navolgbaar.mailings.queries import answered_about
from navolgbaar.programmes.lines import Asked, Entry, Line


def speak(asked: Asked) -> Iterable[tuple[Line, Entry]]:
    """The answered questions; what still waits has no words that may be shown."""
    for question in answered_about(asked.subject):
        on = question.answered_on.isoformat() if question.answered_on else ""
        yield Line.CHANGED, Entry("mailings/answered.html", {"question": question}, on)
