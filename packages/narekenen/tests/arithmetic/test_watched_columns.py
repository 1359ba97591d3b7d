"""Columns that are said to follow from others: any number in them printed otherwise is found, if that is promised."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.tables import table_sums
from narekenen.formatting import format_number
from narekenen.readings.letter import read_letter


def written(header: str, rows: list[list[int]]) -> tuple[str, dict[tuple[int, int], int]]:
    """The letter, and where each cell begins in it."""
    text, starts = f"Hieronder staat het overzicht dat is gevraagd.\n\n{header}\n", {}
    for r, row in enumerate(rows):
        text += "ABCDEFGHIJ"[r]
        for c, value in enumerate(row):
            text += "\t"
            starts[r, c] = len(text)
            text += format_number(value)
        text += "\n"
    return text + "\nTot zover dit overzicht.\n", starts


def check(text: str) -> list[Finding]:
    return list(table_sums(read_letter(text.encode(), name="brief.txt")))


def assert_any_cell_is_found(header: str, rows: list[list[int]], data: st.DataObject) -> None:
    told = check(written(header, rows)[0])
    assert [(finding.severity, finding.verdict) for finding in told] == [("confirmation", "ok")]
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, len(rows[0]) - 1))
    assume((row, column) != (0, 0) or "Stand" not in header)  # what came first is in no sum: nothing stood before it
    value = data.draw(st.integers(200, 3 * max(map(max, rows))))
    assume(abs(value - rows[row][column]) > 20)
    changed = [list(cells) for cells in rows]
    changed[row][column] = value
    text, starts = written(header, changed)
    faults = [finding for finding in check(text) if finding.severity == "finding"]
    assert len(faults) == 1, (text, [finding.nl for finding in faults])
    assert starts[row, column] in [piece.raw.start for piece in faults[0].evidence], (text, faults[0].nl)


@settings(max_examples=60, derandomize=True)
@given(
    first=st.integers(5_000, 90_000), flows=st.lists(st.integers(200, 4_000), min_size=6, max_size=9), data=st.data()
)
def test_a_column_that_runs_on(first: int, flows: list[int], data: st.DataObject) -> None:
    stocks = list(accumulate(flows, initial=first))[1:]
    assume(len(set(flows)) == len(flows) and all(flow != stock for flow, stock in zip(flows, stocks, strict=True)))
    rows = [[flow, stock] for flow, stock in zip(flows, stocks, strict=True)]
    assert_any_cell_is_found("Jaar\tErbij\tStand", rows, data)


@settings(max_examples=60, derandomize=True)
@given(
    pairs=st.lists(st.tuples(st.integers(21, 400), st.integers(21, 900)), min_size=5, max_size=8, unique_by=sum),
    data=st.data(),
)
def test_a_column_of_products(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    rows = [[count, price, count * price] for count, price in pairs]
    assume(not any(b[0] - a[0] == 1 for a, b in pairwise(rows)))
    assert_any_cell_is_found("Zaal\tAantal\tPrijs\tBedrag", rows, data)


THREE = "Zaal\tAantal\tPrijs\tBedrag\nA\t12\t340\t4.080\nB\t31\t210\t6.510\nC\t7\t95\t665"


@pytest.mark.parametrize(
    ("table", "verdict"),
    [pytest.param(THREE, "derived", id="3"), pytest.param(f"{THREE}\nD\t9\t55\t495", "ok", id="4")],
)
def test_three_rows_prove_a_relation_and_four_watch_it(table: str, verdict: str) -> None:
    [finding] = check(f"Hieronder staat het overzicht.\n\n{table}\n\nTot zover.\n")
    assert (finding.severity, finding.verdict) == ("confirmation", verdict)
