"""Dutch words that are numbers: drieëntwintig, anderhalf, drietal, tientallen, verdubbelt, driemaandelijks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from narekenen.readings.model import NumberForm, NumberKind, Operator
from narekenen.readings.vocabulary import in_order

_ONES = in_order(
    """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien
    """
)
_TENS = in_order("- tien twintig dertig veertig vijftig zestig zeventig tachtig negentig")
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one word says. `parts` are the two numbers of a fraction."""

    value: Decimal
    form: NumberForm = "words"
    step: Decimal = Decimal(1)
    unit: str = ""
    kind: NumberKind = "bare"
    operator: Operator = "="
    doubts: tuple[str, ...] = ()
    parts: tuple[Decimal, ...] = ()
    exact: bool = True


def _below_hundred() -> dict[str, int]:
    found = {word: value for value, word in enumerate(_ONES) if value}
    for ten, word in enumerate(_TENS[2:], 2):
        found[word] = 10 * ten
        for one, unit in enumerate(_ONES[1:10], 1):
            joins = ("ën", "en") if unit.endswith("e") else ("en",)
            found |= {f"{unit}{join}{word}": 10 * ten + one for join in joins}
    return found


_SMALL = _below_hundred() | {"één": 1, "eén": 1, "éen": 1}


def spelled(word: str) -> int | None:
    """The whole number that one word in lower case spells: "drieëntwintig" 23, "vijfentwintigduizend" 25000.

    Hundreds go up to 99 ("vijfentwintighonderdzevenenzeventig" 2577). None for anything else.
    """
    for mark, size, most in (("duizend", 1000, 1000), ("honderd", 100, 100)):
        if mark in word:
            left, _, right = word.partition(mark)
            many = spelled(left) if left else 1
            few = 0 if not right else spelled(right) or spelled(right.removeprefix("en"))
            return many * size + few if many and few is not None and few < most else None
    return _SMALL.get(word)


def _fixed() -> dict[str, Spoken]:
    found = {"nul": Spoken(Decimal(0)), "dozijn": Spoken(Decimal(12), "collective", exact=False)}
    for value in (1, *range(2, 13)):
        stem = "ander" if value == 1 else _ONES[value]
        for join in ("",) if value == 1 else ("ën", "en", "ëneen", "eneen") if stem.endswith("e") else ("en", "eneen"):
            for tail in ("half", "halve"):
                found[stem + join + tail] = Spoken(value + HALF, step=Decimal("0.1"))
    for word, above, below in (("driekwart", 3, 4), ("tweederde", 2, 3), ("eenderde", 1, 3), ("tweevijfde", 2, 5)):
        found[word] = share(Decimal(above), Decimal(below))
    for word in ("half", "halve"):
        found[word] = Spoken(HALF, "words", step=Decimal("0.1"))
    found["kwart"] = share(Decimal(1), Decimal(4))
    found["helft"] = share(Decimal(1), Decimal(2))
    return found


def share(above: Decimal, below: Decimal) -> Spoken:
    """A part of a whole, as a number from 0 to 1. A third has no last decimal: it is kept to 28 digits."""
    value = above / below
    return Spoken(
        value, "fraction", Decimal(1).scaleb(int(value.as_tuple().exponent)), kind="rate", parts=(above, below)
    )


def _collectives() -> dict[str, Spoken]:
    found: dict[str, Spoken] = {}
    for word, value in _below_hundred().items():
        if 2 <= value <= 9 or value in (12,):
            found[word + "tal"] = Spoken(Decimal(value), "collective")
        elif value % 10 == 0:
            found[word + "tal"] = Spoken(Decimal(value), "collective", operator="~", exact=False)
    found["honderdtal"] = Spoken(Decimal(100), "collective", operator="~", exact=False)
    for word, value in {
        "tientallen": 10, "honderden": 100, "duizenden": 1000, "tienduizenden": 10_000, "honderdduizenden": 100_000,
        "miljoenen": 1_000_000, "miljarden": 1_000_000_000,
    }.items():  # fmt: skip
        size = Decimal(value)
        found[word] = Spoken(
            size, "collective", size, operator=">=", doubts=("an order of size, not a count",), exact=False
        )
    found["achttal"] = Spoken(Decimal(8), "collective")
    return found


def _multipliers() -> dict[str, Spoken]:
    found: dict[str, Spoken] = {}
    stems = {"dubbel": 2} | {
        _ONES[n] + "voudig": n for n in range(3, 13)
    } | {"twintigvoudig": 20, "honderdvoudig": 100}  # fmt: skip
    for stem, factor in stems.items():
        endings = ("", "t", "d", "en", "de", "den", "ing", "ingen")
        found |= {f"ver{stem}{ending}": Spoken(Decimal(factor), "multiplier", kind="factor") for ending in endings}
    found |= dict.fromkeys(("dubbel", "dubbele"), Spoken(Decimal(2), "multiplier", kind="factor"))
    half = Spoken(HALF, "multiplier", Decimal("0.1"), kind="factor")
    forms = "halveer halveert halveren halveerde halveerden halvering halveringen gehalveerd gehalveerde"
    return found | dict.fromkeys(in_order(forms), half)


FIXED: dict[str, Spoken] = _fixed() | _collectives() | _multipliers()

_INTERVALS = {
    "maandelijks": "maand", "jaarlijks": "jaar", "wekelijks": "week", "daags": "dag", "jarig": "jaar",
}  # fmt: skip
ENDINGS = (*_INTERVALS, *(stem + "e" for stem in _INTERVALS), "maal", "jaar", "uur")


def derived(word: str) -> Spoken | None:
    """A duration or a number of times in one word: driemaandelijks (3 maand), vierjarige, halfjaar, driemaal."""
    if word in ("halfjaar", "halfuur"):
        return Spoken(HALF, step=Decimal("0.1"), unit=word[4:], kind="duration")
    if word.endswith("maal"):
        times = spelled(word[:-4])
        return Spoken(Decimal(times), unit="keer", kind="count") if times and times > 1 else None
    bare = word.removesuffix("e")
    for ending, unit in _INTERVALS.items():
        if bare.endswith(ending):
            head = bare.removesuffix(ending)
            if head == "half" and unit == "jaar":
                return Spoken(HALF, step=Decimal("0.1"), unit=unit, kind="duration")
            if (count := spelled(head)) and count > 1:
                return Spoken(Decimal(count), unit=unit, kind="duration")
    return None


KNOWN: dict[str, Spoken] = {word: Spoken(Decimal(number)) for word, number in _SMALL.items()} | FIXED


def spoken(word: str) -> Spoken | None:
    """What a single word in lower case says as a number, or None. "een" counts as 1 here: the context decides."""
    known = KNOWN.get(word)
    if known is not None:
        return known
    if "honderd" in word or "duizend" in word:
        number = spelled(word) if len(word) < 60 else None
        return Spoken(Decimal(number)) if number else None
    return derived(word) if word.endswith(ENDINGS) else None
