"""A motion asks for more than one thing: each ask by itself, with what the letter says was done about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narekenen.documents.model import Passage, Span
from narekenen.readings.contentwords import content_words
from narekenen.readings.model import Letter
from narekenen.readings.statements.lexicon import PREPOSITIONS
from narekenen.readings.statements.model import Part, Statement, Status, Words
from narekenen.readings.statements.moved import DONE

_VERB = r"(?:verzoekt|verzoeken|vraagt|vragen|roept|spreekt|draagt|dringt|nodigt|besluit|geeft)"
_STARTS = re.compile(rf"(?:en )?{_VERB}\b")
_AND = re.compile(
    r"(?:(,?) en |, (?=(?:tegelijkertijd|tevens|daarnaast|vervolgens|daarna|hierover|daarover|hiervoor|daarvoor)\b))"
    r"(?=(?P<right>[^;]{1,400}))"
)
"""Between two asks: "en", or a comma before a word that takes up what was asked before it."""
_TO = re.compile(r"(?:(?P<before>[\w’']+) )?\b(?P<to>te \w+n)\b")
_ATTRIBUTE = {"de", "het", "een", "alle", "deze", "die", "nog", "hun", "zijn", "haar"}
"""A word before "te" that makes the infinitive an attribute: "de te nemen stappen"."""
_CLAUSES = {"dat", "of", "hoe", "welke", "wat", "wie", "waar", "en", "om", "zodat", "opdat"}
_OPENS = re.compile(
    r"\b(?:om|teneinde|zodat|opdat|doordat|door|dat|die|of|hoe|welke?|wat|wie|wanneer|indien|mits|als doel)\b|"
    r"\bwaar[a-z]*\b"
)
"""Opens a clause inside an ask: an "en" without a comma joins two parts of that clause."""
_BELONGS = re.compile(
    r"(?:hier|daar)(?:bij|mee|door|toe)\b|"
    r"(?:zo(?! nodig| mogelijk| snel| spoedig)|aldus|zodoende|waar[a-z]+|dat|zich)\b"
)
"""Begins what says how the ask is carried out, and no ask of its own."""
_STANDS_APART = re.compile(
    r"(?:om )?(?:(?:de|uw) kamer|deze?|die|dit|hierover|daarover|hiervoor|daarvoor|hiervan|daarvan|hierna|daarna)\b|"
    r"(?:om )?(?:de|deze) (?:bevindingen|uitkomsten|resultaten|conclusies)\b|"
    rf"{_VERB}\b"
)
_LATER = re.compile(rf"\ben (?:{_BELONGS.pattern}|{_STANDS_APART.pattern})")
"""Another part begins before the infinitive: that one has it."""
_SHARED = re.compile(r"te \w+n\b(?! (?:dat|of|hoe)\b)")
"""Opens with an infinitive whose object stands before the "en": "de bomen te tellen en te publiceren"."""
_ATTRIBUTIVE = re.compile(
    r"(?:(?:aan|af|bij|door|in|mee|op|over|toe|uit|voor) )?te \w+n "
    rf"(?!(?:{'|'.join(sorted(PREPOSITIONS | _CLAUSES))})\b)\w"
)
"""An infinitive with a noun behind it says which: "te splitsen en op te toppen woningen"."""
_SHORTEST = 4
"""Words of an ask: "en te publiceren" asks nothing without what stands before it."""
_LONGEST = 4_000
"""Characters of a part that is looked into; a longer one is no sentence that asks."""
_REACH = 8
"""Passages behind the motion, in the same block, in which the letter may say what was done about one of its asks."""
_ALIKE = 0.34


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a motion asks.

    words    the ask, with the verb of asking where that stands before it
    done     the sentence in which the letter says what was done about this ask; None where it does not say
    status   by that sentence, in the letter's own word; "open" without one. No evidence, as of every statement
    """

    words: Words
    done: Words | None
    status: Status


def asks(statement: Statement, letter: Letter) -> tuple[Ask, ...]:
    """What a motion asks, each by itself, in the order of the text; () for a statement without an asked part.

    Asks are told apart by their verbs of asking, by the items of a list, and by the infinitives that "en" joins. What
    says how something is to be done ("en daarbij …") is no ask of its own. A sentence of the letter is taken to speak
    of the ask with which it shares most words, at least a third of them and two; one that fits two asks equally well
    is given to neither, but where there is one ask alone it has what the letter says of the motion.
    """
    found = [words for part in _parts(statement) for words in _pieces(part, letter)]
    if not found:
        return ()
    told = list(_told(statement, letter))
    if len(found) == 1:
        done = told[0] if told else None
        return (Ask(found[0], done, statement.status if done else "open"),)
    spoken = _matched(found, told)
    return tuple(Ask(words, done, _status(done)) for words, done in zip(found, spoken, strict=True))


