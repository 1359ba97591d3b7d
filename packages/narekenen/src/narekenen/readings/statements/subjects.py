"""Who is to do it: the subject of a verb, without a parser, from word order and determiners."""

from __future__ import annotations

from dataclasses import dataclass

from narekenen.readings.statements.lexicon import (
    ADVERBS,
    AGENT,
    DETERMINERS,
    FIRST_PERSON,
    PREPOSITIONS,
    SENDER_NOUN,
    word_set,
)
from narekenen.readings.statements.sentence import Sentence

_PERSONS = word_set("zij hij ze")
_NO_NAMES = ("ing", "heid", "en", "eel", "lijk", "lijks", "ig", "iek", "zaam", "isch", "baar", "weg", "wel", "aal")
_FURTHEST = 6
"""Words of a subject that are looked at behind its determiner."""


@dataclass(frozen=True, slots=True)
class Subject:
    """text   the words as they stand; "" where no subject was found
    person    "first", "sender" (het kabinet), "agent" (somebody else who can act) or "thing"
    """

    text: str
    person: str

    @property
    def acts(self) -> bool:
        return self.person != "thing"

    @property
    def sends(self) -> bool:
        """Whether it is the sender who speaks."""
        return self.person in ("first", "sender")


NOBODY = Subject("", "thing")


def subject_of(sentence: Sentence, at: int) -> Subject:
    """The subject of the main verb at token `at`: in front of it, or behind it where the clause is inverted."""
    if sentence.is_inverted(at):
        return _behind(sentence, at + 1)
    first = sentence.clause_start(at)
    return _classify(sentence, first, at)


def subordinate_subject(sentence: Sentence, at: int) -> Subject:
    """The subject of a verb in a clause with "dat", where it stands right before the verb: "dat de dienst verwacht"."""
    first = at
    while first > 0 and sentence.tokens[first - 1].text != "dat" and at - first < _FURTHEST:
        first -= 1
    return _classify(sentence, first, at) if first and sentence.tokens[first - 1].text == "dat" else NOBODY


def _behind(sentence: Sentence, at: int) -> Subject:
    tokens = sentence.tokens
    while at < len(tokens) and tokens[at].text in ("er", "zich", "ook", "dan", "dus", "daarom", "echter", "nog"):
        at += 1
    if at >= len(tokens):
        return NOBODY
    if tokens[at].text in FIRST_PERSON | _PERSONS:
        return _classify(sentence, at, at + 1)
    if tokens[at].text not in DETERMINERS and not _is_name(sentence, at) and not AGENT.fullmatch(tokens[at].text):
        return NOBODY
    end = at + 1
    while end < min(len(tokens), at + _FURTHEST) and tokens[end].text[0].isalpha():
        if AGENT.fullmatch(tokens[end - 1].text) or (_is_name(sentence, end - 1) and not _is_name(sentence, end)):
            break
        if tokens[end].text in PREPOSITIONS | ADVERBS | DETERMINERS:
            break
        end += 1
    return _classify(sentence, at, end)


def _is_name(sentence: Sentence, at: int) -> bool:
    """A capital inside the sentence: a proper name or an abbreviation."""
    start = sentence.tokens[at].start
    return start > 0 and sentence.passage.text[start].isupper()


def _classify(sentence: Sentence, first: int, end: int) -> Subject:
    tokens = sentence.tokens[first:end]
    if not tokens:
        return NOBODY
    text = sentence.passage.text[tokens[0].start : tokens[-1].end]
    low = sentence.low[tokens[0].start : tokens[-1].end]
    if tokens[0].text in FIRST_PERSON:
        return Subject(text.lower(), "first")
    if tokens[0].text in _PERSONS:  # what follows up to the verb is no part of it: "zij de keuze moeten toelichten"
        return Subject(tokens[0].text, "agent")
    if SENDER_NOUN.match(low):
        return Subject(text, "sender")
    head = _head(sentence, first, end)
    return Subject(text, "agent" if head else "thing")


def _head(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the noun that carries the subject can act: before a preposition other than in a name."""
    for at in range(first, end):
        word = sentence.tokens[at].text
        if word in PREPOSITIONS and at > first:
            return False
        if AGENT.fullmatch(word) or _is_abbreviation(sentence, at) or (at > first and _is_name(sentence, at)):
            return True
        if (
            at == first
            and sentence.passage.text[sentence.tokens[at].start].isupper()
            and _opens_with_name(word, end - first)
        ):
            return True
    return False


def _is_abbreviation(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    printed = sentence.passage.text[token.start : token.end]
    return len(printed) > 1 and printed.isupper()


def _opens_with_name(word: str, length: int) -> bool:
    """A sentence that opens with one word that is no determiner before its verb: "Rijkswaterstaat organiseert …"."""
    return length == 1 and word not in DETERMINERS | ADVERBS | PREPOSITIONS and not word.endswith(_NO_NAMES)
