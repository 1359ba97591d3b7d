"""One cell of a table with totals printed otherwise: one finding, and its places hold that cell. Right tables: none.

What naming can mean differs per form. With totals below and at the side two sums break, and the cell where they cross
is known. With one total over one column nobody can know which of the numbers is the other one: the finding is about
the whole sum, and its places are the total and every line.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.formatting import format_amount, format_number
from narekenen.readings.letter import read_letter

NAMES = ("Loon", "Huur", "Energie", "Reizen", "Drukwerk", "Catering", "Vervoer", "Beheer", "Opleiding", "Advies",
         "Onderhoud", "Overig")  # fmt: skip
HEADERS = ("Bedrag", "Aantal", "Noord", "Zuid", "Oost")
LEAD = "Hieronder staat het overzicht dat de commissie heeft gevraagd.\n\n"


@dataclass(frozen=True)
class Table:
    """Amounts as printed in steps of `step`; the last row holds totals, the last column too where `side` is set."""

    grid: tuple[tuple[int, ...], ...]
    step: Decimal
    euro: bool
    label: str
    side: bool
    headed: bool

    @property
    def decimals(self) -> int:
        return 2 if self.step < 1 else 0

    def write(self, steps: int) -> str:
        write = format_amount if self.euro else format_number
        return write(steps * self.step, decimals=self.decimals)

    def with_cell(self, row: int, column: int, value: int) -> Table:
        rows = [list(cells) for cells in self.grid]
        rows[row][column] = value
        return Table(tuple(map(tuple, rows)), self.step, self.euro, self.label, self.side, self.headed)

    def text(self) -> tuple[str, dict[tuple[int, int], int]]:
        """The letter, and where each cell begins in it."""
        width = len(self.grid[0])
        heads = [*HEADERS[: width - self.side], *(["Totaal"] if self.side else [])]
        text, starts = LEAD + ("\t".join(["Post", *heads]) + "\n" if self.headed else ""), {}
        names = [*NAMES[: len(self.grid) - 1], self.label]
        for r, (name, row) in enumerate(zip(names, self.grid, strict=True)):
            text += name
            for c, value in enumerate(row):
                text += "\t"
                starts[r, c] = len(text)
                text += self.write(value)
            text += "\n"
        return text + "\nTot zover dit overzicht.\n", starts


def faults(text: str) -> list[Finding]:
    letter = read_letter(text.encode(), name="brief.txt")
    return [finding for finding in table_sums(letter) if finding.severity == "finding"]


@st.composite
def tables(draw: st.DrawFn, *, columns: tuple[int, int], side: bool = False) -> Table:
    largest = draw(st.sampled_from([99, 9_999, 999_999]))
    width, height = draw(st.integers(*columns)), draw(st.integers(3, 12))
    row = st.lists(st.integers(1, largest), min_size=width, max_size=width)
    grid = draw(st.lists(row, min_size=height, max_size=height))
    if side:
        grid = [[*cells, sum(cells)] for cells in grid]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    step, label = (
        draw(st.sampled_from([Decimal(1), Decimal("0.01")])),
        draw(st.sampled_from(["Totaal", "Subtotaal", "Som", "Total", "Totale kosten", "Totaal (in euro)"])),
    )
    headed = side or draw(st.booleans())
    return Table(tuple(map(tuple, grid)), step, draw(st.booleans()), label, side, headed)


def is_something_else(table: Table) -> bool:
    """What numbers drawn by chance may be instead of a sum: what is left of the first, a mean, numbered rows, years."""
    for column in zip(*table.grid, strict=True):
        *terms, total = column
        if total == terms[0] - sum(terms[1:]) or all(b - a == 1 for a, b in pairwise(column)):
            return True
        if any(a - b == c for a, b, c in zip(column, column[1:], column[2:], strict=False)):
            return True
        weights = [[1] * len(terms), *([w for *w, _ in zip(*table.grid, strict=True)])]
        if any(abs(sum(a * b for a, b in zip(terms, w, strict=True)) / sum(w) - total) <= 1 for w in weights):
            return True
        if table.step == 1 and all(1900 <= value < 2100 for value in column):
            return True
    return any(all(b - a == 1 for a, b in pairwise(row)) for row in table.grid if len(row) > 2)


def slack(table: Table) -> int:
    """How many steps of the last digit rounding can explain, in the longest sum; whole euros with cents count whole."""
    terms = max(len(table.grid), len(table.grid[0]))
    whole = table.step < 1 and all(value % 100 == 0 for row in table.grid for value in row)
    return (terms + 1) * (50 if whole else 1)


def assert_right_is_silent_and_altered_is_named(table: Table, data: st.DataObject) -> None:
    assume(not is_something_else(table))
    text, _ = table.text()
    assert [finding.nl for finding in faults(text)] == []
    row, column = data.draw(st.integers(0, len(table.grid) - 1)), data.draw(st.integers(0, len(table.grid[0]) - 1))
    largest = 3 * max(value for cells in table.grid for value in cells)
    changed = table.with_cell(row, column, data.draw(st.integers(1, largest)))
    assume(abs(changed.grid[row][column] - table.grid[row][column]) > slack(changed))
    assume(not is_something_else(changed))
    text, starts = changed.text()
    [finding] = faults(text)
    assert starts[row, column] in [piece.raw.start for piece in finding.evidence], finding.nl
    if table.side:
        assert finding.evidence[0].raw.start == starts[row, column]


@settings(max_examples=150)
@given(table=tables(columns=(1, 1)), data=st.data())
def test_one_column_of_numbers(table: Table, data: st.DataObject) -> None:
    assert_right_is_silent_and_altered_is_named(table, data)


@settings(max_examples=80)
@given(table=tables(columns=(2, 5)), data=st.data())
def test_several_columns(table: Table, data: st.DataObject) -> None:
    assert_right_is_silent_and_altered_is_named(table, data)


@settings(max_examples=80)
@given(table=tables(columns=(2, 4), side=True), data=st.data())
def test_totals_below_and_at_the_side(table: Table, data: st.DataObject) -> None:
    assert_right_is_silent_and_altered_is_named(table, data)


@settings(max_examples=80)
@given(
    sections=st.lists(st.lists(st.integers(100, 99_999), min_size=3, max_size=5), min_size=2, max_size=3),
    data=st.data(),
)
def test_subtotals_and_a_total_of_them(sections: list[list[int]], data: st.DataObject) -> None:
    """A subtotal printed otherwise breaks its own sum and that of the total: one finding, which names the subtotal."""
    numbers = [value for section in sections for value in (*section, sum(section))] + [sum(map(sum, sections))]
    labels = [name for s in sections for name in (*NAMES[: len(s)], "Subtotaal")] + ["Totaal"]
    at = data.draw(st.integers(0, len(numbers) - 1))
    changed = [*numbers[:at], data.draw(st.integers(1, 2 * numbers[-1])), *numbers[at + 1 :]]
    assume(abs(changed[at] - numbers[at]) > len(numbers))
    headings = data.draw(st.booleans())
    for values, altered in ((numbers, False), (changed, True)):
        assume(not any(a - b == c for a, b, c in zip(values, values[1:], values[2:], strict=False)))
        text, starts, place = LEAD + "Post\tBedrag\n", [], 0
        for section in [*sections, []]:
            text += "Onderdeel\t\n" if headings and section else ""
            for _ in range(len(section) + 1):
                text += f"{labels[place]}\t"
                starts.append(len(text))
                text += f"{format_number(values[place])}\n"
                place += 1
        found = faults(text)
        assert len(found) == altered, [finding.nl for finding in found]
        assert not altered or starts[at] in [piece.raw.start for piece in found[0].evidence]
