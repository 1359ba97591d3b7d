"""What a document says about bases: how many there are of something, and what holds for each one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.nouns import same_noun
from narekenen.arithmetic.sheets import sheet
from narekenen.readings.model import Letter, NumberReading, TableReading

_NOUN = r"[^\W\d_]{3,30}"
_COUNT = re.compile(rf"(?:#|totaal aantal|aantal|n) ?(?P<counted>{_NOUN})", re.IGNORECASE)
_COUNT_EACH = re.compile(rf"aantal (?P<counted>{_NOUN}) (?:per|voor elke|voor iedere) (?P<per>{_NOUN})", re.IGNORECASE)
_PER = re.compile(rf"(?:\bper|/|\bvoor (?:een|elke|iedere|elk|ieder)) ?(?P<per>{_NOUN})", re.IGNORECASE)
_LONGEST_RECORD = 30
_MOST_RECORDS = 60
_LONGEST_CHAIN = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A number with the words that stand above or beside it."""

    label: str
    number: NumberReading

    @property
    def counted(self) -> str:
        """The noun of "# gemeenten" or "Aantal gemeenten"; "" where the label says something else."""
        found = _COUNT.fullmatch(self.label.strip())
        return found["counted"] if found else ""

    @property
    def per(self) -> str:
        """The noun after "per" or a stroke in the label."""
        found = _PER.search(self.label)
        return found["per"] if found else ""

    @property
    def is_amount(self) -> bool:
        return self.number.unit == "euro" or "€" in self.label or "euro" in self.label.lower()


@dataclass(frozen=True, slots=True)
class Each:
    """`number` holds for one `per`: 12 initiatieven per gemeente, or an amount per gemeente (`counted` "")."""

    number: NumberReading
    per: str
    counted: str = ""


Record = tuple[Entry, ...]


def records(letter: Letter) -> Iterator[Record]:
    """Numbers that belong together: each row of a table with a header, or all of a list of labels and values."""
    for table in letter.tables:
        if table.header and len(table.rows) <= _MOST_RECORDS:
            for row in table.rows:
                pairs = zip(table.header, row, strict=True)
                yield tuple(Entry(head.text, c.number) for head, c in pairs if c.number)[:_LONGEST_RECORD]
        elif table.columns == 2 and len(table.rows) <= _LONGEST_RECORD:
            yield tuple(_pairs(table))


def counts(letter: Letter) -> list[Entry]:
    """Every count of something that a table gives."""
    return [entry for record in records(letter) for entry in record if entry.counted]


def eaches(letter: Letter) -> list[Each]:
    """What holds for each: labels ("Aantal teams per wijk"), totals of a table named "per wijk", and the text."""
    found = []
    for table in letter.tables:
        found += [
            Each(entry.number, match["per"], match["counted"])
            for entry in _pairs(table)
            if (match := _COUNT_EACH.search(entry.label))
        ]
        if named := _PER.search(table.caption):
            found += [Each(number, named["per"]) for number in _totals(table)]
    found += [Each(n, n.per, n.counted if n.kind == "count" else "") for n in letter.numbers if _is_each(n)]
    return found + list(_in_sentences(letter))


def chain_products(count: Entry, counted: str, facts: Iterable[Each]) -> set[Decimal]:
    """How many `counted` there may be in all, from a count and what holds for each: 4 × 12 × 750.

    More than one where the document gives more than one number for each; empty where it gives none.
    """
    facts = [fact for fact in facts if fact.counted]
    found: set[Decimal] = set()
    known: list[tuple[str, Decimal, tuple[Each, ...]]] = [(count.counted, count.number.value, ())]
    while known:
        noun, value, used = known.pop()
        if same_noun(noun, counted):
            found.add(value)
        elif len(used) < _LONGEST_CHAIN:
            known += [
                (fact.counted, value * fact.number.value, (*used, fact))
                for fact in facts
                if same_noun(fact.per, noun) and not any(same_noun(fact.counted, old.per) for old in (*used, fact))
            ]
    return found


def _pairs(table: TableReading) -> Iterator[Entry]:
    """Rows with words and one number."""
    for row, label in zip(table.rows, sheet(table).labels, strict=True):
        numbers = [cell.number for cell in row if cell.number]
        if len(numbers) == 1:
            yield Entry(label, numbers[0])


def _totals(table: TableReading) -> Iterator[NumberReading]:
    for row, kind in zip(table.rows, sheet(table).said, strict=True):
        if kind == "total":
            yield from (cell.number for cell in row if cell.number)


def _is_each(number: NumberReading) -> bool:
    usable = number.operator == "=" and number.high is None and number.form == "digits" and number.value >= 2
    return bool(number.per) and usable and number.kind in ("count", "amount")


def _in_sentences(letter: Letter) -> Iterator[Each]:
    """Amounts in a sentence about one of them: "Voor een gemeente met … is dat 120.000 euro"."""
    amounts = [n for n in letter.numbers if n.unit == "euro" and not n.per]
    for passage in letter.passages:
        if passage.kind != "table" and (match := _PER.search(passage.text)) and match[0].lower().startswith("voor"):
            yield from (Each(n, match["per"]) for n in amounts if passage.span.contains(n.span))
