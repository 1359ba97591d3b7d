"""A design in numbers; the rule that tells an incidental refusal from a structural one."""

import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.guests import DecisionRule, behaviour
from narekenen.fieldtests.keyed import generator
from narekenen.fieldtests.planning import Stratum, outlook
from narekenen.fieldtests.power import exact_power, pairs_needed


def test_power_detectable_costs_and_burden_per_stratum():
    strata = (Stratum("G4", 500, 0.32, 0.13, 0.141, cost=12.0, landlords=400), Stratum("rest", 250, 0.6, 0.2, 0.1))
    g4, rest = outlook(strata, most_contacts=2)
    assert g4.detectable == pytest.approx(0.141, abs=5e-4)
    assert g4.power == pytest.approx(0.8, abs=0.02)
    assert (g4.cost, g4.contacts, g4.exceeds) == (6000.0, 2.5, True)
    assert g4.needed == int(pairs_needed((0.13 + 0.04512) / 2, (0.13 - 0.04512) / 2))
    assert g4.cost_needed == g4.needed * 12.0
    assert rest.detectable == pytest.approx(0.1314, abs=5e-4)
    assert rest.power == pytest.approx(exact_power(250, 0.13, 0.07))
    assert (rest.contacts, rest.exceeds) == (None, False)


def test_an_effect_beyond_all_discordance_is_said():
    result = outlook((Stratum("a", 100, 0.5, 0.05, 0.2),))[0]
    assert (result.power, result.needed) == (None, None)
    assert "discordant" in result.note
    assert outlook((Stratum("a", 3, 0.5, 0.05, 0.05),))[0].detectable is None


def test_all_impossible_strata_are_named():
    wrong = (Stratum("a", 0, 0.5, 0.1, 0.1), Stratum("b", 9, 0.1, 0.5, 0.0), Stratum("c", 9, 0.5, 0.1, 0.1, -1.0, 0))
    with pytest.raises(UnusableInput) as caught:
        outlook(wrong)
    assert [line[0] for line in caught.value.problems] == ["a", "b", "b", "c"]
    with pytest.raises(UnusableInput, match="no stratum"):
        outlook(())


RULE = DecisionRule(incidental=0.1, structural=0.5, most=12)


def test_the_rule_asks_for_visits_until_it_is_sure():
    assert RULE.verdict(1, 1) == "another visit"
    assert RULE.verdict(2, 2) == "structural"
    assert RULE.verdict(0, 2) == "another visit"
    assert RULE.verdict(0, 3) == "incidental"
    assert RULE.verdict(4, 12) in ("structural", "incidental")


def test_true_error_chances_by_following_every_path():
    calm, bad = behaviour(RULE, 0.1), behaviour(RULE, 0.5)
    assert calm.called_structural < 0.06
    assert bad.called_structural > 0.78
    assert calm.visits < 6
    assert behaviour(RULE, 0.0).called_structural == 0.0
    assert behaviour(RULE, 1.0).called_structural == 1.0


def test_exact_behaviour_agrees_with_playing_it_out():
    rng, structural, visits, runs = generator("guests", "1"), 0, 0, 4000
    for _ in range(runs):
        refusals = n = 0
        verdict = "another visit"
        while verdict == "another visit":
            n, refusals = n + 1, refusals + int(rng.random() < 0.3)
            verdict = RULE.verdict(refusals, n)
        structural, visits = structural + (verdict == "structural"), visits + n
    exact = behaviour(RULE, 0.3)
    assert structural / runs == pytest.approx(exact.called_structural, abs=0.035)
    assert visits / runs == pytest.approx(exact.visits, abs=0.2)


def test_impossible_rules_and_counts_are_refused():
    with pytest.raises(UnusableInput, match="incidental < structural"):
        DecisionRule(0.5, 0.1)
    with pytest.raises(UnusableInput, match="3 refusals in 2 visits"):
        RULE.verdict(3, 2)
