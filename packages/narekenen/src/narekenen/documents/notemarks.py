"""Where the text cites its notes: superscripts, `<sup>`, `[2 ]`, `? 2)`, and digits glued to a word or a year.

A glued digit is read as a mark only where the count demands it: notes number 1..n without a gap, and a note is
cited before it is printed. `20155` is 2015 and note 5 when notes 4 and 6 are cited around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from narekenen.documents.model import Span

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"(?:\d|\s|^|per |/)(?:k|c|d|m|h)?m$")
_DIGITS = re.compile(r"[⁰¹²³⁴-⁹]{1,3}|\d{1,7}")
_BOXED = re.compile(r"<sup>\s?\d{1,3}\s?</sup>|\[\^?\d{1,3}\s?\](?!\()")
_GLUED = re.compile(
    r"(?P<word>(?<=[a-zà-öø-ÿ][a-zà-öø-ÿ])[1-9]\d{0,2}(?![\w/]|[.,:]\d|-\w))"
    r"|(?P<stop>(?:(?<=[^\W\d_][.,;:?!])|(?<=[)»”’\"'\]%][.,;:?!]))[1-9]\d{0,2}(?=\s|$|,\s?\d))"
    r"|(?P<close>(?<=[)»”’])[1-9]\d{0,2}(?![\w/]|[.,]\d|-\w))"
    r"|(?P<after>(?<=\d\d\d\d\.)[1-9]\d{0,1}(?=\s|$))"
    r"|(?P<capital>(?<=[A-Z])[1-9]\d{0,1}(?![\w/]|[.,:]\d|-\w))"
)
_BRACKETED = re.compile(r"[1-9]\d?\)(?=[ \t\xa0]*(?:[\r\n\f]|\Z))")
"""A label with a closing bracket alone, the last of its line: `… gelezen? 1)`, as questions of members are printed."""
_SENTENCE_ENDS = frozenset(".?!»”’\"'")
_NUMBERED = re.compile(
    r"(?i:\b(?:fase|bijlage|artikel|box|deel|punt|versie|kwartaal|variant|scenario|optie|groep|week|jaar|stap|spoor|lijn"
    r"|vraag|tabel|figuur|blok|perceel|zone|kavel|type|klasse|niveau|ronde|dag|maatregel|covid|euro|kamer|locatie))$"
)
"""Words that are followed by a number of their own, with or without a space."""
_YEAR = re.compile(r"(?:19|20)\d\d(?=[1-9]\d{0,1}(?![\w/%]|[.,]\d))")
_WEAK = frozenset({"after", "capital"})
_RUNS = re.compile(r"(?:(?:^|\s)[a-zë]+\s|[,(–-]\s?)$")
_MOST_CITED = 50
"""Times that one note may be cited in one stretch: a bound on the work, far above what is printed."""
_AGAIN = re.compile(r"(?P<comma>,\s?)(?P<label>[1-9]\d{0,2})(?!\w|[.,]\d|\s(?:[a-z]|%))")


class Mark(NamedTuple):
    """A possible note mark. `rank` 0: stated by its form, 1: glued to a word, 2: glued to a year or an abbreviation."""

    span: Span
    label: int
    rank: int


class Marks:
    """All possible note marks of a text, by label, in order."""

    def __init__(self, text: str) -> None:
        self.by_label: dict[int, list[Mark]] = defaultdict(list)
        for found in _DIGITS.finditer(text):
            mark = _read(text, *found.span())
            if mark is not None:
                self.by_label[mark.label].append(mark)
                self._listed(text, mark.span.end, mark.rank)

    def _listed(self, text: str, at: int, rank: int) -> None:
        """Further labels behind a mark: `?1, 2`."""
        while (again := _AGAIN.match(text, at)) is not None:
            label = int(again.group("label"))
            self.by_label[label].append(Mark(Span(*again.span()), label, max(rank, 1)))
            at = again.end()

    def between(self, label: int, low: int, high: int, most: int | None = None) -> list[Mark]:
        """Marks with this label in the stretch from `low` to `high`, the first `most` of them."""
        marks = self.by_label.get(label, [])
        first = bisect_left(marks, low, key=lambda m: m.span.start)
        last = bisect_left(marks, high, key=lambda m: m.span.start)
        return marks[first : last if most is None else min(last, first + most)]


def _read(text: str, start: int, end: int) -> Mark | None:
    """The mark that the digits from `start` to `end` may be."""
    before = text[start - 1 : start]
    digits = text[start:end]
    if not digits[0].isdecimal():
        unit = _UNIT.search(text, max(0, start - 6), start)
        return None if unit else Mark(Span(start, end), int(digits.translate(_SUPERSCRIPT)), 0)
    if end - start > 4:
        return _behind_year(text, start, end)
    bracketed = _BRACKETED.match(text, start)
    if bracketed is not None and text[max(0, start - 2) : start].rstrip(" \xa0")[-1:] in _SENTENCE_ENDS:
        return Mark(Span(*bracketed.span()), int(digits), 1)
    if before in "[^> ":
        opening = max(text.rfind("<sup>", start - 6, start), text.rfind("[", start - 2, start))
        boxed = _BOXED.match(text, opening) if opening >= 0 else None
        return Mark(Span(*boxed.span()), int(digits), 0) if boxed and boxed.end() > end else None
    glued = _GLUED.match(text, start)
    if glued is None or glued.end() != end:
        return None
    weak = glued.lastgroup in _WEAK or _NUMBERED.search(text, max(0, start - 14), start) is not None
    return Mark(Span(start, end), int(digits), 2 if weak else 1)


def _behind_year(text: str, start: int, end: int) -> Mark | None:
    """20155 is 2015 and mark 5. Not the first mark where a name stands before: a PO box is no year."""
    if text[start - 1 : start] in (".", ",") or _YEAR.match(text, start) is None:
        return None
    label = int(text[start + 4 : end])
    if label == 1 and not _RUNS.search(text, max(0, start - 16), start):
        return None
    return Mark(Span(start + 4, end), label, 2)


def cite(marks: Marks, labels: list[tuple[int, int, int]]) -> dict[int, list[Mark]]:
    """For each note the marks that cite it.

    labels   per note, in printed order: its label, and the stretch of the text in which it may be cited
    Returns {index of the note: marks}. The first mark of a note stands behind the first mark of the note before;
    the form decides between several, then the place.
    """
    cited: dict[int, list[Mark]] = {}
    at = 0
    for i, (label, low, high) in enumerate(labels):
        choice = marks.between(label, max(low, at), high, _MOST_CITED)
        if not choice:
            continue
        best = min(choice, key=lambda m: (m.rank, m.span.start))
        again = [m for m in choice if m.rank < 2 and m is not best]
        cited[i] = sorted([best, *again])
        at = best.span.end
    return cited


def loose_marks(marks: Marks, end: int, taken: Sequence[Span]) -> list[Mark]:
    """Marks of a text whose notes are not there (an excerpt): a chain 1, 2, 3 … in order, else nothing.

    A weak mark counts only where a strong one with the next label follows. A label of the chain may be cited again.
    """
    chain: list[Mark] = []
    at, label = 0, 1
    while (pick := _next_in_chain(marks, label, at, end, taken)) is not None:
        chain.append(pick)
        at, label = pick.span.end, label + 1
    again = [m for k in range(1, label) for m in _free(marks.between(k, 0, end), taken) if m.rank < 2]
    return sorted({*chain, *again})


def _next_in_chain(marks: Marks, label: int, at: int, end: int, taken: Sequence[Span]) -> Mark | None:
    choice = _free(marks.between(label, at, end), taken)
    strong = next((m for m in choice if m.rank < 2), None)
    if strong is not None or not choice:
        return strong
    follows = any(m.rank < 2 for m in marks.between(label + 1, choice[0].span.end, end))
    return choice[0] if follows else None


def _free(choice: list[Mark], taken: Sequence[Span]) -> list[Mark]:
    return [mark for mark in choice if not stands_in(mark.span, taken)]


def stands_in(span: Span, stretches: Sequence[Span]) -> bool:
    """Whether a span starts in one of `stretches`, which are in order and do not overlap."""
    at = bisect_right(stretches, span.start, key=lambda s: s.start) - 1
    return at >= 0 and span.start < stretches[at].end
