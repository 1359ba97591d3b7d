"""The words that mark a question or an answer: "Vraag 3", "Antwoord op de vragen 4, 5 en 6", "7"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MarkerKind = Literal["question", "answer", "notice"]

_ONE = r"\d{1,3}[a-z]?(?![\w%])"
# A comma may be left out: "7, 8, 9 10 en 11" stands in a printed answer.
_LINK = (
    r"\s{0,3}(?:(?<=\s)(?=\d)|,\s{0,3}en|,|;|en|&|t/m|tot\s{1,2}en\s{1,2}met|-|–|/|\+)\s{0,3}"
    r"(?:(?:[Vv]raag|[Vv]ragen)\s{1,2})?"
)
_NUMBERS = rf"(?P<numbers>{_ONE}(?:{_LINK}{_ONE}){{0,40}})"
_THEN = r"\s{0,3}(?:[:.)\]]+(?=\s|$)|$|(?=\s+[A-ZÀ-ÖØ-Þ«\"'“‘(\[0-9]))"
_BEFORE = r"(?:[*_#•–-]{1,6}\s{0,2})?"
_QUESTION = re.compile(
    rf"{_BEFORE}(?:[Vv]raag|[Vv]ragen|VRAAG|VRAGEN)\s{{1,3}}(?:(?:nr|nummer)\.?\s)?{_NUMBERS}{_THEN}"
)
_ANSWER = re.compile(
    rf"{_BEFORE}(?:(?:Het\s)?[Aa]ntwoord(?:en)?|ANTWOORD(?:EN)?|Beantwoording|Reactie)"
    rf"(?:\s{{1,3}}(?:(?:op|OP)\s)?(?:de\s)?(?:vraag\s|vragen\s|VRAAG\s|VRAGEN\s)?{_NUMBERS}{_THEN}"
    rf"|\s{{0,3}}(?::(?=\s|$)|$))"
)
_NOTICE = re.compile(r"Mededeling\s{0,3}:?$")
_BARE = re.compile(rf"\(?(?P<numbers>{_ONE})[.)]?$")
_TRAILING = re.compile(r"[?.]\s+(?P<numbers>\d{1,3})\.?$")
_NUMBER = re.compile(rf"{_ONE}")
_RANGE = re.compile(r"(\d{1,3})\s{0,3}(?:t/m|tot\s{1,2}en\s{1,2}met|-|–)\s{0,3}(?:[Vv]raag\s)?(\d{1,3})(?!\w)")
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Marker:
    """What a paragraph opens with: the numbers it names and where its own text starts."""

    kind: MarkerKind
    numbers: tuple[str, ...]
    end: int


def marker(text: str) -> Marker | None:
    """The mark that opens a paragraph; None for ordinary text ("Vraag 2 gaat over …" is ordinary)."""
    if found := _QUESTION.match(text):
        return Marker("question", numbers(found["numbers"]), found.end())
    if found := _ANSWER.match(text):
        return Marker("answer", numbers(found["numbers"] or ""), found.end())
    if found := _NOTICE.match(text):
        return Marker("notice", (), found.end())
    return None


def bare_number(text: str) -> str:
    """The number of a paragraph that is nothing but a number, else ""."""
    found = _BARE.match(text)
    return found["numbers"] if found else ""


def trailing_number(text: str) -> tuple[str, int]:
    """A number left behind the end of a paragraph, as where lines were joined: ("2", where it starts), else ("", 0)."""
    found = _TRAILING.search(text, max(0, len(text) - 12))
    return (found["numbers"], found.start() + 1) if found else ("", 0)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers that a mark names, ranges written out: "4 t/m 6 en 9" gives 4, 5, 6, 9."""

    def spell_out(found: re.Match[str]) -> str:
        first, last = int(found[1]), int(found[2])
        if not first < last <= first + _LONGEST_RANGE:
            return found[0]
        return ", ".join(str(number) for number in range(first, last + 1))

    return tuple(dict.fromkeys(_NUMBER.findall(_RANGE.sub(spell_out, text))))
