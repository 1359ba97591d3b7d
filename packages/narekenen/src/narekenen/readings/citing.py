"""What the readers of references share: spaces and years as they are printed, and the way to make a reading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.documents.model import Span
from narekenen.readings.model import ReferenceKind, ReferenceReading

GAP = r"[ \t\u00a0\u2009\u202f]{0,4}\n?[ \t\u00a0\u2009\u202f]{0,4}"
"""White space inside a citation: it may be broken over one line end, never over a blank line."""

SPACE = r"[ \t\u00a0\u2009\u202f\n]"

DASH = r"[-\u2010-\u2015]"

YEARS = rf"(?:1[89]|20)[0-9]{{2}}{GAP}(?:/|{DASH})[-/]?{GAP}[0-9]{{2,4}}(?![0-9])"
"""A parliamentary year: 2022-2023, 2016/17, 2014\u20132015, and slips such as 2022/-23 and 2022\u2013203."""

MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"

MONTHS = {name: number for number, name in enumerate(MONTH[3:-1].split("|"), start=1)}

_YEAR = re.compile(rf"([0-9]{{4}}){GAP}(?:/|{DASH})[-/]?{GAP}([0-9]{{2,4}})")


def apart(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that do not begin in the middle of a word.

    A lookbehind at the front of the pattern would do the same, but then `re` cannot jump from one possible first
    character to the next, and takes five times as long.
    """
    for found in pattern.finditer(text):
        if not (found.start() and text[found.start() - 1].isalpha()):
            yield found


def at_words(pattern: re.Pattern[str], text: str, *stems: str) -> Iterator[re.Match[str]]:
    """Matches that begin with a word, found by its stem: the word without its first letter, which may be a capital.

    Looking for a fixed stem is much faster than trying the pattern at every possible first letter.
    """
    for stem in stems:
        at = text.find(stem)
        while at >= 0:
            found = pattern.match(text, at - 1) if at and not text[at - 2 : at - 1].isalpha() else None
            if found:
                yield found
            at = text.find(stem, at + 1)


def reference(
    text: str,
    start: int,
    end: int,
    kind: ReferenceKind,
    canonical: tuple[str, ...],
    parts: tuple[tuple[str, str], ...] = (),
    doubts: tuple[str, ...] = (),
) -> ReferenceReading:
    """A reading of `text[start:end]`; `raw` equals `span` until it is mapped to a source text."""
    span = Span(start, end)
    return ReferenceReading(span, span, text[start:end], kind, canonical, parts, doubts=doubts)


def parliamentary_year(printed: str) -> tuple[str, str]:
    """The year as the archive writes it, and a doubt or "": "2016/17" -> ("2016-2017", "").

    A parliamentary year runs over exactly two calendar years, so that the first one settles a slip in the second:
    "2022\u2013203" -> ("2022-2023", "the year is printed as 2022\u2013203").
    """
    found = _YEAR.search(printed)
    if not found:
        return "", ""
    first = int(found[1])
    second = str(first + 1)
    right = found[2] in (second, second[2:])
    return f"{first}-{second}", "" if right else f"the year is printed as {found[0]}"


def iso_date(day: str, month: str, year: str) -> str:
    """ISO date of a printed day and month; "--12-21" where the year is not printed."""
    return f"{year or '-'}-{MONTHS[month.lower()]:02d}-{int(day):02d}"
