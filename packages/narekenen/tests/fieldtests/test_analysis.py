"""The full report: families, clusters, waves, placebo; and what a verdict may say."""

import json

import polars as pl
import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.analysis import Question, analyse, analyse_cells
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.counting import cluster_counts
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.pairfile import PairTable, Reading, read_pairs
from narekenen.fieldtests.verdicts import interval_text, p_text, verdict
from narekenen.trace.canonical import canonical_json, plain

STRONG, CALM = PairedCells(n11=464, n10=307, n01=80, n00=1883), PairedCells(n11=100, n10=40, n01=35, n00=325)


def wave(n=1200, seed="1"):
    """A made-up fieldwork: strong gap for a, none for b, placebo pairs, 40 agencies, two waves, order by lot."""
    rng = generator("wave", seed)
    profile = rng.choice(["a", "b", "placebo"], n)
    open_ = rng.random(n) < 0.5
    gap = (profile == "a") & (rng.random(n) < 0.25)
    return pl.DataFrame({
        "listing": [f"L{i}" for i in range(n)], "profile": profile,
        "control": open_ & (rng.random(n) < 0.9), "test": open_ & ~gap & (rng.random(n) < 0.9),
        "control_first": rng.random(n) < 0.5, "agency": [f"k{i}" for i in rng.integers(0, 40, n)],
        "wave": rng.choice(["1", "2"], n), "city": rng.choice(["x", "y"], n),
    })  # fmt: skip


@pytest.fixture(scope="module")
def report():
    frame = wave()
    return analyse(PairTable(frame, (("valid pairs", frame.height),), ("city",)), Question(placebo="placebo"))


def test_families_hold_every_group_and_leave_the_placebo_out(report):
    assert [row.group for row in report.families["profiles"]] == [("a",), ("b",)]
    assert [row.group for row in report.families["city"]] == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


def test_the_clustered_test_decides_and_is_adjusted(report):
    a, b = report.families["profiles"]
    assert a.decisive == a.clustered.test
    assert a.clustered.clusters == 40
    assert a.p_holm == pytest.approx(2 * a.decisive.p)
    assert a.p_holm < 0.05 < b.p_holm


def test_the_noise_floor_stands_beside_every_profile(report):
    a, b = report.families["profiles"]
    assert a.above_noise.systematic_low > 0
    assert b.above_noise.systematic_low < 0 < b.above_noise.systematic_high


def test_waves_and_subgroups_are_compared_with_their_composition(report):
    waves = [c for c in report.comparisons if c.column == "wave"]
    assert {c.profile for c in waves} == {"a", "b", "placebo"}
    mix = waves[0].composition["city"]
    assert sum(share[0] for share in mix.shares.values()) == pytest.approx(1)
    assert any(c.column == "city" for c in report.comparisons)


def test_one_model_holds_all_profiles_and_the_order(report):
    names = [c.name for c in report.model.coefficients]
    assert names == ["a", "b", "placebo", "sent second"]
    assert report.model.coefficients[0].high < 0


def test_the_whole_report_is_plain_json_and_the_same_twice(report):
    frame = wave()
    again = analyse(
        PairTable(frame.sample(fraction=1.0, shuffle=True, seed=3), report.flow, ("city",)), report.question
    )
    first, second = (json.loads(canonical_json(plain(r))) for r in (report, again))
    assert first["families"] == second["families"]


def test_agencies_are_counted_together_and_pairs_without_one_alone():
    frame = wave(60).with_columns(pl.when(pl.int_range(pl.len()) < 10).then(None).otherwise("agency").alias("agency"))
    counts = cluster_counts(PairTable(frame, ()))
    assert sum(int(c.sum()) for c in counts.values()) == 60
    frame = frame.with_columns(pl.lit("k").alias("agency"), pl.lit("a").alias("profile"))
    assert cluster_counts(PairTable(frame, ()))[("a",)].shape == (1, 4)
    assert analyse(PairTable(frame, ())).families["profiles"][0].clustered is None


@pytest.mark.shared
def test_order_on_br_spiegel_is_estimated_beside_the_profiles(shared):
    found = analyse(read_pairs(shared / "data/fieldtests/br_spiegel_2016_rental_pairs.csv", Reading()))
    model = {c.name: c for c in found.model.coefficients}
    assert found.model.n_strata == 5758
    assert model["arabic"].value == pytest.approx(-1.3976, abs=2e-3)  # as without the order: it was drawn by lot
    assert model["sent second"].low < 0 < model["sent second"].high


