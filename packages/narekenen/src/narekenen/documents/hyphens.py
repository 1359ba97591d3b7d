"""A hyphen at the end of a line: part of the word, or only there because the line was full?"""

from __future__ import annotations

import re

_AFTER = re.compile(r"[^\W_][\w'’]*")
_BEFORE = re.compile(r"[\w'’]+$")
CONJUNCTIONS = r"(?:en|of|dan|tot|noch|maar|als|naar|c\.q\.|resp\.)\b"
_CONJUNCTION = re.compile(CONJUNCTIONS)
_COLLISION = re.compile(r"(?:a[aeiu]|e[eiu]|i[ej]|o[eiou]|u[iu]|ij|ae)")
_PREFIX = frozenset(
    (
        "niet",
        "non",
        "ex",
        "oud",
        "anti",
        "pro",
        "semi",
        "pseudo",
        "quasi",
        "vice",
        "adjunct",
        "co",
        "wmo",
        "wob",
        "woo",
        "tv",
        "pc",
    )
)


class Words:
    """The words of a text with and without hyphen. A long text, or one with many broken words, is read once for all."""

    _WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
    _LONG = 100_000
    _MANY = 200

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked: dict[str, bool] = {}
        self._seen: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if len(self._text) < self._LONG and len(self._asked) < self._MANY:
            if word not in self._asked:
                self._asked[word] = self._stands(word) or self._stands(word[:1].upper() + word[1:])
            return self._asked[word]
        if self._seen is None:
            self._seen = frozenset(word.lower() for word in self._WORD.findall(self._text))
        return word.lower() in self._seen

    def _stands(self, word: str) -> bool:
        at = self._text.find(word)
        while at >= 0:
            around = self._text[at - 1 : at] + self._text[at + len(word) : at + len(word) + 1]
            if not any(char.isalnum() or char == "-" for char in around):
                return True
            at = self._text.find(word, at + 1)
        return False


def hyphen_end(before: str, after: str, words: Words) -> tuple[bool, str]:
    """What becomes of a hyphen between two lines: (is the hyphen kept?, what stands between the halves).

    before   text up to and without the hyphen
    after    text after the line break
    words    the words of the whole document: how it writes the word elsewhere decides first
    """
    head = _BEFORE.search(before, max(0, len(before) - 60))
    tail = _AFTER.match(after)
    if head is None or tail is None:
        return True, ""
    first, second = head.group(), tail.group()
    if _CONJUNCTION.match(after):
        return True, " "
    if first[-1].isdigit() or second[0].isdigit() or second[0].isupper() or first[-1].isupper():
        return True, ""
    if f"{first}-{second}" in words:
        return True, ""
    if first + second in words:
        return False, ""
    if len(first) == 1 or first.lower() in _PREFIX or _COLLISION.match((first[-1] + second[0]).lower()):
        return True, ""
    return False, ""
