"""Which passage of the later letter speaks of which promise of the earlier one, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from narekenen.comparison.assignment import assign
from narekenen.comparison.model import Clue, Match
from narekenen.comparison.reporting import ANY
from narekenen.comparison.subjects import Subject

PROMISE, REPORT, MENTION = 0.45, 0.55, 0.62
"""The least score for a passage that is a promise itself, for one that reports that it was done, is late or lapsed, and
for an ordinary sentence."""

_TWICE, _SAME = 0.1, 0.9
_BEST = 6
_OF_EARLIER = 0.65
_PAPERS, _NUMBERS, _ACTOR, _BEFORE, _REGISTER = 0.35, 0.2, 0.05, 0.25, 0.95
_FEWEST, _EVERYWHERE = 2, 400
_LITTLE, _LITTLE_SAID = 3, 0.15
_OTHER_NAMES = 0.15
_RECALLED = 0.4
_NEARER = 1e-6


def matched(
    earlier: Sequence[Subject], later: Sequence[Subject], weight: Mapping[str, float]
) -> dict[int, tuple[Subject, Match, bool]]:
    """For each place in `earlier`: the passage, why, and whether another promise had it too. Absent: none was found.

    earlier   the promises; `later` every passage of the later letter; `weight` what each word tells

    One to one with the greatest total score. A promise that is left over may share a passage that reports on it, and
    one that says the same.
    """
    found: dict[tuple[int, int], Match] = {}
    index, registered = _index(later), _registered(later)
    for at, subject in enumerate(earlier):
        candidates = _candidates(subject, index, later, weight)
        for column in dict.fromkeys([*candidates, *registered.get(_register_number(subject), ())]):
            match = score(subject, later[column], weight)
            if match.score >= _least(later[column], subject):
                found[at, column] = match
    chosen = assign(
        {pair: match.score**2 * _told_again(later[pair[1]]) + _nearer(pair, earlier, later)
         for pair, match in found.items()}
    )  # fmt: skip
    result = {at: (later[column], found[at, column], False) for at, column in chosen.items()}
    best: dict[int, tuple[float, int]] = {}
    for (at, column), match in found.items():
        best[at] = max(best.get(at, (0.0, 0)), (match.score, -column))
    for at, (fit, minus) in sorted(best.items()):
        if at not in result and _may_share(fit, later[-minus]):
            result[at] = (later[-minus], found[at, -minus], True)
    return result


def _told_again(passage: Subject) -> float:
    """Less for a passage that only recalls what was promised: what the letter says of it now goes first."""
    statement = passage.statement
    recalls = statement is not None and statement.kind == "eerdere_toezegging" and statement.status == "open"
    return _RECALLED if recalls else 1.0


def spoken_of(said: Sequence[Subject], earlier: Sequence[Subject], weight: Mapping[str, float]) -> frozenset[int]:
    """Which promises of the later letter the earlier one speaks of, be it in an ordinary sentence: places in `said`.

    Generous, because what is called new should be new.
    """
    index = _index(earlier)
    return frozenset(
        at
        for at, subject in enumerate(said)
        if any(
            score(subject, earlier[other], weight).score >= PROMISE
            for other in _candidates(subject, index, earlier, weight)
        )
    )


def _may_share(fit: float, passage: Subject) -> bool:
    """Whether a passage may stand for a second promise: one report may be on two, and a promise may be said twice."""
    return fit >= (REPORT + _TWICE if passage.reports else _SAME)


def score(one: Subject, other: Subject, weight: Mapping[str, float]) -> Match:
    """How well two passages fit: 0 to 1, with the clues.

    Of words: 0.65 × the part of the words of the earlier passage that come back + 0.35 × the part of the later one's
    words that were there, each word by its weight. What else they share closes a part of the distance to 1; a name in
    each that the other has not takes 0.15 off. The same number in the register of the parliament gives 0.95 whatever
    the words are. The parts were set on letters of our own and hold for prose; not for tables.
    """
    shared = one.words & (other.words | other.done)
    both = sum(weight[word] for word in shared)
    mine, theirs = _total(one.words, weight), _total(other.words, weight)
    words = _OF_EARLIER * both / mine + (1 - _OF_EARLIER) * both / theirs if shared else 0.0
    clues = [Clue("words", tuple(sorted(shared)), words)] if shared else []
    value = words
    for clue in _further(one, other, weight):
        adds = clue.adds * (1 - value)
        value += adds
        clues.append(Clue(clue.kind, clue.shared, adds))
    other_names = (one.names - other.words) | (other.names - one.words)
    if value and one.names - other.words and other.names - one.words:
        taken = min(value, _OTHER_NAMES)
        value -= taken
        clues.append(Clue("names", tuple(sorted(other_names)), -taken))
    register = _register(one, other)
    if register and value < _REGISTER:
        clues.append(Clue("register", (register,), _REGISTER - value))
        value = _REGISTER
    return Match(min(1.0, value), tuple(clues))


def _further(one: Subject, other: Subject, weight: Mapping[str, float]) -> Iterable[Clue]:
    if papers := one.papers & other.papers:
        yield Clue("reference", tuple(sorted(papers)), _PAPERS)
    if numbers := one.numbers & other.numbers:
        yield Clue("number", tuple(sorted(numbers)), _NUMBERS)
    if actor := one.actor & other.actor:
        yield Clue("actor", tuple(sorted(actor)), _ACTOR)
    before = one.before & (other.before | other.words)
    if before and one.words & other.words:
        share = _total(before, weight) / _total(one.before, weight)
        yield Clue("before", tuple(sorted(before)), _BEFORE * share)


def _register(one: Subject, other: Subject) -> str:
    """The number of a promise in the register of the parliament, where both give the same."""
    number = _register_number(one)
    return number if number and _register_number(other) == number else ""


def _register_number(subject: Subject) -> str:
    statement = subject.statement
    return statement.paper if statement and statement.kind_of_statement != "motion" else ""


def _registered(later: Sequence[Subject]) -> Mapping[str, list[int]]:
    """Number in the register to the passages that give it."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, subject in enumerate(later):
        if number := _register_number(subject):
            found[number].append(at)
    return found


