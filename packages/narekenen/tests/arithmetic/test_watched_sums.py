"""What is said to hold is watched: any number of such a sum, printed otherwise by more than rounding, is a finding.

A confirmation in a table with the verdict "ok" or "rounding_only" is that promise. Where the checker cannot keep it,
because the table gives no ground to object to another number, its verdict is "derived" and its sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.sheets import sheet
from narekenen.arithmetic.tables import table_sums
from narekenen.arithmetic.totalfaults import Checked, checked_totals
from narekenen.formatting import format_number
from narekenen.readings.letter import read_letter
from narekenen.readings.model import Letter

LEAD = "Hieronder staat het overzicht dat de commissie heeft gevraagd.\n\n"
LABELS = ("Loon", "Huur", "Energie", "Reizen", "Drukwerk", "Catering", "Vervoer", "Beheer")
TOTALS = ("Totaal", "Subtotaal", "Totale kosten", "Totaal aantal", "Totaal leden en gasten", "Alles bijeen")
MEAN = "Gemiddelde prijs"
HEADERS = ("Aantal", "Noord", "Zuid", MEAN, "Oost", "")


@dataclass(frozen=True)
class Grid:
    """A table as printed; None is a dash. The labels and headers may say what it is, or nothing, or something else."""

    labels: tuple[str, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[int | None, ...], ...]

    def text(self) -> tuple[str, dict[tuple[int, int], int]]:
        """The letter, and where each cell begins in it."""
        text = LEAD + "\t".join(("Post", *self.headers)) + "\n"
        starts = {}
        for r, (label, row) in enumerate(zip(self.labels, self.rows, strict=True)):
            text += label
            for c, value in enumerate(row):
                text += "\t"
                starts[r, c] = len(text)
                text += "–" if value is None else format_number(Decimal(value))
            text += "\n"
        return text + "\nTot zover dit overzicht.\n", starts

    def with_cell(self, row: int, column: int, value: int) -> Grid:
        rows = [list(cells) for cells in self.rows]
        rows[row][column] = value
        return Grid(self.labels, self.headers, tuple(map(tuple, rows)))


def read(text: str) -> Letter:
    return read_letter(text.encode(), name="brief.txt")


def faults(text: str) -> list[Finding]:
    return [finding for finding in table_sums(read(text)) if finding.severity == "finding"]


def sums(text: str) -> list[Checked]:
    """The sums of all tables that are said to hold."""
    pages = [sheet(table) for table in read(text).tables]
    found = [check for page in pages for d in ("rows", "columns") for check in checked_totals(page, d)]
    return [check for check in found if check.severity == "confirmation"]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Tables of every shape: totals below, above, at the side, of two lines or of many, named or not, with dashes."""
    height, width = draw(st.integers(2, 7)), draw(st.integers(1, 4))
    cell = st.integers(20, draw(st.sampled_from([900, 90_000, 9_000_000])))  # small numbers agree by chance
    dashes = draw(st.integers(0, 3))
    rows: list[list[int | None]] = [[draw(cell) for _ in range(width)] for _ in range(height)]
    for _ in range(dashes):
        rows[draw(st.integers(0, height - 1))][draw(st.integers(0, width - 1))] = None
    side = width > 1 and draw(st.booleans())
    if side:
        rows = [[*row, sum(filter(None, row))] for row in rows]
    total: list[int | None] = [sum(filter(None, column)) for column in zip(*rows, strict=True)]
    labels = list(LABELS[:height])
    at = draw(st.sampled_from([height, height, height, 0]))
    rows.insert(at, total)
    labels.insert(at, draw(st.sampled_from(TOTALS)))
    names = [name for name in HEADERS if not (side and name == MEAN)]  # a mean is no part of a total at the side
    headers = [draw(st.sampled_from(names)) for _ in range(width)] + ["Totaal"] * side
    return Grid(tuple(labels), tuple(headers), tuple(map(tuple, rows)))


def is_something_else(grid: Grid) -> bool:
    """What numbers may be by chance: what is left of another, a mean, numbers that count up, nothing but years."""
    columns = [[value or 0 for value in column] for column in zip(*grid.rows, strict=True)]
    for column in columns:
        *terms, total = column
        if any(a - b == c for a, b, c in zip(column, column[1:], column[2:], strict=False)):
            return True
        if total == terms[0] - sum(terms[1:]) or all(1900 <= value < 2100 for value in column):
            return True
        for weights in ([1] * len(terms), *(other[:-1] for other in columns)):
            mean = sum(a * b for a, b in zip(terms, weights, strict=True)) / (sum(weights) or 1)
            if abs(mean - total) <= 1:
                return True
    lines = [*columns, *([value or 0 for value in row] for row in grid.rows)]
    return any(len(line) > 2 and all(b - a == 1 for a, b in pairwise(line)) for line in lines)


