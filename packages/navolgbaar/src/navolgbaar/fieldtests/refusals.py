"""Why something cannot be done, in words for the person who tried. No refusal quotes a cell, a name or a reply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext


class NotPossibleNow(Exception):
    """The state of a thing, or who somebody is, does not allow this step. Says why in words."""


class Refused(Exception):
    """Something that was brought cannot be used; nothing of it was taken in. `problems`: one line each, all of them."""

    def __init__(self, what: Any, problems: Iterable[Any] = ()) -> None:
        self.what, self.problems = str(what), [str(problem) for problem in problems]
        super().__init__("\n".join([self.what, *self.problems]))


def in_row(row: int, problem: Any) -> str:
    """ "Row 7: …"."""
    return gettext("Row %(row)s: %(problem)s") % {"row": row, "problem": problem}
