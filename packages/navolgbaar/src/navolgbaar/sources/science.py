"""The door to narekenen: bytes in, a read letter out, and its passages as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from navolgbaar.core.ids import random_id
from navolgbaar.sources.models import Anchor, Document, Finding, Passage

if TYPE_CHECKING:
    from narekenen.documents.model import Passage as ReadPassage
    from narekenen.documents.model import Span
    from narekenen.readings.model import Letter

BETWEEN_ROWS = re.compile(r"[^\w]{0,40}")
"""What may stand between two rows of one table: its line end and its lines, never a word."""


def read(data: bytes, name: str) -> Letter:
    """Everything that can be read in a document. Raises narekenen.errors.UnusableInput with one clear message."""
    from narekenen.documents.isolation import open_isolated
    from narekenen.readings.letter import read_letter

    is_pdf = b"%PDF" in data[:1024]  # only there can one page hang or bring down the process that reads it
    return read_letter(open_isolated(data, name=name) if is_pdf else data, name=name)


def passage_rows(document: Document, letter: Letter) -> list[Passage]:
    """The passages of a letter, in the order in which they are read.

    A row of a table runs up to the next one, so that the rows of a table put together are its source text: some values
    of a row can be read again only where the whole table is seen.
    """
    ends = _ends(letter)
    return [
        Passage(
            document=document,
            ident=passage.id,
            order=order,
            kind=passage.kind,
            start=passage.raw.start,
            end=ends[order],
            text=passage.text,
            source_text=letter.source.text[passage.raw.start : ends[order]],
            salt=random_id(),
        )
        for order, passage in enumerate(letter.passages)
    ]


def _ends(letter: Letter) -> list[int]:
    """Of every passage where its source text ends."""
    ends = [passage.raw.end for passage in letter.passages]
    for order, (row, after) in enumerate(pairwise(letter.passages)):
        between = letter.source.text[row.raw.end : after.raw.start]
        if row.kind == after.kind == "table" and row.raw.end <= after.raw.start and BETWEEN_ROWS.fullmatch(between):
            ends[order] = after.raw.start
    return ends


@dataclass(frozen=True, slots=True)
class Anchoring:
    """Finds the passage of a place in the running text and makes anchors there (not saved)."""

    document: Document
    letter: Letter
    rows: dict[str, Passage]

    def anchor(self, span: Span, raw: Span) -> Anchor | None:
        """The anchor of a place, None where no single passage holds it."""
        from narekenen.trace.canonical import digest

        found = self._passage(span)
        if found is None:
            return None
        row = self.rows[found.id]
        at, to = span.start - found.span.start, span.end - found.span.start
        page = self.letter.source.page_at(raw.start)
        return Anchor(
            source=self.document.file.digest,
            reader=self.letter.source.reader,
            start=raw.start,
            end=raw.end,
            passage=row,
            at=at,
            to=to,
            locator=f"page {page}" if page else f"line {self.letter.source.line_at(raw.start)}",
            commitment=digest({"salt": row.salt, "text": row.text[at:to]}),
        )

    def _passage(self, span: Span) -> ReadPassage | None:
        from bisect import bisect_right

        index = bisect_right(self.letter.passages, span.start, key=lambda passage: passage.span.start) - 1
        passage = self.letter.passages[index] if index >= 0 else None
        return passage if passage is not None and passage.span.contains(span) else None


def propose_findings(document: Document, letter: Letter, anchoring: Anchoring) -> int:
    """Record what does not add up in a letter as proposals. Returns how many. Confirmations are not recorded."""
    from narekenen.arithmetic.checks import check

    found = [finding for finding in check(letter) if finding.severity != "confirmation"]
    Finding.objects.bulk_create(
        Finding(
            document=document,
            rule=finding.rule,
            verdict=finding.verdict,
            severity=finding.severity,
            printed=finding.printed,
            follows=finding.follows,
            evidence=[[item.raw.start, item.raw.end, item.role] for item in finding.evidence],
            steps=[[step.expression, step.result, step.label] for step in finding.steps],
            sentence=finding.nl,
            sentence_en=finding.en,
        )
        for finding in found
    )
    return len(found)
