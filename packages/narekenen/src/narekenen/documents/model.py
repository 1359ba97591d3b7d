"""The nouns of a document: the text as it was extracted, the text as it runs, and the passages in it.

Three layers, each with offsets in code points (end exclusive):

1. `SourceText`: what a reader took out of the bytes, untouched. Offsets into this text are what anchors,
   readings and findings publish. A format that knows its structure (DOCX, HTML, XML) says so in `marks`.
2. `RunningText`: the same words as a person reads them: lines joined, hyphens closed, page furniture and
   notes taken out of the middle of a sentence. Every repair is recorded and can be undone.
3. `Passage`: one sentence, heading, list item, note or table row of the running text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "list_item", "table", "note", "caption", "address", "furniture"]
"""furniture: page headers and footers, page numbers, rules. Not read, but kept and reversible."""

MarkKind = Literal[
    "heading", "paragraph", "list_item", "table", "row", "cell", "header_cell", "note", "note_ref",
    "caption", "furniture", "link", "emphasis", "reference",
]  # fmt: skip

RepairKind = Literal[
    "join_lines",       # a line break inside a sentence became a space
    "close_hyphen",     # wo-\nnen became wonen
    "keep_hyphen",      # 1152504-\n165323 kept its hyphen, the line break went
    "join_address",     # a URL or reference number broken over lines
    "move_note",        # a note block went from the middle of a sentence to its own place
    "take_note_mark",   # a note mark (superscript, glued digit, <sup>) was taken out of the sentence
    "drop_furniture",   # a page header, footer or number
    "drop_markup",      # markdown or HTML remnants: **, <sup>, <br>
    "soft_hyphen",      # an invisible hyphen or a hyphen left inside a line
    "space",            # non-breaking, double or trailing spaces
    "character",        # a ligature, a control character, a broken encoding
]  # fmt: skip


class Span(NamedTuple):
    """A range of code points, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """Structure that the format itself states. `attributes` holds strings only, e.g. ("level", "2"), ("href", …)."""

    kind: MarkKind
    span: Span
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.attributes if key == name), default)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a document as one reader took it out of the bytes.

    digest       sha256 of the bytes, hex
    media_type   e.g. "text/plain", "application/pdf"
    reader       name@version of the reader; another version may give other offsets
    text         the code points that all public offsets point at
    pages        start offset of each page, () where the format has no pages
    marks        structure stated by the format, () for plain text
    metadata     what the format states about the document, e.g. ("dossier", "31234"), ("date", "2024-05-14")
    """

    name: str
    digest: str
    media_type: str
    reader: str
    text: str
    pages: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Page number from 1, or None where the format has no pages."""
        return bisect_right(self.pages, offset) if self.pages else None

    def line_at(self, offset: int) -> int:
        """Line number from 1."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of running text. Copied from the source (`raw` set, same length) or put in by a repair (`raw` None)."""

    start: int
    text: str
    raw: int | None


@dataclass(frozen=True, slots=True)
class Repair:
    """One change between source and running text.

    raw      the stretch of source text that is not copied (may be empty for an insertion)
    before   its characters
    after    what stands for it in the running text (often a space or nothing)
    at       offset in the running text where `after` stands, or stood
    """

    kind: RepairKind
    raw: Span
    before: str
    after: str
    at: int
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text of one kind. `level` is the depth of a heading or list item, 0 otherwise.

    `page_break` says that the block was put together over a page break. `label` is the label of a note or list item.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    label: str = ""
    page_break: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote: its label as printed, its block, and the running offsets where it is cited."""

    label: str
    block: int
    cited_at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text as a person reads it, with the way back to the source."""

    source: SourceText
    text: str
    pieces: tuple[Piece, ...]
    repairs: tuple[Repair, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    doubts: tuple[str, ...] = ()

    def raw_spans(self, span: Span) -> tuple[Span, ...]:
        """The stretches of source text that stand in `span`, in running order, neighbours merged."""
        found: list[Span] = []
        first = max(bisect_right(self.pieces, span.start, key=lambda p: p.start) - 1, 0)
        for index in range(first, len(self.pieces)):
            piece = self.pieces[index]
            if piece.start >= span.end:
                break
            if piece.raw is None:
                continue
            low, high = max(span.start, piece.start), min(span.end, piece.start + len(piece.text))
            if low >= high:
                continue
            raw = Span(piece.raw + low - piece.start, piece.raw + high - piece.start)
            if found and found[-1].end == raw.start:
                found[-1] = Span(found[-1].start, raw.end)
            else:
                found.append(raw)
        return tuple(found)

    def raw_span(self, span: Span) -> Span:
        """The smallest stretch of source text that holds `span`. Empty spans and insertions map to the nearest copy."""
        spans = self.raw_spans(span)
        if not spans:
            at = self._nearest_copy(span.start)
            return Span(at, at)
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def _nearest_copy(self, offset: int) -> int:
        """Source offset of the copy that ends at or holds a running offset; insertions are at most a few in a row."""
        for index in range(bisect_right(self.pieces, offset, key=lambda p: p.start) - 1, -1, -1):
            piece = self.pieces[index]
            if piece.raw is not None:
                return piece.raw + min(len(piece.text), offset - piece.start)
        return next((piece.raw for piece in self.pieces if piece.raw is not None), 0)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds a running offset (the last one that starts at or before it)."""
        return max(bisect_right(self.blocks, offset, key=lambda b: b.span.start) - 1, 0)


@dataclass(frozen=True, slots=True)
class Passage:
    """An addressable stretch: a sentence, a heading, a list item, a note, a table row.

    id     stable within this source text: "p12", "p12.s3" (block, sentence), "t4.r2" (table, row)
    span   in the running text; `raw` the smallest stretch of source that holds it
    """

    id: str
    kind: BlockKind
    block: int
    span: Span
    raw: Span
    text: str
