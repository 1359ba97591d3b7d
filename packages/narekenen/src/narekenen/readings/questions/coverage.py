"""Whether an answer comes back to a sub-question: a proposal with its reason, from the words alone.

No rule knows whether an answer is right, or enough. "not_seen" says that hardly a word of the question was found in
the answer; a person who reads on may find that it was answered in other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narekenen.documents.model import Span
from narekenen.readings.contentwords import content_words, words_at
from narekenen.readings.questions.answers import Answer
from narekenen.readings.questions.asking import Wanted, depends, wanted
from narekenen.readings.questions.model import Coverage, Cue, Proposal, Reason
from narekenen.readings.questions.reasons import sentences_of

_POINTS = re.compile(r"(?:Deze|Dit|Die|Dat|De genoemde|Het genoemde|Bedoelde) (?P<what>[\w-]+(?: [\w-]+)?)")
_REFERS_BACK = re.compile(r"\b(?:(?:hier|daar)[a-z]*|dit|deze|die)\b", re.IGNORECASE)
"""A part that leans on what was asked before it: "Welke middelen zijn hiervoor nodig?"."""
_ADDRESSED, _PARTLY, _MANY = 0.5, 0.25, 4
_ONE_WORD = 4
_OPENS_WITH, _TWO = 0.3, 2
"""Two words of the question in the first two sentences of the answer: it speaks of the question, in other words."""
_AMONG_MANY, _LONG = 3, 8


@dataclass(frozen=True, slots=True)
class Topic:
    """The telling words of a question or a part of one: stems, each with the word as it is printed."""

    printed: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, text: str, common: frozenset[str]) -> Topic:
        """The words of `text` that are not `common`; all of them where none is left."""
        words: dict[str, str] = {}
        for word, start, end in words_at(text, asking=True):
            words.setdefault(word, text[start:end])
        telling = {word: shown for word, shown in words.items() if word not in common} or words
        return cls(tuple(telling.items()))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands.

    topic            the words of the whole question: "Zo ja, welke?" has no topic of its own
    first_question   of the questions that share the answer; "Ja." answers this one
    first_part       of its question
    parts            how many parts the answer is to: among many, one word that comes back tells nothing
    """

    topic: Topic
    first_question: bool = True
    first_part: bool = True
    parts: int = 1


def propose(part: str, cue: Cue, place: Place, answer: Answer) -> Proposal:
    """What the reader proposes about one part of a question that stands at `place`."""
    if answer.notice:
        return _say("not_seen", "notice", (), ())
    if not answer.sentences:
        return _say("not_seen", "no_answer", (), ())
    says = answer.says if place.first_question else ""
    opening = (answer.sentences[0][1].split(maxsplit=1)[0].strip(",.;:"),), (answer.sentences[0][0],)
    only_if = depends(part)
    if only_if and says and only_if != says:
        return _say("addressed", "not_applicable", *opening)
    if answer.refers is not None:
        return _say("refers", "refers", (answer.refers[1],), (answer.refers[0],))
    kind = wanted(part)
    if says and place.first_part and (kind == "yes_no" or answer.length <= _ONE_WORD):
        return _say("addressed", "yes_no", *opening)
    return _by_words(part, place, kind, cue, answer)


def _by_words(part: str, place: Place, kind: Wanted, cue: Cue, answer: Answer) -> Proposal:
    if place.first_part and place.first_question and 0 in answer.open:
        return _say("partly", "stated_open", (answer.open[0],), (answer.sentences[0][0],))
    own = Topic.of(part, answer.common)
    borrowed = len(own.printed) < 2
    sought = place.topic.printed if borrowed else own.printed
    back = {word: shown for word, shown in sought if answer.has(word)}
    if not back and _REFERS_BACK.search(part):
        back = {word: shown for word, shown in place.topic.printed if answer.has(word)}
        if len(back) >= _TWO:
            return _say("partly", "words_return", tuple(back.values()), _best_places(back, answer))
    if not back:
        return _say("not_seen", "nothing_returns", (), ())
    shown = tuple(back.values())
    if (at := _refusal(back, answer)) is not None:
        return _say("partly", "stated_open", (answer.open[at],), (answer.sentences[at][0],))
    share, missing = len(back) / len(sought), kind in ("reason", "date", "number") and kind not in answer.given
    places = _best_places(back, answer)
    opens = place.first_part and share >= _OPENS_WITH and _in_the_opening(back, answer) >= _TWO
    if share >= _ADDRESSED or (len(back) >= _MANY and share >= _PARTLY) or opens or _points_back(back, answer):
        reason: Reason = "kind_missing" if missing else "words_return"
        own_back = not borrowed or place.first_part or any(word in back for word, _ in own.printed)
        weak = missing or not (own_back or kind in answer.given)
        return _say("partly" if weak else "addressed", reason, shown, places)
    if place.parts >= _AMONG_MANY and len(back) == 1 and len(sought) >= _LONG and cue != "condition":
        return _say("not_seen", "nothing_returns", shown, places)
    found = kind in answer.given and (share >= _PARTLY or kind == "view")
    return _say("addressed" if found else "partly", "kind_found" if found else "words_return", shown, places)


def _in_the_opening(back: dict[str, str], answer: Answer) -> int:
    """How many of the words stand in the first two sentences of the answer."""
    return sum(min(answer.places.get(word, (_LONG,))) < _TWO for word in back)


def _points_back(back: dict[str, str], answer: Answer) -> bool:
    """Whether the answer opens on a word of the question: "Deze proef is afgerond"."""
    found = _POINTS.match(answer.sentences[0][1])
    return found is not None and any(word in back for word in content_words(found["what"]))


def _refusal(back: dict[str, str], answer: Answer) -> int | None:
    """The sentence in which the answer says that it cannot say, with a word of the question in it or just before."""
    if not answer.open:
        return None
    if len(answer.sentences) <= 2:
        return min(answer.open)
    near = {at + step for word in back for at in answer.places.get(word, ()) for step in (0, 1)}
    return min(near.intersection(answer.open), default=None)


def _best_places(back: dict[str, str], answer: Answer) -> tuple[Span, ...]:
    """The sentences with the most words of the question, at most three, in the order of the text."""
    counted = Counter(at for word in back for at in answer.places.get(word, ()))
    best = sorted(counted, key=lambda at: (-counted[at], at))[:3]
    return tuple(answer.sentences[at][0] for at in sorted(best))


def _say(coverage: Coverage, reason: Reason, words: Sequence[str], seen_at: tuple[Span, ...]) -> Proposal:
    nl, en = sentences_of(reason, tuple(words))
    return Proposal(coverage, reason, tuple(words), seen_at, nl, en)
