"""Running text cut into passages: the units that readings, findings and people point at."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    for index, block in enumerate(running.blocks):
        if block.kind == "furniture":
            continue
        spans = list(_spans(running.text, block))
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
    if block.kind == "table":
        for row in _ROW.finditer(text, start, end):
            yield Span(*row.span())
        return
    start += _label_length(text[start:end], block)
    if block.kind in ("heading", "caption", "address"):
        if start < end:
            yield Span(start, end)
        return
    for span in sentence_spans(text[start:end]):
        yield Span(start + span.start, start + span.end)


def _label_length(text: str, block: Block) -> int:
    if block.kind == "note" and block.label:
        label = _NOTE_LABEL.match(text)
        return label.end() if label else 0
    return label_length(text) if block.label else 0
