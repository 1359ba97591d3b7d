"""A document as an editor has it on the table: paper on which every reading is marked with what was said about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from navolgbaar.figures.models import Reading
from navolgbaar.figures.queries import proposals_of
from navolgbaar.figures.states import Verdict
from navolgbaar.sources.models import Document, Passage

NEAR = 4  # passages before and after the one that is looked at


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage with its readings marked; `markup` is empty where its words were erased."""

    ident: str
    kind: str
    markup: SafeString


def whole_paper(document: Document) -> list[Marked]:
    """Every passage of a document; each reading leads to its own page."""
    return _marked(list(document.passages.order_by("order")), list(proposals_of(document)), None)


def around(proposal: Reading) -> list[Marked]:
    """The passage of a reading with a few on either side, so that one sees what the number is about."""
    passage = proposal.anchor.passage
    near = passage.document.passages.filter(order__gte=passage.order - NEAR, order__lte=passage.order + NEAR)
    readings = proposals_of(passage.document).filter(anchor__passage__in=near)
    return _marked(list(near.order_by("order")), list(readings), proposal)


def standing(proposal: Reading) -> Reading:
    """The answer that holds, or the proposal itself while nobody answered."""
    answers = sorted(proposal.answered_by.all(), key=lambda answer: answer.pk)
    return answers[-1] if answers else proposal


def _marked(passages: list[Passage], readings: list[Reading], current: Reading | None) -> list[Marked]:
    by_passage: dict[int, list[Reading]] = {}
    for reading in readings:
        by_passage.setdefault(reading.anchor.passage_id, []).append(reading)
    return [
        Marked(passage.ident, passage.kind, _markup(passage, by_passage.get(passage.pk, []), current))
        for passage in passages
    ]


def _markup(passage: Passage, readings: list[Reading], current: Reading | None) -> SafeString:
    parts: list[SafeString] = []
    position = 0
    for reading in sorted(readings, key=lambda reading: (reading.anchor.at, reading.pk)):
        at, to = reading.anchor.at, reading.anchor.to
        if passage.erased_at is not None or at < position:
            continue
        parts.append(format_html("{}", passage.text[position:at]))
        parts.append(_mark(passage.text[at:to], reading, is_current=reading == current))
        position = to
    parts.append(format_html("{}", passage.text[position:]))
    return SafeString("".join(parts))


def _mark(words: str, reading: Reading, *, is_current: bool) -> SafeString:
    verdict = standing(reading).verdict
    css = {Verdict.PROPOSED: "", Verdict.REJECTED: "no"}.get(Verdict(verdict), "done")
    if is_current:
        return format_html('<mark class="{} current">{}</mark>', css, words)
    address = reverse("figures:reading", args=[reading.pk])
    return format_html('<mark class="{}"><a href="{}">{}</a></mark>', css, address, words)
