"""Rule: "van de 54 … 31 …, de overige 21": what is left of a counted group against the parts that are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from narekenen.arithmetic.model import Finding, Step
from narekenen.arithmetic.prose import Sentence, evidence, of_number, paragraphs, plain
from narekenen.documents.model import Span
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading

RULE = "remainders"
_GROUP = re.compile(r"\bvan (?:de|deze|die|alle) (?:in totaal )?$")
_REST = re.compile(r"\b(?:de |het )?(?:overige|resterende|overgebleven) (?:[^\W\d_]+ )?$")
_NEW_GROUP = re.compile(r"\b(?:daarvan|hiervan|waarvan|van de|van deze|van die)\b")
_MOST = 4


def what_is_left(letter: Letter) -> Iterator[Finding]:
    """A group "van de N", parts of it, and "de overige M" in the same or one of the next two sentences.

    Fits when N less some or all of the parts is M; only exact counts of two or more. Nothing is said when more than
    four counts stand between, or when a second group is named on the way.
    """
    for paragraph in paragraphs(letter):
        for at, sentence in enumerate(paragraph):
            wholes = [n for n in sentence.numbers if _counts(n) and _GROUP.search(_before(sentence, n))]
            if len(wholes) != 1:
                continue
            rest = _rest(paragraph[at : at + 3], wholes[0])
            if rest is not None:
                yield from _judge(letter, paragraph[at : at + 3], wholes[0], rest)


def _counts(number: NumberReading) -> bool:
    return number.kind in ("count", "bare") and number.exact and plain(number) and not number.per and number.value >= 1


def _before(sentence: Sentence, number: NumberReading) -> str:
    return sentence.slice(number.span.start - 40, number.span.start)


def _rest(group: tuple[Sentence, ...], whole: NumberReading) -> tuple[Sentence, NumberReading] | None:
    for sentence in group:
        for number in sentence.numbers:
            if number.span.start > whole.span.end and _counts(number) and _REST.search(_before(sentence, number)):
                return sentence, number
    return None


def _judge(
    letter: Letter, group: tuple[Sentence, ...], whole: NumberReading, rest: tuple[Sentence, NumberReading]
) -> Iterator[Finding]:
    home, left = rest
    between = letter.running.text[whole.span.end : left.span.start].lower()
    every = [n for s in group for n in s.numbers if whole.span.end <= n.span.start < left.span.start]
    parts = [n for n in every if _counts(n) and n.value < whole.value]
    if not 1 <= len(parts) <= _MOST or len(parts) < len([n for n in every if n.kind in ("count", "bare")]):
        return
    if _NEW_GROUP.search(between) or any(n.unit == "%" for n in every) or left.value >= whole.value:
        return
    sums = {
        sum((n.value for n in some), Decimal(0))
        for size in range(1, len(parts) + 1)
        for some in combinations(parts, size)
    }
    if any(whole.value - total == left.value for total in sums):
        return
    named = sum((n.value for n in parts), Decimal(0))
    follows = whole.value - named
    if follows <= 0:
        return
    word = _REST.search(_before(home, left))
    start = left.span.start - (len(word[0]) if word else 0)
    shown, expression = format_number(follows), " − ".join(n.text for n in (whole, *parts))
    yield Finding(
        rule=RULE, verdict="wrong_sum", severity="finding", printed=left.text, follows=shown,
        evidence=(
            evidence(letter, Span(start, left.span.end), "printed"), of_number(whole, "part"),
            *(of_number(n, "part") for n in parts),
        ),
        steps=(Step(expression, shown),),
        nl=f"{expression} is {shown}; als rest staat er {left.text}.",
        en=f"{expression} leaves {format_number(follows, lang='en')}; the text gives {left.text} as the rest.",
    )  # fmt: skip
