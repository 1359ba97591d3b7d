"""The numbers of a stretch of prose, one after the other, each judged by what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from narekenen.documents.model import Span
from narekenen.readings.counted import base_of_share, counted_after, counted_before, per_after, wide_base
from narekenen.readings.formulas import Formula, formulas
from narekenen.readings.judging import bracketed_mark, has_evidence, marks_a_line, part_of_a_name, year_like
from narekenen.readings.model import NumberForm, NumberKind, NumberReading, Operator
from narekenen.readings.notnumbers import chained, labelled, skip, words_before
from narekenen.readings.operators import operator_after, operator_before
from narekenen.readings.printed import Printed, in_lower_case, printed_numbers
from narekenen.readings.proseparts import is_multiplier, or_gap, range_gap, share_of_words, times
from narekenen.readings.quantities import Quantity, quantity
from narekenen.readings.spokenrules import says_a_number

_URL = re.compile(r"(?:https?://|www\.)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_COUNTED_UNITS = ("amount", "percentage", "percentage_point", "duration", "rate")


@dataclass(frozen=True, slots=True)
class Page:
    """A text, its lower case with the same offsets, and the numbers printed in it."""

    text: str
    lower: str
    found: list[Printed]
    place: dict[int, int]

    def at(self, start: int) -> Printed | None:
        """The number that starts at an offset, words and digits alike."""
        index = self.place.get(start)
        return None if index is None else self.found[index]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of one printed number: a reading or none, where to go on, and whether it was a label."""

    end: int
    reading: NumberReading | None = None
    label: bool = False


def prose_numbers(text: str) -> list[NumberReading]:
    """All numbers of a stretch of prose in order. Spans are offsets in `text`; `raw` equals `span`."""
    lower = in_lower_case(text)
    found = printed_numbers(lower)
    page = Page(text, lower, found, {printed.start: index for index, printed in enumerate(found)})
    sums = {p.start: formula for formula in formulas(lower, found) for p in formula.numbers}
    made: list[NumberReading] = []
    upto, chain = 0, -100
    addresses = _addresses(lower)
    for index, printed in enumerate(found):
        while addresses and addresses[-1].end <= printed.start:
            addresses.pop()
        if printed.start < upto or (addresses and addresses[-1].start <= printed.start):
            continue
        verdict = _judge(page, index, chain, sums.get(printed.start))
        upto, chain = verdict.end, verdict.end if verdict.label else chain
        if verdict.reading:
            made.append(verdict.reading)
    return made


def _addresses(lower: str) -> list[Span]:
    """Web and mail addresses, the last one first."""
    if "://" not in lower and "www." not in lower and "@" not in lower:
        return []
    return [Span(*found.span()) for found in _URL.finditer(lower)][::-1]


def _judge(page: Page, index: int, chain: int, formula: Formula | None) -> Verdict:
    printed = page.found[index]
    if printed.spoken is None and (end := skip(page.text, page.lower, printed.start)):
        return Verdict(end)
    if printed.digits is None:
        return Verdict(printed.end)
    if formula:
        return _formula(page, formula)
    following = page.found[index + 1] if index + 1 < len(page.found) else None
    shared = share_of_words(page.lower, printed, following)
    digits, end = shared or (printed.digits, printed.end)
    form: NumberForm = "fraction" if shared else printed.spoken.form if printed.spoken else "digits"
    first = quantity(page.lower, printed.start, end, digits, form)
    if printed.spoken and printed.spoken.unit and not first.unit:
        first = replace(first, unit=printed.spoken.unit, kind=printed.spoken.kind)
    before = words_before(page.lower, first.start)
    last = first if shared else _upper(page, printed, first, before)
    if last.glued or part_of_a_name(page.text, first.start, last.end):
        return Verdict(max(printed.end, end))
    plain = not (first.unit or last.unit or last.scale != 1 or shared)
    if plain and (labelled(before) or chained(page.lower, chain, first.start)):
        return Verdict(last.end, label=True)
    reading = _reading(page, printed, first, last, before)
    return Verdict(last.end, reading)


def _upper(page: Page, printed: Printed, first: Quantity, before: list[str]) -> Quantity:
    """The upper end of a range that starts with `first`, or `first` itself."""
    between = before[-1:] == ["tussen"] or before[-2:] in (
        ["tussen", "de"],
        ["tussen", "circa"],
        ["tussen", "ongeveer"],
    )
    start = range_gap(page.lower, first.end, between)
    second = page.at(start) if start else None
    either = None if second else page.at(or_gap(page.lower, first.end))
    second = second or either
    if second is None or second.digits is None:
        return first
    form: NumberForm = second.spoken.form if second.spoken else "digits"
    last = quantity(page.lower, second.start, second.end, second.digits, form)
    if form not in ("digits", "words") or last.glued or last.style == "fraction" or last.unit == "keer":
        return first
    if first.unit and last.unit and first.unit != last.unit:
        return first
    low = first.value if first.scale != 1 else first.value * last.scale
    if not low < last.value or (either and (last.value > 2 * low or first.unit)):
        return first
    return last


def _formula(page: Page, formula: Formula) -> Verdict:
    """A product with factors in words: its value is the last factor, per all the others."""
    printed = formula.numbers[-1]
    last = quantity(page.lower, printed.start, printed.end, formula.worth)
    counted, _ = ("", 0) if last.unit else counted_after(page.text, last.end)
    span = Span(formula.start, last.end)
    reading = NumberReading(
        span, span, page.text[span.start : span.end], last.value, "formula",
        last.kind if last.unit else "count", last.step, unit=last.unit, counted=counted,
        per=", ".join(name.removeprefix("aantal ") for name in formula.symbols),
        exact=not last.unit, doubts=last.doubts,
        parts=(*(number.value for number in formula.numbers[:-1]), last.value),
    )  # fmt: skip
    return Verdict(last.end, reading)


