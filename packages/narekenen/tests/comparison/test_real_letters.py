"""Real letters beside themselves, and with one promise taken out: nothing may be called weaker that is the same."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from narekenen.comparison.comparing import compare
from narekenen.readings.letter import read_letter

pytestmark = pytest.mark.shared


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_of_a_letter_beside_itself_everything_still_stands(shared: Path, number: str) -> None:
    letter = read_letter(next((shared / "documents").glob(f"{number}_*")))
    found = compare(letter, letter)

    assert found.followed
    assert {followed.outcome for followed in found.followed} == {"standing"}
    assert not found.alarming


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_a_promise_that_is_taken_out_is_the_only_one_not_mentioned(shared: Path, number: str) -> None:
    letter = read_letter(next((shared / "documents").glob(f"{number}_*")))
    seen: Counter[str] = Counter()
    for followed in compare(letter, letter).followed[::3]:
        raw, text = followed.earlier.raw, letter.source.text
        without = read_letter(replace(letter.source, digest="1" * 64, text=text[: raw.start] + text[raw.end :]))
        gone = [one.earlier.raw for one in compare(letter, without).of("not_mentioned")]
        seen["exactly" if gone == [raw] else "said elsewhere too" if not gone else "more"] += 1

    assert seen["more"] == 0
    assert seen["exactly"] >= 0.8 * seen.total()
