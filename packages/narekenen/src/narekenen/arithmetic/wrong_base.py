"""Rule: a number per unit divides an amount by the units that the amount is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from narekenen.arithmetic.basefacts import records
from narekenen.arithmetic.bases import Mixed, mixed_bases
from narekenen.arithmetic.model import Evidence, Finding, Step
from narekenen.arithmetic.nouns import same_noun
from narekenen.arithmetic.rounding import places
from narekenen.arithmetic.totals import corrections
from narekenen.formatting import Lang, format_amount, format_number
from narekenen.readings.model import Letter, NumberReading


def wrong_bases(letter: Letter) -> Iterator[Finding]:
    """Each number per unit that counts the amount of one against the units of all (see `mixed_bases`).

    Shows the derivation of the printed number, what follows when the amount is counted for all, and what that becomes
    with totals that add up.
    """
    better = corrections(letter)
    for _, mixed in mixed_bases(letter):
        yield _finding(letter, mixed, better)


def _finding(letter: Letter, mixed: Mixed, better: dict[Decimal, Decimal]) -> Finding:
    number = mixed.printed.number
    evidence = [_evidence(number, "printed")]
    evidence += [_evidence(n, "printed") for n in _again(letter, mixed) if n.raw != number.raw]
    parts = (*mixed.others, mixed.each, mixed.units, mixed.count)
    evidence += [_evidence(entry.number, "part") for entry in parts]
    times = mixed.count.number.value
    steps = [_step(mixed, Decimal(1)), _step(mixed, times)]
    if any(entry.number.value in better for entry in mixed.others):
        steps.append(_step(mixed, times, better))
    return Finding(
        rule="wrong_base", verdict="wrong_base", severity="finding", printed=number.text, follows=steps[1].result,
        evidence=tuple(evidence), steps=tuple(steps),
        nl=_sentence(mixed, steps, better, "nl"), en=_sentence(mixed, steps, better, "en"),
    )  # fmt: skip


def _again(letter: Letter, mixed: Mixed) -> Iterator[NumberReading]:
    """The same number per the same unit in other tables and in the text."""
    value, unit = mixed.printed.number.value, mixed.printed.per
    for record in records(letter):
        yield from (e.number for e in record if e.number.value == value and e.per and same_noun(e.per, unit))
    for number in letter.numbers:
        if number.value == value and number.per and same_noun(number.per, unit):
            yield number


def _step(mixed: Mixed, times: Decimal, instead: dict[Decimal, Decimal] | None = None) -> Step:
    return Step(_working(mixed, times, instead, "nl"), _result(mixed, times, instead, "nl"), f"per {mixed.printed.per}")


def _working(mixed: Mixed, times: Decimal, instead: dict[Decimal, Decimal] | None, lang: Lang) -> str:
    values = [e.number.value for e in mixed.others]
    shown = [format_number(instead.get(v, v) if instead else v, lang=lang) for v in values]
    each = format_number(mixed.each.number.value, lang=lang)
    shown.append(each if times == 1 else f"{format_number(times, lang=lang)} × {each}")
    return f"({' + '.join(shown)}) / {format_number(mixed.units.number.value, lang=lang)}"


def _result(mixed: Mixed, times: Decimal, instead: dict[Decimal, Decimal] | None, lang: Lang) -> str:
    return format_number(mixed.quotient(times, instead), decimals=max(2, places(mixed.printed.number)), lang=lang)


def _sentence(mixed: Mixed, steps: Sequence[Step], better: dict[Decimal, Decimal], lang: Lang) -> str:
    times, count = mixed.count.number.value, mixed.count
    one, all_of_them = (
        f"{_working(mixed, t, None, lang)} = {_result(mixed, t, None, lang)}" for t in (Decimal(1), times)
    )
    each, number = format_number(mixed.each.number.value, lang=lang), format_number(times, lang=lang)
    last = _result(mixed, times, better, lang) if len(steps) > 2 else ""
    write = format_amount if mixed.printed.is_amount else format_number
    printed = f"{write(mixed.printed.number.value, lang=lang)} per {mixed.printed.per}"
    units = f"{format_number(mixed.units.number.value, lang=lang)} {mixed.units.counted}"
    if lang == "nl":
        text = (
            f"{printed} volgt uit {one}. Daarin telt {each} voor één van de "
            f"{number} {count.counted}, maar de {units} voor alle {number}; "
            f"met alle {number} is het {all_of_them}."
        )
        return text + (f" Met de totalen zoals de regels optellen wordt het {last}." if last else "")
    text = (
        f"{printed} follows from {one}. In it, {each} counts for one of the "
        f"{number} {count.counted}, but the {units} for all {number}; "
        f"with all {number} it is {all_of_them}."
    )
    return text + (f" With the totals as their lines add up it becomes {last}." if last else "")


def _evidence(number: NumberReading, role: str) -> Evidence:
    return Evidence(number.raw, number.text, role)
