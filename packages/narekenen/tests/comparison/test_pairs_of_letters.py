"""Two pairs of letters of our own, with outcomes written down before the rules ran on them."""

import json
from pathlib import Path
from typing import Any

import pytest

from narekenen.comparison.comparing import compare
from narekenen.comparison.model import Comparison
from narekenen.readings.letter import read_letter

FOLDER = Path(__file__).parent / "pairs"
PAIRS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def _compared(pair: dict[str, Any]) -> Comparison:
    return compare(read_letter(FOLDER / pair["earlier"]), read_letter(FOLDER / pair["later"]))


@pytest.mark.parametrize("name", PAIRS)
def test_the_outcome_of_every_promise_that_was_read(name: str) -> None:
    expected: dict[str, str] = PAIRS[name]["followed"] | PAIRS[name].get("known_wrong", {})
    found = {key: f.outcome for f in _compared(PAIRS[name]).followed for key in expected if key in f.earlier.quote}

    assert found == {key: outcome for key, outcome in expected.items() if key in found}
    assert len(found) >= 0.6 * len(expected)


@pytest.mark.parametrize("name", PAIRS)
def test_only_what_is_new_is_called_new(name: str) -> None:
    added = [one.place.quote for one in _compared(PAIRS[name]).added]

    assert len(added) == len(PAIRS[name]["added"])
    assert all(key in quote for key, quote in zip(PAIRS[name]["added"], added, strict=True))
