"""The published tables of simulations: a random sample of cells computed again gives the same digits."""

from pathlib import Path

import numpy as np
import pytest

from narekenen.errors import UnusableInput
from narekenen.forecasts.simulation import TABLES, cell

PAGE = Path(__file__).resolve().parents[4] / "docs/reference/forecasts-simulations.md"


def published():
    """(table, row, column) -> the number as printed."""
    found, table, columns = {}, "", ()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            table, columns = line[3:], ()
        elif line.startswith("| "):
            first, *rest = (part.strip() for part in line.strip("|").split("|"))
            if not columns:
                columns = tuple(rest)
            else:
                found |= {(table, first, column): value for column, value in zip(columns, rest, strict=True)}
    return found


def test_a_random_sample_of_cells_comes_out_the_same():
    page = published()
    assert set(page) == {(t, row, c) for t, (_, rows, columns) in TABLES.items() for row in rows for c in columns}
    keys = sorted(page)
    for i in np.random.default_rng().choice(len(keys), 2, replace=False):
        assert cell(*keys[i]) == page[keys[i]], keys[i]


def test_the_published_numbers_say_what_is_claimed():
    page = {key: float(value) for key, value in published().items()}
    for age in TABLES["Lead times"][1]:
        assert 215 < page["Lead times", age, "naive"] < 375
        assert abs(page["Lead times", age, "censored"] - 430) < 15
        assert 92.3 <= page["Lead times", age, "coverage"] <= 98
    for back in TABLES["Late registration"][1]:
        assert 76 <= page["Late registration", back, "80"] <= 86
        assert 87 <= page["Late registration", back, "90"] <= 95
    assert page["The fan", "independent luck alone", "sd"] < 15
    assert 300 < page["The fan", "all four", "sd"] < 450


def test_there_is_no_other_cell():
    with pytest.raises(UnusableInput):
        cell("The fan", "luck", "sd")
