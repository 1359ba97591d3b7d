"""The sentences of a letter as the rules on prose see them: with their numbers, dates, paragraph and section."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.model import Evidence, Verdict
from narekenen.arithmetic.rounding import Fit, places
from narekenen.documents.model import Span
from narekenen.formatting import Lang, format_amount, format_number, format_percentage
from narekenen.readings.model import DateReading, Letter, NumberReading

_LONGEST, _MOST_NUMBERS, _MOST_SENTENCES = 4_000, 40, 100


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of running prose; all spans are in the running text.

    block     index of its paragraph; section: index of the heading above it, -1 before the first heading
    numbers   that stand in it, without those of tables; dates likewise
    """

    span: Span
    text: str
    block: int
    section: int
    numbers: tuple[NumberReading, ...]
    dates: tuple[DateReading, ...]

    def slice(self, start: int, end: int) -> str:
        """The lower-case text between two offsets of the running text, clipped to the sentence."""
        low, high = max(start, self.span.start), min(end, self.span.end)
        return self.text[low - self.span.start : max(low, high) - self.span.start].lower()

    def span_of(self, start: int, end: int) -> Span:
        """Offsets within the sentence as a span of the running text."""
        return Span(self.span.start + start, self.span.start + end)


def sentences(letter: Letter) -> tuple[Sentence, ...]:
    """All sentences of paragraphs, list items and notes, in the order of the running text. Found once per letter.

    Left out are those of more than 4,000 characters or 40 numbers: tables and lists that lost their form.
    """
    found: tuple[Sentence, ...] | None = letter.memo.get("sentences")
    if found is None:
        found = letter.memo["sentences"] = tuple(_sentences(letter))
    return found


def _sentences(letter: Letter) -> Iterator[Sentence]:
    headings = [i for i, block in enumerate(letter.running.blocks) if block.kind == "heading"]
    number_starts = [number.span.start for number in letter.numbers]
    date_starts = [date.span.start for date in letter.dates]
    for passage in letter.passages:
        if passage.kind not in ("paragraph", "list_item", "note"):
            continue
        numbers = letter.numbers[
            bisect_left(number_starts, passage.span.start) : bisect_left(number_starts, passage.span.end)
        ]
        dates = letter.dates[bisect_left(date_starts, passage.span.start) : bisect_left(date_starts, passage.span.end)]
        if len(numbers) > _MOST_NUMBERS or passage.span.end - passage.span.start > _LONGEST:
            continue
        above = bisect_right(headings, passage.block) - 1
        section = headings[above] if above >= 0 else -1
        text = letter.running.text[passage.span.start : passage.span.end]
        yield Sentence(passage.span, text, passage.block, section, numbers, dates)


def paragraphs(letter: Letter) -> Iterator[tuple[Sentence, ...]]:
    """The sentences by paragraph; a paragraph of more than a hundred sentences comes in pieces of a hundred."""
    group: list[Sentence] = []
    for sentence in sentences(letter):
        if group and (group[-1].block != sentence.block or len(group) == _MOST_SENTENCES):
            yield tuple(group)
            group = []
        group.append(sentence)
    if group:
        yield tuple(group)


def evidence(letter: Letter, span: Span, role: str) -> Evidence:
    """A place in the running text as evidence in the source."""
    return Evidence(letter.running.raw_span(span), letter.running.text[span.start : span.end], role)


def of_number(number: NumberReading, role: str) -> Evidence:
    """A number as evidence."""
    return Evidence(number.raw, number.text, role)


def write(value: Decimal, like: NumberReading, lang: Lang, decimals: int | None = None) -> str:
    """A value in the unit and with the decimals of a number that stands in the text."""
    shown = places(like) if decimals is None else decimals
    if like.unit == "%":
        return format_percentage(value, decimals=shown, lang=lang)
    if like.unit == "euro":
        return format_amount(value, decimals=shown if shown or value != value.to_integral_value() else None, lang=lang)
    return format_number(value, decimals=shown, lang=lang)


def same_noun(one: str, many: str) -> bool:
    """Whether the first word of `one` ("school") is the singular of the last word of `many` ("grote scholen").

    Doubled letters count once and the ending is left out, so that school and scholen, gemeente and gemeente(n) meet.
    """
    if not one.split() or not many.split():
        return False
    singular, plural = (re.sub(r"(.)\1+", r"\1", word.lower()) for word in (one.split()[0], many.split()[-1]))
    stem = singular[: max(3, len(singular) - 1)]
    return len(singular) >= 3 and plural.startswith(stem) and len(plural) - len(singular) <= 3


VERDICTS: dict[Fit, Verdict] = {"exact": "ok", "rounded": "rounding_only", "off": "wrong_sum"}
"""The verdict on a printed number that was computed again."""


def plain(number: NumberReading) -> bool:
    """Whether a number can be reckoned with: no range, no "circa", no "meer dan"."""
    return number.high is None and number.operator == "="
