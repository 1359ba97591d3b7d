"""Running text cut into passages: the units that readings, findings and people point at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from narekenen.documents.lineshapes import label_length
from narekenen.documents.model import Block, Passage, RunningText, Span
from narekenen.documents.sentences import sentence_spans

_NOTE_LABEL = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}|\[\^?\d{1,3}\s?\]:?|\d{1,3}[).]?)\s*")
_ROW = re.compile(r"[^\n\r]*[^\s][^\n\r]*")


def passages(running: RunningText) -> tuple[Passage, ...]:
    """Every sentence, heading, item, note, caption and table row of a text, in running order.

    The marker of an item and the label of a note are left out. A heading, a caption and a line of a letterhead are
    one passage each. Ids: "p12" for a block that is one passage, "p12.s3" for its sentences, "t4.r2" for table rows;
    they are stable for one source text and one version of this module. Furniture gives no passages.
    """
    found: list[Passage] = []
    stated = [mark.span for mark in running.source.marks if mark.kind == "row"]
    for index, block in enumerate(running.blocks):
        if block.kind == "furniture":
            continue
        spans = list(_rows(running, block, stated) if block.kind == "table" else _spans(running.text, block))
        for number, span in enumerate(spans, start=1):
            name = _name(block, index, number, len(spans))
            raw, text = running.raw_span(span), running.text[span.start : span.end]
            found.append(Passage(name, block.kind, index, span, raw, text))
    return tuple(found)


def _name(block: Block, index: int, number: int, count: int) -> str:
    if block.kind == "table":
        return f"t{index}.r{number}"
    return f"p{index}" if count == 1 else f"p{index}.s{number}"


def _spans(text: str, block: Block) -> Iterator[Span]:
    start, end = block.span
    start += _label_length(text[start:end], block)
    if block.kind in ("heading", "caption", "address"):
        if start < end:
            yield Span(start, end)
        return
    for span in sentence_spans(text[start:end]):
        yield Span(start + span.start, start + span.end)


def _rows(running: RunningText, block: Block, stated: Sequence[Span]) -> Iterator[Span]:
    """The rows of a table as the format states them, else its lines. A table is one copy of the source."""
    text, (start, end) = running.text, block.span
    raw = running.raw_span(block.span)
    first, after = bisect_left(stated, (raw.start, 0)), bisect_left(stated, (raw.end, 0))
    if first == after:
        for row in _ROW.finditer(text, start, end):
            yield Span(*row.span())
    for span in stated[first:after]:
        low, high = start + span.start - raw.start, min(end, start + span.end - raw.start)
        if text[low:high].strip():
            yield Span(low, high)


def _label_length(text: str, block: Block) -> int:
    """Characters of the label and the blanks behind it."""
    label = block.label
    if not label:
        return 0
    if block.kind == "note" and not text.startswith(label):
        printed = _NOTE_LABEL.match(text)
        return printed.end() if printed else 0
    if not text.startswith(label):
        return label_length(text)
    rest = text[len(label) :]
    return len(text) - len(rest.lstrip(" .)]:" if block.kind == "note" else " "))
