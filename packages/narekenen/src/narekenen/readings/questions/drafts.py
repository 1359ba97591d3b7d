"""What the two forms share: the paragraphs that may be question or answer, and questions while they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from narekenen.documents.model import Block, RunningText, Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.questions.asking import asks, asks_directly, of_group
from narekenen.readings.questions.model import Asker, Form, Pairing

_SIGNATURE = re.compile(
    r"(?:Hoogachtend|Met vriendelijke groet|De (?:minister|staatssecretaris|voorzitter|griffier|adjunct-griffier"
    r"|Minister|Staatssecretaris)\b.{0,90},?$|[Mm]ede namens .{0,160},$)"
)
_SOURCE_LABEL = re.compile(r"(?:\(?\d{1,2}\)|\[\d{1,2}\s?\]|\d{1,2}\.|[¹²³⁴-⁹]{1,2})\s*")
_SOURCE = re.compile(r"https?://|www\.|\w\.(?:nl|com|org|eu)/|[Kk]amerstuk|Handelingen|\b(?:19|20)\d\d\b|TK-nr")
_ASKS = re.compile(r"\?(?=\s|$)")
_EXPLANATION = re.compile(r"Toelichting\s{0,3}:|Deze vragen dienen ter aanvulling")


@dataclass(slots=True)
class DraftQuestion:
    """A question while it is being read."""

    number: str
    asker: Asker
    text: list[Span] = field(default_factory=list)
    context: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class DraftExchange:
    """An exchange while it is being read. `numbers` as the answer names them."""

    form: Form
    questions: list[DraftQuestion]
    answer: list[Span] = field(default_factory=list)
    numbers: tuple[str, ...] = ()
    pairing: Pairing = "none"
    notice: bool = False
    doubts: list[str] = field(default_factory=list)


def readable(running: RunningText) -> list[tuple[int, Block]]:
    """The blocks that may be question or answer: no notes, no page furniture, no lines of a letterhead.

    A list of sources at the end, labelled as the notes in the text are, is left out too.
    """
    kept = [
        (at, block) for at, block in enumerate(running.blocks) if block.kind not in ("note", "furniture", "address")
    ]
    while kept and _is_source(running.text, kept[-1][1].span):
        kept.pop()
    return kept


def _is_source(text: str, span: Span) -> bool:
    """Whether a paragraph is a source: it has a label, and names a paper or an address or is cited by that label."""
    label = _SOURCE_LABEL.match(text, span.start, span.end)
    if label is None or _ASKS.search(text, label.end(), span.end):
        return False
    mark = label[0].strip()
    cited = mark.endswith((")", "]")) and text.find(mark, 0, span.start) >= 0
    return cited or _SOURCE.search(text, label.end(), span.end) is not None


def closes(text: str) -> bool:
    """Whether a paragraph ends the answers: a signature, or the asker's own explanation behind the last answer."""
    return _SIGNATURE.match(text) is not None or _EXPLANATION.match(text) is not None


def asking_block(text: str) -> bool:
    """Whether a paragraph asks, or speaks as the asking group."""
    spans = sentence_spans(text)
    return any(asks(text[span.start : span.end]) for span in spans) or (bool(spans) and of_group(text))


def split_asking(text: str, span: Span) -> tuple[Span, Span | None]:
    """A paragraph that holds question and answer: the asking sentences in front, and the rest or None."""
    sentences = [(part, text[part.start : part.end]) for part in sentence_spans(text)]
    last = max((at for at, (_, words) in enumerate(sentences) if asks(words) or of_group(words)), default=-1)
    while 0 <= last < len(sentences) - 1 and asks_directly(sentences[last + 1][1]):
        last += 1
    if last < 0 or last == len(sentences) - 1:
        return span, None
    cut = sentences[last + 1][0].start
    return Span(span.start, span.start + sentences[last][0].end), Span(span.start + cut, span.end)
