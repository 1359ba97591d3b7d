"""The lines of a raw text that hold something, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BREAKS = "\n\r\f\x0b\x1c-\x1e\x85\u2028\u2029"
_CONTENT = re.compile(f"[^{_BREAKS}]+")
BLANK = "\ufeff\u200b\u200c\u200d\u2060\xad\x00 \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INNER = re.compile(f"[^{BLANK}](?:.*[^{BLANK}])?", re.DOTALL)


class RawLine(NamedTuple):
    """A line without the blanks around it.

    start, end   in the raw text; `text` is what stands there
    breaks       line breaks since the line before: 1 is the next line, 2 leaves one blank line between
    indent       blanks before the first character
    new_page     a page break stands before it
    """

    start: int
    end: int
    text: str
    breaks: int
    indent: int
    new_page: bool


def raw_lines(text: str, pages: Sequence[int] = ()) -> list[RawLine]:
    """All lines of `text` that are not blank, in order. `pages` holds the offsets where pages start."""
    lines: list[RawLine] = []
    after, page = 0, 1
    for found in _CONTENT.finditer(text):
        inner = _INNER.search(found.group())
        if inner is None:
            continue
        start, end = found.start() + inner.start(), found.start() + inner.end()
        gap = text[after:start]
        new_page = "\f" in gap
        while page < len(pages) and pages[page] <= start:
            page += 1
            new_page = True
        breaks = gap.count("\n") or max(len(gap.splitlines()) - 1, 0)
        if "\u2029" in gap or "\f" in gap:
            breaks = max(breaks, 2)
        lines.append(RawLine(start, end, inner.group(), breaks, inner.start(), new_page and bool(lines)))
        after = end
    return lines
