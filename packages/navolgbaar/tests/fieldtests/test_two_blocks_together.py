"""What two blocks that were both published tell together about who is in both: audited by linear programming."""

import numpy as np
import pytest

from narekenen.disclosure.audit import intervals
from narekenen.disclosure.tables import crossed
from navolgbaar.fieldtests.groups import leaving
from navolgbaar.fieldtests.science import CELLS

THRESHOLD = 5


def cells(counts):
    return dict(zip(CELLS, (int(count) for count in counts), strict=True))


def groups(table):
    """profile, and profile by each value of two blocks: what may be published of a table of block x block x answer."""
    exact = {"p": cells(table.sum((0, 1)))}
    exact |= {f"p / a / {i}": cells(table[i].sum(0)) for i in range(table.shape[0])}
    return exact | {f"p / b / {j}": cells(table[:, j].sum(0)) for j in range(table.shape[1])}


def ranges(table, left):
    """Of every small count that is not published: how wide is the range that the published ones leave."""
    whole = crossed(table)
    known = np.zeros(whole.shape, dtype=bool)
    places = {"p": (-1, -1)}
    places |= {f"p / a / {i}": (i, -1) for i in range(table.shape[0])}
    places |= {f"p / b / {j}": (-1, j) for j in range(table.shape[1])}
    for group, place in places.items():
        known[place] = left[group] is not None
    unknown = ~known.ravel()
    small = (whole.values > 0) & (whole.values < THRESHOLD)
    assert not (small & ~unknown).any(), "a small count is published"
    return intervals(whole, unknown, small).width() if small.any() else np.empty(0)


@pytest.mark.parametrize("seed", range(4))
def test_no_small_count_follows_from_two_published_blocks(seed):
    rng, looked_at, both = np.random.default_rng(seed), 0, 0
    for _ in range(6):
        shape = (*rng.integers(2, 4, 2), 4)
        table = rng.poisson(rng.choice([1.5, 4, 9], size=4), shape)
        left = leaving("p", groups(table), ("a", "b"), THRESHOLD, 0)
        widths = ranges(table, left)
        assert (widths >= THRESHOLD - 1e-6).all()
        looked_at += len(widths)
        both += all(any(left[g] for g in left if g.startswith(f"p / {block}")) for block in "ab")
    assert looked_at > 10
    assert both


def test_the_audit_itself_finds_what_a_block_too_many_gives_away():
    table = np.array([[[3, 20, 20, 20], [20, 20, 20, 20]], [[20, 20, 20, 20], [20, 20, 20, 20]]])
    exact = groups(table)
    assert (ranges(table, exact) >= THRESHOLD).all()
    lonely = np.array([[[3, 20, 20, 20], [0, 20, 20, 20]], [[0, 20, 20, 20], [40, 20, 20, 20]]])
    told = {**groups(lonely), "p / a / 0": None, "p / b / 0": None}
    assert (ranges(lonely, told) < THRESHOLD).any()
