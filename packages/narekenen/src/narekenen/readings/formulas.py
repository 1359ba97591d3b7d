"""A sum written out with words for what is not known yet: "aantal woningen * 3 jaar * 250 euro"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from narekenen.readings.digits import Digits
from narekenen.readings.printed import Printed

_TIMES = re.compile(r"[*×](?<=[\w)’'][ \u00a0].)[ \u00a0](?=[\w(€])")
_SYMBOL = re.compile(r"(?:aantal(?:len)?|number of)(?: [^\W\d_][\w'’-]*){1,4}$")
_LONGEST_FACTOR = 60


@dataclass(frozen=True, slots=True)
class Formula:
    """A product with at least one factor in words. `numbers` are the printed numbers in it;
    `worth` is the last of them."""

    start: int
    symbols: tuple[str, ...]
    numbers: tuple[Printed, ...]
    worth: Digits


def formulas(lower: str, found: list[Printed]) -> list[Formula]:
    """The products in a text in lower case that name a factor in words and end in a number."""
    if "*" not in lower and "×" not in lower:
        return []
    starts = [p.start for p in found]
    made: list[Formula] = []
    run: list[tuple[int, int]] = []
    for sign in [match.span() for match in _TIMES.finditer(lower)] + [(len(lower) + _LONGEST_FACTOR, 0)]:
        if run and (sign[0] - run[-1][1] >= _LONGEST_FACTOR or "\n" in lower[run[-1][1] : sign[0]]):
            formula = _formula(lower, run, found, starts)
            made += [formula] if formula else []
            run = []
        run.append(sign)
    return made


def _formula(lower: str, run: list[tuple[int, int]], found: list[Printed], starts: list[int]) -> Formula | None:
    first = _SYMBOL.search(lower, max(0, run[0][0] - _LONGEST_FACTOR), run[0][0] - 1)
    last = bisect_left(starts, run[-1][1])
    if first is None or last == len(found) or starts[last] > run[-1][1] + 2:
        return None
    worth = found[last].digits
    if worth is None:
        return None
    symbols, numbers = [first[0]], []
    for (_, start), (end, _) in pairwise(run):
        inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
        numbers += inside
        symbols.append(lower[inside[0].end : end].strip() if inside else lower[start:end].strip())
    return Formula(first.start(), tuple(symbols), (*numbers, found[last]), worth)
