"""Rule: "1.274 meldingen: 612 telefonisch, 431 schriftelijk en 231 per mail.": a list of all parts behind a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose import Sentence, plain, sentences
from narekenen.arithmetic.said_totals import said_total
from narekenen.documents.model import Span
from narekenen.readings.model import Letter, NumberReading
from narekenen.readings.numbers import parse_number

RULE = "colon_lists"
_COLON = re.compile(r"^(?: [^\W\d_]+){0,4}: $")
_ITEM = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3}){1,3}|\d{1,6})(?= (?!%|procent|euro|uur|jaar|maanden|weken|dagen|mei)[^\W\d_])"
)
_SEPARATOR = re.compile(r"[,;] (?:en )?| en ")
_LOOSE = re.compile(
    r"\b(?:onder andere|onder meer|waaronder|waarvan|daarvan|bijvoorbeeld|minstens|respectievelijk|artikel\w*|lid|nr|"
    r"ook|enzovoort|etc|vooral|plaats|punt|tegen)\b|%|€"
)
_NL = "De delen achter de dubbele punt tellen op tot {sum}; er staat {total}."
_EN = "The parts behind the colon add up to {sum}; the text says {total}."
_NEAR = Decimal("0.1")
"""Parts that miss the whole by more than this share of it may leave something out."""


def totals_before_a_colon(letter: Letter) -> Iterator[Finding]:
    """A count, a colon, and to the end of the sentence three or more counts with words behind each, the last with "en".

    Parts that miss the total by more than a tenth are taken for a choice out of it, and nothing is said.
    """
    for sentence in sentences(letter):
        if ":" not in sentence.text:
            continue
        for total in sentence.numbers:
            at = sentence.text.find(":", total.span.end - sentence.span.start) + 1
            lead = sentence.slice(total.span.end, sentence.span.start + at + 1)
            if at and total.kind == "count" and plain(total) and total.exact and _COLON.search(lead):
                parts = _parts(letter, sentence, at + 1)
                if parts and abs(sum((n.value for n in parts), Decimal(0)) - total.value) <= total.value * _NEAR:
                    yield from said_total(RULE, parts, total, nl=_NL, en=_EN)


def _parts(letter: Letter, sentence: Sentence, start: int) -> list[NumberReading]:
    """The counts that open the items from `start` to the end of the sentence; [] for anything else."""
    tail = sentence.text[start:].lower()
    cuts = [0, *(match.end() for match in _SEPARATOR.finditer(tail))]
    found = [(cut, match) for cut in cuts if (match := _ITEM.match(tail, cut))]
    if (
        len(found) < 3
        or found[0][0] != 0
        or _LOOSE.search(tail)
        or len(re.findall(r"\d[\d.,]*\d|\d", tail)) != len(found)
    ):
        return []
    if not tail[: found[-1][0]].endswith("en "):
        return []
    parts = []
    for cut, match in found:
        read = parse_number(match["number"])
        if read is None:
            return []
        span = sentence.span_of(start + cut, start + cut + len(match["number"]))
        parts.append(replace(read, span=span, raw=letter.running.raw_span(Span(*span)), exact=True))
    return parts
