"""The counts of deliveries together: tables by municipality, by month and by quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from navolgbaar.indicators.words import CELLS, PAIRS

Counts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """What deliveries hold together, before disclosure control.

    persons    code -> persons by sex and age
    pairs      name -> code -> [who it is so of, the others]: see `words.PAIRS`
    nights     code -> [bed-nights slept], and `beds` those that could be slept, where all who deliver say so
    months     first day -> [to a home of their own, left] of all; quarters: the same, by municipality
    """

    persons: dict[str, list[int]]
    pairs: dict[str, dict[str, list[int]]]
    nights: dict[str, list[int]]
    beds: dict[str, int]
    months: dict[str, list[int]]
    quarters: dict[str, dict[str, list[int]]]


def tables(deliveries: Iterable[tuple[str, Counts]], missing: Collection[str]) -> Tables:
    """(code, counts) of each delivery together. Municipalities in `missing` are in the months of all alone."""
    every = list(deliveries)
    whole = [(code, counts) for code, counts in every if code not in missing]
    months: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, counts in every:
        for month, pair in counts["months"].items():
            months[month] = _plus(months[month], pair)
    pairs = {name: _summed(
        (code, [counts.get(part, 0), counts.get(base, 0) - counts.get(part, 0)]) for code, counts in whole
    ) for name, (part, base) in PAIRS.items()}  # fmt: skip
    unsaid = {code for code, counts in whole if not counts.get("beds")}
    open_ = [(code, counts) for code, counts in whole if code not in unsaid]
    beds = _summed((code, [counts["beds"]]) for code, counts in open_)
    return Tables(
        _summed((code, [counts["cells"][cell] for cell in CELLS]) for code, counts in whole), pairs,
        _summed((code, [counts["nights"]]) for code, counts in open_), {code: row[0] for code, row in beds.items()},
        dict(sorted(months.items())), _quarters(whole),
    )  # fmt: skip


def _summed(rows: Iterable[tuple[str, list[int]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for code, row in rows:
        found[code] = _plus(found[code], row) if code in found else row
    return found


def _plus(one: Iterable[int], other: Iterable[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _quarters(whole: Iterable[tuple[str, Counts]]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for code, counts in whole:
        mine = found.setdefault(code, {})
        for month, pair in counts["months"].items():
            year, number = month[:4], int(month[5:7])
            quarter = f"{year}-{3 * ((number - 1) // 3) + 1:02d}-01"
            mine[quarter] = _plus(mine.get(quarter, [0, 0]), pair)
    return {code: dict(sorted(mine.items())) for code, mine in found.items()}
