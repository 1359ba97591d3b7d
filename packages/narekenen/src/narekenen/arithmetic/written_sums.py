"""Rule: a calculation that stands in the text ("8 × 3 × 2.500 = 60.000") or that the text spells out in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from math import prod

from narekenen.arithmetic.expressions import expressions
from narekenen.arithmetic.model import Evidence, Finding, Step
from narekenen.arithmetic.prose import VERDICTS, evidence, of_number, sentences, write
from narekenen.arithmetic.rounding import fit, half_step
from narekenen.formatting import format_number
from narekenen.readings.model import Letter, NumberReading
from narekenen.readings.numbers import parse_number

RULE = "written_sums"
_NUMBER = r"(?:€ ?)?\d[\d.,]*(?<![.,])"
_PLACEHOLDER = re.compile(r"^(?:het )?aantal (?P<noun>[^\W\d_]+)$")


def equations(letter: Letter) -> Iterator[Finding]:
    """A written-out calculation with its outcome behind an equals sign, by the usual order of operations."""
    for sentence in sentences(letter):
        for found in expressions(sentence.text):
            outcome = sentence.span_of(found.right_start, found.end)
            whole = sentence.span_of(found.start, found.end)
            left = sentence.text[found.start : found.equals].strip()
            places = evidence(letter, outcome, "printed"), evidence(letter, whole, "part")
            # what has more digits than are printed may have been cut off instead of rounded
            cut_off = found.value % found.printed.step != 0
            slack = half_step(found.printed) if cut_off else Decimal(0)
            yield _finding(found.printed, found.value, left, places, slack=slack)


def formulas(letter: Letter) -> Iterator[Finding]:
    """A formula in words ("aantal scholen * 3 jaar * 2.000 euro") and, soon after, a case with its outcome.

    The case names the number of the thing and an amount in the unit of the formula, within the next three sentences.
    An outcome that fits is a confirmation; one that does not is a hint, since the case may add something.
    """
    all_sentences = sentences(letter)
    for at, sentence in enumerate(all_sentences):
        for formula in (n for n in sentence.numbers if n.form == "formula"):
            parts = [part.strip() for part in re.split(r"[*×]", formula.text)]
            nouns = [match["noun"].lower() for part in parts if (match := _PLACEHOLDER.match(part.lower()))]
            known = [_value(part) for part in parts if not _PLACEHOLDER.match(part.lower())]
            if len(nouns) != 1 or None in known:
                continue
            for case in all_sentences[at : at + 4]:
                later = [n for n in case.numbers if n.span.start > formula.span.end]
                count = next((n for n in later if n.kind == "count" and n.counted.lower().split()[-1:] == nouns), None)
                outcome = next(
                    (n for n in later if n.unit == formula.unit and n.kind == formula.kind and not n.per), None
                )
                if count is not None and outcome is not None:
                    values = [count.value, *(value for value in known if value is not None)]
                    expression = " × ".join(format_number(value) for value in values)
                    places = of_number(outcome, "printed"), of_number(formula, "part"), of_number(count, "part")
                    found = _finding(outcome, prod(values, start=Decimal(1)), expression, places)
                    yield found if found.severity == "confirmation" else _as_hint(found)
                    break


def _value(text: str) -> Decimal | None:
    match = re.search(_NUMBER, text)
    reading = parse_number(match[0]) if match else None
    return reading.value if reading is not None else None


def _finding(
    right: NumberReading,
    follows: Decimal,
    expression: str,
    places: tuple[Evidence, ...],
    *,
    slack: Decimal = Decimal(0),
) -> Finding:
    verdict = fit(right, follows, slack)
    holds = verdict != "off"
    shown, shown_en = write(follows, right, "nl"), write(follows, right, "en")
    return Finding(
        rule=RULE, verdict=VERDICTS[verdict],
        severity="confirmation" if holds else "finding", printed=right.text, follows=shown, evidence=places,
        steps=(Step(expression, shown),),
        nl=f"{expression} is {shown}; er staat {right.text}.",
        en=f"{expression} is {shown_en}; the text says {right.text}.",
    )  # fmt: skip


def _as_hint(finding: Finding) -> Finding:
    return replace(finding, severity="hint")
