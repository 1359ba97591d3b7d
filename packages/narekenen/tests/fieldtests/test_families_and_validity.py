"""Declared families, the rules by which a pair counts, and a flow that adds up."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from narekenen.errors import UnusableInput
from narekenen.fieldtests.families import adjust
from narekenen.fieldtests.protocolmodel import Family, Inclusion
from narekenen.fieldtests.validity import REASONS, Flow, Message, Pair, excluded_because, flow, outcome

P = {("man",): 0.01, ("woman",): 0.04, ("couple",): 0.03, ("man", "G4"): 0.2, ("man", "rest"): 0.001}
START = datetime(2023, 2, 1, 10)  # noqa: DTZ001 - a moment on one clock is enough here
RULES = Inclusion(reply_days=14, longest_gap_minutes=60)


@pytest.mark.parametrize(("method", "theirs"), [("holm", "holm"), ("bh", "fdr_bh")])
def test_adjusted_as_statsmodels_does_over_exactly_the_declared_members(method, theirs):
    found = adjust([Family("main", ("*",), method)], P)
    assert [row.group for row in found] == [("man",), ("woman",), ("couple",)]
    expected = multipletests([0.01, 0.04, 0.03], method=theirs)[1]
    assert [row.adjusted for row in found] == pytest.approx(list(expected))


def test_a_group_may_stand_in_several_families_and_in_none():
    found = adjust([Family("a", ("man", "man / *")), Family("b", ("man",))], P)
    assert [(row.family, row.group) for row in found] == [
        ("a", ("man",)), ("a", ("man", "G4")), ("a", ("man", "rest")), ("b", ("man",))
    ]  # fmt: skip
    assert found[-1].adjusted == 0.01
    assert found[2].adjusted == pytest.approx(0.003)


def test_a_member_without_a_result_is_named_and_not_left_out():
    with pytest.raises(UnusableInput, match="no group answers to 'polish'") as caught:
        adjust([Family("a", ("man", "polish")), Family("b", ("x / y",))], P)
    assert len(caught.value.problems) == 2


def sent(minutes=0, replied=None, positive=None):
    return Message(START + timedelta(minutes=minutes), replied, positive)


INVITED = sent(replied=START + timedelta(days=1), positive=True)


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (Pair(INVITED, sent(30)), ""),
        (Pair(INVITED, Message()), "not_sent"),
        (Pair(INVITED, sent(61)), "gap"),
        (Pair(INVITED, sent(61), detected=True), "gap"),
        (Pair(INVITED, sent(60), detected=True), "detected"),
        (Pair(INVITED, sent(5), withdrawn=True), "withdrawn"),
        (Pair(INVITED, sent(5, replied=START + timedelta(hours=3))), "not_coded"),
    ],
)
def test_a_pair_is_left_out_for_the_first_reason_that_applies(pair, reason):
    assert excluded_because(pair, RULES) == reason


def test_no_reply_and_a_late_reply_are_no_positive_answer():
    assert outcome(sent(), RULES) is False
    assert outcome(sent(replied=START + timedelta(days=15), positive=True), RULES) is False
    assert outcome(sent(replied=START + timedelta(days=14), positive=True), RULES) is True
    assert outcome(sent(replied=START + timedelta(days=1)), RULES) is None


@given(st.lists(st.sampled_from(["", *REASONS])), st.integers(0, 50))
def test_a_flow_adds_up(reasons, passed_over):
    found = flow(len(reasons) + passed_over, reasons)
    assert found.passed_over == passed_over
    assert found.valid + sum(count for _, count in found.lost) == found.drawn == len(reasons)
    assert tuple(name for name, _ in found.lost) == REASONS


def test_a_flow_that_does_not_add_up_is_refused():
    with pytest.raises(ValueError, match="adds up"):
        Flow(10, 1, 8, (), 8)
