"""Released counts as the public recomputes them: shares, rates, and one area among all."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.recipes import compute

AREAS = {f"m{i:02}": [20 + i % 5, 200] for i in range(30)} | {"odd": [120, 200]}


def named(recipe, values):
    return {estimate.name: estimate for estimate in compute(f"indicator.{recipe}@1", values)}


def test_a_share_against_the_published_wilson_interval_of_phe():
    """PHEindicatormethods: 65 of 100."""
    found = named("share", {"count": 65, "base": 100})["value"]
    assert (found.value, found.unit, found.n) == (65, "%", 100)
    assert found.low == pytest.approx(55.25444329688797, rel=1e-12)
    assert found.high == pytest.approx(73.63575175690247, rel=1e-12)


def test_a_rate_against_the_published_byar_interval_of_phe():
    found = named("per", {"count": 65, "base": 100, "per": 100})["value"]
    assert (found.low, found.high) == pytest.approx((50.163187710459454, 82.84913854593984), rel=1e-12)


def test_one_area_among_all_has_no_bare_place():
    odd, usual = (named("place", {"areas": AREAS, "area": name}) for name in ("odd", "m03"))
    assert (odd["place"].low, odd["place"].high) == (1, 1)
    assert usual["place"].low == 2
    assert usual["place"].high == 31
    assert odd["verdict"].value == "high (0.001)"
    assert usual["verdict"].value == "within"
    assert usual["value"].value == pytest.approx(11.5)


def test_an_area_that_was_not_released_has_a_reason_and_no_zero():
    found = named("place", {"areas": AREAS, "area": "elsewhere"})
    assert {(e.value, e.reason) for e in found.values()} == {(None, "not among the areas that were released")}


@pytest.mark.parametrize(
    ("recipe", "values", "said"),
    [
        ("count", {"count": -1}, "no whole number from 0"),
        ("share", {"count": 5, "base": 10, "level": 2}, "the level is 2"),
        ("per", {"count": 5, "base": 10, "per": 0}, "per is 0"),
        ("place", {"areas": {"a": [1]}, "area": "a"}, "a: "),
        ("place", {"areas": [], "area": "a"}, "no areas"),
        ("place", {"areas": AREAS, "area": "odd", "kind": "league"}, "kind is one of"),
    ],
)
def test_what_cannot_be_computed_is_said(recipe, values, said):
    with pytest.raises(UnusableInput, match=said):
        named(recipe, values)
