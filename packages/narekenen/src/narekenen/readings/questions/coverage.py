"""Whether an answer comes back to a sub-question: a proposal with its reason, from the words alone.

No rule knows whether an answer is right, or enough. "not_seen" says that no word of the question was found in the
answer; a person who reads on may find that it was answered in other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narekenen.documents.model import Span
from narekenen.documents.sentences import sentence_spans
from narekenen.readings.contentwords import content_words, words_at
from narekenen.readings.questions.answering import (
    DATE_GIVEN,
    NO,
    NO_COUNT,
    NUMBER_GIVEN,
    OPEN,
    REASON_GIVEN,
    REFERS,
    YES,
)  # fmt: skip
from narekenen.readings.questions.asking import Wanted, depends, wanted
from narekenen.readings.questions.model import Coverage, Cue, Proposal, Reason, Stretch
from narekenen.readings.questions.reasons import sentences_of

_POINTS = re.compile(r"(?:Deze|Dit|Die|Dat|De genoemde|Het genoemde|Bedoelde) (?P<what>[\w-]+(?: [\w-]+)?)")
_ADDRESSED, _PARTLY, _MANY = 0.5, 0.25, 4
_SHORT, _ONE_WORD = 30, 4
_COMMON, _FEWEST_ANSWERS = 0.6, 8
_COMPOUND = 5
_AMONG_MANY, _LONG = 3, 8


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer made ready: its sentences in running text, the words of each, and where it opens with yes or no.

    common   words that stand in most answers of the document: that they come back says nothing
    """

    sentences: tuple[tuple[Span, str], ...]
    words: tuple[frozenset[str], ...]
    says: str
    notice: bool = False
    common: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.sentences)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: the words of its whole question, whether the answer opens on it, whether it is alone.

    topic            the words of the whole question: "Zo ja, welke?" has no topic of its own
    first_question   of the questions that share the answer; "Ja." answers this one
    first_part       of its question
    parts            how many parts the answer is to: among many, one word that comes back tells nothing
    """

    topic: str
    first_question: bool = True
    first_part: bool = True
    parts: int = 1


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
    words = tuple(frozenset(content_words(text)) for _, text in sentences)
    opening = sentences[0][1] if sentences else ""
    says = "nee" if NO.match(opening) else "ja" if YES.match(opening) else ""
    return Answer(tuple(sentences), words, says, notice, common)


def propose(part: str, cue: Cue, place: Place, answer: Answer) -> Proposal:
    """What the reader proposes about one part of a question that stands at `place`."""
    if answer.notice:
        return _say("not_seen", "notice", (), ())
    if not answer.sentences:
        return _say("not_seen", "no_answer", (), ())
    says = answer.says if place.first_question else ""
    opening = (answer.sentences[0][1].split()[0].strip(",.;:"),), (answer.sentences[0][0],)
    only_if = depends(part)
    if only_if and says and only_if != says:
        return _say("addressed", "not_applicable", *opening)
    refers = _only_refers(answer)
    if refers is not None:
        return _say("refers", "refers", (refers[1],), (refers[0],))
    kind = wanted(part)
    if says and place.first_part and (kind == "yes_no" or len(answer.text.split()) <= _ONE_WORD):
        return _say("addressed", "yes_no", *opening)
    return _by_words(part, place, kind, cue, answer)


def _only_refers(answer: Answer) -> tuple[Span, str] | None:
    """The reference, where an answer is little else: "Zie het antwoord op vraag 2."."""
    if answer.says or len(answer.text.split()) > _SHORT * 2:
        return None
    for span, text in answer.sentences:
        found = REFERS.search(text)
        if found and (len(answer.sentences) == 1 or len(answer.text.split()) <= _SHORT):
            return span, " ".join(found[0].split())
    return None


def _by_words(part: str, place: Place, kind: Wanted, cue: Cue, answer: Answer) -> Proposal:
    own = _telling(part, answer.common)
    whole = len(own) < 2
    sought = _telling(place.topic, answer.common) if whole else own
    everywhere = f"|{'|'.join(sorted(frozenset().union(*answer.words)))}|"
    back = [word for word in sought if _stands_in(word, everywhere)]
    if place.first_part and place.first_question and (opening := OPEN.search(answer.sentences[0][1])):
        return _say("partly", "stated_open", (" ".join(opening[0].split()),), (answer.sentences[0][0],))
    if not back:
        return _say("not_seen", "nothing_returns", (), ())
    shown, places = _as_printed(place.topic if whole else part, back), _places(back, answer)
    if refusal := _refusal(back, answer):
        return _say("partly", "stated_open", (refusal[1],), (refusal[0],))
    share, missing = len(back) / len(sought), _kind_missing(kind, answer.text)
    if share >= _ADDRESSED or (len(back) >= _MANY and share >= _PARTLY) or _points_back(back, answer):
        reason: Reason = "kind_missing" if missing else "words_return"
        return _say("partly" if missing else "addressed", reason, shown, places)
    lost = place.parts >= _AMONG_MANY and len(back) == 1 and len(sought) >= _LONG and cue != "condition"
    if not lost:
        found = kind in ("reason", "number", "date") and not missing and share >= _PARTLY
        return _say("addressed" if found else "partly", "kind_found" if found else "words_return", shown, places)
    return _say("not_seen", "nothing_returns", shown, places)


def _points_back(back: Sequence[str], answer: Answer) -> bool:
    """Whether the answer opens on a word of the question: "Deze proef is afgerond"."""
    found = _POINTS.match(answer.sentences[0][1])
    return found is not None and bool(set(content_words(found["what"])).intersection(back))


def _telling(text: str, common: frozenset[str]) -> tuple[str, ...]:
    words = content_words(text, asking=True)
    return tuple(word for word in words if word not in common) or words


def _stands_in(word: str, everywhere: str) -> bool:
    """Whether a word stands among words joined by strokes: whole, or as a part of a compound when it is long enough."""
    if f"|{word}|" in everywhere:
        return True
    return len(word) >= _COMPOUND and (f"|{word}" in everywhere or f"{word}|" in everywhere)


def _kind_missing(kind: Wanted, text: str) -> bool:
    given = {"reason": REASON_GIVEN, "date": DATE_GIVEN, "number": NUMBER_GIVEN}.get(kind)
    if kind == "number":
        text = NO_COUNT.sub(" ", text)
    return given is not None and given.search(text) is None


def _places(sought: Sequence[str], answer: Answer) -> tuple[Span, ...]:
    """The sentences with the most words of the question, at most three, in the order of the text."""
    scored = [(len(words.intersection(sought)), -at) for at, words in enumerate(answer.words)]
    best = sorted((pair for pair in scored if pair[0]), reverse=True)[:3]
    return tuple(answer.sentences[at][0] for at in sorted(-minus for _, minus in best))


def _refusal(sought: Sequence[str], answer: Answer) -> tuple[Span, str] | None:
    """Where the answer says itself that it cannot say, with a word of the question near it."""
    for at, (span, text) in enumerate(answer.sentences):
        near = answer.words[at] | (answer.words[at - 1] if at else frozenset())
        if (found := OPEN.search(text)) and (near.intersection(sought) or len(answer.sentences) <= 2):
            return span, " ".join(found[0].split())
    return None


def _as_printed(text: str, stems: Sequence[str]) -> tuple[str, ...]:
    """Words as the question writes them, each once."""
    shown: dict[str, str] = {}
    for word, start, end in words_at(text, asking=True):
        if word in stems:
            shown.setdefault(word, text[start:end])
    return tuple(shown.values())


def _say(coverage: Coverage, reason: Reason, words: tuple[str, ...], seen_at: tuple[Span, ...]) -> Proposal:
    nl, en = sentences_of(reason, words)
    return Proposal(coverage, reason, words, seen_at, nl, en)