def _total(words: Iterable[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(word, 0.0) for word in words)


def fulfils(passage: Subject, promise: Subject) -> bool:
    """Whether a passage reports as done what was promised: by its status, or with the verb of the promise."""
    if passage.reports != "done":
        return False
    return passage.statement is not None or ANY in passage.done or bool(passage.done & promise.words)


def _least(passage: Subject, promise: Subject) -> float:
    """The least score for two passages to belong together: see above; more for a promise of very few words."""
    more = _LITTLE_SAID if len(promise.words) <= _LITTLE else 0.0
    if passage.reports in ("late", "lapsed") or fulfils(passage, promise):
        return REPORT + more
    if passage.statement and passage.reports != "done":
        return PROMISE + more
    return MENTION + more


def _index(later: Sequence[Subject]) -> Mapping[str, list[int]]:
    """Word to the passages that have it. A word that very many have tells nothing and would take very long."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, subject in enumerate(later):
        for word in subject.words | subject.done:
            index[word].append(at)
    return {word: places for word, places in index.items() if len(places) <= _EVERYWHERE}


def _candidates(
    subject: Subject, index: Mapping[str, list[int]], later: Sequence[Subject], weight: Mapping[str, float]
) -> list[int]:
    """The few passages that share the most telling words."""
    common: dict[int, float] = defaultdict(float)
    counted: dict[int, int] = defaultdict(int)
    for word in sorted(subject.words):
        for at in index.get(word, ()):
            common[at] += weight[word] * (2.0 if later[at].statement else 1.0)
            counted[at] += 1
    few = min(_FEWEST, len(subject.words))
    return sorted((at for at in common if counted[at] >= few), key=lambda at: (-common[at], at))[:_BEST]


def _nearer(pair: tuple[int, int], earlier: Sequence[Subject], later: Sequence[Subject]) -> float:
    """A very little more for passages at the same place in their letters, so that equal scores keep the order."""
    one = earlier[pair[0]].order / (1 + earlier[-1].order)
    other = later[pair[1]].order / (1 + later[-1].order)
    return _NEARER * (1 - abs(one - other))
