"""The full report on a set of pairs: what is estimated, how sure it is, what could not have been seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from narekenen.errors import UnusableInput
from narekenen.fieldtests.bootstrap import multinomial_bootstrap
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.clusters import cluster_bootstrap, clustered_test, design_effect
from narekenen.fieldtests.comparisons import Change, Composition, change_all, composition
from narekenen.fieldtests.conditional_logit import ConditionalLogit
from narekenen.fieldtests.counting import cells_by, cluster_counts, counted
from narekenen.fieldtests.equivalence import Equivalence, tost
from narekenen.fieldtests.estimands import DEFAULT, ESTIMANDS, estimate_all
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.listings import model
from narekenen.fieldtests.mcnemar import TestResult, mcnemar
from narekenen.fieldtests.multiplicity import benjamini_hochberg, holm
from narekenen.fieldtests.pairfile import PairTable
from narekenen.fieldtests.placebo import AboveNoise, above_noise
from narekenen.fieldtests.power import detectable_from
from narekenen.trace.model import Estimate

NET = ("ndr_any_positive", "net_all", "exclusive_share", "relative_gap")  # n10 - n01 over something
METHODS = ("midp", "exact", "asymptotic", "corrected", "score")


@dataclass(frozen=True, slots=True)
class Question:
    """How to analyse; declared before the fieldwork.

    estimand   the meetvraag of the headline
    margin     equivalence margin as a share, None for no equivalence test
    placebo    profile whose pairs are placebo pairs, "" for none
    seed       of the resampling
    """

    estimand: str = DEFAULT
    level: float = 0.95
    alpha: float = 0.05
    power: float = 0.8
    margin: float | None = None
    placebo: str = ""
    seed: str = "narekenen"
    replicates: int = 999


@dataclass(frozen=True, slots=True)
class Clustered:
    """The same meetvraag when pairs of one agency hang together."""

    clusters: int
    design_effect: float | None
    test: TestResult
    interval: Estimate


@dataclass(frozen=True, slots=True)
class Row:
    """One group of pairs: a profile, or a profile within a subgroup.

    estimates    all seven meetvragen with their default interval; `intervals` the other methods for the headline
    decisive     the test that decides: mid-p, or the clustered test where pairs share an agency
    p_holm, p_bh the decisive p adjusted over the rows of the same family
    detectable   smallest difference that so many pairs could have shown, in the headline's own units; None where none
    """

    group: tuple[str, ...]
    cells: PairedCells
    estimates: tuple[Estimate, ...]
    intervals: tuple[Estimate, ...]
    tests: tuple[TestResult, ...]
    decisive: TestResult
    p_holm: float
    p_bh: float
    detectable: float | None
    equivalence: Equivalence | None = None
    clustered: Clustered | None = None
    above_noise: AboveNoise | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A profile in two waves or two subgroups, with how the make-up of the two differs."""

    profile: str
    column: str
    first: str
    second: str
    change: Change
    composition: dict[str, Composition]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything `narekenen fieldtest analyse` tells. families: name of the family -> its rows."""

    question: Question
    flow: tuple[tuple[str, int], ...]
    families: dict[str, tuple[Row, ...]]
    comparisons: tuple[Comparison, ...]
    model: ConditionalLogit | None
    notes: tuple[str, ...]


def analyse_cells(
    groups: Mapping[tuple[str, ...], PairedCells], question: Question | None = None,
    clusters: Mapping[tuple[str, ...], Array] | None = None,
) -> tuple[Row, ...]:  # fmt: skip
    """One family of groups, with counts per agency where pairs share one.

    Raises UnusableInput for an unknown meetvraag or an impossible margin.
    """
    asked = question or Question()
    if asked.estimand not in ESTIMANDS:
        raise UnusableInput(f"There is no meetvraag {asked.estimand!r}", do="Choose one of: " + ", ".join(ESTIMANDS))
    cells = list(groups.values())
    keys = ["\x1f".join(group) for group in groups]
    tests = [tuple(mcnemar(found, method) for method in METHODS) for found in cells]
    together = [_clustered((clusters or {}).get(group), asked) for group in groups]
    decisive = [c.test if c else t[0] for c, t in zip(together, tests, strict=True)]
    raw = {key: test.p for key, test in zip(keys, decisive, strict=True)}
    adjusted = holm(raw), benjamini_hochberg(raw)
    drawn = multinomial_bootstrap(
        dict(zip(keys, cells, strict=True)), asked.estimand, seed=asked.seed, replicates=asked.replicates,
        level=asked.level,
    )  # fmt: skip
    seven = [estimate_all(cells, name, level=asked.level) for name in ESTIMANDS]
    methods = list(ESTIMANDS[asked.estimand].intervals)[1:]
    others = [estimate_all(cells, asked.estimand, level=asked.level, method=m) for m in methods]
    return tuple(
        Row(
            group, found, tuple(column[i] for column in seven), (*(column[i] for column in others), drawn[keys[i]]),
            tests[i], decisive[i], adjusted[0][keys[i]], adjusted[1][keys[i]], _detectable(found, asked),
            tost(found, asked.margin, asked.estimand, alpha=asked.alpha) if asked.margin is not None else None,
            together[i],
        )
        for i, (group, found) in enumerate(groups.items())
    )  # fmt: skip


def _clustered(counts: Array | None, asked: Question) -> Clustered | None:
    if counts is None or len(counts) < 2:
        return None
    effect = design_effect(counts, asked.estimand)
    return Clustered(
        len(counts), effect if np.isfinite(effect) else None, clustered_test(counts, seed=asked.seed),
        cluster_bootstrap(counts, asked.estimand, seed=asked.seed, replicates=asked.replicates, level=asked.level),
    )  # fmt: skip


def _detectable(cells: PairedCells, asked: Question) -> float | None:
    if asked.estimand not in NET:
        return None
    size = ESTIMANDS[asked.estimand].parts(cells)[1]
    return detectable_from(cells, size, alpha=asked.alpha, power=asked.power)


def analyse(table: PairTable, question: Question | None = None) -> Report:
    """The full report on a pair table.

    Families: "profiles" (every profile over all pairs) and one per `by` column (profile within subgroup); p-values
    are adjusted within a family. Waves and subgroups are compared on the headline meetvraag.
    """
    asked = question or Question()
    fitted, notes = _model(table, asked)
    table = counted(table)
    placebo = cells_by(table).get((asked.placebo,)) if asked.placebo else None
    if asked.placebo and placebo is None:
        raise UnusableInput(f"There is no placebo profile {asked.placebo!r}", where="profile")
    families = {"profiles": _family(table, ("profile",), asked)}
    families |= {column: _family(table, ("profile", column), asked) for column in table.by}
    if placebo is not None:
        families["profiles"] = tuple(_with_placebo(row, placebo, asked) for row in families["profiles"])
    return Report(asked, table.flow, families, tuple(_comparisons(table, asked)), fitted, tuple(notes))


def _family(table: PairTable, keys: tuple[str, ...], asked: Question) -> tuple[Row, ...]:
    """The groups of one family; placebo pairs are the noise floor and no row of their own."""
    groups = cells_by(table, keys)
    kept = {group: cells for group, cells in groups.items() if group[0] != asked.placebo} or groups
    return analyse_cells(kept, asked, cluster_counts(table, keys) if "agency" in table.frame.columns else None)


def _with_placebo(row: Row, placebo: PairedCells, asked: Question) -> Row:
    fields = {name: getattr(row, name) for name in Row.__slots__}
    return Row(**{**fields, "above_noise": above_noise(row.cells, placebo, level=asked.level)})


def _model(table: PairTable, asked: Question) -> tuple[ConditionalLogit | None, list[str]]:
    try:
        return model(table, level=asked.level), []
    except UnusableInput as problem:
        return None, [f"No model of all profiles at once: {problem}"]


def _comparisons(table: PairTable, asked: Question) -> list[Comparison]:
    """Consecutive waves, and the two levels of a subgroup column (or each level against the one before it)."""
    if asked.estimand not in ("ndr_any_positive", "net_all", "exclusive_share"):
        return []
    out = []
    for column in (*(["wave"] if "wave" in table.frame.columns else []), *(c for c in table.by if c != "wave")):
        cells = cells_by(table, ("profile", column))
        inside = {c: cells_by(table, ("profile", column, c)) for c in table.by if c != column}
        levels = sorted({key[1] for key in cells}, key=_natural)
        keys = [
            ((profile, first), (profile, second))
            for profile in sorted({key[0] for key in cells}) for first, second in pairwise(levels)
            if (profile, first) in cells and (profile, second) in cells
        ]  # fmt: skip
        made = change_all([(cells[a], cells[b]) for a, b in keys], asked.estimand, level=asked.level)
        for (a, b), found in zip(keys, made, strict=True):
            mixes = {c: composition(_inside(inside[c], a), _inside(inside[c], b)) for c in inside}
            mixes = mixes or {"": composition({"": cells[a]}, {"": cells[b]})}
            if found is not None:
                out.append(Comparison(a[0], column, a[1], b[1], found, mixes))
    return out


def _inside(cells: Mapping[tuple[str, ...], PairedCells], key: tuple[str, str]) -> dict[str, PairedCells]:
    return {group[2]: found for group, found in cells.items() if group[:2] == key}


def _natural(text: str) -> tuple[int, float, str]:
    return (0, float(text), text) if text.replace(".", "", 1).isdecimal() else (1, 0.0, text)
