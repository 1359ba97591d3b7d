"""A rule without one hit and one near miss of our own is not asked: a checker that cries wolf is not used."""

from pathlib import Path

import pytest

from narekenen.arithmetic.checks import RULES

SPECS = {path: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py"))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_hit_and_a_near_miss(rule):
    specs = [text for path, text in SPECS.items() if rule.__name__ in text and path != Path(__file__)]
    assert specs, f"{rule.__name__} stands in no spec"
    assert any("severity" in text or "verdict" in text for text in specs), "no hit is asserted"
    assert any("== []" in text or "== ()" in text or "not found" in text for text in specs), "no near miss is asserted"
