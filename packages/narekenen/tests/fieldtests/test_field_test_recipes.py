"""Recipes: the same numbers as the kernel gives, from released cells, and replayed from a bundle."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.agreement import krippendorff_alpha
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.equivalence import tost
from narekenen.recipes import RECIPES, compute

ARABIC = {"n10": 307, "n01": 80, "n11": 464, "n00": 1883}  # BR and Spiegel 2017


def values(recipe, **given):
    return {estimate.name: estimate for estimate in compute(recipe, given)}


def test_br_spiegel_from_cells():
    found = values("fieldtest.estimate@1", cells=ARABIC, meetvraag="ndr_any_positive", level=0.95)
    assert round(found["value"].value, 1) == 26.7
    assert found["value"].unit == "%"
    assert (round(found["value"].low, 1), round(found["value"].high, 1)) == (22.5, 30.8)
    assert found["p"].value == pytest.approx(2.3e-32, rel=0.2)
    assert 0 < found["detectable"].value < 26.7


def test_a_ratio_is_not_made_a_percentage_and_has_no_detectable_difference():
    found = values("fieldtest.estimate@1", cells=ARABIC, meetvraag="conditional_or")
    assert round(found["value"].value, 2) == 3.84
    assert "detectable" not in found


def test_cells_without_discordant_pairs_say_that_nothing_could_be_shown():
    found = values("fieldtest.estimate@1", cells={"n10": 0, "n01": 0, "n11": 4, "n00": 6})
    assert found["detectable"].value is None
    assert found["detectable"].reason
    assert found["p"].value == 1.0


def test_change_between_two_waves():
    after = {"n10": 100, "n01": 80, "n11": 464, "n00": 1883}
    found = values("fieldtest.change@1", before=ARABIC, after=after)
    assert found["value"].low < found["value"].value < found["value"].high < 0
    assert found["p"].value < 1e-6
    empty = {"n10": 0, "n01": 0, "n11": 0, "n00": 9}
    assert values("fieldtest.change@1", before=ARABIC, after=empty)["value"].reason


def test_share_and_count():
    found = values("fieldtest.share@1", count=75, of=203)["value"]
    assert (round(found.value), found.n) == (37, 203)
    assert found.low < found.value < found.high
    assert values("fieldtest.count@1", count=3030, base=3)["value"].method == "rounded to 3"
    assert values("fieldtest.count@1", count=3030, base=0)["value"].method == "counted"


@pytest.mark.parametrize(("both", "neither", "disputed"), [(40, 50, 10), (3, 90, 7), (1, 1, 30)])
def test_alpha_from_three_counts_is_krippendorffs(both, neither, disputed):
    rows = [["y", "y"]] * both + [["n", "n"]] * neither + [["y", "n"]] * disputed
    expected = krippendorff_alpha({str(i): row for i, row in enumerate(rows)})
    found = values("fieldtest.agreement@1", both=both, neither=neither, disputed=disputed)["value"]
    assert found.value == pytest.approx(expected.value)
    assert found.n == expected.n


def test_alpha_without_variation_has_a_reason():
    assert values("fieldtest.agreement@1", both=5, neither=0, disputed=0)["value"].reason


def test_a_p_is_corrected_over_its_whole_family():
    family = {"a": ARABIC, "b": {"n10": 20, "n01": 9, "n11": 50, "n00": 100}, "c": {**ARABIC, "n10": 90}}
    raw = {name: values("fieldtest.estimate@1", cells=cells)["p"].value for name, cells in family.items()}
    found = {n: values("fieldtest.adjusted@1", cells=family, group=n, method="holm") for n in family}
    assert found["a"]["value"].value == pytest.approx(3 * raw["a"])
    assert found["b"]["value"].value == pytest.approx(2 * raw["b"])
    assert found["c"]["value"].value == pytest.approx(max(raw["c"], 2 * raw["b"]))
    assert values("fieldtest.adjusted@1", cells=family, group="b", method="bh")["value"].n == 3


@pytest.mark.parametrize(
    ("recipe", "given"),
    [
        ("fieldtest.estimate@1", {}),
        ("fieldtest.estimate@1", {"cells": {**ARABIC, "n00": -1}}),
        ("fieldtest.estimate@1", {"cells": {"n10": 1}}),
        ("fieldtest.estimate@1", {"cells": ARABIC, "level": 2}),
        ("fieldtest.estimate@1", {"cells": ARABIC, "meetvraag": "rate"}),
        ("fieldtest.adjusted@1", {"cells": {"a": ARABIC}, "group": "b"}),
        ("fieldtest.share@1", {"count": 5, "of": 4}),
        ("fieldtest.share@1", {"count": 0, "of": 0}),
        ("fieldtest.count@1", {"count": "many", "base": 3}),
        ("fieldtest.agreement@1", {"both": True, "neither": 1, "disputed": 1}),
    ],
)
def test_inputs_that_cannot_be_used_are_named(recipe, given):
    assert recipe in RECIPES
    with pytest.raises(UnusableInput):
        compute(recipe, given)


def test_equal_within_a_margin_as_the_kernel_says_it():
    equal = {"n10": 60, "n01": 58, "n11": 500, "n00": 300}
    (found,) = compute("fieldtest.equivalence@1", {"cells": equal, "margin": 5})
    assert found.value == pytest.approx(tost(PairedCells(**equal), 0.05).p)
    assert found.value < 0.05 < compute("fieldtest.equivalence@1", {"cells": ARABIC, "margin": 5})[0].value
    empty = dict.fromkeys(equal, 0)
    assert compute("fieldtest.equivalence@1", {"cells": empty, "margin": 5})[0].reason == "n = 0"
    for wrong in (None, True, "5", 0, 120):
        with pytest.raises(UnusableInput, match="margin"):
            compute("fieldtest.equivalence@1", {"cells": equal, "margin": wrong})


def test_a_group_without_any_test_has_no_number_and_counts_in_its_family():
    empty = dict.fromkeys(("n10", "n01", "n11", "n00"), 0)
    found = {item.name: item for item in compute("fieldtest.estimate@1", {"cells": empty})}
    assert {(item.value, item.reason) for item in found.values()} == {(None, "n = 0")}
    other = {"n10": 30, "n01": 8, "n11": 40, "n00": 50}
    family = {"cells": {"a": empty, "b": other}, "method": "holm"}
    assert compute("fieldtest.adjusted@1", {**family, "group": "a"})[0].value == 1.0
    alone, _ = compute("fieldtest.adjusted@1", {"cells": {"b": other}, "method": "holm", "group": "b"})
    assert compute("fieldtest.adjusted@1", {**family, "group": "b"})[0].value == pytest.approx(2 * alone.value)
