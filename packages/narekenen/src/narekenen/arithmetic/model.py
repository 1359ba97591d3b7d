"""What a check says: the finding, its severity, and the working that anyone can follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from narekenen.documents.model import Span

Verdict = Literal[
    "wrong_sum", "wrong_base", "mixed_base", "scope_conflict", "period_mismatch", "inconsistent_claim",
    "incomplete_breakdown", "tension", "unexplained", "unit_drift", "imprecise", "notation", "reference_conflict",
    "deadline_missed", "date_tension", "missing_content", "text_order", "rounding_only", "ok", "derived",
]  # fmt: skip

Severity = Literal["finding", "hint", "confirmation"]
"""finding: counts for the exit status. hint: worth a look, needs judgement. confirmation: was checked and holds; with
the verdict "ok" or "rounding_only" in a table: any number of these sums printed otherwise would be a finding; with
"derived": not every one."""

UNWATCHED_NL = "; niet elk ander getal zou hier zijn opgevallen"
UNWATCHED_EN = "; not every other number would have been noticed here"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the source text that a finding rests on. `role` says what it is: "printed", "part", "claim", …"""

    raw: Span
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: "48 × 1.750" = "84.000". Without an expression it goes on with the line above."""

    expression: str
    result: str
    label: str = ""

    @property
    def line(self) -> str:
        """The step as people read it: "Totaal: 48 × 1.750 = 84.000"."""
        label = f"{self.label}: " if self.label else ""
        expression = f"{self.expression} = " if self.expression else ""
        return f"{label}{expression}{self.result}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    rule       name of the rule, e.g. "table_totals"; verdict: the class of the shared vocabulary
    printed    what stands there; follows: what follows from the other numbers ("" where nothing can be computed)
    evidence   every place it rests on; the first is where the finding is shown
    steps      the working
    nl, en     one modest sentence in each language, for a policy officer: "Dit telt anders op", never "fout"
    """

    rule: str
    verdict: Verdict
    severity: Severity
    printed: str
    follows: str
    evidence: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    nl: str
    en: str
