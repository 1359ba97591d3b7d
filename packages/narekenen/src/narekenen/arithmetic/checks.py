"""The rules that a letter is checked with, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from narekenen.arithmetic.mixed_base import rows_of_mixed_bases
from narekenen.arithmetic.model import Finding
from narekenen.arithmetic.prose_rules import PROSE_RULES
from narekenen.arithmetic.tables import table_sums
from narekenen.arithmetic.wrong_base import wrong_bases
from narekenen.readings.model import Letter

Rule = Callable[[Letter], Iterable[Finding]]

RULES: tuple[Rule, ...] = (table_sums, wrong_bases, rows_of_mixed_bases, *PROSE_RULES)


def check(letter: Letter) -> tuple[Finding, ...]:
    """Everything that the rules have to say about one letter, in the order of the text.

    Findings, hints and confirmations: see `Finding.severity`.
    """
    found = [finding for rule in RULES for finding in rule(letter)]
    return tuple(sorted(found, key=lambda finding: finding.evidence[0].raw))
