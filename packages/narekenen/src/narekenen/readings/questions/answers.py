"""An answer made ready: what every proposal about it needs, worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from narekenen.documents.model import Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.contentwords import content_words
from narekenen.readings.questions.answering import (
    DATE_GIVEN,
    NO,
    NO_COUNT,
    NUMBER_GIVEN,
    OPEN,
    REASON_GIVEN,
    REFERS,
    VIEW_GIVEN,
    YES,
)  # fmt: skip
from narekenen.readings.questions.asking import Wanted
from narekenen.readings.questions.model import Stretch

_COMMON, _FEWEST_ANSWERS = 0.6, 8
_COMPOUND = 5
_SHORT = 30
_MOST_PLACES = 50
"""A word that stands in more sentences than this is looked up in the first of them only."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says and where.

    sentences   with their place in the running text; `length` in words
    places      content word to the sentences it stands in
    vocabulary  all content words between strokes: "|plan|steiger|"
    says        "ja" or "nee" where it opens so, else ""
    open        sentences in which it says itself that it cannot or will not say, with those words
    refers      the reference, where the answer is little else
    given       which of reason, date, number and view stand in it
    common      words that stand in most answers of the document: that they come back says nothing
    """

    sentences: tuple[tuple[Span, str], ...]
    length: int
    places: Mapping[str, Sequence[int]]
    vocabulary: str
    says: str
    open: Mapping[int, str]
    refers: tuple[Span, str] | None
    given: frozenset[Wanted]
    common: frozenset[str]
    notice: bool = False

    def has(self, word: str) -> bool:
        """Whether a word stands in it: whole, or as a part of a compound when it is long enough."""
        if word in self.places:
            return True
        return len(word) >= _COMPOUND and (f"|{word}" in self.vocabulary or f"{word}|" in self.vocabulary)


def common_words(answers: Sequence[Sequence[Stretch]]) -> frozenset[str]:
    """The words that stand in three of five answers or more, where there are at least eight to tell by."""
    if len(answers) < _FEWEST_ANSWERS:
        return frozenset()
    counted: Counter[str] = Counter()
    for answer in answers:
        counted.update(set(content_words(" ".join(stretch.text for stretch in answer))))
    return frozenset(word for word, count in counted.items() if count >= _COMMON * len(answers))


def ready(answer: Sequence[Stretch], common: frozenset[str], *, notice: bool = False) -> Answer:
    """An answer cut into sentences. `notice` where the document only says that the answer comes later."""
    sentences: list[tuple[Span, str]] = []
    for stretch in answer:
        for span in sentence_spans(stretch.text):
            at = Span(stretch.span.start + span.start, stretch.span.start + span.end)
            sentences.append((at, stretch.text[span.start : span.end]))
    text = " ".join(words for _, words in sentences)
    length = len(text.split())
    opening = sentences[0][1] if sentences else ""
    says = "nee" if NO.match(opening) else "ja" if YES.match(opening) else ""
    places = _places(sentences)
    return Answer(
        sentences=tuple(sentences),
        length=length,
        places=places,
        vocabulary=f"|{'|'.join(sorted(places))}|",
        says=says,
        open={at: " ".join(f[0].split()) for at, (_, words) in enumerate(sentences) if (f := OPEN.search(words))},
        refers=None if says else _refers(sentences, length),
        given=_given(text),
        common=common,
        notice=notice,
    )


def _places(sentences: Sequence[tuple[Span, str]]) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, (_, text) in enumerate(sentences):
        for word in content_words(text):
            if len(places[word]) < _MOST_PLACES:
                places[word].append(at)
    return dict(places)


def _refers(sentences: Sequence[tuple[Span, str]], length: int) -> tuple[Span, str] | None:
    """The reference, where an answer is little else: "Zie het antwoord op vraag 2."."""
    if length > (_SHORT * 2 if len(sentences) == 1 else _SHORT):
        return None
    for span, text in sentences:
        if found := REFERS.search(text):
            return span, " ".join(found[0].split())
    return None


def _given(text: str) -> frozenset[Wanted]:
    found: set[Wanted] = set()
    if REASON_GIVEN.search(text):
        found.add("reason")
    if DATE_GIVEN.search(text):
        found.add("date")
    if NUMBER_GIVEN.search(NO_COUNT.sub(" ", text)):
        found.add("number")
    if VIEW_GIVEN.search(text):
        found.add("view")
    return frozenset(found)
