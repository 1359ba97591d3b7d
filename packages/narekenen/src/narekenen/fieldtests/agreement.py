"""Do coders agree: Cohen, Fleiss and Krippendorff, with missing codes and an interval by resampling units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import Array
from narekenen.fieldtests.keyed import generator
from narekenen.trace.model import Estimate

Codes = Mapping[str, Sequence[str | None]]  # unit -> one code per coder, None where a coder did not code it
LEVELS = ("nominal", "ordinal", "interval", "ratio")


def counts_of(codes: Codes, categories: Sequence[str] = ()) -> tuple[NDArray[np.int64], list[str]]:
    """(units x categories counts, categories). Raises UnusableInput naming codes that are in no given category."""
    seen = {code for row in codes.values() for code in row if code is not None}
    if not seen:
        raise UnusableInput("Nothing was coded", where="codes")
    outside = sorted(seen - set(categories)) if categories else []
    if outside:
        units = {c: [u for u, row in codes.items() if c in row] for c in outside}
        raise UnusableInput(
            "Codes stand outside the code book", where="codes",
            problems=tuple(f"{code!r} at {', '.join(units[code])}" for code in outside),
            do="Correct the codes, or add them to the code book under a new version",
        )  # fmt: skip
    names = list(categories) or sorted(seen, key=_natural)
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(codes), len(names)), dtype=np.int64)
    for i, row in enumerate(codes.values()):
        for code, count in Counter(code for code in row if code is not None).items():
            table[i, column[code]] = count
    return table, names


def _natural(code: str) -> tuple[int, float, str]:
    try:
        return (0, float(code), code)
    except ValueError:
        return (1, 0.0, code)


def cohen_kappa(codes: Codes) -> float:
    """Cohen 1960 for two coders; units that either did not code are left out. 1.0 when both only used one code.

    Depends on how common the codes are; beside Krippendorff, not instead of it.
    """
    pairs = [(row[0], row[1]) for row in codes.values() if len(row) == 2 and None not in row]
    if not pairs or len(pairs) < sum(len(row) != 2 for row in codes.values()):
        raise UnusableInput("Cohen's kappa needs exactly two coders with units in common", where="codes")
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    chance = sum(first[code] * second[code] for code in first) / n**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def fleiss_kappa(codes: Codes) -> float:
    """Fleiss 1971 for any coders, the same number per unit. Raises UnusableInput naming units with another number."""
    table, _ = counts_of(codes)
    sizes = table.sum(axis=1)
    m = int(np.bincount(sizes).argmax())
    uneven = [unit for unit, size in zip(codes, sizes, strict=True) if size != m]
    if uneven or m < 2:
        raise UnusableInput(
            f"Fleiss' kappa needs equally many codes, at least two, for every unit (most have {m})", where="codes",
            problems=tuple(f"unit {unit}" for unit in uneven), do="Use Krippendorff's alpha, which needs no such thing",
        )  # fmt: skip
    observed = float(((table * (table - 1)).sum(axis=1) / (m * (m - 1))).mean())
    chance = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def _distances(level: str, names: Sequence[str], marginal: Array) -> Array:
    """Squared differences between categories (Krippendorff 2011, section on metric differences)."""
    if level == "nominal":
        return 1.0 - np.eye(len(names))
    if level == "ordinal":
        upto = np.concatenate([[0.0], np.cumsum(marginal)])
        middle = (upto[:-1] + upto[1:]) / 2
        return np.asarray((middle[:, None] - middle[None, :]) ** 2)
    try:
        value = np.array([float(name) for name in names])
    except ValueError:
        raise UnusableInput(f"An {level} alpha needs codes that are numbers", where="codes") from None
    gap = (value[:, None] - value[None, :]) ** 2
    if level == "interval":
        return np.asarray(gap)
    total = (value[:, None] + value[None, :]) ** 2
    return np.where(total > 0, gap / np.where(total > 0, total, 1), 0.0)


def _alpha(table: NDArray[np.int64], level: str, names: Sequence[str]) -> float:
    counts = table[table.sum(axis=1) >= 2].astype(np.float64)
    if not len(counts):
        return float("nan")
    sizes = counts.sum(axis=1)
    coincidence = (counts / (sizes - 1)[:, None]).T @ counts - np.diag((counts / (sizes - 1)[:, None]).sum(axis=0))
    marginal = coincidence.sum(axis=0)
    distance = _distances(level, names, marginal)
    expected = float(marginal @ distance @ marginal) / (marginal.sum() - 1)
    return 1 - float((coincidence * distance).sum()) / expected if expected > 0 else float("nan")


def krippendorff_alpha(
    codes: Codes, metric: str = "nominal", *, categories: Sequence[str] = (), seed: str = "", replicates: int = 999,
    level: float = 0.95,
) -> Estimate:  # fmt: skip
    """Krippendorff's alpha for any number of coders with missing codes; n counts units coded at least twice.

    metric       nominal, ordinal (in the order of `categories`, else numeric or alphabetical), interval or ratio
    seed         given: percentile limits from resampling units; "" for no interval
    Without any variation there is no alpha: the estimate then has no value and says so.
    """
    if metric not in LEVELS:
        raise UnusableInput(f"There is no metric {metric!r}", do="Choose one of: " + ", ".join(LEVELS), where="metric")
    table, names = counts_of(codes, categories)
    n = int((table.sum(axis=1) >= 2).sum())
    value, name = _alpha(table, metric, names), f"krippendorff_alpha_{metric}"
    if not np.isfinite(value):
        reason = "no unit was coded twice" if n == 0 else "all codes are equal: there is no variation to agree on"
        return Estimate(name, None, n=n, method="Krippendorff 2011", reason=reason)
    if not seed:
        return Estimate(name, value, n=n, method="Krippendorff 2011")
    rng = generator(seed, "units", metric)
    draws = np.array([_alpha(table[rng.integers(0, len(table), len(table))], metric, names) for _ in range(replicates)])
    kept = draws[np.isfinite(draws)]
    low, high = (float(x) for x in np.quantile(kept, [(1 - level) / 2, (1 + level) / 2]))
    note = (f"{replicates - len(kept)} of {replicates} replicates had no variation",) if len(kept) < replicates else ()
    return Estimate(name, value, "", low, high, level, n, "Krippendorff 2011, units resampled", warnings=note)


def disputed(codes: Codes) -> tuple[str, ...]:
    """Units on which the coders do not agree."""
    return tuple(unit for unit, row in codes.items() if len({code for code in row if code is not None}) > 1)


def simple_kappas(codes: Codes) -> tuple[Estimate, ...]:
    """Cohen's and Fleiss' kappa, each with its reason where it does not apply to these codes."""
    out = []
    for name, kappa in (("cohen_kappa", cohen_kappa), ("fleiss_kappa", fleiss_kappa)):
        try:
            out.append(Estimate(name, kappa(codes), n=len(codes), method=name))
        except UnusableInput as problem:
            out.append(Estimate(name, None, n=len(codes), method=name, reason=problem.what))
    return tuple(out)


def per_code(codes: Codes, separator: str = ";") -> dict[str, Codes]:
    """Several codes per unit (an answer and its strategies) as one yes-or-no coding per code: code -> codes.

    A coder who coded the unit but did not give the code said "no"; a coder who did not code the unit said nothing.
    """
    given = {unit: [None if cell is None else _parts(cell, separator) for cell in row] for unit, row in codes.items()}
    names = sorted({code for row in given.values() for cell in row for code in cell or ()}, key=_natural)
    return {
        name: {u: [None if c is None else ("yes" if name in c else "no") for c in row] for u, row in given.items()}
        for name in names
    }


def _parts(cell: str, separator: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.split(separator) if part.strip())
