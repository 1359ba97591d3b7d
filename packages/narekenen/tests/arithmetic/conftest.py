"""Rules on prose are asked about short letters that nobody sent."""

from collections.abc import Callable, Iterable

import pytest

from narekenen.arithmetic.model import Finding
from narekenen.readings.letter import read_letter
from narekenen.readings.model import Letter

Ask = Callable[..., list[Finding]]


@pytest.fixture
def ask() -> Ask:
    """`ask(rule, text)`: what a rule says of a text. Every piece of evidence is checked to stand where it says."""

    def asked(rule: Callable[[Letter], Iterable[Finding]], text: str) -> list[Finding]:
        letter = read_letter(text.encode(), name="brief.txt")
        found = list(rule(letter))
        for finding in found:
            assert finding.evidence
            assert finding.nl.endswith(".")
            assert finding.en.endswith(".")
            assert not {"fout", "onwaar", "wrong", "false"} & set((finding.nl + " " + finding.en).lower().split())
            for piece in finding.evidence:
                raw = letter.source.text[piece.raw.start : piece.raw.end]
                assert " ".join(raw.split()) == " ".join(piece.text.split())
        return found

    return asked
