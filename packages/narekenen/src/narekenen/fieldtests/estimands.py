"""The seven meetvragen: seven different numbers from the same four cells, each with its denominator and its sentence.

Literature and press all say "rate"; here each number has its own name, and there is no function called rate.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from narekenen.errors import UnusableInput, say
from narekenen.fieldtests import differences, ratios
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.intervals import Array, Limits, wilson
from narekenen.trace.model import Estimate


@dataclass(frozen=True, slots=True)
class CellArrays:
    """Counts of many groups side by side, under the names of PairedCells."""

    n11: Array
    n10: Array
    n01: Array
    n00: Array
    total: Array
    any_positive: Array
    discordant: Array

    @classmethod
    def of(cls, groups: Sequence[PairedCells]) -> CellArrays:
        """The arrays of a sequence of cells."""
        names = cls.__slots__
        return cls(*(np.array([getattr(cells, name) for cells in groups], dtype=np.float64) for name in names))


Kernel = Callable[[CellArrays, float], Limits]


@dataclass(frozen=True, slots=True)
class Estimand:
    """One meetvraag.

    formula       in n10, n01, n11, n00
    denominator   what the number is a share of, per language
    unit          "share" (0..1, shown as a percentage) or "ratio"
    intervals     method name -> interval kernel (cells, level); the first is the default
    used_by       where this number is known from
    """

    name: str
    formula: str
    label: dict[str, str]
    denominator: dict[str, str]
    unit: str
    parts: Callable[[PairedCells], tuple[int, int]]
    intervals: dict[str, Kernel]
    used_by: str

    def value(self, cells: PairedCells) -> float | None:
        """The number; None where the denominator is 0 (an odds ratio over 0 is not a number either)."""
        above, below = self.parts(cells)
        return above / below if below else None


def _difference(size: Callable[[CellArrays], Array], *, newcombe: bool = False) -> dict[str, Kernel]:
    kernels: dict[str, Kernel] = {
        "tango": lambda c, level: differences.tango(c.n10, c.n01, size(c), level),
        "delta": lambda c, level: differences.wald(c.n10, c.n01, size(c), level),
        "bonett_price": lambda c, level: differences.bonett_price(c.n10, c.n01, size(c), level),
    }
    if newcombe:
        kernels["newcombe"] = lambda c, level: differences.newcombe(c.n11, c.n10, c.n01, c.n00, level)
    return kernels


def _gap(limits: Limits) -> Limits:
    with np.errstate(divide="ignore"):
        return 1 - 1 / limits[0], 1 - 1 / limits[1]


NDR_ANY_POSITIVE = Estimand(
    "ndr_any_positive", "(n10 - n01) / (n10 + n01 + n11)",
    {"nl": "Nettodiscriminatiegraad, van de tests met minstens één positief antwoord",
     "en": "Net difference, of tests with at least one positive answer"},
    {"nl": "tests met minstens één positief antwoord", "en": "tests with at least one positive answer"},
    "share", lambda c: (c.n10 - c.n01, c.any_positive), _difference(lambda c: c.any_positive),
    "BR and Spiegel 2017; Riach and Rich; ILO tradition",
)  # fmt: skip
NET_ALL = Estimand(
    "net_all", "(n10 - n01) / N",
    {"nl": "Nettoverschil, van alle tests", "en": "Net difference, of all tests"},
    {"nl": "alle geldige tests", "en": "all valid tests"},
    "share", lambda c: (c.n10 - c.n01, c.total), _difference(lambda c: c.total, newcombe=True),
    "Housing Discrimination Studies (HUD); matched rates in R callback",
)  # fmt: skip
GROSS_ALL = Estimand(
    "gross_all", "n10 / N",
    {"nl": "Brutoverschil, van alle tests", "en": "Gross difference, of all tests"},
    {"nl": "alle geldige tests", "en": "all valid tests"},
    "share", lambda c: (c.n10, c.total), {"wilson": lambda c, level: wilson(c.n10, c.total, level)},
    "Housing Discrimination Studies (HUD)",
)  # fmt: skip
GDR_ANY_POSITIVE = Estimand(
    "gdr_any_positive", "n10 / (n10 + n01 + n11)",
    {"nl": "Brutodiscriminatiegraad, van de tests met minstens één positief antwoord",
     "en": "Gross difference, of tests with at least one positive answer"},
    {"nl": "tests met minstens één positief antwoord", "en": "tests with at least one positive answer"},
    "share", lambda c: (c.n10, c.any_positive), {"wilson": lambda c, level: wilson(c.n10, c.any_positive, level)},
    "BR and Spiegel 2017",
)  # fmt: skip
EXCLUSIVE_SHARE = Estimand(
    "exclusive_share", "(n10 - n01) / (n10 + n01)",
    {"nl": "Nettoverschil, van de tests met verschillend antwoord",
     "en": "Net difference, of tests answered differently"},
    {"nl": "tests waarin de twee verschillend antwoord kregen",
     "en": "tests in which the two were answered differently"},
    "share", lambda c: (c.n10 - c.n01, c.discordant), _difference(lambda c: c.discordant),
    "exclusive shares in R callback",
)  # fmt: skip
RELATIVE_GAP = Estimand(
    "relative_gap", "1 - (n01 + n11) / (n10 + n11)",
    {"nl": "Relatieve achterstand in kans op een positief antwoord",
     "en": "Relative gap in the chance of a positive answer"},
    {"nl": "positieve antwoorden aan het controleprofiel", "en": "positive answers to the control profile"},
    "share", lambda c: (c.n10 - c.n01, c.control_positive),
    {"tang": lambda c, level: _gap(ratios.tang(c.n11, c.n10, c.n01, c.n00, level)),
     "delta": lambda c, level: _gap(ratios.ratio_wald(c.n11, c.n10, c.n01, level))},
    "press: so many percent less chance",
)  # fmt: skip
CONDITIONAL_OR = Estimand(
    "conditional_or", "n10 / n01",
    {"nl": "Verhouding tussen alleen controle en alleen test", "en": "Ratio of control only to test only"},
    {"nl": "tests met alleen een positief antwoord aan het testprofiel",
     "en": "tests with a positive answer to the test profile only"},
    "ratio", lambda c: (c.n10, c.n01),
    {"midp": lambda c, level: ratios.odds_midp(c.n10, c.n01, level),
     "exact": lambda c, level: ratios.odds_exact(c.n10, c.n01, level),
     "wilson": lambda c, level: ratios.odds_wilson(c.n10, c.n01, level),
     "delta": lambda c, level: ratios.odds_wald(c.n10, c.n01, level)},
    "conditional logit",
)  # fmt: skip

ESTIMANDS: dict[str, Estimand] = {
    e.name: e
    for e in (
        NDR_ANY_POSITIVE, NET_ALL, GROSS_ALL, GDR_ANY_POSITIVE, EXCLUSIVE_SHARE, RELATIVE_GAP, CONDITIONAL_OR,
    )
}  # fmt: skip
DEFAULT = "ndr_any_positive"
NET_NAMES = ("ndr_any_positive", "net_all", "exclusive_share")
"""Differences n10 - n01 over a denominator: what waves and groups are compared on."""


def estimand(name: str) -> Estimand:
    """The meetvraag of that name. Raises UnusableInput naming the seven when there is none."""
    if name not in ESTIMANDS:
        raise UnusableInput(
            say("There is no meetvraag {name!r}", name=name),
            where="estimand",
            do=say("Choose one of: {known}", known=", ".join(ESTIMANDS)),
        )
    return ESTIMANDS[name]


def net_estimand(name: str) -> Estimand:
    """The net difference of that name. Raises UnusableInput for any other meetvraag: its variance is another one."""
    found = estimand(name)
    if name not in NET_NAMES:
        raise UnusableInput(
            say("{name} is no net difference", name=name),
            where="estimand",
            do=say("Choose one of: {known}", known=", ".join(NET_NAMES)),
        )
    return found


def estimate(cells: PairedCells, name: str = DEFAULT, *, level: float = 0.95, method: str = "") -> Estimate:
    """The value of a meetvraag with its interval; n is the denominator in pairs.

    method   one of the meetvraag's interval methods, "" for its default
    Where the number does not exist (denominator 0) the estimate has no value and says why. An interval end that is
    no finite number (the ratio over an empty cell) leaves the interval out and says so in `warnings`.
    Pairs are taken as independent: for pairs that share an agency see `clusters`.
    """
    return estimate_all([cells], name, level=level, method=method)[0]


def estimate_all(
    groups: Sequence[PairedCells], name: str = DEFAULT, *, level: float = 0.95, method: str = ""
) -> list[Estimate]:
    """`estimate` for many groups at once: the intervals of a thousand strata cost little more than one."""
    question = estimand(name)
    method = method or next(iter(question.intervals))
    if method not in question.intervals:
        raise UnusableInput(
            say("{name} has no interval {method!r}", name=name, method=method),
            where="method",
            do=say("Choose one of: {known}", known=", ".join(question.intervals)),
        )
    low, high = question.intervals[method](CellArrays.of(groups), level)
    return [
        _one(question, cells, method, level, float(a), float(b)) for cells, a, b in zip(groups, low, high, strict=True)
    ]


def _one(question: Estimand, cells: PairedCells, method: str, level: float, low: float, high: float) -> Estimate:
    name, n, value = question.name, question.parts(cells)[1], question.value(cells)
    if value is None:
        reason = f"no {question.denominator['en']}"
        return Estimate(name, None, question.unit, n=n, method=method, reason=reason)
    if not (math.isfinite(low) and math.isfinite(high)):
        note = f"the {method} interval does not exist for these counts ({low:.4g} to {high:.4g})"
        return Estimate(name, value, question.unit, level=level, n=n, method=method, warnings=(note,))
    return Estimate(name, value, question.unit, low, high, level, n, method)
