"""Page headers, footers, page numbers and rules: what the paper says about itself on every page."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from narekenen.documents import lineshapes as shape
from narekenen.documents.lines import RawLine

_RULE = re.compile(r"(?:[-_=—–~]{3,}|(?:[*_-]\s){2,}[*_-]|\*{3,})$")
_COMMENT = re.compile(r"<!--[^<>]{0,2000}-->$|!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)$")
_PAGE = re.compile(
    r"(?:Pagina|Pag\.|Page|Blad|p\.)\s*\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?$"
    r"|\d{1,4}\s*(?:van|/)\s*\d{1,4}$|[-–]\s*\d{1,4}\s*[-–]$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:(?:kst|ah-tk|ah|h-tk|h-ek|ek|blg|stcrt|stb|trb|nds-tk|kv-tk)-[\w-]{3,40}\s*)?"
    r"(?:ISSN\s+\d{4}\s*[-–]\s*\d{3}[\dX]\s*)?"
    r"(?:[’'‘]s[-–\s]Gravenhage\s+(?:19|20)\d\d\s*)?"
    r"(?:(?:Tweede|Eerste)\s+Kamer(?:\s+der\s+Staten-Generaal)?,\s+vergaderjaar\s+\d{4}\s?[-–/]\s?\d{4},\s*[^;:?!]{1,60})?$"
)
_SHORT = 45
_DIGITS = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_MOST_NUMBERS = 6
_BLACKED = re.compile(r"(?:(?:10\.[12]|11\.1|5\.[12](?:\.\d)?)\.?[a-i][ ,;]*){1,40}$")
"""Grounds of the law on open government, printed where names and other words were made illegible."""
_EDGE = 10
"""Lines at the head and at the foot of a page among which a running header or footer is looked for."""


def furniture_lines(lines: Sequence[RawLine], taken: frozenset[int] | set[int] = frozenset()) -> set[int]:
    """Indices of the lines that are page furniture. `taken` are lines of tables, which are left alone."""
    found = {i for i, line in enumerate(lines) if i not in taken and is_furniture(line.text)}
    found |= _running_lines(lines, taken)
    found |= _heads_in_sentences(lines, found) - set(taken)
    return found | _page_numbers(lines, found, taken)


def is_furniture(text: str) -> bool:
    """A line that is furniture by its own form: a rule, "Pagina 3 van 5", the colophon of an official publication."""
    if len(text) > 160 and not text.startswith("<!--"):
        return False
    return any(pattern.match(text) for pattern in (_RULE, _PAGE, _COMMENT, _BLACKED)) or bool(_OFFICIAL.match(text))


def _pages(lines: Sequence[RawLine]) -> list[range]:
    starts = [0, *(i for i, line in enumerate(lines) if line.new_page), len(lines)]
    return [range(a, b) for a, b in itertools.pairwise(starts) if a < b]


def _running_lines(lines: Sequence[RawLine], taken: frozenset[int] | set[int]) -> set[int]:
    """Lines at the edge of a page that stand at the same edge of other pages too, but for a number that counts pages.

    Nothing of a page that would be left empty: what comes back as a whole is no header.
    """
    pages = _pages(lines)
    if len(pages) < 3:
        return set()
    heads: Counter[str] = Counter()
    feet: Counter[str] = Counter()
    for number, page in enumerate(pages):
        heads.update({form for i in page[:_EDGE] for form in _forms(lines[i].text, number)})
        feet.update({form for i in page[-_EDGE:] for form in _forms(lines[i].text, number)})
    found: set[int] = set()
    for number, page in enumerate(pages):
        head = _run(page[:_EDGE], heads, lines, number) if number else set()
        edges = head | _run(page[-_EDGE:][::-1], feet, lines, number)
        if not edges.issuperset(page):
            found |= edges
    return found - taken


def _run(edge: range, seen: Counter[str], lines: Sequence[RawLine], number: int) -> set[int]:
    """From the edge inwards, as long as the lines recur on three pages at least."""
    found: set[int] = set()
    for i in edge:
        if max(seen[form] for form in _forms(lines[i].text, number)) < 3:
            break
        found.add(i)
    return found


def _forms(text: str, number: int) -> list[str]:
    """What a line on page `number` is known by on other pages: itself, and itself with a number counted from the page.

    "Rapport 2024 | 7" on page 5 is also "Rapport 2024 | {2}"; a line whose numbers change otherwise is a line of text.
    """
    forms = [text]
    for digits in itertools.islice(_DIGITS.finditer(text), _MOST_NUMBERS):
        forms.append(f"{text[: digits.start()]}{{{int(digits.group()) - number}}}{text[digits.end() :]}")
    return forms


def _heads_in_sentences(lines: Sequence[RawLine], found: set[int]) -> set[int]:
    """Short lines of a letterhead at the head of a page, behind which a sentence goes on in lower case.

    For letters of two or three pages, where nothing comes back often enough to be known by that.
    """
    heads: set[int] = set()
    for page in _pages(lines)[1:]:
        for i in page[: _EDGE + 1]:
            text = lines[i].text
            if len(text) > _SHORT or shape.is_closed(text):
                own = set(page[: i - page.start])
                stated = any(k in found or shape.is_address(lines[k].text) for k in own)
                if own and stated and len(text) > _SHORT - 5 and shape.starts_low(text):
                    heads |= own
                break
    return heads


def _page_numbers(lines: Sequence[RawLine], found: set[int], taken: frozenset[int] | set[int]) -> set[int]:
    """A number alone on a line, at a page break or beside other furniture."""
    numbers: set[int] = set()
    for i, line in enumerate(lines):
        if i in found or i in taken or len(line.text) > 4 or not line.text.isdecimal():
            continue
        ends_page = i + 1 < len(lines) and lines[i + 1].new_page
        if line.new_page or ends_page or (i - 1 in found and line.breaks <= 1):
            numbers.add(i)
    return numbers
