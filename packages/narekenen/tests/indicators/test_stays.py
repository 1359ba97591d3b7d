"""Who was there, who left, how long: stays against counting day by day, and published survival curves."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.indicators.linkage import linkage_range
from narekenen.indicators.stays import (
    OPEN,
    Period,
    Stays,
    available_nights,
    day_of,
    flow,
    latest,
    lengths,
    nights,
    nights_by,
    persons,
    present,
    returns,
    served,
)
from narekenen.indicators.survival import survival

PERIOD = Period(10, 19)
STAY = st.tuples(st.integers(0, 5), st.integers(0, 25), st.one_of(st.none(), st.integers(0, 12)))


def stays_of(rows):
    columns = [(p, e, OPEN if n is None else e + n) for p, e, n in rows]
    return Stays.of(*(np.array(columns, dtype=np.int64).reshape(-1, 3).T))


@settings(max_examples=80, deadline=None)
@given(st.lists(STAY, max_size=25))
def test_nights_and_presence_day_by_day(rows):
    stays = stays_of(rows)
    per_night = [int(present(stays, day).sum()) for day in range(PERIOD.first, PERIOD.last + 1)]
    assert nights(stays, PERIOD).sum() == sum(per_night)
    groups = stays.person % 2
    assert nights_by(stays, PERIOD, groups, 2).sum() == sum(per_night)
    slept = {p for p, e, n in rows for day in range(10, 20) if e <= day < (OPEN if n is None else e + n)}
    assert slept <= set(stays.person[served(stays, PERIOD)].tolist())


@settings(max_examples=80, deadline=None)
@given(st.lists(STAY, max_size=25))
def test_flow_against_counting_persons(rows):
    found = flow(stays_of(rows), PERIOD)
    ends = [(p, e, OPEN if n is None else e + n) for p, e, n in rows]
    there = {p for p, e, x in ends if e <= 19 and x >= 10}
    staying = {p for p, e, x in ends if e <= 19 and x > 19}
    assert (found.served, found.at_end, found.leavers) == (len(there), len(staying), len(there - staying))
    assert found.at_start == len({p for p, e, x in ends if e <= 9 < x})
    assert found.came == len({p for p, e, x in ends if 10 <= e <= 19})


def test_latest_stay_of_each_person():
    stays = stays_of([(1, 3, 2), (1, 9, 1), (2, 4, None), (1, 9, 4)])
    assert stays.exit[latest(stays, np.ones(4, dtype=bool))].tolist() == [13, OPEN]
    assert latest(stays, np.zeros(4, dtype=bool)).tolist() == []
    assert persons(stays) == 2


def test_lengths_of_leavers_and_stayers():
    days, ended = lengths(stays_of([(1, 3, 9), (2, 15, None), (3, 12, 0)]), PERIOD)
    assert days.tolist() == [9, 5, 0]
    assert ended.tolist() == [True, False, True]


def test_returns_within_so_many_days():
    # 1 came back after 4 days, 2 after 40, 3 not, 4 never left (the stays overlap), 5 left after the period.
    rows = [(1, 5, 6), (1, 15, None), (2, 8, 4), (2, 52, 3), (3, 1, 11), (4, 5, 8), (4, 12, None), (5, 5, 30)]
    assert returns(stays_of(rows), PERIOD, 30) == (3, 1)
    assert returns(stays_of(rows), PERIOD, 40) == (3, 2)
    assert returns(stays_of([]), PERIOD, 40) == (0, 0)


@settings(max_examples=80, deadline=None)
@given(st.lists(STAY, max_size=20), st.integers(0, 10))
def test_returns_against_the_plain_way(rows, within):
    people = {}
    for p, e, n in sorted(rows, key=lambda r: (r[0], r[1], 99 if r[2] is None else r[2])):
        spells = people.setdefault(p, [])
        last = OPEN if n is None else e + n
        if spells and e <= spells[-1][1]:
            spells[-1] = (spells[-1][0], max(spells[-1][1], last))
        else:
            spells.append((e, last))
    left = back = 0
    for spells in people.values():
        gone = [i for i, (_, last) in enumerate(spells) if 10 <= last <= 19]
        if gone:
            left += 1
            i = gone[-1]
            back += i + 1 < len(spells) and spells[i + 1][0] - spells[i][1] <= within
    assert returns(stays_of(rows), PERIOD, within) == (left, back)


def test_available_nights():
    assert available_nights([(0, 14, 10), (15, 99, 4), (30, 40, 50)], PERIOD) == 5 * 10 + 5 * 4


def test_days_and_periods():
    assert day_of(date(1970, 1, 2)) == 1
    assert Period.of(date(2021, 1, 1), date(2021, 1, 1)).first == Period.of(date(2021, 1, 1), date(2021, 1, 1)).last
    with pytest.raises(UnusableInput):
        Period.of(date(2021, 1, 2), date(2021, 1, 1))
    with pytest.raises(UnusableInput):
        Stays.of([1], [5], [4])


def test_survival_against_freireich_1963():
    """6-MP arm of Freireich et al. 1963 (Blood 21:699), as in Cox and Oakes 1984: weeks of remission, + is censored."""
    text = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
    weeks = text.split()
    # A stay cut off after w weeks is seen up to its last day w - 1: it begins so that period end + 1 - entry = w.
    period = Period(-50, 99)
    rows = [(i, 100 - int(w[:-1]), None) if w.endswith("+") else (i, 0, int(w)) for i, w in enumerate(weeks)]
    found = survival(stays_of(rows), period)
    assert found.days.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert found.median()[0] == 23
    # survival::survfit(conf.type = "log-log") at week 6 prints 0.620 and 0.952.
    assert (found.low[0], found.high[0]) == (pytest.approx(0.620, abs=5e-4), pytest.approx(0.952, abs=5e-4))


@settings(max_examples=60, deadline=None)
@given(st.lists(STAY, min_size=1, max_size=25))
def test_survival_with_left_truncation_against_the_definition(rows):
    stays = stays_of(rows)
    found = survival(stays, PERIOD)
    seen = [(e, x) for e, x in zip(stays.entry.tolist(), stays.exit.tolist(), strict=True) if e <= 19 and x > 10]
    share, expected = 1.0, {}
    for t in range(60):
        gone = sum(x - e == t and x <= 19 for e, x in seen)
        risk = sum(
            (e >= 10 or 10 - e < t) and (x - e if x <= 19 else 20 - e) >= t for e, x in seen
        )  # fmt: skip
        if gone:
            share *= 1 - gone / risk
            expected[t] = share
    assert dict(zip(found.days.tolist(), found.share, strict=True)) == pytest.approx(expected)
    assert (found.low <= found.share + 1e-12).all()


def test_long_stayers_do_not_make_stays_long():
    """Everybody stays 30 days or 300; those found on a day are mostly the 300, the curve is not fooled."""
    rng = np.random.default_rng(3)
    entry, length = rng.integers(0, 3000, 20_000), np.where(rng.random(20_000) < 0.5, 30, 300)
    stays = Stays.of(np.arange(20_000), entry, entry + length)
    there = present(stays, 1500)
    assert (length[there] == 300).mean() > 0.85
    found = survival(stays, Period(1500, 1864))
    assert found.share[found.days == 30][0] == pytest.approx(0.5, abs=0.03)


def test_linkage_as_a_range():
    assert linkage_range(100, 80, precision=(1, 1), recall=(1, 1)).low == 80
    found = linkage_range(100, 80, precision=(0.95, 1), recall=(0.8, 1))
    assert (found.low, found.high) == (pytest.approx(75), pytest.approx(81))
    with pytest.raises(UnusableInput):
        linkage_range(10, 11, precision=(1, 1), recall=(1, 1))
    with pytest.raises(UnusableInput):
        linkage_range(10, 9, precision=(1, 0.9), recall=(1, 1))
