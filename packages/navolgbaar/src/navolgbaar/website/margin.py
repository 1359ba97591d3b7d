"""A document as paper with a margin: passages in reading order, marked where something was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from navolgbaar.core.permission import granted
from navolgbaar.figures.models import FigureVersion, Reading
from navolgbaar.figures.queries import proposals_of, published_versions
from navolgbaar.sources.models import Document, Finding, Passage
from navolgbaar.sources.states import FindingState

Mark = tuple[int, int, FigureVersion | None]  # from, to in the passage; the published version, None for a proposal


@dataclass(slots=True)
class PaperPassage:
    """A passage with its markup. `ident` is the fragment that anchors link to."""

    ident: str
    kind: str
    markup: SafeString
    erased: bool = False


@dataclass(slots=True)
class Paper:
    passages: list[PaperPassage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def paper_of(document: Document, user: Any) -> Paper:
    """The paper as this user may see it. Proposals of the machine are for editors only."""
    sees_proposals = granted("sources.see_proposals", user, document)
    readings = list(proposals_of(document)) if sees_proposals else []
    findings = document.findings.all() if sees_proposals else document.findings.filter(state=FindingState.CONFIRMED)
    marks: dict[int, list[Mark]] = {}
    for reading in readings:
        _mark(marks, reading, None)
    public = published_versions().filter(reading__anchor__passage__document=document).order_by("number")
    for version in public.select_related(None).select_related("figure", "reading__anchor"):
        if version.reading is not None:
            _mark(marks, version.reading, version)
    shown = document.passages.order_by("order").only("document", "ident", "kind", "text", "erased_at")
    passages = [_paper_passage(passage, marks.get(passage.pk, [])) for passage in shown]
    return Paper(passages, list(findings), readings)


def _mark(marks: dict[int, list[Mark]], reading: Reading, version: FigureVersion | None) -> None:
    anchor = reading.anchor
    marks.setdefault(anchor.passage_id, []).append((anchor.at, anchor.to, version))


def _paper_passage(passage: Passage, marks: list[Mark]) -> PaperPassage:
    if passage.erased_at is not None:
        return PaperPassage(passage.ident, passage.kind, SafeString(), erased=True)
    if not marks:
        return PaperPassage(passage.ident, passage.kind, escape(passage.text))
    parts: list[SafeString] = []
    position = 0
    chosen = {(at, to): version for at, to, version in marks}  # a published figure goes before a proposal
    for (at, to), version in sorted(chosen.items(), key=lambda item: item[0]):
        if at < position:
            continue
        parts.append(escape(passage.text[position:at]))
        words = passage.text[at:to]
        parts.append(_marked(words, version))
        position = to
    parts.append(escape(passage.text[position:]))
    return PaperPassage(passage.ident, passage.kind, SafeString("".join(parts)))


def _marked(words: str, version: FigureVersion | None) -> SafeString:
    """The words as they stand on the paper; where they became a figure they lead to it. They are the document's own:
    the figure itself may have been corrected since."""
    if version is None:
        return format_html("<mark>{}</mark>", words)
    return format_html('<a class="figure" href="{}">{}</a>', version.figure.get_absolute_url(), words)
