"""Where a passage stands, in a form that outlives a new rendering of its document (W3C Web Annotation selectors).

An anchor holds the quote with 32 characters before and after it, and its position, both in normalised text. It is made
on the source text or, better, on the running text: that has no page headers in the middle of a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple

from narekenen.documents.model import Mark, RunningText, SourceText, Span
from narekenen.documents.normalise import NORMALISER, Normalised, normalise, squeeze
from narekenen.errors import UnusableInput, say
from narekenen.trace.model import Anchor, TextPosition, TextQuote

AROUND = 32
"""Characters kept before and after the quote, as the Hypothesis client does."""

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_DIGEST = "sha256:"


class Place(NamedTuple):
    """A text prepared for anchoring: its normal form, the same squeezed for comparing, and where both come from."""

    source: SourceText
    running: RunningText | None
    normal: Normalised
    squeezed: Normalised
    normaliser: str

    def raw(self, span: Span) -> Span:
        """The stretch of source text for a span of the normalised text."""
        there = self.normal.original(span)
        return there if self.running is None else self.running.raw_span(there)


def place_of(document: SourceText | RunningText) -> Place:
    """The normal form of a document. Make it once and give it where many anchors are made or resolved."""
    if isinstance(document, RunningText):
        normal = normalise(document.text)
        return Place(document.source, document, normal, squeeze(normal), f"{NORMALISER}+running")
    normal = normalise(document.text, [mark.span for mark in document.marks if mark.kind == "note_ref"])
    return Place(document, None, normal, squeeze(normal), NORMALISER)


def anchor_at(document: SourceText | RunningText | Place, span: Span) -> Anchor:
    """The anchor of `span`, given in code points of the source text or, for running text, of the running text.

    Raises ValueError for a span outside the text, and for one that holds nothing but spaces and note marks.
    """
    place = document if isinstance(document, Place) else place_of(document)
    text = place.source.text if place.running is None else place.running.text
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span} does not lie within a text of {len(text)} code points")
    found = _within(place.normal, span)
    normal = place.normal.text
    exact = normal[found.start : found.end]
    if not exact.strip():
        raise ValueError(f"{span} holds nothing that could be found again: {text[span.start : span.end]!r}")
    prefix, suffix = normal[max(found.start - AROUND, 0) : found.start], normal[found.end : found.end + AROUND]
    return Anchor(
        source=_DIGEST + place.source.digest,
        reader=place.source.reader,
        normaliser=place.normaliser,
        quote=TextQuote(exact, prefix, suffix),
        position=TextPosition(found.start, found.end),
        locator=locator(place.source, place.raw(found)),
    )


def _within(normal: Normalised, span: Span) -> Span:
    """The normalised code points that stand for something inside `span`, without spaces at the ends."""
    start, end = bisect_left(normal.ends, span.start + 1), bisect_left(normal.starts, span.end)
    while start < end and normal.text[start] == " ":
        start += 1
    while start < end and normal.text[end - 1] == " ":
        end -= 1
    return Span(start, end)


def locator(source: SourceText, raw: Span) -> str:
    """Where `raw` stands, in words: "page 3, table 2, row 4, column 3", "note 5", "line 12"."""
    parts: list[str] = []
    page = source.page_at(raw.start)
    if page is not None:
        parts.append(f"page {page}")
    around = [mark for mark in source.marks if mark.span.start <= raw.start and raw.end <= mark.span.end]
    table = next((mark for mark in reversed(around) if mark.kind == "table"), None)
    if table is not None:
        parts.append(f"table {1 + _before(source.marks, table)}")
        cell = next((mark for mark in reversed(around) if mark.kind in ("row", "cell", "header_cell")), table)
        parts += [f"{name} {int(cell.get(name)) + 1}" for name in ("row", "column") if cell.get(name)]
    note = next((mark for mark in around if mark.kind == "note"), None)
    if note is not None:
        parts.append(f"note {note.get('label')}")
    if table is None and note is None:
        parts.append(f"line {source.line_at(raw.start)}")
    return ", ".join(parts)


def _before(marks: Sequence[Mark], table: Mark) -> int:
    return sum(1 for mark in marks if mark.kind == "table" and mark.span.start < table.span.start)


def to_w3c(anchor: Anchor) -> dict[str, Any]:
    """The anchor as a W3C SpecificResource. What W3C has no word for stands under names of our own."""
    quote, position = anchor.quote, anchor.position
    return {
        "@context": [_CONTEXT, {"narekenen": "urn:narekenen:"}],
        "type": "SpecificResource",
        "source": f"urn:{anchor.source}",
        "selector": [
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
            {"type": "TextPositionSelector", "start": position.start, "end": position.end},
        ],
        "narekenen:reader": anchor.reader,
        "narekenen:normaliser": anchor.normaliser,
        "narekenen:locator": anchor.locator,
    }


def from_w3c(resource: dict[str, Any]) -> Anchor:
    """The anchor in a W3C SpecificResource that `to_w3c` wrote.

    Raises UnusableInput where a selector or one of our own names is missing or is of another type.
    """
    try:
        selectors = {selector["type"]: selector for selector in resource["selector"]}
        quote, position = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
        texts = [quote["exact"], quote["prefix"], quote["suffix"], resource["source"]]
        own = [resource[f"narekenen:{name}"] for name in ("reader", "normaliser", "locator")]
        place = TextPosition(position["start"], position["end"])
    except (KeyError, TypeError) as problem:
        raise _no_anchor(say("{name} is missing or of another type", name=str(problem))) from problem
    numbers = (place.start, place.end)
    if not all(isinstance(text, str) for text in texts + own) or not all(type(number) is int for number in numbers):
        raise _no_anchor("A text or a number is of another type")
    if not 0 <= place.start < place.end or not texts[0]:
        raise _no_anchor("Its quote is empty or its end does not come after its start")
    return Anchor(texts[3].removeprefix("urn:"), own[0], own[1], TextQuote(*texts[:3]), place, own[2])


def _no_anchor(why: str) -> UnusableInput:
    do = "Give a SpecificResource with a TextQuoteSelector and a TextPositionSelector, as narekenen writes it"
    return UnusableInput("not an anchor", why=why, do=do)
