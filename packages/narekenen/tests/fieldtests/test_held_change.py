"""The change between two waves with the composition of the earlier one held fixed."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narekenen.cli import main
from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.comparisons import change
from narekenen.fieldtests.standardisation import held_change
from narekenen.recipes import compute

BEFORE = {"G4": PairedCells(n11=80, n10=10, n01=10, n00=100), "rest": PairedCells(n11=50, n10=40, n01=10, n00=100)}
AFTER = {"G4": PairedCells(n11=40, n10=5, n01=5, n00=50), "rest": PairedCells(n11=200, n10=160, n01=40, n00=400)}
counts = st.integers(0, 60)
cells = st.builds(PairedCells, st.integers(1, 60), counts, counts, counts)


def test_where_only_the_composition_moved_nothing_is_left():
    found = held_change(BEFORE, AFTER)
    assert found.difference == pytest.approx(0)  # 0 in G4 and 30/100 in the rest, both times
    assert found.low < 0 < found.high
    assert found.p == pytest.approx(1)
    assert found.weights == {"G4": 0.5, "rest": 0.5}
    assert found.plain == pytest.approx(120 / 450 - 30 / 200)  # 50 and 400 tests with any positive answer
    assert found.composition == pytest.approx(found.plain)


@pytest.mark.shared
@pytest.mark.parametrize("profile", ["arabic", "italian", "polish", "turkish"])
def test_br_spiegel_waves_by_kind_of_landlord_against_pandas(shared, profile):
    """The same sum by another road: pandas and the raw pairs, in four lines."""
    raw = pd.read_csv(shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv")
    raw = raw[(raw["profile"] == profile) & (raw["positive_control"] + raw["positive_test"] > 0)]
    net = raw["positive_control"] - raw["positive_test"]
    table = net.groupby([raw["landlord_type"], raw["wave"]]).agg(["mean", "size"]).unstack()
    weight = table["size"][1] / table["size"][1].sum()
    by_pandas = float((weight * (table["mean"][2] - table["mean"][1])).sum())
    waves = [
        {key: _cells(part[part["wave"] == wave]) for key, part in raw.groupby("landlord_type")} for wave in (1, 2)
    ]  # fmt: skip
    found = held_change(*waves)
    assert found.difference == pytest.approx(by_pandas)
    assert set(found.weights) == {"company", "private"}


def _cells(rows):
    both = rows["positive_control"] * 2 + rows["positive_test"]
    seen = np.bincount(both, minlength=4)
    return PairedCells(n11=int(seen[3]), n10=int(seen[2]), n01=int(seen[1]), n00=int(seen[0]))


@given(cells, cells, st.sampled_from(["ndr_any_positive", "net_all"]))
def test_with_one_stratum_it_is_the_plain_change(first, second, name):
    plain, held = change(first, second, name), held_change({"": first}, {"": second}, name)
    assert (held.difference, held.low, held.high) == pytest.approx((plain.difference, plain.low, plain.high))
    assert held.p == pytest.approx(plain.z_p)
    assert held.composition == pytest.approx(0, abs=1e-12)


@given(cells, cells, cells, cells)
def test_doubling_a_stratum_of_the_later_wave_changes_its_spread_alone(a, b, c, d):
    first, second = {"x": a, "y": b}, {"x": c, "y": d}
    held = held_change(first, second)
    twice = held_change(first, {**second, "y": d + d})
    assert twice.difference == pytest.approx(held.difference)
    assert twice.high - twice.low <= held.high - held.low + 1e-9
    assert held.low - 1e-9 <= held.difference <= held.high + 1e-9


def test_a_stratum_of_one_wave_alone_is_left_out_and_named():
    found = held_change({**BEFORE, "new town": AFTER["G4"]}, AFTER)
    assert found.left_out == ("new town",)
    assert (found.plain, found.composition) == (None, None)
    assert found.difference == pytest.approx(0)
    assert held_change({"x": BEFORE["G4"]}, {"y": BEFORE["G4"]}) is None
    with pytest.raises(UnusableInput, match="no net difference"):
        held_change(BEFORE, AFTER, "gross_all")
    with pytest.raises(UnusableInput, match="no net difference"):
        change(BEFORE["G4"], AFTER["G4"], "gross_all")


def test_its_interval_holds_the_truth_as_often_as_it_says():
    """Two strata, other shares in both waves; 300 draws of 150 pairs with any positive answer per stratum."""
    rng = np.random.default_rng(6)
    shares = {"x": ((0.4, 0.2, 0.4), (0.3, 0.2, 0.5)), "y": ((0.2, 0.2, 0.6), (0.25, 0.15, 0.6))}
    weights, truth = {"x": 2 / 3, "y": 1 / 3}, 2 / 3 * -0.1 + 1 / 3 * 0.1
    held = 0
    for _ in range(300):
        waves = [
            {key: _drawn(rng, int(450 * weights[key]) if side == 0 else 150, shares[key][side]) for key in shares}
            for side in (0, 1)
        ]  # fmt: skip
        found = held_change(*waves)
        held += found.low <= truth <= found.high
    assert 0.92 < held / 300 < 0.98


def _drawn(rng, size, shares):
    n10, n01, n11 = (int(n) for n in rng.multinomial(size, shares))
    return PairedCells(n11=n11, n10=n10, n01=n01, n00=0)


def _released(strata):
    return {key: {name: getattr(c, name) for name in ("n10", "n01", "n11", "n00")} for key, c in strata.items()}


def test_its_recipe_says_what_the_kernel_says():
    given = {"before": _released(BEFORE), "after": _released(AFTER), "level": 0.9}
    found = {estimate.name: estimate for estimate in compute("fieldtest.held-change@1", given)}
    kernel = held_change(BEFORE, AFTER, level=0.9)
    assert (found["value"].value, found["value"].low) == pytest.approx((100 * kernel.difference, 100 * kernel.low))
    assert found["p"].value == pytest.approx(kernel.p)
    assert found["composition"].value == pytest.approx(100 * kernel.composition)
    nobody = dict.fromkeys(("n10", "n01", "n11", "n00"), 0)
    given["after"]["G4"] = nobody
    some = {estimate.name: estimate for estimate in compute("fieldtest.held-change@1", given)}
    assert some["value"].warnings == ("left out: G4",)
    assert some["composition"].reason == "er zijn groepen weggelaten"
    given["after"]["rest"] = nobody
    (none,) = compute("fieldtest.held-change@1", given)
    assert none.reason == "een noemer is leeg"
    for wrong in ({}, {"G4": 3}, None):
        with pytest.raises(UnusableInput):
            compute("fieldtest.held-change@1", {**given, "before": wrong})


def test_the_command_shows_it_beside_the_plain_change(tmp_path, capsys):
    file = tmp_path / "strata.csv"
    rows = [
        f"{wave},{key},{c.n10},{c.n01},{c.n11},{c.n00}"
        for wave, side in ((1, BEFORE), (2, AFTER))
        for key, c in side.items()
    ]
    file.write_text("\n".join(["wave,region,n10,n01,n11,n00", *rows]))
    assert main(["fieldtest", "standardise", str(file), "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert groups["1"]["change"] is None
    assert groups["1"]["standardised"]["value"] == pytest.approx(0.15)  # its own number
    assert groups["2"]["change"]["plain"] == pytest.approx(0.11667, abs=1e-5)
    main(["fieldtest", "standardise", str(file), "--lang", "nl"])
    said = " ".join(capsys.readouterr().out.split())
    assert "Verschil bij gelijke samenstelling: 0,0" in said
    assert "Zonder dat: 11,7; de samenstelling zelf doet 11,7." in said
    file.write_text(file.read_text() + "\n2,new town,1,1,1,1")
    main(["fieldtest", "standardise", str(file), "--lang", "en"])
    assert "Not compared, as it is empty in one of the two: new town." in " ".join(capsys.readouterr().out.split())


def test_the_weights_do_not_depend_on_pairs_without_any_positive_answer():
    quiet = {key: replace(c, n00=c.n00 * (9 if key == "G4" else 1)) for key, c in BEFORE.items()}
    assert held_change(quiet, AFTER).difference == pytest.approx(held_change(BEFORE, AFTER).difference)
    assert held_change(quiet, AFTER, "net_all").weights != held_change(BEFORE, AFTER, "net_all").weights
