"""One file, read and checked: what every report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.arithmetic.model import Finding, Severity
from narekenen.documents.model import Span
from narekenen.readings.model import Letter


@dataclass(frozen=True, slots=True)
class Checked:
    """A letter with its findings, in the order of the text."""

    letter: Letter
    findings: tuple[Finding, ...]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == severity)

    def place(self, raw: Span) -> tuple[int | None, int]:
        """Page (None without pages) and line of a place in the source text, both from 1."""
        return self.letter.source.page_at(raw.start), self.letter.source.line_at(raw.start)

    def passage_at(self, raw: Span) -> str:
        """The sentence that a place stands in, as it runs; "" where it stands in none."""
        holding = [p for p in self.letter.passages if p.raw.start <= raw.start < p.raw.end]
        return min(holding, key=lambda p: p.raw.end - p.raw.start).text if holding else ""
