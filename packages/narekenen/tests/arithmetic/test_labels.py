"""Three published documents with findings labelled by hand, before the rules were run: offsets and verdicts only."""

import json
from pathlib import Path

import pytest

from narekenen.arithmetic.checks import check
from narekenen.readings.letter import read_letter

LABELS = Path(__file__).parent / "gold"
JUDGEMENT = {"tension", "text_order", "unexplained"}


@pytest.mark.shared
@pytest.mark.parametrize("key", ["001", "002", "003"])
def test_what_can_be_computed_is_found_and_nothing_else(shared, key):
    labels = json.loads((LABELS / f"checks_{key}.json").read_text(encoding="utf-8"))["findings"]
    (path,) = (shared / "documents").glob(f"{key}_*.txt")
    found = [f for f in check(read_letter(path.read_bytes(), name=path.name)) if f.severity == "finding"]

    def meets(finding, label):
        first = finding.evidence[0].raw
        touched = any(min(first.end, end) > max(first.start, start) for start, end in label["spans"])
        return finding.verdict == label["verdict"] and touched

    computed = [label for label in labels if label["verdict"] not in JUDGEMENT]
    assert [label for label in computed if not any(meets(finding, label) for finding in found)] == []
    assert [finding.nl for finding in found if not any(meets(finding, label) for label in labels)] == []
