"""The one exception a user may see: what was found, where, why it cannot be used, what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

_CATALOGUES = tuple(
    f"narekenen.{room}.dutch"
    for room in (
        "documents",
        "readings",
        "arithmetic",
        "trace",
        "indicators",
        "disclosure",
        "allocation",
        "forecasts",
        "fieldtests",
        "cli",
    )
)


MARK = "  - "
"""Before each problem of a message."""


class Message(str):
    """A sentence with values in it: the English text, that still knows its template and its values."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]


def say(template: str, **values: Any) -> Message:
    """ "at most {most} pages" with most=500: English as it stands, and Dutch where a catalogue has the template."""
    made = Message(template.format(**values))
    made.template, made.values = template, values
    return made


class UnusableInput(Exception):
    """Input that cannot be used. The command line prints it on stderr and exits with 2.

    what, where, why, do   in English; a sentence with values in it is made with `say`
    problems               all problems of one input, named at once: one line each
    `in_language("nl")` is the whole in Dutch; parts that no catalogue has stay English.
    """

    def __init__(
        self, what: str, *, where: str = "", why: str = "", do: str = "", problems: tuple[str, ...] = ()
    ) -> None:
        self.what, self.where, self.why, self.do, self.problems = what, where, why, do, problems
        super().__init__(str(self))

    def __str__(self) -> str:
        return self._written(str)

    def in_language(self, lang: str) -> str:
        """The message in "nl" or "en"."""
        return self._written(_dutch) if lang == "nl" else str(self)

    def lines(self, lang: str) -> list[str]:
        """The same line by line: what it is about, then every problem."""
        head, *problems = self.in_language(lang).splitlines()
        return [head, *(line.removeprefix(MARK) for line in problems)]

    def _written(self, word: Callable[[str], str]) -> str:
        what, where = word(self.what), word(self.where)
        head = f"{where}: {what}" if where else what
        tail = [word(part) for part in (self.why, self.do) if part]
        lines = [". ".join([head.rstrip("."), *[part.rstrip(".") for part in tail]]) + "."]
        return "\n".join(lines + [f"{MARK}{word(problem)}" for problem in self.problems])


@cache
def catalogue() -> dict[str, str]:
    """The Dutch of every message that has one, by its English template. Read when the first one is asked for."""
    found: dict[str, str] = {}
    for name in _CATALOGUES:
        found |= import_module(name).DUTCH
    return found


def in_language(text: str, lang: str) -> str:
    """One sentence in "nl" or "en"; English where no catalogue has it."""
    return _dutch(text) if lang == "nl" else str(text)


def _dutch(part: str) -> str:
    if not isinstance(part, Message):
        return catalogue().get(part, part)
    values = {name: _dutch(value) if isinstance(value, str) else value for name, value in part.values.items()}
    return catalogue().get(part.template, part.template).format(**values)
