"""Dates in the labelled documents: our own labels (offsets and values only) and those of the shared gold."""

import json
from pathlib import Path

import pytest

from narekenen.readings.dates import dates_in
from narekenen.readings.letter_date import letter_dating

GOLD = Path(__file__).parent / "gold"


def score(text, gold):
    rows = dates_in(text, dated=letter_dating(text).iso)
    found = right = 0
    for start, end, iso in gold:
        hits = [
            row.edtf or None
            for row in rows
            if 2 * (min(row.span.end, end) - max(row.span.start, start)) >= min(len(row.text), end - start)
        ]
        found += bool(hits)
        right += iso in hits
    return found, right


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "004"])
def test_against_the_shared_gold(shared, number):
    gold = json.loads((shared / "gold/gold_000_004.json").read_text())["documents"][number]["dates"]
    text = next((shared / "documents").glob(f"{number}_*.txt")).read_text()
    wanted = [(item["pos"]["start"], item["pos"]["end"], item["iso"]) for item in gold]
    assert score(text, wanted) == (len(wanted), len(wanted))


@pytest.mark.shared
@pytest.mark.parametrize("number", ["001", "002", "003"])
def test_against_our_own_labels(shared, number):
    labels = json.loads((GOLD / f"dates_{number}.json").read_text())
    text = next((shared / "documents").glob(f"{number}_*.txt")).read_text()
    wanted = [(item["start"], item["end"], item["iso"]) for item in labels["dates"]]
    assert score(text, wanted) == (len(wanted), len(wanted))
