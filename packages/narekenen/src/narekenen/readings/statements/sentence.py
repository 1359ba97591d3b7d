"""A sentence as the rules see it: its words, its main clauses, and what was read in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from narekenen.documents.model import Passage, RunningText, Span
from narekenen.readings.model import DateReading
from narekenen.readings.statements.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    SAID,
    SUBORDINATORS,
    word_set,
)
from narekenen.readings.statements.model import Words
from narekenen.readings.statements.phases import Phase

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[,;:()«»“”‘–—]|\s-\s")
_BREAKS = frozenset(",;:()–—«»“”‘")
_BEFORE_NO_INFINITIVE = DETERMINERS | PREPOSITIONS | {"te", "aantal", "meer", "nieuwe"}
_BEFORE_A_NOUN = word_set("van in met tijdens over onder na volgens rond")
"""Prepositions behind which "dat" points at a noun: "in dat geval"; "geeft aan dat" opens a clause."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign in lower case. `start` and `end` count from the start of the sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage that may say something.

    low      its text in lower case, of the same length
    tokens   words and signs
    dates    the dates in it, offsets still in the running text
    dated    date of the letter, ISO, or ""
    heading  the heading above it, lower case
    items    the list items that follow when it ends in a colon
    plan     the phases of the planning in the document
    """

    running: RunningText
    passage: Passage
    low: str
    tokens: tuple[Token, ...]
    dates: tuple[DateReading, ...]
    dated: str = ""
    heading: str = ""
    items: tuple[Passage, ...] = ()
    plan: tuple[Phase, ...] = ()

    def words(self, start: int, end: int) -> Words:
        """The words between two offsets of the sentence, with their places."""
        base = self.passage.span.start
        span = Span(base + start, base + end)
        return Words(self.passage.text[start:end], span, self.running.raw_span(span))

    def found(self, match: re.Match[str], group: str | int = 0) -> Words:
        """The words of a match in `low`."""
        return self.words(*match.span(group))

    def clause_start(self, at: int) -> int:
        """Index of the first token of the clause that token `at` stands in: behind the last sign."""
        while at > 0 and self.tokens[at - 1].text.strip() not in _BREAKS and self.tokens[at - 1].text != " - ":
            at -= 1
        return at

    def is_main(self, at: int) -> bool:
        """Whether token `at` can be the verb of a main clause: no subordinating word and no other verb before it."""
        first = self.clause_start(at)
        if at > 0 and self.tokens[at - 1].text == "te":
            return False
        if self._behind_relative(first, at):
            return True
        if not self.in_main_clause(at):
            return False
        joined = max((i for i in range(first, at) if self.tokens[i].text in ("en", "maar")), default=first)
        return not any(token.text in AUXILIARIES for token in self.tokens[joined:at])

    def _behind_relative(self, first: int, at: int) -> bool:
        """ "De regels die klaar zijn zullen …": a relative clause with its own verb, without signs, in the subject."""
        if self.tokens[at].text not in ("zal", "zullen"):
            return False
        opened = [i for i in range(first, at) if self.subordinates(i, at)]
        if len(opened) != 1 or opened[0] == first or self.tokens[opened[0]].text not in ("die", "dat", "welke"):
            return False
        return any(token.text in AUXILIARIES for token in self.tokens[opened[0] : at])

    def in_main_clause(self, at: int) -> bool:
        """Whether no subordinating word stands before token `at` in its clause."""
        return not any(self.subordinates(i, at) for i in range(self.clause_start(at), at))

    def subordinates(self, at: int, verb: int) -> bool:
        """Whether token `at` opens a clause that `verb` ends. "van die jaren" and "zoals gemeld" open none."""
        word = self.tokens[at].text
        if word == "nu":
            return at > 0 and self.tokens[at - 1].text == ","
        if word not in SUBORDINATORS:
            return False
        if (
            word == "waar"
            and at + 1 < len(self.tokens)
            and self.tokens[at + 1].text in ("nodig", "mogelijk", "wenselijk")
        ):
            return False
        before = self.tokens[at - 1].text if at > 0 else ""
        if (word == "die" and before in PREPOSITIONS | AUXILIARIES) or (word == "dat" and before in _BEFORE_A_NOUN):
            return False
        return not (word == "zoals" and any(token.text in SAID for token in self.tokens[at:verb]))

    def clause_end(self, at: int) -> int:
        """Index behind the last token of the clause that token `at` stands in: the next sign or subordinating word."""
        end = at + 1
        while end < len(self.tokens) and not self._stops(end):
            end += 1
        return end

    def _stops(self, at: int) -> bool:
        text = self.tokens[at].text
        return text in _BREAKS or text == " - " or self.subordinates(at, at)

    def has_infinitive(self, verb: int) -> bool:
        """Whether the clause of a verb ends in an infinitive: "gaat … onderzoeken", "gaat ervoor zorgen dat"."""
        last = self.clause_end(verb) - 1
        if last <= verb or self.tokens[last - 1].text in _BEFORE_NO_INFINITIVE:
            return False
        return self.tokens[last].text.endswith(("en", "gaan", "zien", "doen", "staan"))

    def verbs(self, *forms: str) -> Iterable[int]:
        """Indexes of the tokens that are one of the forms and stand in a main clause."""
        return (i for i, token in enumerate(self.tokens) if token.text in forms and self.is_main(i))

    def is_inverted(self, at: int) -> bool:
        """Whether the verb comes before its subject: it opens its clause, or an adverb or preposition does."""
        first = self.clause_start(at)
        return first == at or self.tokens[first].text in OPENERS or self.tokens[at - 1].text in SAID


def tokens(low: str) -> tuple[Token, ...]:
    """The words and signs of a text in lower case."""
    return tuple(Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(low))


def lower(text: str) -> str:
    """Lower case with the same offsets."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
