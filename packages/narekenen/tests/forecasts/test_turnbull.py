"""Turnbull's estimate against published results, against Kaplan-Meier, and against brute likelihood."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.forecasts.lifetables import kaplan_meier
from narekenen.forecasts.spells import Spells
from narekenen.forecasts.turnbull import turnbull

OPEN = np.inf
RADIOTHERAPY = [
    (45, OPEN), (6, 10), (0, 7), (46, OPEN), (46, OPEN), (7, 16), (17, OPEN), (7, 14), (37, 44), (0, 8), (4, 11),
    (15, OPEN), (11, 15), (22, OPEN), (46, OPEN), (46, OPEN), (25, 37), (46, OPEN), (26, 40), (46, OPEN), (27, 34),
    (36, 44), (46, OPEN), (36, 48), (37, OPEN), (40, OPEN), (17, 25), (46, OPEN), (11, 18), (38, OPEN), (5, 12),
    (37, OPEN), (0, 5), (18, OPEN), (24, OPEN), (36, OPEN), (5, 11), (19, 35), (17, 25), (24, OPEN), (32, OPEN),
    (33, OPEN), (19, 26), (37, OPEN), (34, OPEN), (36, OPEN),
]  # fmt: skip


def cases(pairs):
    low, high = np.array(pairs, dtype=float).T
    return Spells(low, high, np.zeros(len(low)))


def test_radiotherapy_against_finkelstein_and_wolfe():
    """Finkelstein and Wolfe 1985, 46 patients; the estimate as R's package interval prints it (Fay and Shaw 2010)."""
    found = turnbull(cases(RADIOTHERAPY))
    published = {
        (4, 5): 0.0463, (6, 7): 0.0334, (7, 8): 0.0887, (11, 12): 0.0708, (24, 25): 0.0926, (33, 34): 0.0818,
        (38, 40): 0.1209, (46, 48): 0.4656,
    }  # fmt: skip
    mine = {(low, high): mass for low, high, mass in zip(found.low, found.high, found.mass, strict=True)}
    assert set(mine) == set(published)
    for interval, mass in published.items():
        assert mine[interval] == pytest.approx(mass, abs=6e-5), interval
    assert found.ended_by(25) == pytest.approx((0.3318, 0.3318), abs=2e-4)
    low, high = found.ended_by(39)
    assert high - low == pytest.approx(0.1209, abs=1e-4)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=2, max_size=40))
def test_without_intervals_it_is_kaplan_meier(rows):
    if not any(ended for _, ended in rows):
        return
    pairs = [(days, days if ended else OPEN) for days, ended in rows]
    table, found = kaplan_meier(cases(pairs)), turnbull(cases(pairs))
    for day, survival in zip(table.days, table.survival, strict=True):
        assert found.ended_by(day)[0] == pytest.approx(1 - survival, abs=1e-4)


@given(st.integers(0, 10**6))
def test_no_other_masses_are_likelier(seed):
    rng = np.random.default_rng(seed)
    low = rng.integers(0, 20, 15).astype(float)
    pairs = [(a, a + float(rng.integers(1, 10)) if rng.random() < 0.7 else OPEN) for a in low]
    found = turnbull(cases(pairs))
    inside = np.array([[(a <= left) and (right <= b) for left, right in zip(found.low, found.high, strict=True)]
                       for a, b in pairs], dtype=float)  # fmt: skip
    best = np.log(inside @ found.mass).sum()
    for _ in range(30):
        other = rng.dirichlet(np.ones(len(found.mass)))
        assert np.log(np.maximum(inside @ other, 1e-300)).sum() <= best + 1e-6


def test_late_entry_is_refused_in_words():
    with pytest.raises(UnusableInput, match="late into the register"):
        turnbull(Spells(np.array([5.0]), np.array([9.0]), np.array([2.0])))
