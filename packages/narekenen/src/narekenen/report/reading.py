"""One file, read and checked: what every report is made from."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from narekenen.arithmetic.model import Finding, Severity
from narekenen.documents.model import Passage, Span
from narekenen.readings.model import Letter
from narekenen.report.overlaps import Overlaps


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter with its findings, in the order of the text."""

    letter: Letter
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def place(self, raw: Span) -> tuple[int | None, int]:
        """Page (None without pages) and line of a place in the source text, both from 1."""
        ends: list[int] | None = self.letter.memo.get("line ends")
        if ends is None:
            ends = self.letter.memo["line ends"] = [m.start() for m in re.finditer("\n", self.letter.source.text)]
        return self.letter.source.page_at(raw.start), bisect_left(ends, raw.start) + 1

    def passage_at(self, raw: Span) -> str:
        """The sentence that a place stands in, as it runs; "" where it stands in none."""
        passages: Overlaps[Passage] | None = self.letter.memo.get("passages")
        if passages is None:
            passages = self.letter.memo["passages"] = Overlaps((p.raw, p) for p in self.letter.passages)
        holding = [p for _, p in passages.at(Span(raw.start, raw.start + 1))]
        return min(holding, key=lambda p: p.raw.end - p.raw.start).text if holding else ""