def _parts(statement: Statement) -> Iterator[Words]:
    """The asked parts; a stem that only introduces a list is left out, and a part that was cut off is put back."""
    asked = [part.words for part in statement.parts if part.role == "asked"]
    in_list, held = False, None
    for words in asked:
        if words.text.rstrip().endswith(":"):
            in_list = True
        elif held is None or in_list or _STARTS.match(words.text.lower()):
            in_list = in_list and not _STARTS.match(words.text.lower())
            if held is not None:
                yield held
            held = words
        else:
            between = Span(held.span.start, words.span.end)
            held = Words(f"{held.text} {words.text}", between, Span(held.raw.start, words.raw.end))
    if held is not None:
        yield held


def _pieces(words: Words, letter: Letter) -> Iterator[Words]:
    """The asks in one part."""
    text = letter.running.text[words.span.start : words.span.end]
    low, start = text.lower(), 0
    for found in _AND.finditer(low) if len(text) <= _LONGEST else ():
        if _joins_asks(low[start : found.start()], found["right"], comma=found[1] != ""):
            yield _cut(words, start, found.start(), letter)
            start = found.end()
    yield _cut(words, start, len(text), letter)


def _joins_asks(left: str, right: str, *, comma: bool) -> bool:
    """Whether "en" stands between two asks: both have an infinitive of their own."""
    verb = _STARTS.match(right)
    if verb:
        return True
    first, after = _infinitive(left), _infinitive(right)
    if first is None or after is None or _BELONGS.match(right):
        return False
    before = right[: after.start("to")]
    if len(right.split()) < _SHORTEST or (_SHARED.match(right) and not comma) or _ATTRIBUTIVE.match(right):
        return False
    if _OPENS.search(_without_first(before)) or any(mark in before for mark in ",:") or _LATER.search(before):
        return False
    return comma or bool(_STANDS_APART.match(right)) or not _OPENS.search(left[first.end() :])


def _infinitive(text: str) -> re.Match[str] | None:
    return next((found for found in _TO.finditer(text) if found["before"] not in _ATTRIBUTE), None)


def _without_first(text: str) -> str:
    """What stands behind the first word; "waar mogelijk" opens no clause, nor the "door" of "door te vertalen"."""
    return re.sub(r"\bwaar (?:mogelijk|nodig)\b|\bdoor $", "", text).partition(" ")[2]


def _cut(words: Words, start: int, end: int, letter: Letter) -> Words:
    text = letter.running.text
    low, high = words.span.start + start, words.span.start + end
    while high > low and text[high - 1] in " ,;.\n":
        high -= 1
    while low < high and text[low] in " ,;\n":
        low += 1
    span = Span(low, high)
    return Words(text[low:high], span, letter.running.raw_span(span))


def _told(statement: Statement, letter: Letter) -> Iterator[Words]:
    """The sentences that may say what was done: those of the motion itself, and those behind it in its block."""
    own = [part for part in statement.parts if part.role in ("execution", "claim")]
    yield from (part.words for part in sorted(own, key=_execution_first))
    known = {part.words.span.start for part in statement.parts}
    at = next((i for i, p in enumerate(letter.passages) if p.id == statement.passage), None)
    if at is None or not own:
        return
    block = letter.passages[at].block
    for passage in letter.passages[at + 1 : at + 1 + _REACH]:
        if passage.span.start in known:
            continue
        if passage.block != block or "motie" in passage.text.lower():
            return
        yield _words(passage)


def _execution_first(part: Part) -> bool:
    return part.role != "execution"


def _words(passage: Passage) -> Words:
    return Words(passage.text, passage.span, passage.raw)


def _matched(asked: list[Words], told: list[Words]) -> list[Words | None]:
    """For every ask the sentence that shares most of its words, where it shares them with no other ask as much."""
    kept: list[tuple[float, Words | None]] = [(0.0, None)] * len(asked)
    bags = [frozenset(content_words(words.text)) for words in asked]
    common = frozenset[str]().union(*(a & b for i, a in enumerate(bags) for b in bags[i + 1 :]))
    own = [bag - common for bag in bags]
    for sentence in told:
        said = frozenset(content_words(sentence.text))
        shares = [len(bag & said) / len(bag) if len(bag & said) >= min(2, len(bag)) and bag else 0.0 for bag in own]
        best = max(shares)
        if best >= _ALIKE and shares.count(best) == 1 and best > kept[shares.index(best)][0]:
            kept[shares.index(best)] = (best, sentence)
    return [sentence for _, sentence in kept]


def _status(done: Words | None) -> Status:
    if done is None:
        return "open"
    return "voldaan" if DONE.search(done.text.lower()) else "loopt"
