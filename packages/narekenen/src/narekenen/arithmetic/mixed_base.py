"""Rule: the numbers of one row cover the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narekenen.arithmetic.basefacts import Each, Entry, Record, eaches
from narekenen.arithmetic.bases import Mixed, mixed_bases
from narekenen.arithmetic.model import Evidence, Finding, Step
from narekenen.arithmetic.nouns import same_noun
from narekenen.documents.model import Span
from narekenen.formatting import format_number
from narekenen.readings.model import Letter


def rows_of_mixed_bases(letter: Letter) -> Iterator[Finding]:
    """Rows in which a number for each stands beside numbers for all, and a quotient was made across them."""
    facts = eaches(letter)
    for record, mixed in mixed_bases(letter):
        yield _finding(record, mixed, facts)


def _finding(record: Record, mixed: Mixed, facts: Sequence[Each]) -> Finding:
    per = mixed.count.counted
    single = [e for e in record if _holds_for_each(e, mixed, facts)]
    whole = [e for e in (*mixed.others, mixed.units) if e not in single]
    raws = [entry.number.raw for entry in record]
    row = Span(min(raw.start for raw in raws), max(raw.end for raw in raws))
    times, each = mixed.count.number, mixed.each.number
    together = format_number(times.value * each.value)
    apart, joint = _listed(single), _listed(whole)
    return Finding(
        rule="mixed_base", verdict="mixed_base", severity="finding", printed=each.text, follows=together,
        evidence=(
            Evidence(row, " ".join(entry.number.text for entry in record), "printed"),
            *(Evidence(entry.number.raw, entry.number.text, "part") for entry in (*single, *whole)),
        ),
        steps=(Step(f"{times.text} × {each.text}", together, mixed.each.label),),
        nl=f"Deze rij zet getallen voor elk van de {times.text} {per} ({apart}) naast die voor alle samen ({joint}).",
        en=f"This row puts numbers for each of the {times.text} {per} ({apart}) beside numbers for all ({joint}).",
    )  # fmt: skip


def _listed(entries: Sequence[Entry]) -> str:
    return ", ".join(f"‘{entry.label}’ {entry.number.text}" for entry in entries)


def _holds_for_each(entry: Entry, mixed: Mixed, facts: Sequence[Each]) -> bool:
    """True where the document says elsewhere that this very number holds for one of them."""
    return any(
        fact.number.value == entry.number.value
        and same_noun(fact.per, mixed.count.counted)
        and (same_noun(fact.counted, entry.counted) if entry.counted else entry is mixed.each)
        for fact in facts
    )
