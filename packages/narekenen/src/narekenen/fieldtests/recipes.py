"""Numbers of a field test as the public recomputes them: from the cells that were released, after disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import ORDER, PairedCells
from narekenen.fieldtests.comparisons import change as change_of
from narekenen.fieldtests.equivalence import tost
from narekenen.fieldtests.estimands import DEFAULT, estimand
from narekenen.fieldtests.estimands import estimate as estimate_of
from narekenen.fieldtests.intervals import wilson
from narekenen.fieldtests.mcnemar import mcnemar
from narekenen.fieldtests.multiplicity import benjamini_hochberg, holm
from narekenen.fieldtests.power import detectable_from
from narekenen.fieldtests.protocolmodel import METHODS
from narekenen.fieldtests.shares import share_change as share_change_of
from narekenen.fieldtests.standardisation import held_change as held_change_of
from narekenen.trace.model import Estimate

NO_TEST = "n = 0"
NET = ("ndr_any_positive", "net_all", "exclusive_share", "relative_gap")


def _cells(values: Mapping[str, Any], name: str) -> PairedCells:
    given = values.get(name)
    if not isinstance(given, Mapping) or set(given) != set(ORDER):
        raise UnusableInput(f"the input {name!r} is no set of four cells", do="give n10, n01, n11 and n00")
    return PairedCells(**{cell: given[cell] for cell in ORDER})


def _is_empty(values: Mapping[str, Any], name: str) -> bool:
    """Whether a group holds no test at all: then there is no number, which is something else than a withheld one."""
    given = values.get(name)
    return isinstance(given, Mapping) and set(given) == set(ORDER) and not any(given.values())


def _whole(values: Mapping[str, Any], name: str) -> int:
    given = values.get(name)
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise UnusableInput(f"{given!r} is no whole number from 0", where=f"input {name!r}")
    return given


def _level(values: Mapping[str, Any]) -> float:
    level = values.get("level", 0.95)
    if not isinstance(level, (int, float)) or not 0.5 <= level < 1:
        raise UnusableInput(f"the level is {level!r}", where="input 'level'", why="it lies from 0.5 to below 1")
    return float(level)


def _percent(found: Estimate, name: str) -> Estimate:
    """The estimate with shares as percentages; ratios stay as they are."""
    scale = 100 if found.unit == "share" else 1
    value, low, high = (x * scale if isinstance(x, (int, float)) else x for x in (found.value, found.low, found.high))
    unit = "%" if found.unit == "share" else found.unit
    return Estimate(name, value, unit, low, high, found.level, found.n, found.method, found.reason, found.warnings)


def estimate(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """cells: the four released counts; meetvraag: its name; level: of the interval (0.95).

    "value": the meetvraag in per cent (a ratio as itself) with its default interval; "p": two-sided mid-p of McNemar,
    unadjusted; "detectable": the smallest difference that so many pairs show with a chance of 80 %, in per cent.
    Pairs are taken as independent. A group without any test has none of the three, and says so.
    """
    if _is_empty(values, "cells"):
        return tuple(Estimate(what, None, reason=NO_TEST) for what in ("value", "p", "detectable"))
    cells, name = _cells(values, "cells"), str(values.get("meetvraag", DEFAULT))
    question = estimand(name)
    found = [_percent(estimate_of(cells, name, level=_level(values)), "value")]
    found.append(Estimate("p", mcnemar(cells).p, method="McNemar mid-p", n=cells.discordant))
    if name in NET:
        least = detectable_from(cells, question.parts(cells)[1])
        reason = "" if least is not None else "no difference could have been shown"
        value = None if least is None else 100 * least
        found.append(Estimate("detectable", value, "%", n=cells.total, method="Connor 1987, power 0.8", reason=reason))
    return tuple(found)


def change(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """before, after: cells of two independent sets of pairs; meetvraag. "value": after less before, in points."""
    name = str(values.get("meetvraag", DEFAULT))
    found = change_of(_cells(values, "before"), _cells(values, "after"), name, level=_level(values))
    if found is None:
        return (Estimate("value", None, "%", method="square-and-add", reason="a denominator is empty"),)
    value, low, high = (100 * x for x in (found.difference, found.low, found.high))
    return (
        Estimate("value", value, "%", low, high, found.level, method="square-and-add of score intervals"),
        Estimate("p", found.z_p, method="normal test, paired variances"),
    )


def held_change(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """before, after: stratum -> four released counts, of two independent sets of pairs; meetvraag: a net difference.

    "value": after less before in points, each stratum weighed by its part of the denominator before; "p": its normal
    test; "composition": the plain change over all strata less "value". Strata without a denominator in one of the two
    are left out, and a warning names them; then there is no "composition".
    """
    before, after = _strata(values, "before"), _strata(values, "after")
    found = held_change_of(before, after, str(values.get("meetvraag", DEFAULT)), level=_level(values))
    method = "direct standardisation, square-and-add of score intervals"
    if found is None:
        return (Estimate("value", None, "%", method=method, reason="een noemer is leeg"),)
    warnings = ("left out: " + ", ".join(found.left_out),) if found.left_out else ()
    value, low, high = (100 * x for x in (found.difference, found.low, found.high))
    made = None if found.composition is None else 100 * found.composition
    return (
        Estimate("value", value, "%", low, high, found.level, method=method, warnings=warnings),
        Estimate("p", found.p, method="normal test, paired variances within strata"),
        Estimate("composition", made, "%", method="plain change less standardised change",
                 reason="er zijn groepen weggelaten" if made is None else ""),
    )  # fmt: skip


def _strata(values: Mapping[str, Any], name: str) -> dict[str, PairedCells]:
    """The strata of one side; one without any pair has nothing to compare."""
    given = values.get(name)
    if not isinstance(given, Mapping) or not given:
        raise UnusableInput(f"the input {name!r} holds no strata", do="give four cells per stratum")
    return {str(key): _cells(given, key) for key in given if not _is_empty(given, key)}


def equivalence(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """cells: the four released counts; meetvraag: a net difference; margin: in points, from 0 to 100, set beforehand.

    "value": p of two one-sided score tests that the difference is as large as the margin, on either side: where it is
    small, the groups are shown to be treated equally within the margin.
    """
    margin = values.get("margin")
    if isinstance(margin, bool) or not isinstance(margin, (int, float)):
        raise UnusableInput(f"the margin is {margin!r}", where="input 'margin'", why="it is a number of points")
    method = f"two one-sided score tests, margin {margin:g} points"
    if _is_empty(values, "cells"):
        return (Estimate("value", None, method=method, reason=NO_TEST),)
    cells = _cells(values, "cells")
    found = tost(cells, margin / 100, str(values.get("meetvraag", DEFAULT)))
    return (Estimate("value", found.p, n=cells.total, method=method),)


def share(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """count, of: released counts. "value": 100 x count / of with its Wilson interval."""
    count, of, level = _whole(values, "count"), _whole(values, "of"), _level(values)
    if not count <= of or of == 0:
        raise UnusableInput(f"{count} is no part of {of}", where="input 'count'")
    low, high = (100 * float(end) for end in wilson(count, of, level))
    return (Estimate("value", 100 * count / of, "%", low, high, level, of, "Wilson"),)


def share_change(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """before, after: count and of, of two independent samples. "value": the share after less that before, in points;
    "p": of the score test; "detectable": the smallest change on that side that so many show with a chance of 80 %.
    """
    sides = [_part(values, name) for name in ("before", "after")]
    found = share_change_of(sides[0], sides[1], level=_level(values))
    value, low, high = (100 * x for x in (found.difference, found.low, found.high))
    least = None if found.detectable is None else 100 * found.detectable
    reason = "geen verandering had kunnen blijken" if least is None else ""
    return (
        Estimate("value", value, "%", low, high, _level(values), method="square-and-add of Wilson intervals"),
        Estimate("p", found.p, method="score test of two shares"),
        Estimate("detectable", least, "%", method="score test of two shares, power 0.8", reason=reason),
    )


def _part(values: Mapping[str, Any], name: str) -> tuple[int, int]:
    given = values.get(name)
    if not isinstance(given, Mapping) or set(given) != {"count", "of"}:
        raise UnusableInput(f"the input {name!r} is no share", do="give count and of")
    return _whole(given, "count"), _whole(given, "of")


def count(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """count: a released count; base: what it was rounded to (0 or 1: not rounded)."""
    base = _whole(values, "base")
    return (Estimate("value", _whole(values, "count"), method=f"rounded to {base}" if base > 1 else "counted"),)


def agreement(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """both, neither, disputed: units that two coders gave the code both, neither, or differently (released counts).

    "value": Krippendorff's alpha for that yes-or-no coding; without variation there is none, and it says so.
    """
    both, neither, disputed = (_whole(values, name) for name in ("both", "neither", "disputed"))
    units = both + neither + disputed
    yes, no = 2 * both + disputed, 2 * neither + disputed
    method = "Krippendorff 2011, two coders, nominal"
    if yes == 0 or no == 0:
        return (Estimate("value", None, n=units, method=method, reason="there is no variation to agree on"),)
    return (Estimate("value", 1 - (2 * units - 1) * disputed / (yes * no), n=units, method=method),)


def adjusted(values: Mapping[str, Any], seed: str) -> tuple[Estimate, ...]:
    """cells: group -> four released counts, of a whole family; group: the one asked for; method: "holm" or "bh".

    "value": its mid-p corrected over the family; "p": its own. A group without any test counts with p = 1.
    """
    family, group, method = values.get("cells"), str(values.get("group")), values.get("method", "holm")
    if not isinstance(family, Mapping) or group not in family or method not in METHODS:
        raise UnusableInput("this is no family with that group", where="input 'cells'", do="method is holm or bh")
    raw = {name: 1.0 if _is_empty(family, name) else mcnemar(_cells(family, name)).p for name in family}
    corrected = holm(raw) if method == "holm" else benjamini_hochberg(raw)
    said = "Holm" if method == "holm" else "Benjamini-Hochberg"
    return (
        Estimate("value", corrected[group], method=f"McNemar mid-p, {said} over {len(raw)}", n=len(raw)),
        Estimate("p", raw[group], method="McNemar mid-p"),
    )
