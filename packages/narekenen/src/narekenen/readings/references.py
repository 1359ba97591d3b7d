"""All references of a text: parliamentary papers, laws, judgments, letters, addresses, each with its identifier."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from narekenen.documents.model import RunningText, Span
from narekenen.readings.caselaw import judgments
from narekenen.readings.citing import reference
from narekenen.readings.handelingen import annexes, proceedings, sessions
from narekenen.readings.kamerstukken import kamerstukken
from narekenen.readings.laws import articles, european, identifiers, journals, laws
from narekenen.readings.letters import annexes_of_this, commitments, files, letters, reports
from narekenen.readings.model import ReferenceReading
from narekenen.readings.motions import motions
from narekenen.readings.urls import emails, urls

# The first reader that claims a stretch of text keeps it: what is surest stands first.
_READERS: tuple[Callable[[str], Iterator[ReferenceReading]], ...] = (
    urls, emails, judgments, identifiers, annexes, proceedings, files, kamerstukken, commitments, journals, european,
    articles, letters, annexes_of_this, laws, sessions,
)  # fmt: skip
_MOTION_BEFORE = re.compile(r"(?<![A-Za-z-])[Mm]oties?\Z")
# A title may hold other references: these readers look over the shoulder of the others.
_NAMERS: tuple[Callable[[str], Iterator[ReferenceReading]], ...] = (reports,)


def _claimed(text: str) -> Iterator[ReferenceReading]:
    """The readings of all readers, without those that touch a stretch that an earlier reader claimed."""
    taken = bytearray(len(text))
    for reader in _READERS:
        for reading in reader(text):
            start, end = reading.span
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                yield reading


def references_in(text: str) -> tuple[ReferenceReading, ...]:
    """Every reference in `text`, in the order in which they stand.

    text: any string, also a raw one with broken lines. Spans are code points in it; `raw` equals `span`.
    Returns one reading per citation, with an identifier per document that it names (`canonical`). A motion named by its
    mover and a title may contain or touch other readings; all others do not overlap.
    Not for page furniture: on a running text use `references`, which leaves headers and footers out.
    """
    found = list(_claimed(text))
    papers = [reading for reading in found if reading.kind == "kamerstuk"]
    found += motions(text, papers)
    found += [reading for reader in _NAMERS for reading in reader(text)]
    return tuple(sorted(found, key=lambda reading: (reading.span.start, reading.span.end)))


def _block_of(running: RunningText, starts: list[int], span: Span) -> int | None:
    """Index of the block of a reading; None for page furniture and for what runs over two blocks."""
    at = bisect_right(starts, span.start) - 1
    crosses = at + 1 < len(starts) and starts[at + 1] < span.end
    return None if at < 0 or crosses or running.blocks[at].kind == "furniture" else at


def _papers_by_citation(found: Iterable[ReferenceReading]) -> dict[int, tuple[str, ...]]:
    """Running offset at which a note is cited -> the papers that the note names."""
    papers: dict[int, list[str]] = {}
    for reading in found:
        if reading.kind == "kamerstuk" and reading.canonical[0].startswith("kst-"):
            for at in reading.cited_at:
                papers.setdefault(at, []).extend(reading.canonical)
    return {at: tuple(named) for at, named in papers.items()}


def _with_paper(reading: ReferenceReading, papers: dict[int, tuple[str, ...]]) -> ReferenceReading:
    """A motion with the paper of the note behind its names, unless a paper stands beside them already."""
    if reading.kind != "motie" or any(name == "paper" for name, _ in reading.parts):
        return reading
    cited = next((papers[at] for at in (reading.span.end, reading.span.end + 1) if at in papers), ())
    return replace(reading, parts=reading.parts + tuple(("paper", one) for one in cited))


def _nameless(running: RunningText, papers: dict[int, tuple[str, ...]]) -> Iterator[ReferenceReading]:
    """Motions without a name whose paper stands in the note: "In haar motie³ vraagt …"."""
    for at, cited in papers.items():
        word = _MOTION_BEFORE.search(running.text, max(0, at - 12), at)
        if word:
            found = reference(running.text, word.start(), at, "motie", (), tuple(("paper", one) for one in cited))
            yield replace(found, raw=running.raw_span(found.span))


def references(running: RunningText) -> tuple[ReferenceReading, ...]:
    """Every reference of a document, with its place in the source, in running order.

    A reference in a note says which note (`note`) and where that is cited (`cited_at`, running offsets). A motion whose
    paper stands in the note behind the names gets it as ("paper", "kst-…"). Page headers and footers are left out.
    """
    starts = [block.span.start for block in running.blocks]
    notes = {note.block: note for note in running.notes}
    found = []
    for reading in references_in(running.text):
        block = _block_of(running, starts, reading.span)
        if block is None:
            continue
        note = notes.get(block)
        label, cited = (note.label, note.cited_at) if note else ("", ())
        found.append(replace(reading, raw=running.raw_span(reading.span), note=label, cited_at=cited))
    papers = _papers_by_citation(found)
    found = [_with_paper(reading, papers) for reading in found] + list(_nameless(running, papers))
    return tuple(sorted(found, key=lambda reading: (reading.span.start, reading.span.end)))