def test_a_verdict_on_a_strong_gap_is_short():
    row = analyse_cells({("Arabic",): STRONG})[0]
    assert verdict(row, Question()).endswith("Dat is meer dan toeval verklaart (p = 1,2 × 10^-32).")


def test_beside_not_significant_stands_what_could_have_been_seen():
    row = analyse_cells({("x",): CALM})[0]
    for lang, parts in {
        "nl": (
            "Dat kan toeval zijn",
            "geen bewijs van gelijke behandeling",
            "met 500 tests zou pas een verschil vanaf",
        ),
        "en": ("That can be chance", "no evidence of equal treatment", "with 500 tests only a difference of"),
    }.items():
        text = verdict(row, Question(), lang)
        assert all(part in text for part in parts)
        assert ("13,8%" if lang == "nl" else "13.8%") in text


def test_nothing_could_have_been_seen_is_said_as_well():
    row = analyse_cells({("x",): PairedCells(n11=3, n10=0, n01=0, n00=3)})[0]
    assert "no difference at all could have been noticed" in verdict(row, Question(), "en")


@pytest.mark.parametrize(
    ("name", "smallest"), [("net_all", "4.8%"), ("exclusive_share", "32.3%"), ("relative_gap", "17.3%")]
)
def test_what_could_have_been_seen_is_told_on_the_scale_of_the_question(name, smallest):
    question = Question(name)
    text = verdict(analyse_cells({("x",): CALM}, question)[0], question, "en")
    assert f"a difference of {smallest} or more" in text


def test_gross_numbers_have_no_smallest_net_difference():
    question = Question("gdr_any_positive")
    text = verdict(analyse_cells({("x",): CALM}, question)[0], question, "en")
    assert text.endswith("It is no evidence of equal treatment.")


def test_equivalence_is_said_only_with_a_margin():
    question = Question(margin=0.2)
    assert "demonstrably lies within" in verdict(analyse_cells({("x",): CALM}, question)[0], question, "en")
    narrow = Question(margin=0.02)
    assert "has not been shown" in verdict(analyse_cells({("x",): CALM}, narrow)[0], narrow, "en")
    assert "margin" not in verdict(analyse_cells({("x",): CALM})[0], Question(), "en")


def test_adjusting_counts_the_whole_family():
    groups = {(f"g{i}",): PairedCells(n11=50, n10=20, n01=8, n00=100) for i in range(5)}
    alone = analyse_cells({("g0",): groups[("g0",)]})[0]
    among = analyse_cells(groups)[0]
    assert among.p_holm == pytest.approx(5 * alone.p_holm)
    assert among.p_bh == pytest.approx(alone.p_bh)


def test_small_p_values_are_spelled_by_their_logarithm():
    assert p_text(0.0, -360.27, "nl") == "p = 5,4 × 10^-361"
    assert p_text(0.04567, -1.34, "en") == "p = 0.0457"


def test_intervals_are_spelled_in_the_language():
    row = analyse_cells({("x",): STRONG})[0]
    assert interval_text(row.estimates[0], "nl") == "26,7% (22,5% tot 30,8%)"
    assert interval_text(row.estimates[-1], "en") == "3.84 (3.01 to 4.93)"
    none = analyse_cells({("x",): PairedCells(n11=0, n10=0, n01=0, n00=4)})[0]
    assert interval_text(none.estimates[0], "en") == "–"


def test_one_pair_and_equal_outcomes_are_reported_without_a_crash():
    for cells in (PairedCells(0, 1, 0, 0), PairedCells(5, 0, 0, 0), PairedCells(0, 0, 0, 5)):
        row = analyse_cells({("x",): cells}, Question(margin=0.1))[0]
        assert verdict(row, Question(), "nl")
    frame = wave(40).with_columns(pl.lit(True).alias("control"), pl.lit(True).alias("test"))
    assert "All answers within each listing are equal" in analyse(PairTable(frame, ())).notes[0]


def test_unknown_names_are_refused():
    frame = wave(40)
    with pytest.raises(UnusableInput, match="no placebo profile"):
        analyse(PairTable(frame, ()), Question(placebo="z"))
    with pytest.raises(UnusableInput, match="no meetvraag"):
        analyse(PairTable(frame, ()), Question("rate"))
