"""Rule: of the comparisons that a text says were made, one is reported on and another never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, evidence, sentences
from narekenen.documents.model import Span
from narekenen.readings.model import Letter

RULE = "comparisons_announced"
_MADE = re.compile(r"\b(?:onderzocht|vergeleken|bekeken|uitgesplitst|gemeten|nagegaan|geanalyseerd)\b")
_OPPOSITE = re.compile(r"\bniet-(?P<what>[^\W\d_][\w-]{1,30})")
_COMPARED = re.compile(r"\b(?:verschil|verschillen|vergelijking|onderscheid|versus)\b")
_MOST = 50


@dataclass(frozen=True, slots=True)
class Announced:
    """A comparison that a sentence says was made; `telling` is the word that names it and nothing else."""

    sentence: Sentence
    start: int
    end: int
    telling: str


def comparisons_never_reported(letter: Letter) -> Iterator[Finding]:
    """A comparison "tussen stedelijke en niet-stedelijke scholen" said to have been made, never spoken of again.

    The telling word is the one with "niet-" ("niet-stedelijke"): it names the comparison and nothing else. A finding
    only where the same text announces at least one other such comparison and does report on it later: then the reader
    may expect this one too.
    """
    all_sentences = sentences(letter)
    found = [item for sentence in all_sentences for item in _announced(sentence)][:_MOST]
    if len(found) < 2:
        return
    reported = [item for item in found if _spoken_of(all_sentences, item)]
    for item in found:
        if reported and item not in reported:
            span = Span(item.sentence.span.start + item.start, item.sentence.span.start + item.end)
            other = reported[0].telling
            yield Finding(
                rule=RULE, verdict="missing_content", severity="finding",
                printed=letter.running.text[span.start : span.end], follows="",
                evidence=(evidence(letter, span, "claim"),), steps=(),
                nl=f"Volgens de tekst is dit verschil onderzocht; over ‘{item.telling}’ volgt geen uitkomst, over "
                f"‘{other}’ wel.",
                en=f"The text says that this difference was examined; no outcome follows about “{item.telling}”, while "
                f"one does about “{other}”.",
            )  # fmt: skip


def _announced(sentence: Sentence) -> Iterator[Announced]:
    lower = sentence.text.lower()
    if not _MADE.search(lower):
        return
    for match in _OPPOSITE.finditer(lower):
        before = lower[max(0, match.start() - 200) : match.start()]
        word = match["what"]
        pair = re.search(rf"(?<![\w-]){re.escape(word)}\b[^.;]{{0,90}}$", before)
        if pair and _COMPARED.search(before):
            start = max(0, match.start() - 200) + pair.start()
            yield Announced(sentence, start, match.end(), match[0])


def _spoken_of(all_sentences: tuple[Sentence, ...], item: Announced) -> bool:
    later = (s for s in all_sentences if s.span.start > item.sentence.span.start)
    return any(item.telling in sentence.text.lower() for sentence in later)
