"""What a passage speaks of, in a form that can be compared: its words, numbers, papers and actor."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from narekenen.comparison.reporting import Reported, done_verbs, reported
from narekenen.documents.model import Span
from narekenen.readings.contentwords import stem, words_at
from narekenen.readings.model import Letter
from narekenen.readings.statements.model import Statement


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_Item = TypeVar("_Item", bound=_Spanned)

_FIRMNESS = (
    "streef", "streeft", "streven", "ernaar", "beoog", "beoogt", "beogen", "verwacht", "verwachten", "verwachting",
    "voornemen", "voornemens", "bereid", "toezegging", "toegezegd", "toezeggen", "zeg", "hoop", "hoopt", "hopen",
    "inzet", "inzetten", "mogelijk", "probeer", "proberen", "mits", "tracht", "trachten",
)  # fmt: skip
_MODAL = frozenset(stem(word) for word in _FIRMNESS)
_POINTS_BACK = re.compile(r"(?:Hier|Daar)\w{1,8}\b|(?:Deze|Dit|Die|Dat)\b")
_LITTLE = 4
_TOLD = "commitment.told."


@dataclass(frozen=True, slots=True)
class Subject:
    """A passage made ready to be compared.

    statement   the promise that stands in it, None for an ordinary sentence
    words       stems of its content words, without its date and without the words that say how firmly
    before      those of the sentence before it in its paragraph, where the passage says little or points back
    numbers     numbers with their unit ("40 schepen"); papers as the archive writes them; actor as stems
    names       stems of the words with a capital that do not open the passage
    reports     that something was done, is late or lapsed, by its own words; "" where it reports nothing
    done        the verbs of what it reports as done
    order       its place among the passages of its letter
    """

    span: Span
    statement: Statement | None
    words: frozenset[str]
    before: frozenset[str]
    numbers: frozenset[str]
    papers: frozenset[str]
    actor: frozenset[str]
    names: frozenset[str]
    reports: Reported
    done: frozenset[str]
    order: int


def subjects(letter: Letter, statements: Iterable[Statement]) -> tuple[Subject, ...]:
    """Every statement given, and every sentence and item in which none of them stands, in the order of the text."""
    given = sorted(statements, key=lambda statement: (statement.span, statement.rule))
    covered = [statement.span for statement in given]
    places: list[tuple[Span, Statement | None]] = [(statement.span, statement) for statement in given]
    for passage in letter.passages:
        if passage.kind in ("paragraph", "list_item") and not any(
            passage.span.overlaps(s) for s in _near(covered, passage.span)
        ):
            places.append((passage.span, None))
    places.sort(key=lambda place: place[0])
    cited = sorted((at, name) for r in letter.references for at in r.cited_at for name in r.canonical)
    found: list[Subject] = []
    last = -1
    for order, (span, statement) in enumerate(places):
        block = letter.running.block_at(span.start)
        previous = found[-1].words if found and block == last else frozenset()
        found.append(_subject(letter, span, statement, previous, cited, order))
        last = block
    return tuple(found)


def _near(covered: Sequence[Span], span: Span) -> Sequence[Span]:
    """The statements that may overlap a passage: those that start in it, and the three before it."""
    return covered[max(0, bisect_left(covered, span) - 3) : bisect_right(covered, (span.end, span.end))]


def _subject(
    letter: Letter,
    span: Span,
    statement: Statement | None,
    previous: frozenset[str],
    cited: Sequence[tuple[int, str]],
    order: int,
) -> Subject:
    text = letter.running.text[span.start : span.end]
    words, reports = _words(letter, span, statement), reported(text, statement)
    points_back = len(words) <= _LITTLE or _POINTS_BACK.match(letter.running.text, span.start) is not None
    numbers = (n for n in _inside(letter.numbers, span) if n.kind != "bare")
    papers = (name for reference in _inside(letter.references, span) for name in reference.canonical)
    noted = (name for _, name in cited[bisect_left(cited, (span.start, "")) : bisect_left(cited, (span.end + 1, ""))])
    return Subject(
        span=span,
        statement=statement,
        words=words,
        before=previous - words if points_back else frozenset(),
        numbers=frozenset(f"{n.value.normalize():f} {n.unit or n.counted}".strip() for n in numbers),
        papers=frozenset((*papers, *noted)),
        actor=frozenset(word for word, _, _ in words_at(statement.actor)) if statement else frozenset(),
        names=_names(text) & words,
        reports=reports,
        done=done_verbs(text) if reports == "done" else frozenset(),
        order=order,
    )


def _names(text: str) -> frozenset[str]:
    """The words with a capital, but for the first of each sentence."""
    return frozenset(
        word
        for word, start, _ in words_at(text)
        if text[start].isupper() and start > 1 and text[start - 2] not in ".?!:;" and text[start - 1] not in "“‘\"'«"
    )


def _inside(items: Sequence[_Item], span: Span) -> Sequence[_Item]:
    """The readings that start inside a span; readings stand in the order of the text."""
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    return items[first : bisect_left(items, span.end, key=lambda item: item.span.start)]


def _words(letter: Letter, span: Span, statement: Statement | None) -> frozenset[str]:
    dated = [date.span for date in _inside(letter.dates, span)]
    if statement and statement.deadline:
        dated.append(statement.deadline.words.span)
    text = letter.running.text[span.start : span.end]
    first = _told_from(statement) - span.start if statement else 0
    return frozenset(
        word
        for word, start, end in words_at(text)
        if start >= first
        and word not in _MODAL
        and not any(d.start <= span.start + start and span.start + end <= d.end for d in dated)
    )


def _told_from(statement: Statement) -> int:
    """Where the promise itself starts: behind "ik laat u weten dat", what stands before it tells why it is made."""
    return statement.because[0].span.end if statement.rule.startswith(_TOLD) else statement.span.start


def weights(*letters: Sequence[Subject]) -> Mapping[str, float]:
    """What each word tells: much when few passages of the letters have it, little when most do. Always above 0."""
    counted: Counter[str] = Counter()
    for letter in letters:
        for subject in letter:
            counted.update(subject.words)
    total = sum(len(letter) for letter in letters)
    return {word: math.log1p(total / count) for word, count in counted.items()}
