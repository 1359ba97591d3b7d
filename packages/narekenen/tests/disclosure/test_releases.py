"""Two and three releases of one table: an attacker who has all of them learns no small count and no small change."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from narekenen.disclosure.releases import TOTALS, Former, release

THRESHOLD = 5
PEOPLE = {"A": [27, 30, 12], "B": [25, 10, 14], "C": [40, 22, 31], "D": [16, 3, 21]}


def moved(table, name, place, by):
    return {n: [c + by * (n == name and j == place) for j, c in enumerate(row)] for n, row in table.items()}


def in_turn(*tables):
    """Each table as it is released after those before it."""
    formers = []
    for table in tables:
        formers.append(Former(table, release(table, formers, THRESHOLD).rows))
    return formers


class Attacker:
    """Knows every release, which rows did not change between them, and that counts are 0 or more. Own equations: a
    variable per count of each release, none of the kernel's."""

    def __init__(self, releases):
        self.releases = releases
        self.at = {
            (k, name, j): i
            for i, (k, name, j) in enumerate(
                (k, name, j) for k, former in enumerate(releases) for name, row in former.counts.items()
                for j in range(len(row))
            )
        }  # fmt: skip
        rows, sides = [], []
        for k, former in enumerate(releases):
            for name, told in former.shown.items():
                for place, number in enumerate(told):
                    if number is not None:
                        rows.append(self.sum_of(k, name, place))
                        sides.append(number)
        for k, before in enumerate(releases[:-1]):
            after = releases[k + 1].counts
            for name, row in before.counts.items():
                if name in after and list(after[name]) == list(row):
                    for place in range(len(row)):
                        rows.append(self.sum_of(k + 1, name, place) - self.sum_of(k, name, place))
                        sides.append(0)
        self.rows, self.sides = np.array(rows), np.array(sides)

    def sum_of(self, k, name, place):
        """A cell, or the sum that a total is, as weights of the variables."""
        counts = self.releases[k].counts
        weights = np.zeros(len(self.at))
        for row in counts if name == TOTALS else [name]:
            wide = len(counts[row])
            for j in range(wide) if place == wide else [place]:
                weights[self.at[k, row, j]] += 1
        return weights

    def width(self, aim):
        ends = []
        for sign in (1, -1):
            found = linprog(sign * aim, A_eq=self.rows, b_eq=self.sides, bounds=(0, None), method="highs")
            assert found.status in (0, 3)
            ends.append(np.inf if found.status == 3 else sign * found.fun)
        return ends[1] - ends[0] if np.isfinite(ends).all() else np.inf

    def truth(self, k, name, place):
        counts = self.releases[k].counts
        flat = [n for row in counts.values() for n in row]
        return int(self.sum_of(k, name, place)[sum(len(r) for f in self.releases[:k] for r in f.counts.values()) :]
                   [: len(flat)] @ flat)  # fmt: skip

    def narrow(self):
        """Small counts and small changes of which less than the threshold is left open."""
        found = []
        for k, former in enumerate(self.releases):
            for name, told in former.shown.items():
                for place in range(len(told)):
                    now = self.truth(k, name, place)
                    if 0 < now < THRESHOLD and self.width(self.sum_of(k, name, place)) < THRESHOLD - 1e-6:
                        found.append((k, name, place))
                    for before in range(k):
                        if name in self.releases[before].shown:
                            change = abs(now - self.truth(before, name, place))
                            aim = self.sum_of(k, name, place) - self.sum_of(before, name, place)
                            if 0 < change < THRESHOLD and self.width(aim) < THRESHOLD - 1e-6:
                                found.append((before, k, name, place))
        return found


def test_one_person_who_was_forgotten_is_not_the_difference_of_two_releases():
    first, second = in_turn(PEOPLE, moved(PEOPLE, "A", 0, 1))
    assert Attacker([first, second]).narrow() == []
    assert first.shown["A"][0] == 27
    for name, place in product(("A", TOTALS), (0, 3)):
        assert first.shown[name][place] is not None
        assert second.shown[name][place] is None
    assert second.shown["C"] == first.shown["C"] == [40, 22, 31, 93]


def test_without_the_former_release_the_same_table_would_give_that_person_away():
    corrected = moved(PEOPLE, "A", 0, 1)
    alone = [Former(PEOPLE, release(PEOPLE).rows), Former(corrected, release(corrected).rows)]
    assert (0, 1, "A", 0) in Attacker(alone).narrow()


def test_why_a_number_is_not_there():
    corrected = moved(PEOPLE, "A", 0, 1)
    why = release(corrected, [Former(PEOPLE, release(PEOPLE).rows)]).why
    assert why["A", 0] == why["A", 3] == why[TOTALS, 0] == why[TOTALS, 3] == "change"
    assert why["D", 1] == "small"
    assert set(why.values()) == {"small", "change", "protect"}


def test_a_change_of_many_is_shown():
    first, second = in_turn(PEOPLE, moved(PEOPLE, "C", 0, 12))
    assert second.shown["C"][0] == 52
    assert second.shown[TOTALS][3] == first.shown[TOTALS][3] + 12
    assert Attacker([first, second]).narrow() == []


def test_a_large_change_that_is_nearly_taken_back_is_no_small_one_to_who_has_the_first_release():
    releases = in_turn(PEOPLE, moved(PEOPLE, "A", 0, 20), moved(PEOPLE, "A", 0, 1))
    assert releases[1].shown["A"][0] == 47
    assert releases[2].shown["A"][0] is None
    assert Attacker(releases).narrow() == []


def test_what_is_counted_again_as_before_is_shown_again_as_before():
    first, second, third = in_turn(PEOPLE, moved(PEOPLE, "A", 0, 1), PEOPLE)
    assert third.shown == first.shown
    assert Attacker([first, second, third]).narrow() == []


def test_who_comes_late_with_few_persons_is_not_the_difference_of_two_totals():
    late = {**PEOPLE, "E": [2, 1, 0]}
    first, second = in_turn(PEOPLE, late)
    assert second.shown[TOTALS][3] is None
    assert Attacker([first, second]).narrow() == []


def test_nothing_changed_and_nothing_is_shown_otherwise():
    first, second = in_turn(PEOPLE, {name: list(row) for name, row in PEOPLE.items()})
    assert first.shown == second.shown


TABLES = arrays(np.int64, st.tuples(st.integers(3, 4), st.integers(2, 3)), elements=st.one_of(
    st.integers(0, 9), st.integers(5, 60)))  # fmt: skip


@settings(max_examples=15)
@given(TABLES, st.data())
def test_any_correction_of_one_row_leaves_every_small_count_and_change_open(table, data):
    names = [f"row {i}" for i in range(len(table))]
    before = dict(zip(names, table.tolist(), strict=True))
    change = data.draw(arrays(np.int64, table.shape[1], elements=st.integers(-4, 4)))
    after = {**before, names[0]: np.maximum(table[0] + change, 0).tolist()}
    assert Attacker(in_turn(before, after)).narrow() == []


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_every_threshold(threshold):
    corrected = moved(PEOPLE, "C", 0, threshold - 1)
    first = Former(PEOPLE, release(PEOPLE, threshold=threshold).rows)
    assert release(corrected, [first], threshold).rows["C"][0] is None
    assert release(moved(corrected, "C", 0, 1), [first], threshold).rows["C"][0] is not None
