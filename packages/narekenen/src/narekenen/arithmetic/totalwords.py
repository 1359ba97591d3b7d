"""The sentences of the rule on totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from narekenen.arithmetic.rounding import places
from narekenen.arithmetic.sheets import Sheet
from narekenen.arithmetic.totalfaults import Checked
from narekenen.formatting import Lang, format_number

_ORDINALS_NL = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_ORDINALS_EN = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LONGEST_LABEL = 60
Consequence = tuple[Checked, tuple[Decimal, ...]]
"""A total that was rightly added up with a wrong number in it, and its terms with that number put right."""


def write(value: Decimal, check: Checked, lang: Lang = "nl") -> str:
    """A number with as many decimals as the total or its terms were printed with."""
    return format_number(value, decimals=decimals(check), lang=lang)


def decimals(check: Checked) -> int:
    """The most decimals that the total or one of its terms was printed with. Takes a walk along all terms."""
    return max(places(number) for number in (check.printed, *check.terms))


def written_sum(values: Sequence[Decimal], check: Checked, most: int) -> str:
    """The terms with plus signs between them; of more than `most` terms the first and the last."""
    shown = list(values) if len(values) <= most else [*values[: most - 1], values[-1]]
    shared = decimals(check)
    written = [format_number(value, decimals=shared, lang="nl") for value in shown]
    if len(values) > most:
        written.insert(-1, "…")
    return " + ".join(written)


def sentences(page: Sheet, fault: Checked, after: Sequence[Consequence]) -> tuple[str, str]:
    """One sentence or two in Dutch and in English: what adds up to what, what explains it, what follows on."""
    nl = [_adds_up(page, fault, "nl"), _why(fault, "nl"), _after(after, "nl")]
    en = [_adds_up(page, fault, "en"), _why(fault, "en"), _after(after, "en")]
    return " ".join(filter(None, nl)), " ".join(filter(None, en))


def _adds_up(page: Sheet, fault: Checked, lang: Lang) -> str:
    across = _across(page, fault)
    follows, printed = write(fault.follows, fault, lang), write(fault.printed.value, fault, lang)
    if lang == "nl":
        lines = "De regels" if fault.direction == "rows" else "De kolommen"
        label = _label(fault.labels[0], "het totaal")
        return f"{lines} tellen{across[0]} op tot {follows}; bij {label} staat {printed}."
    return (
        f"The {fault.direction}{across[1]} add up to {follows}; {_label(fault.labels[0], 'the total')} says {printed}."
    )


def _across(page: Sheet, fault: Checked) -> tuple[str, str]:
    """In which column (or row) the sum stands, when the table has a name for it."""
    row, column = fault.cells[0]
    name = page.header(column) if fault.direction == "rows" else page.labels[row]
    if not name:
        return "", ""
    kind = ("kolom", "column") if fault.direction == "rows" else ("regel", "row")
    return f" in de {kind[0]} ‘{_short(name)}’", f" in {kind[1]} ‘{_short(name)}’"


def _why(fault: Checked, lang: Lang) -> str:
    slip = fault.explanation
    if slip is None:
        return ""
    nl = lang == "nl"
    size = write(abs(fault.difference), fault, lang)
    if slip.slip == "total_swapped_digits":
        return (
            "Met twee cijfers omgewisseld is het dezelfde som." if nl else "With two digits swapped it is the same sum."
        )
    if slip.slip == "total_factor_ten":
        right, there = write(fault.follows, fault, lang), write(fault.printed.value, fault, lang)
        return (
            f"Het zijn dezelfde cijfers: {there} is {_times(fault.printed.value, fault.follows, lang)} {right}."
            if nl
            else f"The digits are the same: {there} is {_times(fault.printed.value, fault.follows, lang)} {right}."
        )
    which = _which(fault, slip.first, slip.last, lang)
    if slip.slip == "left_out":
        return f"Het verschil van {size} is precies {which}." if nl else f"The difference of {size} is exactly {which}."
    if slip.slip == "counted_twice":
        return (
            f"Het verschil van {size} is precies {which}, alsof die twee keer is meegeteld."
            if nl
            else f"The difference of {size} is exactly {which}, as if counted twice."
        )
    if slip.slip == "sign":
        return (
            f"Het verschil van {size} is precies twee keer {which}: met het andere teken klopt de som."
            if nl
            else f"The difference of {size} is exactly twice {which}: with the other sign the sum holds."
        )
    instead = write(slip.instead or Decimal(0), fault, lang)
    term = write(fault.terms[slip.first].value, fault, lang)
    return (
        f"Met {instead} in plaats van {term} ({which}) klopt de som."
        if nl
        else f"With {instead} instead of {term} ({which}) the sum holds."
    )


def _times(printed: Decimal, right: Decimal, lang: Lang) -> str:
    """ "10 keer", "een honderdste van"."""
    ratio = printed / right
    words = {
        "nl": {10: "een tiende van", 100: "een honderdste van", 1000: "een duizendste van"},
        "en": {10: "a tenth of", 100: "a hundredth of", 1000: "a thousandth of"},
    }
    return f"{ratio:f} {'keer' if lang == 'nl' else 'times'}" if ratio > 1 else words[lang][int(1 / ratio)]


def _which(fault: Checked, first: int, last: int, lang: Lang) -> str:
    nl = lang == "nl"
    noun = {"rows": ("regel", "line"), "columns": ("kolom", "column")}[fault.direction][not nl]
    label = f" (‘{_short(fault.labels[first + 1])}’)" if fault.labels[first + 1] else ""
    if first == last:
        return f"{'de' if nl else 'the'} {_ordinal(first, lang)} {noun}{label}"
    ends = f"{_ordinal(first, lang)} {'tot en met de' if nl else 'to the'} {_ordinal(last, lang)} {noun}"
    return f"{'de' if nl else 'the'} {ends} {'samen' if nl else 'together'}"


def _ordinal(place: int, lang: Lang) -> str:
    words = _ORDINALS_NL if lang == "nl" else _ORDINALS_EN
    if place < len(words):
        return words[place]
    return f"{place + 1}e" if lang == "nl" else f"{place + 1}th"


def _after(after: Sequence[Consequence], lang: Lang) -> str:
    parts = []
    for check, values in after:
        printed, right = write(check.printed.value, check, lang), write(sum(values, Decimal(0)), check, lang)
        if lang == "nl":
            parts.append(
                f"{_label(check.labels[0], 'Het totaal')} ({printed}) bouwt hierop voort en wordt dan {right}."
            )
        else:
            parts.append(f"{_label(check.labels[0], 'The total')} ({printed}) builds on it and then becomes {right}.")
    return " ".join(parts)


def _label(label: str, otherwise: str) -> str:
    return f"‘{_short(label)}’" if label else otherwise


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"
