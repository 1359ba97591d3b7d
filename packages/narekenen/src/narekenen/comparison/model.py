"""The nouns of a comparison of two letters. Everything is a proposal of the reader; a person decides.

`span` is in the running text, `raw` in the source text of the letter that the place stands in, in code points with the
end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from narekenen.documents.model import Span
from narekenen.readings.statements.model import Statement

Outcome = Literal[
    "kept",           # the later letter says that it was done
    "standing",       # said again, as firmly and with the same date
    "moved",          # said again with another date, or the letter says that it is late
    "weaker",         # said again less firmly, or with a condition, or without its date
    "stronger",       # said again more firmly
    "other_number",   # said again with another number
    "withdrawn",      # the later letter says that it lapsed
    "not_mentioned",  # no passage was found that speaks of it
]  # fmt: skip
"""not_mentioned says that no passage was found: it may stand there in other words."""

ALARMING: frozenset[Outcome] = frozenset({"moved", "weaker", "other_number", "withdrawn", "not_mentioned"})
"""The outcomes for which `narekenen compare` ends with status 1."""

ClueKind = Literal[
    "words",      # content words that stand in both
    "number",     # numbers with their unit that stand in both
    "reference",  # papers that both cite
    "register",   # the number of the promise in the register of the parliament
    "actor",      # the same one is to do it
    "before",     # words of the sentence before: for a promise that says little itself
    "names",      # each has a name that the other has not: this takes something off
]  # fmt: skip

ChangeKind = Literal["deadline", "strength", "number", "condition"]
Direction = Literal["later", "earlier", "passed", "dropped", "added", "weaker", "stronger", "other"]
"""passed: the date is past in the later letter, and no other date is given."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the two letters, as it says itself what it is.

    citation   in official form where the head of the paper gives it ("Kamerstukken II 2030/31, 99 123, nr. 45"), else
               its kind or subject with its date, else the name of the file
    dated      ISO date or ""
    """

    name: str
    sha256: str
    citation: str
    subject: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in one of the letters, with its footnote: the citation and, where there are pages, the page."""

    quote: str
    span: Span
    raw: Span
    line: int
    footnote: str
    page: int | None = None
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Clue:
    """Why two passages were held to speak of the same thing: what they share and what it adds to the score."""

    kind: ClueKind
    shared: tuple[str, ...]
    adds: float


@dataclass(frozen=True, slots=True)
class Match:
    """How well a passage fits: 0 (nothing in common) to 1 (the same words), with the clues that make it up."""

    score: float
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between the two: `before` and `after` as the letters have it ("2031-12-31", "toezegging", "40")."""

    kind: ChangeKind
    direction: Direction
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Followed:
    """One promise of the earlier letter and what became of it.

    statement   the promise as the reader found it
    earlier     its place in the earlier letter
    later       where the later letter speaks of it; None where no passage was found
    now         the statement in the later letter, None where the passage is no promise (a report that it was done)
    match       why the two belong together; None where nothing was found
    nl, en      a sentence that can be pasted, without the footnotes: these stand in the places
    doubts      what the reader was not sure of, in plain English
    """

    statement: Statement
    outcome: Outcome
    earlier: Place
    later: Place | None
    now: Statement | None
    match: Match | None
    changes: tuple[Change, ...]
    nl: str
    en: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A promise of the later letter for which no promise was found in the earlier one."""

    statement: Statement
    place: Place
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two letters side by side: every open promise of the earlier one in its order, and what is new in the later one.

    warnings   why to be careful, in plain English: for instance that the later letter is dated before the earlier one
    """

    earlier: Paper
    later: Paper
    followed: tuple[Followed, ...]
    added: tuple[Added, ...]
    warnings: tuple[str, ...] = ()

    def of(self, *outcomes: Outcome) -> tuple[Followed, ...]:
        """The promises with one of these outcomes, in the order of the earlier letter."""
        return tuple(one for one in self.followed if one.outcome in outcomes)

    @property
    def alarming(self) -> bool:
        """Whether anything was moved, weakened, given another number, withdrawn or not found."""
        return any(one.outcome in ALARMING for one in self.followed)
