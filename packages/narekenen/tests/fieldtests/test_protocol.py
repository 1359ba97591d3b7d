"""A protocol: read with everything wrong named at once, locked only when it owes nobody anything."""

import json

import pytest

from narekenen.errors import UnusableInput
from narekenen.fieldtests.protocol import MEETVRAGEN, as_json, digest, missing_for_lock, read_protocol
from narekenen.fieldtests.protocolmodel import CONDUCT

LABEL = {"nl": "a", "en": "b"}
WHOLE = {
    "schema": "narekenen/protocol/1",
    "title": "Woningverhuur",
    "personas": [
        {"key": "control", "side": "control", "label": LABEL, "signs": "P. Bakker"},
        {"key": "man", "side": "test", "label": LABEL, "signs": "R. Amrani"},
    ],
    "templates": [{"key": "A", "subject": "Woning", "body": "Mag ik komen kijken? {signs}"}],
    "blocks": ["region"],
    "codes": [
        {"key": "invited", "of": "reply", "label": LABEL, "positive": True},
        {"key": "rejected", "of": "reply", "label": LABEL},
    ],
    "meetvragen": ["ndr_any_positive"],
    "families": [{"name": "all", "members": ["*"], "method": "holm"}],
    "margins": {"ndr_any_positive": 5},
    "conduct": dict.fromkeys(CONDUCT, "besluit 12"),
}


def read(**changed):
    return read_protocol(json.dumps({**WHOLE, **changed}).encode())


def test_the_meetvragen_are_those_of_the_kernel():
    from narekenen.fieldtests.estimands import ESTIMANDS

    assert tuple(ESTIMANDS) == MEETVRAGEN


def test_a_whole_protocol_can_be_locked_and_is_the_same_when_written_and_read():
    protocol = read()
    assert missing_for_lock(protocol) == ()
    again = read_protocol(as_json(protocol))
    assert again == protocol
    assert digest(again) == digest(protocol)
    assert digest(read(title="Anders")) != digest(protocol)
    assert protocol.control().signs == "P. Bakker"
    assert protocol.profiles() == ("man",)
    assert [code.key for code in protocol.codes_of("reply")] == ["invited", "rejected"]


def test_everything_that_is_owed_is_named_at_once():
    assert missing_for_lock(read(conduct={})) == CONDUCT
    bare = read_protocol(json.dumps({"schema": WHOLE["schema"], "title": "x"}).encode())
    assert set(missing_for_lock(bare)) == {"personas", "templates", "codes", "meetvragen", "families", *CONDUCT}
    assert missing_for_lock(read(conduct={**WHOLE["conduct"], "dpia": "  "})) == ("dpia",)


def test_everything_that_is_wrong_is_named_at_once():
    with pytest.raises(UnusableInput) as caught:
        read(
            title="",
            personas=[{"key": "a", "side": "left", "label": {}, "signs": "x"}, {"key": "a", "side": "control"}],
            templates=[{"key": "A", "body": "no name"}],
            codes=[{"key": "x", "of": "letter", "label": LABEL, "positive": "yes"}],
            meetvragen=["rate"],
            families=[{"name": "f", "members": ["nobody"], "method": "bonferroni"}, {"name": "g", "members": "all"}],
            margins={"ndr_any_positive": -1},
            inclusion={"reply_days": "soon"},
            threshold=True,
            rounding=4,
            blocks="region",
        )
    said = "\n".join(caught.value.problems)
    for word in (
        "title: no title", "side is 'left'", "label is not given", "'a' occurs twice", "no signs", "{signs}",
        "of is 'letter'", "positive is 'yes'", "no meetvraag 'rate'", "'bonferroni'", "members is no list",
        "no profile 'nobody'", "margins: ndr_any_positive is -1", "reply_days is 'soon'", "threshold is True",
        "rounding is to 4", "blocks is no list",
    ):  # fmt: skip
        assert word in said, word


def test_two_controls_are_refused():
    control = WHOLE["personas"][0]
    with pytest.raises(UnusableInput, match="2 controls"):
        read(personas=[control, {**control, "key": "other"}])


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"schema": "other/1"}', b"[" * 100_000])
def test_what_is_no_protocol_is_said_to_be_none(data):
    with pytest.raises(UnusableInput, match=r"no JSON file|no protocol"):
        read_protocol(data)


@pytest.mark.parametrize("name", ["personas", "codes", "conduct", "margins"])
def test_a_part_of_another_kind_is_named(name):
    with pytest.raises(UnusableInput, match=f"{name} is no"):
        read(**{name: 3})
