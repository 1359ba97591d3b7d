"""The numbers of a stretch of prose, one after the other, each judged by what stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from narekenen.documents.model import Span
from narekenen.readings.counted import counted_after
from narekenen.readings.formulas import Formula, formulas
from narekenen.readings.judging import part_of_a_name
from narekenen.readings.model import NumberForm, NumberReading
from narekenen.readings.notnumbers import chained, labelled, skip, words_before
from narekenen.readings.numbercontext import Page, context_of, is_exact, stands
from narekenen.readings.printed import Printed, in_lower_case, printed_numbers
from narekenen.readings.proseparts import or_gap, range_gap, share_of_words
from narekenen.readings.quantities import Quantity, quantity

_URL = re.compile(r"(?:https?://|www\.)[^\s<>]{1,2000}")
_TOWARD = re.compile(r"\s{1,2}naar\s{1,2}(?:(?:de|ongeveer|circa|ruim|bijna)\s)?")


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
        if printed.start < upto or (addresses and addresses[-1].start <= printed.start) or _in_a_row(lower, printed):
            continue
        verdict = _judge(page, index, chain, sums.get(printed.start))
        upto, chain = verdict.end, verdict.end if verdict.label else chain
        if verdict.reading and (not made or made[-1].span.end <= verdict.reading.span.start):
            made.append(verdict.reading)
    return made


def _in_a_row(lower: str, printed: Printed) -> bool:
    """A bare whole number between two others: a row of figures without a word that says what they are."""
    if printed.style != "plain" or printed.spoken:
        return False
    before, after = lower[max(0, printed.start - 2) : printed.start], lower[printed.end : printed.end + 2]
    return before[1:] == " " and before[0].isdigit() and after[:1] == " " and after[1:].isdigit()


def _addresses(lower: str) -> list[Span]:
    """Web addresses, the last one first. Digits in mail addresses stand against letters and fall away by that."""
    if "://" not in lower and "www." not in lower:
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
    if first.scale >= 1_000_000 and not shared:
        first = _with_lesser_scale(page, first)
    before = words_before(page.lower, first.start)
    if before[-1:] == ["van"] and not shared:
        first = _toward(page, first)
    last = first if shared else _upper(page, first, before)
    if last.glued or part_of_a_name(page.text, first.start, last.end):
        return Verdict(max(printed.end, end))
    plain = not (first.unit or last.unit or last.scale != 1 or shared)
    if plain and (labelled(before, first.style) or chained(page.lower, chain, first.start)):
        return Verdict(last.end, label=True)
    reading = _reading(page, printed, first, last, before)
    return Verdict(last.end, reading)


def _with_lesser_scale(page: Page, first: Quantity) -> Quantity:
    """ "vijf miljard tweehonderd miljoen": one number, said in two steps. In words, or with a scale word each."""
    second = None if first.unit else page.at(first.end + 1)
    if second is None or second.digits is None or page.lower[first.end] != " ":
        return first
    form: NumberForm = second.spoken.form if second.spoken else "digits"
    rest = quantity(page.lower, second.start, second.end, second.digits, form)
    said = form == "words" or (form == "digits" and rest.scale >= 1_000_000)
    if not said or rest.glued or not 1000 <= rest.value < first.scale or rest.value != rest.value.to_integral_value():
        return first
    if rest.unit and rest.kind != "amount" and form != "words":
        return first
    value, unit, kind = first.value + rest.value, rest.unit, rest.kind
    return replace(first, end=rest.end, value=value, step=rest.step, scale=rest.scale, unit=unit, kind=kind)


def _toward(page: Page, first: Quantity) -> Quantity:
    """ "van 5 naar 3 procent": the first number has the unit and scale of the one that it becomes."""
    found = None if first.unit or first.scale != 1 else _TOWARD.match(page.lower, first.end)
    second = page.at(found.end()) if found else None
    if second is None or second.digits is None or second.spoken:
        return first
    last = quantity(page.lower, second.start, second.end, second.digits)
    if last.glued or not last.unit:
        return first
    value, step = first.value * last.scale, first.step * last.scale
    return replace(first, value=value, step=step, scale=last.scale, unit=last.unit, kind=last.kind)


def _upper(page: Page, first: Quantity, before: list[str]) -> Quantity:
    """The upper end of a range that starts with `first`, or `first` itself."""
    between = before[-1:] == ["tussen"] or (before[-2:-1] == ["tussen"] and before[-1] in ("de", "circa", "ongeveer"))
    start = range_gap(page.lower, first.end, between)
    second = page.at(start) if start else None
    other = 0 if second else or_gap(page.lower, first.end)
    either = page.at(other) if other else None
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
    ranged = last is not first
    whole = _joined(first, last) if ranged else first
    context = context_of(page, printed, whole, before)
    if not stands(page, printed, whole, before, context):
        return None
    span = Span(whole.start, context.end)
    return NumberReading(
        span, span, page.text[span.start : span.end], whole.value, context.form, context.kind, whole.step,
        high=last.value if ranged else None, unit=context.unit, counted=context.counted, per=context.per,
        base=context.base, operator=context.operator, exact=is_exact(whole, context) and not ranged,
        doubts=whole.doubts + context.doubts, parts=whole.parts,
    )  # fmt: skip


def _joined(first: Quantity, last: Quantity) -> Quantity:
    """A range as one quantity: the scale and unit of its upper end hold for the lower one as well."""
    factor = last.scale if first.scale == 1 else Decimal(1)
    unit, kind = (last.unit, last.kind) if last.unit else (first.unit, first.kind)
    return replace(
        first, end=last.end, value=first.value * factor, step=first.step * factor, unit=unit, kind=kind,
        scale=max(first.scale, last.scale), doubts=tuple(dict.fromkeys(first.doubts + last.doubts)),
    )  # fmt: skip
