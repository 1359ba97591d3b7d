"""Whether two words name the same thing: a Dutch noun and its plural."""

from __future__ import annotations

import re

_DOUBLE_VOWEL = re.compile(r"([aeou])\1([bcdfghjklmnpqrstvwxz])$")
_SHORT = re.compile(r"[^aeiou][aeiou]([bdfgklmnprst])$")


def same_noun(one: str, other: str) -> bool:
    """True for a word and itself or its plural: gemeente/gemeenten, school/scholen, initiatief/initiatieven."""
    one, other = one.lower(), other.lower()
    return one == other or other in _plurals(one) or one in _plurals(other)


def _plurals(word: str) -> set[str]:
    """The forms that a plural may have by rule; some of them are no words, none of them is another common noun."""
    found = {word + "s", word + "'s", word + "’s", word + "n", word + "en", word + "eren"}
    if vowel := _DOUBLE_VOWEL.search(word):
        found.add(word[: vowel.start()] + vowel[1] + vowel[2] + "en")
    if short := _SHORT.search(word):
        found.add(word + short[1] + "en")
    if word.endswith("f"):
        found.add(word[:-1] + "ven")
        found.add(re.sub(r"([aeou])\1f$", r"\1ven", word))
    if word.endswith("s"):
        found.add(word[:-1] + "zen")
        found.add(re.sub(r"([aeou])\1s$", r"\1zen", word))
    if word.endswith("heid"):
        found.add(word[:-4] + "heden")
    return found
