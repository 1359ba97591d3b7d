"""A draw that was promised before and can be drawn again after."""

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.assignment import Design, Listing, assign, commit, sealed, verify

SEED = "0123456789abcdef0123456789abcdef"
DESIGN = Design({"profile": ("Polish", "Moroccan"), "order": ("control first", "test first"), "template": ("A", "B")})
LISTINGS = [Listing(f"L{i:03}", "G4" if i % 3 else "rest") for i in range(100)]


def opened(draw):
    return json.loads(json.dumps(sealed(draw)))


def test_within_a_block_every_condition_occurs_equally_often():
    draw = assign(LISTINGS, DESIGN, seed=SEED)
    for block in ("G4", "rest"):
        counts = Counter(tuple(c.values()) for listing, c in draw.assigned if listing.block == block)
        assert len(counts) == 8
        assert max(counts.values()) - min(counts.values()) <= 1


def test_weights_are_kept():
    draw = assign(LISTINGS[:96], Design({"profile": ("a", "b")}, (3, 1)), seed=SEED)
    for block in ("G4", "rest"):
        counts = Counter(c["profile"] for listing, c in draw.assigned if listing.block == block)
        assert counts["a"] == 3 * counts["b"]


@given(st.permutations(LISTINGS[:20]))
@settings(max_examples=15)
def test_the_order_of_the_rows_does_not_matter(shuffled):
    first, other = (dict(assign(rows, DESIGN, seed=SEED).assigned) for rows in (LISTINGS[:20], shuffled))
    assert first == other
    assert commit(SEED, DESIGN, shuffled) == commit(SEED, DESIGN, LISTINGS[:20])


def test_another_block_changes_nothing_here():
    alone = dict(assign([x for x in LISTINGS if x.block == "G4"], DESIGN, seed=SEED).assigned)
    among = dict(assign(LISTINGS, DESIGN, seed=SEED).assigned)
    assert all(among[listing] == condition for listing, condition in alone.items())


def test_every_listing_gets_every_condition_equally_often_over_seeds():
    counts = Counter(assign(LISTINGS[:5], DESIGN, seed=f"{SEED}{i}").assigned[0][1]["profile"] for i in range(600))
    assert abs(counts["Polish"] - 300) < 5 * (600 / 4) ** 0.5


def test_a_draw_is_stable_over_versions():
    draw = assign(LISTINGS[:3], DESIGN, seed=SEED)
    assert draw.commitment() == "sha256:b175cb027fc8f249ca1f8f4c005992e3b1547a8a9e0edeb9bf1addf6a3523b11"
    assert [c["profile"] for _, c in draw.assigned] == ["Moroccan", "Polish", "Polish"]


def test_an_outsider_verifies_with_the_published_hash_alone():
    draw = assign(LISTINGS, DESIGN, seed=SEED)
    published = draw.commitment()
    assert verify(opened(draw), commitment=published) == ()
    assert SEED not in published


def test_every_altered_row_is_named():
    value = opened(assign(LISTINGS, DESIGN, seed=SEED))
    for i in (3, 60):
        row = value["assigned"][i]
        row["profile"] = {"Polish": "Moroccan", "Moroccan": "Polish"}[row["profile"]]
    faults = verify(value)
    assert [fault.split("'")[1] for fault in faults] == ["L003", "L060"]


@pytest.mark.parametrize("change", ["seed", "listing", "factors", "commitment", "weights"])
def test_a_draw_that_was_made_again_does_not_fit_the_published_hash(change):
    draw = assign(LISTINGS, DESIGN, seed=SEED)
    value = opened(draw)
    if change == "seed":
        value = opened(assign(LISTINGS, DESIGN, seed=SEED[::-1]))
    elif change == "listing":
        value = opened(assign([*LISTINGS[1:], Listing("new")], DESIGN, seed=SEED))
    elif change == "factors":
        value = opened(assign(LISTINGS, Design({**DESIGN.factors, "template": ("A", "C")}), seed=SEED))
    elif change == "weights":
        value = opened(assign(LISTINGS, Design(DESIGN.factors, (1, 2)), seed=SEED))
    else:
        value["commitment"] = "sha256:00"
    assert verify(value, commitment=draw.commitment())


def test_no_party_is_tested_more_often_than_allowed():
    listings = [Listing(f"L{i}", "", f"agency {i % 4}" if i < 40 else "") for i in range(45)]
    draw = assign(listings, Design({"profile": ("a", "b")}, (), 3), seed=SEED)
    tested = Counter(listing.party for listing, condition in draw.assigned if condition)
    assert tested == {"": 5, **{f"agency {i}": 3 for i in range(4)}}
    value = opened(draw)
    assert verify(value) == ()
    left = next(row for row in value["assigned"] if "profile" not in row)
    left["profile"] = "a"
    assert verify(value) == (f"listing {left['id']!r}: profile is 'a', drawn was None",)


def test_double_listings_and_impossible_designs_name_all_problems():
    with pytest.raises(UnusableInput) as caught:
        assign([Listing("a"), Listing("b"), Listing("a"), Listing("b"), Listing("b")], DESIGN, seed=SEED)
    assert caught.value.problems == ("listing 'a' occurs 2 times", "listing 'b' occurs 3 times")
    with pytest.raises(UnusableInput, match="no listings"):
        assign([], DESIGN, seed=SEED)
    with pytest.raises(UnusableInput, match="guessed"):
        assign(LISTINGS, DESIGN, seed="2023")
    with pytest.raises(UnusableInput) as caught:
        Design({"profile": (), "order": ("x", "x")}, (1,), -1)
    assert len(caught.value.problems) == 4
    with pytest.raises(UnusableInput, match="no factor"):
        Design({})


@pytest.mark.parametrize(
    "value", [{}, {"factors": 3}, {**sealed(assign(LISTINGS, DESIGN, seed=SEED)), "schema": "other/1"}]
)
def test_what_is_no_sealed_draw_is_refused(value):
    with pytest.raises(UnusableInput, match="narekenen/assignment/1"):
        verify(value)
