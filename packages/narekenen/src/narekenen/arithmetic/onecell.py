"""What the rules on tables say, and one cell that makes several sums hold again if it alone were otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from narekenen.arithmetic.model import Evidence, Finding
from narekenen.arithmetic.rounding import places as decimals_of
from narekenen.arithmetic.sheets import Sheet
from narekenen.formatting import Lang, format_number

Place = tuple[int, int]
"""Row and column of a cell, without the header."""

MOST_PLACES = 500
"""A finding on a longer sum points at the first of its terms only."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of a rule on tables. For a sum that does not hold: its cells, the printed result first, and for each
    what it would be if it alone were otherwise (None where the rule cannot say). `accepts` says of a value for one of
    the cells whether the rule holds with it, where more than one value will do: a share of 21% is that of many."""

    finding: Finding
    cells: tuple[Place, ...] = ()
    wants: tuple[Decimal | None, ...] = ()
    accepts: Callable[[Place, Decimal], bool] | None = None

    def is_mended(self, cell: Place, value: Decimal) -> bool:
        """Whether this sum holds when one of its cells has that value."""
        if cell not in self.cells:
            return False
        return self.wants[self.cells.index(cell)] == value or bool(self.accepts and self.accepts(cell, value))


def one_cell_each(page: Sheet, told: Iterable[Told]) -> list[Finding]:
    """The findings on a table, with those that one cell explains put together in one; the largest groups first.

    A wrong cell in a table with totals below and at the side breaks two sums by the same amount; a wrong subtotal
    breaks its own sum and the total that was added up with the right one; a wrong amount breaks its row and its column,
    or its column and its share.
    """
    left = list(told)
    together: list[Finding] = []
    while True:
        faults = [one for one in left if one.cells]
        wanted = {(c, w) for one in faults for c, w in zip(one.cells, one.wants, strict=True) if w is not None}
        cells = Counter(cell for one in faults for cell in one.cells)
        groups = ((c, w, [one for one in faults if one.is_mended(c, w)]) for c, w in sorted(wanted) if cells[c] >= 2)
        cell, want, group = max(groups, key=lambda found: len(found[2]), default=((0, 0), Decimal(0), []))
        if len(group) < 2:
            return together + [one.finding for one in left]
        together.append(_together(page, cell, want, group))
        left = [one for one in left if one not in group]


def _together(page: Sheet, cell: Place, want: Decimal, group: Sequence[Told]) -> Finding:
    others = dict.fromkeys(place for one in group for place in one.cells if place != cell)
    parts = [_evidence(page, place, "part") for place in list(others)[:MOST_PLACES]]
    number = page.number(*cell)
    unit = number.unit if number else ""
    like = [n for place in (cell, *others) if (n := page.number(*place)) and (n.unit == "%") == (unit == "%")]
    decimals = max(map(decimals_of, like))
    values = (number.value if number else Decimal(0), want)
    return Finding(
        rule=group[0].finding.rule, verdict="wrong_sum", severity="finding",
        printed=format_number(values[0], decimals=decimals), follows=format_number(want, decimals=decimals),
        evidence=(_evidence(page, cell, "printed"), *parts), steps=tuple(one.finding.steps[0] for one in group),
        nl=_sentence(page, cell, values, decimals, len(group), "nl"),
        en=_sentence(page, cell, values, decimals, len(group), "en"),
    )  # fmt: skip


def _evidence(page: Sheet, place: Place, role: str) -> Evidence:
    cell = page.table.rows[place[0]][place[1]]
    return Evidence(cell.raw, cell.text, role)


def _sentence(page: Sheet, cell: Place, values: tuple[Decimal, Decimal], decimals: int, sums: int, lang: Lang) -> str:
    label, header = page.labels[cell[0]], page.header(cell[1])
    printed, right = (format_number(value, decimals=decimals, lang=lang) for value in values)
    if lang == "nl":
        place = f"in de regel ‘{label}’" + (f", kolom ‘{header}’," if header else "")
        return f"Met {printed} {place} komt de tabel op {sums} plaatsen anders uit; met {right} klopt zij."
    place = f"in the row ‘{label}’" + (f", column ‘{header}’," if header else "")
    return f"With {printed} {place} the table comes out differently in {sums} places; with {right} it holds."
