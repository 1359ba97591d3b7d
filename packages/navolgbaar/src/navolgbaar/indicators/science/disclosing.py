"""What may be shown of a table that was counted, beside everything that was released of it before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

THRESHOLD, ABOUT = 5, 10
Rows = Mapping[str, Sequence[int]]
Times = Mapping[str, Mapping[str, Sequence[int]]]
"""code -> first day of a quarter -> [to a home of their own, left]."""
Shown = Mapping[str, Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class Protected:
    """A table after disclosure control: code -> numbers (None: withheld), the last of each row its total; "" holds the
    totals of all. why: (code, place) -> "small", "change" (a few persons since a former issue) or "protect"."""

    rows: dict[str, list[int | None]]
    why: dict[tuple[str, int], str]

    def why_row(self, code: str) -> str:
        """The first reason for which something of a row is withheld; "" where nothing is."""
        there = {why for (row, _), why in self.why.items() if row == code}
        return next((why for why in ("small", "change", "protect") if why in there), "")


def protect(
    table: Rows, formers: Sequence[tuple[Rows, Shown]] = (), threshold: int = THRESHOLD
) -> Protected:  # fmt: skip
    """Withhold what is small, what changed by a few persons since a former issue, and what would give either away.

    formers   what was counted for each former issue of the same table, and what it showed; the newest last
    Raises UnusableInput where the table cannot be protected.
    """
    from narekenen.disclosure.releases import Former, release

    found = release(table, [Former(counts, shown) for counts, shown in formers], threshold)
    return Protected(found.rows, found.why)


def may_show(pair: Sequence[int], formers: Sequence[Sequence[int]] = ()) -> bool:
    """Whether [to a home, left] may be shown: no part of it is small, nor differs a little from what it was before."""
    parts = _parts(pair)
    return not any(_is_small(number) for number in parts) and not any(
        _is_small(abs(now - before)) for former in formers for now, before in zip(parts, _parts(former), strict=True)
    )


def rows_in_time(rows: Times, formers: Sequence[Times] = ()) -> Times:
    """Which municipalities may show [to a home, left] of every quarter: all of theirs, or nothing.

    What all together had is shown too, so that those left out are together known: they are two or more, and none of
    their sums is small. Nobody is shown where anybody changed by a few persons since a former issue.
    """
    for former in formers:
        for code in {*rows, *former}:
            for quarter in {*rows.get(code, {}), *former.get(code, {})}:
                pairs = [table.get(code, {}).get(quarter, (0, 0)) for table in (rows, former)]
                if any(_is_small(abs(a - b)) for a, b in zip(*map(_parts, pairs), strict=True)):
                    return {}
    quarters = sorted({quarter for row in rows.values() for quarter in row})
    shown = [code for code in sorted(rows, key=lambda code: sum(pair[1] for pair in rows[code].values()))
             if all(quarter in rows[code] and may_show(rows[code][quarter]) for quarter in quarters)]  # fmt: skip
    while shown and not _covers([code for code in rows if code not in shown], rows, quarters):
        shown.pop(0)  # the one with the fewest covers the others
    return {code: rows[code] for code in shown}


def _covers(left_out: list[str], rows: Times, quarters: list[str]) -> bool:
    """Whether those left out hide each other: nobody is, or two or more whose sums are not small."""
    together = [[sum(rows[code].get(quarter, (0, 0))[i] for code in left_out) for i in (0, 1)] for quarter in quarters]
    return not left_out or (len(left_out) > 1 and all(may_show(pair) for pair in together))


def _parts(pair: Sequence[int]) -> tuple[int, int, int]:
    return pair[0], pair[1] - pair[0], pair[1]


def _is_small(number: int) -> bool:
    return 0 < number < THRESHOLD


def about(coverage: Mapping[str, Any]) -> dict[str, Any]:
    """How many stays were delivered, in tens: the difference of two issues is nobody's number."""

    def tens(number: int | None) -> int | None:
        return None if number is None else (number + ABOUT // 2) // ABOUT * ABOUT

    return {**coverage, **{name: tens(coverage[name]) for name in ("total", "low", "high")}}
