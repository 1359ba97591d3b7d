"""A chain of evidence: one altered byte is found and named; what happened stands nowhere in it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narekenen.errors import UnusableInput
from narekenen.fieldtests.evidence import Entry, build, commitment, head_of, read_chain, verify, verify_event

SALT = bytes(range(32))
ENTRIES = [
    Entry(f"2023-02-0{i + 1}T10:00:00", kind, f"T-{i:04}", f"content {i}".encode(), SALT)
    for i, kind in enumerate(["sent", "reply", "coded", "reply"])
]
CHAIN = build(ENTRIES, title="wave 3")
LINES = CHAIN.splitlines(keepends=True)


def test_a_whole_chain_holds_with_and_without_its_published_head():
    assert verify(CHAIN) == ()
    assert verify(CHAIN, expect=head_of(CHAIN)) == ()
    assert len(LINES) == 6


def line_of(position):
    return CHAIN[:position].count(b"\n") + 1


@given(st.integers(0, len(CHAIN) - 1), st.integers(1, 255))
@settings(max_examples=400, deadline=None)
def test_one_altered_byte_is_found_and_its_line_named(position, flip):
    altered = bytearray(CHAIN)
    altered[position] ^= flip
    faults = verify(bytes(altered))
    assert line_of(position) in {fault.line for fault in faults}


def test_a_content_altered_with_its_own_digest_made_to_fit_is_still_found_and_named():
    forged = build([*ENTRIES[:1], Entry("2023-02-02T10:00:00", "reply", "T-0001", b"other", SALT)], title="wave 3")
    chain = b"".join([*LINES[:2], forged.splitlines(keepends=True)[2], *LINES[3:]])
    assert [(f.line, f.record) for f in verify(chain)] == [(4, 3)]
    assert "record 3 is not sealed to the line before it" in verify(chain)[0].what


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (LINES[:3] + LINES[4:], "one is missing or moved"),
        ([*LINES[:2], LINES[3], LINES[2], *LINES[4:]], "one is missing or moved"),
        (LINES[:-1], "no seal"),
        (LINES[1:], "no header"),
        ([*LINES, b"extra"], "line end"),
        ([*LINES[:-2], LINES[-1]], "the seal does not fit"),
        ([b" " + LINES[0], *LINES[1:]], "one spelling"),
        ([], "no seal"),
    ],
)
def test_lines_left_out_moved_or_added_are_named(lines, what):
    assert any(what in fault.what for fault in verify(b"".join(lines)))


def test_a_chain_rebuilt_as_a_whole_is_found_by_its_published_head():
    other = build(ENTRIES[:2], title="wave 3")
    assert verify(other) == ()
    assert verify(other, expect=head_of(CHAIN))[0].what == "the head is not the one that was published"


@pytest.mark.parametrize(
    "line", [b"[" * 50_000, b'{"a":"\\ud800"}', b'{"a":NaN}', b'{"a":1.5}', b"[1]", b"\xff", b"9" * 9000]
)
def test_hostile_lines_are_no_records(line):
    faults = verify(LINES[0] + line + b"\n" + b"".join(LINES[1:]))
    assert any(fault.line == 2 and "no record" in fault.what for fault in faults)


def test_contents_stay_out_of_the_file_and_can_be_shown_later():
    assert b"content 1" not in CHAIN
    assert verify_event(CHAIN, 2, ENTRIES[1])
    for change in (
        {"content": b"content 2"}, {"salt": SALT[::-1]}, {"time": "2023-02-02T10:00:01"}, {"kind": "call"},
        {"subject": "T-0002"},
    ):  # fmt: skip
        assert not verify_event(CHAIN, 2, replace(ENTRIES[1], **change))
    with pytest.raises(UnusableInput, match="no record 9"):
        verify_event(CHAIN, 9, ENTRIES[1])


def test_a_record_says_neither_when_nor_what_nor_of_which_test():
    for line in LINES[1:-1]:
        assert set(json.loads(line)) == {"n", "sealed", "previous", "digest"}
    for entry in ENTRIES:
        for said in (entry.time, entry.kind, entry.subject):
            assert said.encode() not in CHAIN


def test_two_equal_events_look_different():
    chain = build([ENTRIES[0], replace(ENTRIES[0], salt=SALT[::-1])], title="wave 3").splitlines()
    assert json.loads(chain[1])["sealed"] != json.loads(chain[2])["sealed"]


def test_the_same_short_answer_under_two_salts_looks_different():
    assert commitment(b"no", SALT) != commitment(b"no", SALT[::-1])
    with pytest.raises(UnusableInput, match="guessed"):
        commitment(b"no", b"short")


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "chain.jsonl"
    path.write_bytes(CHAIN)
    assert read_chain(path) == CHAIN
    assert json.loads(CHAIN.splitlines()[1])["n"] == 1
    with pytest.raises(UnusableInput, match="no such file"):
        read_chain(tmp_path / "none.jsonl")


def test_an_empty_chain_can_be_closed():
    assert verify(build([], title="nothing happened")) == ()
