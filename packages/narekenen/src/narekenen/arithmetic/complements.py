"""Rule: "van de 58 gemeenten hebben 41 een visie; 19 hebben nog geen visie": those who do and who do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, of_number, plain, sentences
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "complements"
_GROUP = re.compile(r"\bvan (?:de|deze|die|alle) (?:in totaal )?$")
_NOT = re.compile(r"\b(?:niet|geen)\b")
_ALSO = re.compile(r"\b(?:ook|daarnaast|daarvan|hiervan|waarvan|eerder|vorig|nog wel|tevens|andere)\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
_GRAMMAR = {"hebben", "heeft", "niet", "geen"}


def haves_and_have_nots(letter: Letter) -> Iterator[Finding]:
    """A group, those of it that have something and those that have it not: together they cannot be more than the group.

    In one sentence: "van de N …", a count, and a last count whose clause denies what the first clause says, in the same
    words. Fewer than the group may be right, for of others it may not be known.
    """
    for sentence in sentences(letter):
        counts = [n for n in sentence.numbers if n.kind in ("count", "bare")]
        if len(counts) != 3 or not all(_usable(n) for n in counts) or len(sentence.numbers) != 3:
            continue
        whole, some, others = counts
        before = sentence.slice(whole.span.start - 30, whole.span.start)
        if _GROUP.search(before) and some.value < whole.value and _denied(sentence, whole, some, others):
            total = some.value + others.value
            if total > whole.value:
                yield _finding(whole, some, others)


def _usable(number: NumberReading) -> bool:
    return plain(number) and number.exact and not number.per and number.value >= 1


def _denied(sentence: Sentence, whole: NumberReading, some: NumberReading, others: NumberReading) -> bool:
    """Whether the last clause denies what the first says of its count, with the same words and of the same things."""
    first = sentence.slice(whole.span.end, others.span.start)
    last = sentence.slice(others.span.end, sentence.span.end)
    if _NOT.search(first) or not _NOT.search(last) or _ALSO.search(f"{first} {last}"):
        return False
    nouns = {n.counted.lower() for n in (some, others) if n.counted}
    if not nouns <= {whole.counted.lower()}:
        return False
    said = set(_WORD.findall(first)) - {whole.counted.lower()}
    denied = set(_WORD.findall(last)) - {whole.counted.lower()} - _GRAMMAR
    return bool(denied) and denied <= said


def _finding(whole: NumberReading, some: NumberReading, others: NumberReading) -> Finding:
    total = some.value + others.value
    shown, shown_en = format_number(total), format_number(total, lang="en")
    return Finding(
        rule=RULE, verdict="wrong_sum", severity="finding", printed=others.text,
        follows=format_number(whole.value - some.value),
        evidence=(of_number(others, "printed"), of_number(whole, "part"), of_number(some, "part")),
        steps=(Step(f"{some.text} + {others.text}", shown),),
        nl=f"{some.text} en {others.text} zijn samen {shown}; de groep telt er {whole.text}.",
        en=f"{some.text} and {others.text} make {shown_en}; the group counts {whole.text}.",
    )  # fmt: skip
