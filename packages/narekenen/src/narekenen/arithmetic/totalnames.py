"""Whether the label of a total says that it is the sum of the lines above it, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narekenen.arithmetic.sheets import Sheet, is_plain_total
from narekenen.arithmetic.sumgroups import SumGroup
from narekenen.arithmetic.sumlines import Total

_OPENS = re.compile(r"^\W*(?:sub-?|eind)?(?:totaal|total)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STEM = 6
# Words that say nothing about what is added.
_NO_CONTENT = frozenset(
    ["aantal", "bedrag", "bedragen", "van", "de", "het", "een", "en", "of", "in", "op", "voor", "per", "jaar", "alle",
     "the", "and", "number", "amount", "te", "die", "dat"]
)  # fmt: skip


def names_a_sum(page: Sheet, group: SumGroup, total: Total, series: int) -> bool:
    """ "Totaal", "Subtotaal 2024", "Som"; "Totaal" with a remark in a further column; "Totaal aantal punten" below
    "Punten"; "Totaal wegen en bruggen" below "Onderhoud wegen" and "Onderhoud bruggen".

    "Totaal verlies van het gehoor" is none of these: what it names stands in one line, or in no line, above it.
    """
    label = group.lines[total.at].label
    first = next((c.text for c in page.table.rows[group.along[total.at]] if c.number is None and not c.is_empty), "")
    if is_plain_total(label) or is_plain_total(first):
        return True
    opens = _OPENS.match(first)
    named = list(_content(first[opens.end() :])) if opens else []
    header = set(_content(page.header(group.across[series])))
    return bool(named) and (header.issuperset(named) or _names_several_lines(group, total, named))


def _names_several_lines(group: SumGroup, total: Total, named: list[str]) -> bool:
    """Whether two of the words stand each in another line, and no line has two of them."""
    hits = [set(_content(group.lines[at].label)) & set(named) for at in total.terms]
    return max(map(len, hits), default=0) == 1 and len(set().union(*hits)) >= 2


def _content(text: str) -> Iterator[str]:
    """The beginnings of the words that say what is meant, in lower case."""
    for word in _WORD.findall(text.lower()):
        if word not in _NO_CONTENT and not re.fullmatch(r"(?:19|20)\d\d", word):
            yield word[:_STEM]
