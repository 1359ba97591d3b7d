"""What stands round one printed number: operator, what is counted, per what, and the verdict whether it is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narekenen.readings.bases import base_of_share, counted_before, per_after, wide_base
from narekenen.readings.counted import counted_after
from narekenen.readings.judging import (
    bracketed_mark,
    counted_in_brackets,
    has_evidence,
    marks_a_line,
    names_a_note,
    year_like,
)
from narekenen.readings.model import NumberForm, NumberKind, Operator
from narekenen.readings.operators import operator_after, operator_before
from narekenen.readings.printed import Printed
from narekenen.readings.proseparts import is_multiplier, times
from narekenen.readings.quantities import Quantity
from narekenen.readings.spokenrules import says_a_number
from narekenen.readings.vocabulary import words

EURO_UNDERSTOOD = "euro is understood, not printed"
_OUT_OF = re.compile(
    r"\s{1,2}(van\s(?:de|het|alle|deze|onze|hun)\s(?:in totaal\s)?[0-9][0-9.]*(?:\s[^\W\d_][\w’'-]*)?)"
)
_TIMES_SIGN = re.compile(r"\s{0,2}[x×*]\s{1,2}[€0-9]")
_INDEX = words("index indexcijfer prijsindex prijsindexcijfer")
_MONEY = words(
    """
    bedrag budget subsidie subsidies kosten begroting investering investeringen uitgaven bijdrage bijdragen opbrengst
    opbrengsten tekort overschot besparing besparingen boete boetes schade omzet lasten baten middelen dekking reserve
    krediet lening leningen schuld schulden fonds ombuiging bezuiniging bezuinigingen impuls
    """
)


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
class Context:
    """What stands round a number. `end` is where the reading ends: "keer" belongs to it, what is counted does not."""

    form: NumberForm
    kind: NumberKind
    operator: Operator
    end: int
    unit: str = ""
    counted: str = ""
    per: str = ""
    base: str = ""
    doubts: tuple[str, ...] = ()


def context_of(page: Page, printed: Printed, whole: Quantity, before: list[str]) -> Context:
    """All that the neighbourhood says about a number, whether or not it turns out to be one."""
    text, spoken, end = page.text, printed.spoken, whole.end
    operator = _operator(page, printed, whole, before)
    if spoken and spoken.form == "multiplier":
        return Context("multiplier", "factor", operator, end, base=base_of_share(text, end))
    stop = 0 if whole.unit else is_multiplier(page.lower, end)
    if stop or (not whole.unit and before[-1:] == ["factor"]):
        return Context("multiplier", "factor", operator, max(stop, end))
    if whole.form == "fraction" and not whole.unit:
        return Context("fraction", "rate", operator, end, base=base_of_share(text, end))
    if whole.kind in ("percentage", "percentage_point", "rate"):
        return _of_share(page, whole, before, operator)
    return _of_count(page, whole, before, operator)


def _of_share(page: Page, whole: Quantity, before: list[str], operator: Operator) -> Context:
    counted, after = counted_after(page.text, whole.end)
    counted = counted or counted_before(page.text, whole.start, share=True)
    base = base_of_share(page.text, whole.end) or wide_base(before, page.text, whole.end)
    per = per_after(page.text, after)
    return Context(whole.form, whole.kind, operator, whole.end, whole.unit, counted, per, base)


def _of_count(page: Page, whole: Quantity, before: list[str], operator: Operator) -> Context:
    text, end, counted, after = page.text, whole.end, "", whole.end
    if not whole.unit and (stop := times(page.lower, end)):
        counted, end, after = "keer", stop, stop
    elif whole.kind in ("bare", "count", "measure"):
        counted, after = counted_after(text, end, single=bool(whole.unit) or whole.value == 1)
    out_of = _OUT_OF.match(text, after)
    base = " ".join((out_of[1] or "").split()) if out_of else wide_base(before, text, after)
    counted = counted or counted_before(text, whole.start, share=False) or counted_in_brackets(text, whole.start, end)
    per = per_after(text, after)
    if whole.unit:
        return Context(whole.form, whole.kind, operator, end, whole.unit, counted, per, base)
    if _INDEX.intersection(before):
        return Context(whole.form, "measure", operator, end, "index", counted, per, base)
    if whole.scale >= 1000 and counted.rpartition(" ")[2].lower() in _MONEY:
        return Context(whole.form, "amount", operator, end, "euro", counted, per, base, (EURO_UNDERSTOOD,))
    return Context(whole.form, "count" if counted or out_of else "bare", operator, end, "", counted, per, base)


def _operator(page: Page, printed: Printed, whole: Quantity, before: list[str]) -> Operator:
    sign = page.text[whole.start - 1 : whole.start]
    operator = operator_before([sign]) if sign in ("±", "~", "≈", "<", ">", "≤", "≥") else operator_before(before)
    if operator == "<=" and before[-1:] and before[-1] in ("binnen", "uiterlijk", "na") and whole.kind != "duration":
        operator = "="
    if operator == "=":
        operator = operator_after(page.lower, whole.end)
    return printed.spoken.operator if operator == "=" and printed.spoken else operator


def stands(page: Page, printed: Printed, whole: Quantity, before: list[str], context: Context) -> bool:
    """The verdict: is this a number that says how much?"""
    lower = page.lower
    if whole.unit == "uur" and whole.value <= 24 and before[-1:] in (["om"], ["vanaf"], ["rond"], ["half"], ["klokke"]):
        return False
    if printed.spoken:
        word = lower[printed.start : printed.end]
        return (
            context.form in ("multiplier", "fraction") and word not in ("helft", "kwart", "dubbel", "dubbele")
        ) or says_a_number(lower, whole, word, before, context.operator, context.counted)
    if context.form == "multiplier":
        return True
    if year_like(lower, printed.start, printed.end, whole, before, context.counted):
        return False
    if marks_a_line(page.text, lower, whole):
        return False
    if names_a_note(page.text, whole, before, context.counted):
        return False
    if bracketed_mark(page.text, whole.start, context.end) and not whole.unit:
        return False
    if whole.unit == "euro" and whole.value in (1000, 1_000_000) and before[-1:] in (["x"], ["×"], ["*"]):
        return False
    factor = context.base.startswith("van ") or _TIMES_SIGN.match(lower, whole.end) is not None
    return factor or has_evidence(whole, context.counted, before, context.operator)


def is_exact(whole: Quantity, context: Context) -> bool:
    """Whole counts and durations printed in full, and amounts to the cent or closed with ",-"."""
    if context.operator in ("~", ">", "<") or whole.scale != 1:
        return False
    if whole.form == "collective":
        return not whole.doubts and whole.value < 10
    if context.kind == "amount":
        return whole.whole or whole.step < 1
    return context.kind in ("count", "bare", "duration") and whole.value == whole.value.to_integral_value()