@settings(max_examples=120, derandomize=True)  # chance agreements are rare, and would be a flake
@given(grid=grids(), data=st.data())
def test_any_number_of_a_sum_that_is_said_to_hold_is_watched(grid: Grid, data: st.DataObject) -> None:
    assume(not is_something_else(grid))
    text, starts = grid.text()
    assert [finding.nl for finding in faults(text)] == []
    watched = [check for check in sums(text) if check.watched]
    assume(watched)
    places = {start: place for place, start in starts.items()}
    numbers = {number.raw.start for check in watched for number in (check.printed, *check.terms)}
    row, column = places[data.draw(st.sampled_from(sorted(numbers)))]
    here = [c for c in watched if starts[row, column] in [n.raw.start for n in (c.printed, *c.terms)]]
    old = grid.rows[row][column] or 0
    value = data.draw(st.integers(1, 3 * max(v or 0 for cells in grid.rows for v in cells)))
    assume(abs(value - old) > max(len(check.terms) for check in here) + 1)
    changed = grid.with_cell(row, column, value)
    assume(not is_something_else(changed))
    found = faults(changed.text()[0])
    moved = changed.text()[1]
    assert len(found) == 1, (changed.text()[0], [finding.nl for finding in found])
    assert moved[row, column] in [piece.raw.start for piece in found[0].evidence], found[0].nl
    if {check.direction for check in here} == {"rows", "columns"}:
        assert found[0].evidence[0].raw.start == moved[row, column]


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        pytest.param("Post\tEuro\nLoon\t500\nHuur\t120\nReis\t33\nTotaal\t653", "ok", id="three lines"),
        pytest.param("Post\tEuro\nLoon\t500\nHuur\t120\nTotaal\t620", "derived", id="two lines"),
        pytest.param("Post\tEuro\nTotaal\t653\nLoon\t500\nHuur\t120\nReis\t33", "derived", id="total above its lines"),
        pytest.param("Post\tWachttijd\nLoon\t500\nHuur\t120\nReis\t33\nTotaal\t653", "derived", id="what one averages"),
        pytest.param("Stof\tLozing\nLood\t500\nZink\t120\nNikkel\t33\nTotaal stikstof\t653", "derived", id="else"),
        pytest.param("Land\tDeel\nA\t20%\nB\t50%\nC\t30%\nTotaal\t100%", "derived", id="shares"),
        pytest.param("Wijk\tPunten\nNoord\t50\nZuid\t12\nOost\t33\nTotaal aantal punten\t95", "ok", id="as its header"),
        pytest.param(
            "Dagen\tVrij\nZaterdagen\t52\nZondagen\t53\nPasen\t1\nTotaal zaterdagen en zondagen\t106", "ok",
            id="as its lines",
        ),
        pytest.param(
            "Lid\tA\tB\tC\nTotaal\t653\t777\t5.115\nLoon\t500\t600\t5.000\nHuur\t120\t144\t20\nReis\t33\t33\t95", "ok",
            id="above, where two other columns show it",
        ),
        pytest.param(
            "Lid\tA\tB\tC\nLoon\t500\t600\t5.000\nHuur\t120\t144\t20\nTotaal\t620\t744\t5.020", "ok",
            id="two lines, where two other columns show it",
        ),
    ],
)  # fmt: skip
def test_what_is_promised_of_a_sum_that_holds(table: str, verdict: str) -> None:
    found = [f for f in table_sums(read(f"{LEAD}{table}\n\nTot zover.\n")) if f.severity == "confirmation"]
    assert {finding.verdict for finding in found} == {verdict}
    assert all(("niet elk ander getal" in finding.nl) == (verdict == "derived") for finding in found)


@pytest.mark.parametrize(
    ("table", "named"),
    [
        pytest.param(
            "Lid\tA\tB\tC\nTotaal\t653\t777\t5.115\nLoon\t500\t600\t5.000\nHuur\t120\t441\t20\nReis\t33\t33\t95", "441",
            id="a total above its lines",
        ),
        pytest.param(
            "Lid\tA\tB\tC\nLoon\t500\t600\t5.000\nHuur\t120\t700\t20\nTotaal\t620\t744\t5.020", "700",
            id="two lines",
        ),
        pytest.param(
            "Wijk\tA\tB\tC\tTotaal\nA\t55\t–\t30\t85\nB\t21\t340\t5\t366\nC\t–\t96\t9\t105\nD\t62\t20\t–\t28", "28",
            id="dashes, as in other rows that hold",
        ),
        pytest.param("Post\tEuro\nLoon\t500\nHuur\t–\nReis\t33\nPapier\t410\nTotaal\t1.953", "1.953", id="a dash"),
        pytest.param("Post\tEuro\nLoon\t500\nHuur\t210\nReis\t33\nTotaal\t0", "0", id="a total of zero"),
        pytest.param("Wijk\tPunten\nNoord\t50\nZuid\t12\nOost\t33\nTotaal aantal punten\t59", "59", id="as its header"),
    ],
)  # fmt: skip
def test_a_number_that_does_not_fit_is_found(table: str, named: str) -> None:
    [finding] = faults(f"{LEAD}{table}\n\nTot zover.\n")
    assert named in [piece.text for piece in finding.evidence]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("Lid\tA\tB\n1990\t105\t23\n1991\t210\t46\n1992\t315\t69\n1993\t420\t92", id="rows in proportion"),
        pytest.param(
            "Deel\tEen\tTwee\tTotaal\nEerst\t10\t4\t14\nDan\t2\t–\t16\nSamen\t12\t4\t16", id="a column that runs on"
        ),
        pytest.param("Dagen\tA\tTotaal\nEen\t10\t10\nTwee\t2\t7\nDrie\t3\t8", id="a column called total that is none"),
        pytest.param(
            "Lid\tA\tB\tLeeftijd\nJong\t10\t70\t21\nOud\t20\t33\t60\nTotaal\t30\t103\t48", id="a mean beside sums"
        ),
        pytest.param("Oor\tBedrag\nVerlies van een\t15\nVerlies van beide\t40\nReuk\t3\nTotaal verlies\t30", id="loss"),
    ],
)  # fmt: skip
def test_what_may_be_no_sum_is_left_alone(table: str) -> None:
    assert [finding.nl for finding in faults(f"{LEAD}{table}\n\nTot zover.\n")] == []
