"""A question cut into what it asks: sentence by sentence, and where one sentence asks two things."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from narekenen.documents.model import Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.questions.asking import asks, depends
from narekenen.readings.questions.model import Cue

_MARK = re.compile(r"\?(?:\s?(?:\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴-⁹]){1,4})?\s+(?=[a-zA-Z])")
_ASKS_AGAIN = (
    r"(?:(?:op|in|aan|met|voor|bij|onder|binnen|naar)\s)?(?:welke?|hoe|hoeveel|wat|waarom|wanneer|waar|wie"
    r"|in\shoeverre|waarmee|waaruit)"
    r"|(?:kunt|kan|bent|wilt|wil|deelt|klopt|is|zijn|heeft|hebben|wordt|worden|gaat|zal|zullen)\s(?:u|de|het|er"
    r"|dit|dat|deze|daar)"
)
_CONDITION = re.compile(r"[,;]?\s(?=(?:en\s|maar\s|of\s)?(?:zo|indien)\s(?:ja|nee|neen|niet|wel)\b)")
_COORDINATED = re.compile(rf"[,;]?\s(?=(?:en|of)\s(?:zo\s)?(?:{_ASKS_AGAIN})\b)")
_QUOTED = re.compile(r"«[^«»]{0,1500}»|“[^“”]{0,1500}”|‘[^‘’]{0,400}’|\"[^\"]{0,1500}\"")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4
_INTERROGATIVE = re.compile(r"(?:welke?|hoe|hoeveel|wat|waarom|wanneer|waar|wie|hoeverre)$")


def parts(text: str) -> tuple[tuple[Span, Cue], ...]:
    """What a question asks, in order: offsets in `text` and how each was seen. Sentences that do not ask are left out.

    "Hoeveel scholen doen mee, en zo ja, waarom?" has two parts. Titles in quotation marks are never cut.
    """
    found: list[tuple[Span, Cue]] = []
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for sentence in _sentences(text, quoted):
        words = text[sentence.start : sentence.end]
        if asks(words):
            found += _of_sentence(text, sentence, quoted)
    return tuple(found)


def _sentences(text: str, quoted: list[tuple[int, int]]) -> Iterator[Span]:
    """The sentences, cut as well behind a question mark before a small letter."""
    whole: list[Span] = []
    for span in sentence_spans(text):
        if whole and _inside(whole[-1].end - 1, quoted):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    for span in whole:
        start = span.start
        for mark in _MARK.finditer(text, span.start, span.end):
            if not _inside(mark.start(), quoted):
                yield Span(start, mark.end() - len(mark[0]) + len(mark[0].rstrip()))
                start = mark.end()
        if start < span.end:
            yield Span(start, span.end)


def _of_sentence(text: str, span: Span, quoted: list[tuple[int, int]]) -> Iterator[tuple[Span, Cue]]:
    mark = text[span.start : span.end].rstrip(" )]0123456789[").endswith("?")
    first: Cue = "condition" if depends(text[span.start : span.end]) else "question_mark" if mark else "request"
    start, cue = span.start, first
    cuts = [(cut, "condition") for cut in _CONDITION.finditer(text, span.start, span.end)]
    cuts += [(cut, "coordinated") for cut in _COORDINATED.finditer(text, span.start, span.end)]
    for cut, kind in sorted(cuts, key=lambda pair: (pair[0].start(), pair[1])):
        if cut.start() <= start or _inside(cut.start(), quoted) or not _stands(text, start, cut, span.end, kind):
            continue
        yield Span(start, cut.start()), cue
        start, cue = cut.end(), "condition" if kind == "condition" else "coordinated"
    yield Span(start, span.end), cue


def _stands(text: str, start: int, cut: re.Match[str], end: int, kind: str) -> bool:
    """Whether both sides of a cut are long enough to ask something: "hoe en wanneer" is one question."""
    before, after = _WORD.findall(text, start, cut.start()), _WORD.findall(text, cut.end(), end)
    if kind == "condition":
        return len(before) >= 2 and len(after) >= 2
    return len(before) >= _FEWEST_WORDS and len(after) >= _FEWEST_WORDS and not _INTERROGATIVE.match(before[-1])


def _inside(at: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether a place lies within one of the quotations, which stand in order and never overlap."""
    last = bisect_right(quoted, (at, len(quoted) and quoted[-1][1])) - 1
    return last >= 0 and quoted[last][0] <= at < quoted[last][1] - 1
