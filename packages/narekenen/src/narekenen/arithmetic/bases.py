"""Quotients whose parts cover different things: the amount of one municipality over the homes of four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from narekenen.arithmetic.basefacts import Each, Entry, Record, chain_products, counts, eaches, records
from narekenen.arithmetic.nouns import same_noun
from narekenen.arithmetic.rounding import half_step
from narekenen.readings.model import Letter

_MOST_AMOUNTS = 8
_MOST_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Mixed:
    """A printed number per unit with its derivation: (`others` + `each`) / `units`, where `each` is the amount of one
    `count.counted` and `units` are those of all."""

    printed: Entry
    others: tuple[Entry, ...]
    each: Entry
    units: Entry
    count: Entry

    def amount(self, times: Decimal, instead: dict[Decimal, Decimal] | None = None) -> Decimal:
        """The amount above the stroke, with the amount of one taken `times` times."""
        values = [entry.number.value for entry in self.others]
        return sum((instead.get(v, v) if instead else v for v in values), Decimal(0)) + times * self.each.number.value

    def quotient(self, times: Decimal, instead: dict[Decimal, Decimal] | None = None) -> Decimal:
        return self.amount(times, instead) / self.units.number.value


def mixed_bases(letter: Letter) -> Iterator[tuple[Record, Mixed]]:
    """Numbers per unit that count the amount of one against the units of all, each with the row it stands in.

    Nothing is assumed: the printed quotient must follow, within its rounding, from amounts of its own row and in no
    other way; the document must say elsewhere that one of these amounts holds for each; it must give the number of
    these; and the units must be the product of that number with what each holds.
    """
    facts = eaches(letter)
    all_counts = counts(letter) if facts else []
    for record in records(letter) if facts else ():
        for mixed in _mixed(record, facts, all_counts):
            yield record, mixed


def _mixed(record: Record, facts: Sequence[Each], all_counts: Sequence[Entry]) -> Iterator[Mixed]:
    for printed in record:
        units = next((e for e in record if e.counted and printed.per and same_noun(e.counted, printed.per)), None)
        if units is None or units.number.value <= 0 or printed.number.value == 0:
            continue
        amounts = [e for e in record if e.is_amount and not e.per and e is not printed][:_MOST_AMOUNTS]
        fitting = [chosen for chosen in _choices(amounts) if _is_quotient(printed, chosen, units)]
        found = [m for chosen in fitting if (m := _one_for_all(printed, chosen, units, facts, [*record, *all_counts]))]
        if found and len(found) == len(fitting):
            yield found[0]


def _choices(amounts: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    for size in range(1, _MOST_TOGETHER + 1):
        yield from combinations(amounts, size)


def _is_quotient(printed: Entry, chosen: Sequence[Entry], units: Entry) -> bool:
    follows = sum((e.number.value for e in chosen), Decimal(0)) / units.number.value
    return abs(follows - printed.number.value) <= half_step(printed.number)


def _one_for_all(
    printed: Entry, chosen: tuple[Entry, ...], units: Entry, facts: Sequence[Each], known: Sequence[Entry]
) -> Mixed | None:
    """The derivation as a mix of bases, when one of its amounts holds for each and the units are those of all."""
    for each in chosen:
        for fact in facts:
            if fact.counted or fact.number.value != each.number.value or same_noun(fact.per, units.counted):
                continue
            for count in known:
                if not (count.counted and same_noun(count.counted, fact.per) and count.number.value >= 2):
                    continue
                mixed = Mixed(printed, tuple(e for e in chosen if e is not each), each, units, count)
                covers_all = units.number.value in chain_products(count, units.counted, facts)
                right = mixed.quotient(count.number.value)
                if covers_all and abs(right - printed.number.value) > half_step(printed.number):
                    return mixed
    return None
