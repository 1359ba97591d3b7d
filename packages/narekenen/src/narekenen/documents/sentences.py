"""Where Dutch sentences end in running text.

A sentence ends at . ! ? or … (with closing quotes and brackets behind it) when what follows can start one, unless
the full stop belongs to an abbreviation, an initial, a number at the start of an item or an address, or stands
inside brackets or inside a title in quotes that the sentence goes on after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from narekenen.documents.abbreviations import INSIDE, MAY_END, OFTEN_ENDS
from narekenen.documents.lineshapes import LOWER, UPPER, starts_sentence
from narekenen.documents.model import Span

_STOP = re.compile(r"(?<![.…])(?P<mark>[.!?…]{1,4})(?![.…])(?P<close>[\"'”’»)\]]{0,4})(?=\s|$)|(?P<bracket>\))(?=\s)")
_BEFORE = re.compile(r"[^\s\"'“‘«(\[]{1,24}$")
_INITIALS = re.compile(rf"(?:[{UPPER}][{LOWER}]?\.-?){{0,4}}(?:[{UPPER}][hr]?|Chr|Joh|Jac|Jos)$")
_NEXT = re.compile(r"\s+(?P<open>[\"'“‘«(\[]{0,3})(?P<dash>[-–—•]\s+)?(?P<first>\S)")
_LOW_STARTER = re.compile(r"\s+(?:https?://|www\.|['’][stn]\b)")
_AFTER_CAPITAL = re.compile(rf"\s+[{UPPER}][\w'’-]*\s+(?P<next>\S)")
_FULL = re.compile(r"[.!?…][\"'”’»]*\)$")
_QUOTED = re.compile(
    r"«[^«»]{1,1500}»|“[^“”]{1,1500}”|\"[^\"]{1,1500}\"|‘[^‘]{1,1500}?’(?!\w)|(?<!\w)'(?=[^\s'])[^'‘]{1,600}?(?:\w'\w[^'‘]{1,600}?){0,3}'(?!\w)"
)
_PAREN = re.compile(r"[()]")


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, item or note, without the blanks between them.

    text   running text of one block: no line breaks inside a sentence, no note marks
    Returns spans in order; together they hold every character that is not blank. "" gives ().
    """
    spans: list[Span] = []
    start = _skip(text, 0)
    cover = _Cover(text)
    for found in _STOP.finditer(text):
        end = found.end()
        if end <= start or not _ends(text, start, found, cover):
            continue
        spans.append(Span(start, end))
        start = _skip(text, end)
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return tuple(spans)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, found: re.Match[str], cover: _Cover) -> bool:
    follow = _NEXT.match(text, found.end())
    if follow is None:
        return True
    first = follow.group("first")
    if first.islower() and not _LOW_STARTER.match(text, found.end()):
        return False
    if found.group("bracket"):
        return text[start] == "(" and first.isupper() and cover.closes_at(found.start(), start)
    at = found.start("mark")
    if cover.inside(at, start):
        return False
    mark = found.group("mark")
    if mark == "." and not found.group("close"):
        return _is_full_stop(text, start, at, follow)
    return first.isupper() or first.isdigit() or mark in "?!" or bool(follow.group("open"))


def _is_full_stop(text: str, start: int, at: int, follow: re.Match[str]) -> bool:
    """A single full stop at `at`, followed by something that is not in lower case."""
    before = _BEFORE.search(text, max(start, at - 24), at)
    if before is None:
        return True
    word = before.group().rstrip(".")
    low = word.lower().lstrip("(")
    if before.start() == start and (
        low.isdigit() or len(low) == 1 or re.fullmatch(r"\(?(?:\d{1,3}\.){1,4}\d{0,3}|[ivx]{1,5}", low)
    ):
        return False
    if word[:1].isupper() and _INITIALS.match(word):
        return _follows_sentence(text, at)
    if low in OFTEN_ENDS:
        return True
    if low in INSIDE or low.rsplit("/", 1)[-1] in INSIDE or all(part in INSIDE for part in low.split(".")):
        return False
    if low in MAY_END:
        return starts_sentence(text[follow.start("first") :]) or bool(follow.group("open"))
    return True


def _follows_sentence(text: str, at: int) -> bool:
    """Behind a single capital: a name goes on, unless the next word is one that starts sentences."""
    follow = _AFTER_CAPITAL.match(text, at + 1)
    if follow is None or not follow.group("next").islower():
        return False
    return starts_sentence(text[at + 1 :].lstrip())


class _Cover:
    """Which stretches of a text stand in brackets or in quotes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parens = _pairs(text)
        self._quotes = [Span(*q.span()) for q in _QUOTED.finditer(text)] if _HAS_QUOTE.search(text) else []
        self._starts = [span.start for span in self._parens]
        self._quote_starts = [span.start for span in self._quotes]

    def inside(self, at: int, start: int) -> bool:
        """A stop at `at` stands in brackets, or in quotes after which the sentence goes on."""
        paren = _holding(self._parens, self._starts, at)
        if paren is not None and paren.start > start and at < paren.end - 1:
            return not _FULL.search(self._text, paren.end - 6, paren.end) or paren.end - at > 3
        quote = _holding(self._quotes, self._quote_starts, at)
        if quote is None:
            return False
        after = self._text[quote.end : quote.end + 3].lstrip()
        return at < quote.end - 1 and bool(after) and (after[0].islower() or after[0] in ",;:(–")

    def closes_at(self, close: int, start: int) -> bool:
        """The bracket that closes at `close` opened where the sentence started."""
        paren = _holding(self._parens, self._starts, close)
        return paren is not None and paren.start == start and paren.end == close + 1


_HAS_QUOTE = re.compile(r"[«“\"‘']")


def _holding(spans: Sequence[Span], starts: Sequence[int], at: int) -> Span | None:
    i = bisect_right(starts, at) - 1
    return spans[i] if i >= 0 and at < spans[i].end else None


def _pairs(text: str) -> list[Span]:
    """Outermost pairs of round brackets, in order; a bracket that never closes is left out."""
    pairs: list[Span] = []
    stack: list[int] = []
    for found in _PAREN.finditer(text):
        if found.group() == "(":
            stack.append(found.start())
        elif stack:
            first = stack.pop()
            while pairs and pairs[-1].start > first:
                pairs.pop()
            pairs.append(Span(first, found.end()))
    return pairs
