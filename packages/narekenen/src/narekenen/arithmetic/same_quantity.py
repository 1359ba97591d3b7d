"""Rule: one thing that is counted twice with two outcomes, in one document or in two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from narekenen.arithmetic.model import Finding, Step
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


def conflicts(letters: Sequence[Letter]) -> tuple[Finding, ...]:
    """The same over several documents: hints, with the evidence of each document in the order given."""
    return tuple(_compare(item for letter in letters for item in _counted(letter)))


def _compare(items: Iterable[tuple[str, Sentence, NumberReading]]) -> Iterator[Finding]:
    by_name: dict[str, list[NumberReading]] = defaultdict(list)
    for name, _, number in items:
        by_name[name].append(number)
    for name, numbers in by_name.items():
        first = numbers[0]
        other = next((n for n in numbers[1:] if abs(n.value - first.value) > (n.step + first.step) / 2), None)
        if other is not None and first.value / 2 < other.value < first.value * 2:
            one, two = write(first.value, first, "nl"), write(other.value, other, "nl")
            one_en, two_en = write(first.value, first, "en"), write(other.value, other, "en")
            yield Finding(
                rule=RULE, verdict="tension", severity="hint", printed=one, follows=two,
                evidence=(of_number(first, "printed"), of_number(other, "part")), steps=(Step(one, two, name),),
                nl=f"Van ‘{name}’ staan twee aantallen: {one} en {two}.",
                en=f"Two counts stand for “{name}”: {one_en} and {two_en}.",
            )  # fmt: skip
