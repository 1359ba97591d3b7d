"""The assignment against SciPy's, which solves the same problem."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from narekenen.comparison.assignment import assign

_SCORES = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 12)), st.integers(1, 1000).map(lambda n: n / 1000), max_size=60
)


@settings(max_examples=150, deadline=None)
@given(_SCORES)
def test_the_total_is_as_great_as_that_of_scipy(scores: dict[tuple[int, int], float]) -> None:
    matrix = np.zeros((10, 13))
    for (row, column), score in scores.items():
        matrix[row, column] = score
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    found = assign(scores)

    assert abs(sum(scores[pair] for pair in found.items()) - matrix[rows, columns].sum()) < 1e-9
    assert len(set(found.values())) == len(found)


def test_a_pair_that_is_not_given_is_never_assigned() -> None:
    assert assign({(0, 5): 0.5}) == {0: 5}
    assert assign({}) == {}


def test_two_rows_that_want_one_column() -> None:
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85}) == {0: 1, 1: 0}
    assert assign({(0, 0): 0.9, (1, 0): 0.5}) == {0: 0}
