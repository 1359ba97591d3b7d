"""Two values of one quantity at two moments, as prose gives them: "van 12 naar 8", "9% ten opzichte van 7%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from narekenen.arithmetic.prose import Sentence
from narekenen.readings.model import NumberReading

Direction = Literal["up", "down", ""]

_UP = (
    r"gestegen|stijgt|stijgen|steeg|stegen|stijging|toename|toegenomen|toeneemt|nam toe|namen toe|neemt toe|groei|"
    r"groeide|groeit|gegroeid|verhoogd|verhoging|opgelopen"
)
_DOWN = (
    r"gedaald|daalt|dalen|daalde|daalden|daling|afname|afgenomen|afneemt|nam af|namen af|neemt af|verlaagd|verlaging|"
    r"teruggelopen|gekrompen|krimp|vermindering|verminderd"
)
_SPLIT_VERB = r"(?:nam|namen|neemt|nemen)(?: [^\W\d_]+){1,6}"
_WORD = re.compile(rf"\b(?:(?P<up>{_UP}|{_SPLIT_VERB} toe)|(?P<down>{_DOWN}|{_SPLIT_VERB} af))\b")
_HEDGE = r"(?:(?:ruim|circa|ongeveer|bijna|meer dan|minder dan|zo'n|gemiddeld|slechts|maximaal|minimaal) ){0,2}"
_FROM = re.compile(rf"\bvan {_HEDGE}(?:€ ?)?$")
_TO = re.compile(rf"^[^.;:]{{0,60}}?\b(?P<to>naar|tot) {_HEDGE}(?:€ ?)?$")
_AGAINST = re.compile(
    rf"\b(?:ten opzichte van|vergeleken met|in vergelijking met|tegenover) (?:de |het )?{_HEDGE}(?:€ ?)?$"
)
_THEN = re.compile(
    r"^\)? (?:in|over|van|uit|begin|eind|medio) (?:(?:de|het) )?(?:vorige?|eerdere?|eerste|tweede|(?:19|20)\d\d)"
)
_NEXT_TO = 5  # words that may stand between the word for a change and the two values
_ELSEWHERE = re.compile(
    r"[,.;:(]|\b(?:als|indien|door|doordat|omdat|wanneer|om|terwijl|want|zodat|ondanks|dankzij|met|maar|en|dat|die|geen|"
    r"niet|minder|zonder|nauwelijks)\b"
)
_DELTA = re.compile(rf"\b(?:(?:{_UP}|{_DOWN}) van|met) {_HEDGE}$")


@dataclass(frozen=True, slots=True)
class Change:
    """An old and a new value of one quantity in one sentence.

    said    what the words say directly beside the two values: "up", "down", "" when they say nothing or both
    word    the word that says it, as it stands
    """

    sentence: Sentence
    old: NumberReading
    new: NumberReading
    said: Direction
    word: str = ""

    @property
    def rises(self) -> bool:
        return self.new.value > self.old.value

    @property
    def falls(self) -> bool:
        return self.new.value < self.old.value

    @property
    def about(self) -> str:
        """The words of the sentence before the first of the two values, lower case."""
        return self.sentence.slice(self.sentence.span.start, min(self.old.span.start, self.new.span.start))


def changes(sentence: Sentence) -> Iterator[Change]:
    """The pairs of an old and a new value that a sentence gives, each number in one pair."""
    numbers = [number for number in sentence.numbers if number.kind not in ("duration", "factor") or number.unit]
    for first, second in pairwise(numbers):
        if first.unit != second.unit or first.high is not None or second.high is not None:
            continue
        before = sentence.slice(first.span.start - 40, first.span.start)
        between = sentence.slice(first.span.end, second.span.start)
        to = _TO.search(between)
        if to and _FROM.search(before):
            said, word = _said(before, sentence.slice(second.span.end, second.span.end + 24))
            if said or to["to"] == "naar":
                yield Change(sentence, first, second, said, word)
        elif _AGAINST.search(between) and not _DELTA.search(before):
            said, word = _said(between, "")
            if said or _THEN.search(sentence.slice(second.span.end, second.span.end + 40)):
                yield Change(sentence, second, first, said, word)


def _said(before: str, after: str) -> tuple[Direction, str]:
    """The direction that the words beside a pair say; "" for both directions, a negation or another clause."""
    after = re.split(r"[,.;:(]", after, maxsplit=1)[0]
    behind = [match for match in _WORD.finditer(before) if _is_beside(before[match.end() :])]
    ahead = [match for match in _WORD.finditer(after) if _is_beside(after[: match.start()])]
    matches = behind + ahead
    kinds = {match.lastgroup for match in matches}
    if len(kinds) != 1 or re.search(r"\b(?:geen|niet|minder|zonder|nauwelijks)\b", f"{before[-24:]} {after}"):
        return "", ""
    return ("up" if kinds == {"up"} else "down"), matches[-1][0]


def _is_beside(between: str) -> bool:
    """Whether the words between the word for a change and the values belong to one phrase."""
    between = re.sub(r"^[,:] (?=van\b)", " ", between)  # "afgenomen, van 8 naar 11"
    return (
        len(between.split()) <= _NEXT_TO + 1 and not _ELSEWHERE.search(between) and not re.search(r"[,.;:(]", between)
    )


def direction_words(text: str) -> tuple[Direction, re.Match[str] | None]:
    """The one direction that a lower-case text speaks of, with the word; "" for none or for both."""
    matches = list(_WORD.finditer(text))
    kinds = {match.lastgroup for match in matches}
    if len(kinds) != 1:
        return "", None
    return ("up" if kinds == {"up"} else "down"), matches[0]