def _reading(page: Page, printed: Printed, first: Quantity, last: Quantity, before: list[str]) -> NumberReading | None:
    whole = first if last is first else _joined(first, last)
    context = _context(page, printed, whole, before)
    if not _stands(page, printed, whole, before, context):
        return None
    ranged = last is not first
    span = Span(whole.start, context.end)
    operator = context.operator
    return NumberReading(
        span, span, page.text[span.start : span.end], whole.value, context.form, context.kind, whole.step,
        high=last.value if ranged else None, unit=whole.unit, counted=context.counted, per=context.per,
        base=context.base, operator=operator, exact=_exact(whole, context, operator) and not ranged,
        doubts=whole.doubts, parts=whole.parts,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What stands round a number. `end` is where the reading ends: "keer" belongs to it, what is counted does not."""

    form: NumberForm
    kind: NumberKind
    counted: str
    per: str
    base: str
    operator: Operator
    end: int


def _joined(first: Quantity, last: Quantity) -> Quantity:
    """A range as one quantity: the scale and unit of its upper end hold for the lower one as well."""
    factor = last.scale if first.scale == 1 else Decimal(1)
    unit, kind = (last.unit, last.kind) if last.unit else (first.unit, first.kind)
    return replace(
        first, end=last.end, value=first.value * factor, step=first.step * factor, unit=unit, kind=kind,
        scale=max(first.scale, last.scale), doubts=tuple(dict.fromkeys(first.doubts + last.doubts)),
    )  # fmt: skip


def _context(page: Page, printed: Printed, whole: Quantity, before: list[str]) -> Context:
    text, lower, spoken = page.text, page.lower, printed.spoken
    form, kind, end = whole.form, whole.kind, whole.end
    operator = _operator(page, printed, whole, before)
    if spoken and spoken.form == "multiplier":
        return Context("multiplier", "factor", "", "", base_of_share(text, end), operator, end)
    if not whole.unit and (stop := is_multiplier(lower, end)):
        end = end + len(lower[end:stop].rstrip()) if stop > end else end
        return Context("multiplier", "factor", "", "", "", operator, end)
    if not whole.unit and before[-1:] == ["factor"]:
        return Context("multiplier", "factor", "", "", "", operator, end)
    if whole.form == "fraction" and not whole.unit:
        return Context("fraction", "rate", "", "", base_of_share(text, end), operator, end)
    counted, after = "", end
    if not whole.unit and (stop := times(lower, end)):
        counted, end, after = "keer", stop, stop
    elif whole.kind not in _COUNTED_UNITS:
        counted, after = counted_after(text, end, single=bool(whole.unit) or whole.value == 1)
    elif whole.kind == "percentage":
        counted, _ = counted_after(text, end)
    per, _ = per_after(text, after)
    if whole.kind in ("percentage", "percentage_point", "rate"):
        base = base_of_share(text, end) or wide_base(before, text, after)
    else:
        base = wide_base(before, text, after)
    counted = counted or counted_before(text, whole.start, whole.kind in ("percentage", "percentage_point"))
    kind = whole.kind if whole.unit else "count" if counted else "bare"
    return Context(form, kind, counted, per, base, operator, end)


def _operator(page: Page, printed: Printed, whole: Quantity, before: list[str]) -> Operator:
    sign = page.text[whole.start - 1 : whole.start]
    operator = operator_before([sign]) if sign in ("±", "~", "≈", "<", ">", "≤", "≥") else operator_before(before)
    if operator == "<=" and before[-1:] and before[-1] in ("binnen", "uiterlijk", "na") and whole.kind != "duration":
        operator = "="
    if operator == "=":
        operator = operator_after(page.lower, whole.end)
    return printed.spoken.operator if operator == "=" and printed.spoken else operator


def _stands(page: Page, printed: Printed, whole: Quantity, before: list[str], context: Context) -> bool:
    """The verdict: is this a number that says how much?"""
    lower = page.lower
    if whole.unit == "uur" and whole.value <= 24 and before[-1:] in (["om"], ["vanaf"], ["rond"], ["half"], ["klokke"]):
        return False
    if printed.spoken:
        word = lower[printed.start : printed.end]
        return (context.form in ("multiplier", "fraction") and word not in ("helft", "kwart")) or says_a_number(
            lower, whole, word, before, context.operator, context.counted
        )
    if context.form == "multiplier":
        return True
    if year_like(lower, printed.start, printed.end, whole, before, context.counted):
        return False
    if marks_a_line(page.text, lower, whole) or (
        bracketed_mark(page.text, whole.start, context.end) and not whole.unit
    ):
        return False
    if whole.unit == "euro" and whole.value in (1000, 1_000_000) and before[-1:] in (["x"], ["×"], ["*"]):
        return False
    return has_evidence(whole, context.counted, before, context.operator)


def _exact(whole: Quantity, context: Context, operator: Operator) -> bool:
    """Whole counts and durations printed in full, and amounts to the cent or closed with ",-"."""
    if operator in ("~", ">", "<") or whole.scale != 1:
        return False
    if whole.form == "collective":
        return not whole.doubts and whole.value < 10
    if context.kind == "amount":
        return whole.whole or whole.step < 1
    return context.kind in ("count", "bare", "duration") and whole.value == whole.value.to_integral_value()
