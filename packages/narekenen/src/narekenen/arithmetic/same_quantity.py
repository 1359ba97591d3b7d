"""Rule: one thing that is counted twice with two outcomes, in one document or in two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, of_number, plain, sentences, write
from narekenen.readings.model import Letter, NumberReading

RULE = "same_quantity"
_DIFFERENT = re.compile(
    r"\b(?:nog|meer|minder|extra|eerste|tweede|derde|andere|overige|nieuwe|waarvan|per|elk|elke|gemiddeld|begin|eind|was|waren|"
    r"vorig|vorige|eerder|volgend|toen|daarvan|hiervan)\b"
)


def _counted(letter: Letter) -> Iterator[tuple[str, Sentence, NumberReading]]:
    """Exact counts of a named thing of two words or more, outside sentences that set it apart by time or part."""
    for sentence in sentences(letter):
        for number in sentence.numbers:
            name = " ".join(number.counted.lower().split())
            telling = number.kind == "count" and plain(number) and number.form == "digits" and not number.per
            if not telling or number.value < 10 or len(name.split()) < 2 or number.doubts:
                continue
            near = sentence.slice(number.span.start - 60, number.span.end + len(name) + 40)
            if not _DIFFERENT.search(near) and not sentence.dates:
                yield name, sentence, number


def two_values(letter: Letter) -> Iterator[Finding]:
    """The same named thing with two exact counts in two sentences of a document. Always a hint: the words may hide a
    difference of time, place or definition."""
    yield from _compare(_counted(letter))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing with two counts in two documents: the hint, and which of the documents given its two places are in."""

    finding: Finding
    first: int
    second: int


def conflicts(letters: Sequence[Letter]) -> tuple[Conflict, ...]:
    """The same named thing with another exact count in another document. Always hints.

    Each later document is compared with the first one that counts the thing; one conflict per thing and pair.
    """
    met: dict[str, tuple[int, NumberReading]] = {}
    found: list[Conflict] = []
    for at, letter in enumerate(letters):
        named = {name: number for name, _, number in reversed(list(_counted(letter)))}
        for name, number in named.items():
            before, first = met.setdefault(name, (at, number))
            if before != at and _differ(first, number):
                found.append(Conflict(_tension(name, first, number), before, at))
    return tuple(found)


def _compare(items: Iterable[tuple[str, Sentence, NumberReading]]) -> Iterator[Finding]:
    by_name: dict[str, list[NumberReading]] = defaultdict(list)
    for name, _, number in items:
        by_name[name].append(number)
    for name, numbers in by_name.items():
        other = next((number for number in numbers[1:] if _differ(numbers[0], number)), None)
        if other is not None:
            yield _tension(name, numbers[0], other)


def _differ(first: NumberReading, other: NumberReading) -> bool:
    """Not the same by more than rounding, and near enough to be counts of one thing."""
    apart = abs(other.value - first.value) > (other.step + first.step) / 2
    return apart and first.value / 2 < other.value < first.value * 2


def _tension(name: str, first: NumberReading, other: NumberReading) -> Finding:
    one, two = write(first.value, first, "nl"), write(other.value, other, "nl")
    one_en, two_en = write(first.value, first, "en"), write(other.value, other, "en")
    return Finding(
        rule=RULE, verdict="tension", severity="hint", printed=one, follows=two,
        evidence=(of_number(first, "printed"), of_number(other, "part")), steps=(),
        nl=f"Van ‘{name}’ staan twee aantallen: {one} en {two}.",
        en=f"Two counts stand for “{name}”: {one_en} and {two_en}.",
    )  # fmt: skip
